import { whenText } from '#src/cards/when.ts';
import { DeliveryError } from '#src/errors.ts';
import { appendAudit } from '#src/store/audit.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import type { ConversationRecord, WorkflowRecord } from '#src/store/entities.ts';
import { dropWish, setWish } from '#src/store/failure-wishes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { meansIt } from '../intake/commands.ts';
import type { FailureSaying, ToldIn } from '../intake/failure-words.ts';
import { actorOnWorkflow, spokenOfLast } from '../people/known.ts';
import { auditRefusal, mayAct } from '../people/rights.ts';
import { ensurePlace } from '../reach/failure-places.ts';
import { answer } from '../turn/answer.ts';
import { type ActionTurn, asMessage, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { findManaged } from './find.ts';

const dayMs = 24 * 60 * 60_000;

export type HearSaying = Exclude<FailureSaying, { act: 'inbox' | 'digest' | 'no digest' }>;

/** Changes where failures of a workflow are told. False where the words mean no workflow that is here. */
export async function hearFailures(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  said: HearSaying,
): Promise<boolean> {
  const found = await findMeant(context, turn, said);
  if (!found) return false;
  if (found.length > 1) {
    const { answers, failing } = wordsFor(turn);
    await answer(em, turn, failing.whichOne(found.map(({ name }) => answers.quoted(name)).join(', ')));
    return true;
  }
  const [workflow] = found;
  if (!workflow) return false;
  const text = await change(context, em, turn, { said, workflow });
  await answer(em, turn, text);
  return true;
}

/** "Mute for a day" on a notice. */
export async function muteByClick(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  workflow: WorkflowRecord,
): Promise<void> {
  const asked = asMessage(turn, '');
  const said = { act: 'mute' as const, words: '', days: 1 };
  const text = await change(context, em, asked, { said, workflow });
  await turn.speaker.whisper(text);
}

/** A whole name, or "it"; to mute, where nothing else fits, what is called nearly so. More than one: they are told apart. */
async function findMeant(
  context: EngineContext,
  turn: MessageTurn,
  { act, words }: HearSaying,
): Promise<WorkflowRecord[] | undefined> {
  if (meansIt(words)) {
    const last = await spokenOfLast(context, turn);
    return last && !last.removedAt ? [last] : undefined;
  }
  const found = await findManaged(context, turn, words);
  const exact = found.filter(({ score }) => score === 1);
  if (exact.length > 0) return exact.map(({ workflow }) => workflow);
  // "tell #ops when a payment fails" may ask for something new.
  const [only, ...others] = found;
  return only && others.length === 0 && (act === 'mute' || act === 'unmute') ? [only.workflow] : undefined;
}

interface Change {
  said: HearSaying;
  workflow: WorkflowRecord;
}

async function change(
  context: EngineContext,
  em: EntityManager,
  turn: MessageTurn,
  { said, workflow }: Change,
): Promise<string> {
  const { failing } = wordsFor(turn);
  const { name } = workflow;
  const by = await actorOnWorkflow(context, turn, workflow);
  const mine = (await mayAct(context, 'unpublish', by.key, workflow)).allowed;
  const refused = async (text: string): Promise<string> => {
    await auditRefusal(context, turn, {
      by,
      subject: workflow.id,
      act: `failures:${said.act}`,
      reason: 'onlyResponsible',
    });
    return text;
  };
  const telling = said.act === 'tell' || said.act === 'stop telling';
  const channel = telling && said.where.kind === 'channel' ? said.where : undefined;
  const id = channel && turn.event.channels?.find(({ named }) => named === channel.named)?.id;
  if (channel && !id) {
    const others = context.placeOf(toConversationRef(turn.conversation))?.namesOthers;
    return others ? failing.whichChannel(channel.named) : failing.noOther;
  }
  const place = await ensurePlace(context, em.fork(), turn.conversation, id);
  if (!place) return failing.noOther;
  const { row, alone } = place;
  // Alone, everybody may have it end.
  const ends = said.act === 'stop telling' && said.where.kind === 'here' && alone;
  if (telling && !mine && !ends) return refused(failing.onlyResponsible(name));
  const where = telling ? nameOf(said.where, failing.here) : failing.here;
  if (!telling && !alone && !mine) return refused(failing.othersRead(name));
  const wish = { workflow: workflow.id, conversation: row.id, kind: telling ? ('follow' as const) : ('mute' as const) };
  const kept = async <T>(work: (tx: EntityManager) => Promise<T>): Promise<T> =>
    context.store.fork().transactional(async (tx) => {
      const done = await work(tx);
      const data = { act: said.act, place: row.id };
      await appendAudit(tx, { kind: 'notice', actor: by.key, subject: workflow.id, data });
      return done;
    });
  switch (said.act) {
    case 'mute': {
      const forMs = said.days === undefined ? undefined : said.days * dayMs;
      const until = await kept((tx) => setWish(tx, wish, { by: by.key, forMs }));
      return until ? failing.muted(name, whenText(until, readerOfTurn(turn))) : failing.mutedForGood(name);
    }
    case 'unmute':
      return (await kept((tx) => dropWish(tx, wish))) ? failing.unmuted(name) : failing.notMuted(name);
    case 'stop telling':
      return (await kept((tx) => dropWish(tx, wish))) ? failing.stops(where, name) : failing.notTold(where, name);
    case 'tell': {
      if (channel && !(await announce(context, turn, { row, name }))) return failing.notThere(where);
      await kept((tx) => setWish(tx, wish, { by: by.key }));
      return failing.tells(where, name);
    }
    default:
      return said satisfies never;
  }
}

const nameOf = (where: ToldIn, here: string): string => (where.kind === 'here' ? here : where.named);

/** Whoever reads there learns who wished it, and whether the bot may speak there is seen at once. */
async function announce(
  context: EngineContext,
  turn: MessageTurn,
  { row, name }: { row: ConversationRecord; name: string },
): Promise<boolean> {
  const { event, row: said } = turn;
  const text = wordsFor(turn).failing.tellsHere(event.person.name, name);
  try {
    await platformOf(context, row.platform).post(
      toConversationRef(row),
      { text },
      { id: said.id, again: said.attempts > 1 },
    );
    return true;
  } catch (error) {
    if (error instanceof DeliveryError && !error.retryable && !error.mendable) return false;
    throw error;
  }
}
