import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from './orm.ts';

/** No platform holds an answer to a click open for longer. */
export const longestHeldMs = 3_000;
const everyMs = 60;
/** After a crash of whoever waited, words for them stay no longer. */
const keptMinutes = 1;

/** Ends the answer to this click that is held open; false when it ended before, or came too long ago for anybody to wait. */
export async function endAside(em: EntityManager, event: string, text: string | null): Promise<boolean> {
  await em.execute(`delete from asides where at < clock_timestamp() - ? * interval '1 minute'`, [keptMinutes]);
  const rows = (await em.execute(
    `insert into asides (event_id, text) select id, ? from inbound_events
     where id = ? and received_at > clock_timestamp() - ? * interval '1 millisecond'
     on conflict do nothing returning event_id`,
    [text, event, longestHeldMs],
  )) as unknown[];
  return rows.length > 0;
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

async function takeText(em: EntityManager, event: string): Promise<{ text: string | null } | undefined> {
  const [row] = (await em.execute('select text from asides where event_id = ?', [event])) as { text: string | null }[];
  if (row?.text) await em.execute('update asides set text = null where event_id = ?', [event]);
  return row;
}
