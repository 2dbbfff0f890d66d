import { clock } from './clock.ts';
import { Notice, type NoticeRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface BegunNotice {
  id: string;
  /** Somebody tried before: it may have gone out although nobody knows. */
  again: boolean;
  told: boolean;
}

/**
 * Notes that this notice is about to go out, before anything is posted; the same one gets the same id. Counts as told
 * when the delivery is owed no longer: e.g. this person was forgotten meanwhile, and no row may name them again.
 */
export async function beginNotice(
  em: EntityManager,
  { draft, kind, person, about = '' }: Pick<NoticeRecord, 'draft' | 'kind' | 'person'> & { about?: string },
): Promise<BegunNotice> {
  const id = crypto.randomUUID();
  await em.execute(
    `insert into notices (id, draft_id, kind, person, about)
     select ?, d.subject, ?, d.place, ? from deliveries d where d.kind = ? and d.subject = ? and d.place = ? for share
     on conflict (draft_id, kind, person, about) do nothing`,
    [id, kind, about, kind, draft, person],
  );
  const row = await em.findOne(Notice, { draft, kind, person, about }, { disableIdentityMap: true });
  return { id: row?.id ?? id, again: row?.id !== id, told: !row || row.toldAt !== null };
}

export async function markTold(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(Notice, { id }, { toldAt: clock() });
}
