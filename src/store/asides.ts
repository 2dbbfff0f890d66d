import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from './orm.ts';

/** No platform holds an answer to a click open for longer. */
export const longestHeldMs = 3_000;
const everyMs = 60;
/** After a crash of whoever waited, words for them stay no longer. */
const keptMinutes = 1;

/** What stands for words that were taken along: they are not kept, but known again. */
const takenMark = (text: string): string => `taken ${createHash('sha256').update(text).digest('base64url')}`;
const isTaken = (text: string): boolean => /^taken [\w-]{43}$/.test(text);

/**
 * Ends the answer to this click that is held open; false when it ended before without words, or came too long ago for
 * anybody to wait. One that ended with these words answers a turn that runs again, too.
 */
export async function endAside(em: EntityManager, event: string, text: string | null): Promise<boolean> {
  await em.execute(`delete from asides where at < clock_timestamp() - ? * interval '1 minute'`, [keptMinutes]);
  const rows = (await em.execute(
    `insert into asides (event_id, text) select id, ? from inbound_events
     where id = ? and received_at > clock_timestamp() - ? * interval '1 millisecond'
     on conflict do nothing returning event_id`,
    [text, event, longestHeldMs],
  )) as unknown[];
  if (rows.length > 0) return true;
  const [before] = (await em.execute('select text from asides where event_id = ?', [event])) as Ended[];
  return text !== null && (before?.text === text || before?.text === takenMark(text));
}

interface Ended {
  text: string | null;
}

/** Waits until it ended, and takes the words along. After `withinMs` nobody waits, and what is said later goes elsewhere. */
export async function takeAside(em: EntityManager, event: string, withinMs: number): Promise<string | undefined> {
  const until = performance.now() + withinMs;
  for (;;) {
    const ended = await takeText(em, event);
    if (ended) return ended.text ?? undefined;
    if (performance.now() >= until) break;
    await sleep(everyMs);
  }
  await em.execute('insert into asides (event_id) values (?) on conflict do nothing', [event]);
  return (await takeText(em, event))?.text ?? undefined;
}

async function takeText(em: EntityManager, event: string): Promise<Ended | undefined> {
  const [row] = (await em.execute('select text from asides where event_id = ?', [event])) as Ended[];
  if (!row?.text || isTaken(row.text)) return row && { text: null };
  await em.execute('update asides set text = ? where event_id = ?', [takenMark(row.text), event]);
  return row;
}
