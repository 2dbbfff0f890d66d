import { z } from 'zod';
import { errorMessage } from '#src/cards/message-cards.ts';
import { toUserMessage } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { operatorKey } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findEvent, markFailed } from '#src/store/events.ts';
import { saveMessage } from '#src/store/messages.ts';
import { freeEvent, gripEvent, replayGivenUp } from '#src/store/operate.ts';
import type { EntityManager, Store } from '#src/store/orm.ts';
import { referenceIn } from '#src/telemetry/reference.ts';
import { oweEnd } from './finish-turn.ts';

/** How an operator's act ended, with words for the operator. */
export interface Operated {
  done: boolean;
  words: string;
}

/** What an operator does; `key`: from the page, with the API key of that name. */
export interface ByOperator {
  via: 'cli' | 'page';
  key?: string;
}

/** Code of an event that an operator ended. */
const failedByOperator = 'failed_by_operator';
const refused = (words: string): Operated => ({ done: false, words });
const isId = (id: string): boolean => z.uuid().safeParse(id).success;

/** What was given up about this draft, event, question or act is shown to people after all. */
export async function replayDelivery(store: Store, id: string, by: ByOperator): Promise<Operated> {
  if (!isId(id)) return refused(`"${id}" is no id: take it from the page or from flowsmith trace ("Owed to people").`);
  return store.fork().transactional(async (em) => {
    const { again, owed } = await replayGivenUp(em, id);
    if (again.length === 0)
      return refused(
        owed > 0 ? `Nothing about ${id} was given up: it is tried again by itself.` : `Nothing is owed about ${id}.`,
      );
    await note(em, id, { act: 'replay', deliveries: again }, by);
    return { done: true, words: `Tried again by the next running worker: ${again.join(', ')}.` };
  });
}

/** An event that waits is taken up now, as if it had just come. */
export async function releaseEvent(store: Store, id: string, by: ByOperator & { force?: boolean }): Promise<Operated> {
  return onWaiting(store, id, by, async (em) => {
    await freeEvent(em, id);
    await note(em, id, { act: 'release', ...(by.force ? { force: true } : {}) }, by);
    return `Event ${id} waits for nothing any more: a running worker takes it up within a quarter of a minute.`;
  });
}

/** An event that waits is over, and whoever caused it is told that it failed. */
export async function failEvent(store: Store, id: string, by: ByOperator & { force?: boolean }): Promise<Operated> {
  return onWaiting(store, id, by, async (em) => {
    const row = await findEvent(em, id);
    if (!row) throw new Error(`event ${id} is gone`);
    const { language } = readerOf(row.payload);
    const problem = problemText({ code: failedByOperator, message: toUserMessage(undefined) }, language);
    const { text } = errorMessage(problem, referenceIn(row), language);
    await saveMessage(em, { conversation: row.conversation, event: id, role: 'assistant', text });
    await markFailed(em, id, failedByOperator);
    await oweEnd(em, row, undefined);
    await note(em, id, { act: 'fail', ...(by.force ? { force: true } : {}) }, by);
    return `Event ${id} has failed; whoever caused it is told.`;
  });
}

async function onWaiting(
  store: Store,
  id: string,
  { force = false }: { force?: boolean },
  act: (em: EntityManager) => Promise<string>,
): Promise<Operated> {
  if (!isId(id)) return refused(`"${id}" is no id of an event: take it from the page or from flowsmith trace.`);
  return store.fork().transactional(async (em) => {
    const grip = await gripEvent(em, id, { force });
    if (grip.kind === 'unknown') return refused(`There is no event ${id}.`);
    if (grip.kind === 'over') return refused(`Event ${id} does not wait: it is ${grip.status}.`);
    if (grip.kind === 'held')
      return refused(
        `A process is answering event ${id} and has it until ${grip.until.toISOString()}, or longer while it lives. If it hangs, take it away: flowsmith events release ${id} --force.`,
      );
    return { done: true, words: await act(em) };
  });
}

const note = (em: EntityManager, subject: string, data: Record<string, boolean | string | string[]>, by: ByOperator) =>
  appendAudit(em, {
    kind: 'operation',
    actor: operatorKey,
    subject,
    data: { ...data, via: by.via, ...(by.key ? { key: by.key } : {}) },
  });
