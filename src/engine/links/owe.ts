import { owe } from '#src/store/deliveries.ts';
import type { EntityManager } from '#src/store/orm.ts';

/** What became of a wish to link accounts is owed to the side that spoke there. Call it in the transaction of the change. */
export async function oweLink(tx: EntityManager, linkId: string, conversation: string): Promise<void> {
  await owe(tx, { kind: 'link', subject: linkId, place: conversation, conversation });
}
