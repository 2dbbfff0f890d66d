import { owe } from '#src/store/deliveries.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';

/** What ends within this time is told together with who decided it. */
const togetherMs = 10_000;

/**
 * Whoever asked for the draft is owed a message of what somebody else decided, or of how that ended in n8n. Call it in the
 * transaction of the change, before its audit row. `ends`: more follows soon.
 */
export async function oweNews(
  tx: EntityManager,
  { id: subject, conversation }: Pick<DraftRecord, 'id' | 'conversation'>,
  { by, ends = false }: { by: string; ends?: boolean },
): Promise<void> {
  await owe(tx, { kind: 'news', subject, conversation, details: { by }, inMs: ends ? togetherMs : 0 });
}
