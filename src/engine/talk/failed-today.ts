import { type FailedRow, failedCard } from '#src/cards/failed-card.ts';
import { hasFailed } from '#src/cards/when.ts';
import type { Reader } from '#src/language/language.ts';
import type { Execution } from '#src/n8n/executions.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { findByN8nIds } from '#src/store/workflows.ts';
import type { EngineContext } from '../context.ts';
import { mayKnow } from '../people/known.ts';
import { answer, keepAnswer } from '../turn/answer.ts';
import { sayToAsker } from '../turn/say.ts';
import { type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';

/** Executions read at most, a hundred a page. */
const mostPages = 5;
const mostShown = 10;

/** What failed since midnight by the reader's clock, of the workflows this person may know of. */
export async function tellFailedToday(context: EngineContext, em: EntityManager, turn: MessageTurn): Promise<void> {
  const reader = readerOfTurn(turn);
  const rows = await loadFailed(context, turn, reader);
  const { talk } = wordsFor(turn);
  if (rows.length === 0) return answer(em, turn, talk.noFailures);
  const message = failedCard(rows, reader);
  await sayToAsker(turn, message);
  await keepAnswer(em, turn, message.text);
}

async function loadFailed(context: EngineContext, turn: MessageTurn, reader: Reader): Promise<FailedRow[]> {
  const failed = await failedSince(context, midnight(new Date(), reader.timezone));
  const byWorkflow = Map.groupBy(failed, ({ workflowId }) => workflowId);
  const known = await findByN8nIds(context.store.fork(), context.n8n.url, [...byWorkflow.keys()]);
  const rows: FailedRow[] = [];
  for (const { id, n8nId, name } of known) {
    const runs = byWorkflow.get(n8nId) ?? [];
    if (rows.length >= mostShown || !(await mayKnow(context, turn, id))) continue;
    rows.push({ workflowId: id, name, count: runs.length, last: runs[0]?.startedAt });
  }
  return rows;
}

/** Newest first. */
async function failedSince({ n8n }: EngineContext, since: Date): Promise<Execution[]> {
  const found: Execution[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { executions, nextCursor } = await n8n.executions.list({ limit: 100, ...(cursor ? { cursor } : {}) });
    const today = executions.filter(({ startedAt }) => startedAt !== undefined && new Date(startedAt) >= since);
    found.push(...today.filter(({ status }) => hasFailed(status)));
    if (today.length < executions.length || !nextCursor) break;
    cursor = nextCursor;
  }
  return found;
}

/** When the day began that it is there. */
export function midnight(now: Date, timezone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const since = (of('hour') * 60 + of('minute')) * 60 + of('second');
  return new Date(Math.floor(now.getTime() / 1000) * 1000 - since * 1000);
}
