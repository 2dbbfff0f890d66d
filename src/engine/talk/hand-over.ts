import { readHandover } from '#src/language/handover-words.ts';
import { policyFor } from '#src/policy/roles.ts';
import type { NamedAccount } from '#src/store/accounts.ts';
import { namesOf } from '#src/store/drafts.ts';
import { oncePerEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findPeople } from '#src/store/people.ts';
import { nameOf } from '#src/store/spoken.ts';
import type { EngineContext } from '../context.ts';
import { type Handover, handOverDraft, handOverWorkflow } from '../drafts/hand-over.ts';
import { openDraftFor } from '../drafts/open-draft.ts';
import { secretRemoved } from '../drafts/secret-removed.ts';
import { meansIt } from '../intake/commands.ts';
import { findManaged } from '../manage/find.ts';
import { findDraftNamed } from '../manage/find-draft.ts';
import { accountOf, toActor } from '../people/actor.ts';
import { idsNamed } from '../people/deputies.ts';
import { spokenOfLast } from '../people/known.ts';
import { auditRefusal } from '../people/rights.ts';
import { answer } from '../turn/answer.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';

interface Thing {
  id: string;
  name: string;
  kind: 'draft' | 'workflow';
}

/**
 * Makes somebody else responsible for a draft or a workflow; false when the words mean something else, e.g. because nothing
 * is called so. Over HTTP nobody proves who they are, so nothing is handed over there.
 */
export async function answerHandover(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<boolean> {
  const said = readHandover(turn.event.text);
  if (!said || secretRemoved(turn.event) || turn.tenant.platform === 'rest') return false;
  const thing = await whatIsMeant(context, em, turn, said.what);
  if (!thing) return false;
  const { away, handover } = wordsFor(turn);
  const to = await whoIsMeant(context, em, turn, said.to);
  if (to === 'nobody') await answer(em, turn, handover.unknown(said.to));
  else if (to === 'several') await answer(em, turn, away.several(said.to));
  else await answer(em, turn, await handOver(context, turn, thing, to));
  return true;
}

async function handOver(context: EngineContext, turn: MessageTurn, thing: Thing, to: NamedAccount): Promise<string> {
  const { handover } = wordsFor(turn);
  const act = thing.kind === 'draft' ? handOverDraft : handOverWorkflow;
  const input = { policy: context.policy, by: turn, to };
  const { result = 'closed' } = await context.store
    .fork()
    .transactional((tx) => oncePerEvent(tx, turn.row.id, 'handover', () => act(tx, thing.id, input)));
  context.wake?.();
  if (result === 'not theirs') {
    const by = toActor(accountOf(turn), turn);
    await auditRefusal(context, turn, { by, subject: thing.id, act: 'handover', reason: 'notTheirs' });
  }
  const texts: Record<Handover, string> = {
    done: handover.done(thing.name, to.name),
    'not theirs': handover.notTheirs(thing.name),
    elsewhere: handover.elsewhere(thing.name),
    closed: handover.closed(thing.name),
    'the same': handover.same(to.name, thing.name),
    'has approved': handover.hasApproved(to.name, thing.name),
  };
  return texts[result];
}

/** The draft that is spoken of or called so, else the workflow; nothing where it could be several. */
async function whatIsMeant(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  words: string,
): Promise<Thing | undefined> {
  if (meansIt(words.toLowerCase())) {
    const draft = await openDraftFor(context, em, turn);
    if (draft) return { id: draft.id, kind: 'draft', name: (await namesOf(em, [draft.id])).get(draft.id) ?? words };
    const last = await spokenOfLast(context, turn);
    return last && { id: last.id, name: last.name, kind: 'workflow' };
  }
  const named = await findDraftNamed(context, em, turn, words);
  if (named?.whole) return { id: named.draft.id, name: named.name, kind: 'draft' };
  const [best, ...others] = await findManaged(context, turn, words);
  const only = best && others.every(({ score }) => score < best.score) ? best.workflow : undefined;
  if (only) return { id: only.id, name: only.name, kind: 'workflow' };
  return named && !best ? { id: named.draft.id, name: named.name, kind: 'draft' } : undefined;
}

/** Somebody of this tenant: who has been met there, or whom the policy names, by id or by name. */
async function whoIsMeant(
  context: EngineContext,
  em: EntityManager,
  { tenant }: MessageTurn,
  called: string,
): Promise<NamedAccount | 'nobody' | 'several'> {
  const wanted = called.replace(/^@/, '');
  const met = (await findPeople(em, wanted)).flatMap((accounts) =>
    accounts.filter((one) => one.tenant.id === tenant.id),
  );
  const named = idsNamed(policyFor(context.policy, tenant), tenant).filter((id) => id === wanted);
  const ids = [...new Set([...met.map(({ personId }) => personId), ...named])];
  const [personId, ...more] = ids;
  if (personId === undefined) return 'nobody';
  return more.length > 0 ? 'several' : { tenant, personId, name: (await nameOf(em, tenant.id, personId)) ?? wanted };
}
