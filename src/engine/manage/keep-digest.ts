import { whenText } from '#src/cards/when.ts';
import { isApprover, policyFor, type TenantPolicy } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { databaseNow } from '#src/store/clock.ts';
import { dropDigest, setDigest } from '#src/store/failure-digests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import type { FailureSaying } from '../intake/failure-words.ts';
import { accountOf, keyOf, toActor } from '../people/actor.ts';
import { auditRefusal } from '../people/rights.ts';
import { ensurePlace } from '../reach/failure-places.ts';
import { nextSlot } from '../reach/zone-clock.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

/** Begins, changes or ends the digest of the place where it is said. */
export async function keepDigest(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  said: Extract<FailureSaying, { act: 'digest' | 'no digest' }>,
): Promise<void> {
  await answer(em, turn, await change(context, em, turn, said));
}

async function change(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  said: Extract<FailureSaying, { act: 'digest' | 'no digest' }>,
): Promise<string> {
  const { failing } = wordsFor(turn);
  const place = await ensurePlace(context, em.fork(), turn.conversation);
  if (!place) return failing.noOther;
  const { row, alone } = place;
  const by = toActor(accountOf(turn), turn);
  if (!alone && said.act === 'digest' && said.forMe) return failing.digestAlone;
  if (!alone && !mayForAll(policyFor(context.policy, turn.tenant), keyOf(accountOf(turn)))) {
    await auditRefusal(context, turn, { by, subject: row.id, act: said.act, reason: 'onlyApprover' });
    return failing.digestRefused;
  }
  const { locale, timezone } = readerOfTurn(turn);
  const now = await databaseNow(em);
  const when = said.act === 'digest' ? { ...said, timezone } : undefined;
  const nextAt = when && nextSlot(now, when);
  const done = await context.store.fork().transactional(async (tx) => {
    if (when && nextAt) {
      const { every, weekday, minute, always } = when;
      const about = { conversation: row.id, person: by.key, alone, locale, timezone };
      await setDigest(tx, { ...about, every, weekday, minute, always, nextAt });
    } else if (!(await dropDigest(tx, row.id))) return false;
    await appendAudit(tx, { kind: 'notice', actor: by.key, subject: row.id, data: { act: said.act } });
    return true;
  });
  if (!nextAt) return done ? failing.digestEnded : failing.noDigest;
  return failing.digest(whenText(nextAt, readerOfTurn(turn)), timezone);
}

/** In a place of many it takes the single messages from everybody; where nobody is named anybody may, and all see who did. */
const mayForAll = (policy: TenantPolicy, person: string): boolean =>
  policy.approvers.length + policy.admins.length === 0 || isApprover(policy, person);
