import { clock } from './clock.ts';
import { Notice, type NoticeRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface BegunNotice {
  id: string;
  /** Somebody tried before: it may have gone out although nobody knows. */
  again: boolean;
  told: boolean;
}

/** Notes that this notice is about to go out, before anything is posted; the same one gets the same id. */
export async function beginNotice(
  em: EntityManager,
  { draft, kind, person, about = '' }: Pick<NoticeRecord, 'draft' | 'kind' | 'person'> & { about?: string },
): Promise<BegunNotice> {
  const id = crypto.randomUUID();
  await em.execute(
    `insert into notices (id, draft_id, kind, person, about) values (?, ?, ?, ?, ?)
     on conflict (draft_id, kind, person, about) do nothing`,
    [id, draft, kind, person, about],
  );
  const row = await em.findOneOrFail(Notice, { draft, kind, person, about }, { disableIdentityMap: true });
  return { id: row.id, again: row.id !== id, told: row.toldAt !== null };
}

export async function markTold(em: EntityManager, id: string): Promise<void> {
  await em.nativeUpdate(Notice, { id }, { toldAt: clock() });
}
