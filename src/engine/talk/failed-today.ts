import { type FailedRow, failedCard } from '#src/cards/failed-card.ts';

import { isAdmin, policyFor } from '#src/policy/roles.ts';
import { accountsOf } from '#src/store/accounts.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import type { FailureSaying } from '../intake/failure-words.ts';
import { accountOf, keyOf } from '../people/actor.ts';
import { toFailedRows } from '../reach/failed-rows.ts';
import { placeOfTurn } from '../reach/failure-places.ts';
import { type FailureScope, loadFailures } from '../reach/failures-of.ts';
import { midnight } from '../reach/zone-clock.ts';
import { answer, keepAnswer } from '../turn/answer.ts';
import { isAlone, sayToAsker } from '../turn/say.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

type Asked = Pick<Extract<FailureSaying, { act: 'inbox' }>, 'since' | 'everybody'>;

const mostShown = 10;

/** What failed since midnight, or within a week, by the reader's clock: of what whoever asks hears of where they ask. */
export async function tellFailed(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { since, everybody }: Asked,
): Promise<void> {
  const reader = readerOfTurn(turn);
  const { talk, failing } = wordsFor(turn);
  const accounts = await accountsOf(em.fork(), accountOf(turn));
  const own: FailureScope = { kind: 'own', accounts, place: placeOfTurn(context, turn) };
  const alone = isAlone(turn) || turn.event.via === 'direct';
  let scope: FailureScope = alone ? own : { kind: 'place', place: placeOfTurn(context, turn) };
  if (everybody) {
    const admin = accounts.filter((account) => isAdmin(policyFor(context.policy, account.tenant), keyOf(account)));
    if (admin.length === 0) return answer(em, turn, failing.adminsOnly);
    if (!alone) return answer(em, turn, failing.onlyAlone);
    scope = { kind: 'all', tenants: admin.map(({ tenant }) => tenant.id) };
  }
  const from = midnight(new Date(), reader.timezone, since === 'week' ? 6 : 0);
  const found = await loadFailures(context, em.fork(), { since: from }, scope);
  const elsewhere = alone || everybody ? 0 : await countElsewhere(context, em, from, { own, shown: found });
  const note = elsewhere > 0 ? failing.elsewhere(elsewhere) : undefined;
  if (found.length === 0) {
    const none = since === 'week' ? failing.noneWeek : talk.noFailures;
    return answer(em, turn, [none, note].filter(Boolean).join(' '));
  }
  const title = since === 'week' ? failing.week : talk.failures;
  const rows: FailedRow[] = toFailedRows(found.slice(0, mostShown), reader);
  const message = failedCard({ title, rows, more: found.length - rows.length, note, reader });
  await sayToAsker(turn, message);
  await keepAnswer(em, turn, message.text);
}

/** Workflows of theirs that are nobody's business here: they are counted, not named. */
async function countElsewhere(
  context: EngineContext,
  em: EntityManager,
  from: Date,
  { own, shown }: { own: FailureScope; shown: readonly { workflowId: string }[] },
): Promise<number> {
  const here = new Set(shown.map(({ workflowId }) => workflowId));
  const mine = await loadFailures(context, em.fork(), { since: from }, own);
  return new Set(mine.flatMap(({ workflowId }) => (here.has(workflowId) ? [] : workflowId))).size;
}
