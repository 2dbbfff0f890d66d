import { PictureUpload } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** Where the picture of one revision was uploaded to. */
export interface UploadKey {
  draft: string;
  revision: number;
  /** A workspace or tenant of a platform, e.g. `slack:T0TEAM`. */
  place: string;
}

/** The platform's id of the uploaded file; undefined when there is none. */
export async function findUpload(em: EntityManager, key: UploadKey): Promise<string | undefined> {
  return (await em.findOne(PictureUpload, key))?.file;
}

/** The last one uploaded counts: an earlier file of the same picture is as good and lies unused. */
export async function saveUpload(em: EntityManager, key: UploadKey, file: string): Promise<void> {
  await em.upsert(
    PictureUpload,
    { id: crypto.randomUUID(), ...key, file },
    { onConflictFields: ['draft', 'revision', 'place'], onConflictAction: 'merge', onConflictMergeFields: ['file'] },
  );
}

export async function forgetUpload(em: EntityManager, key: UploadKey): Promise<void> {
  await em.nativeDelete(PictureUpload, key);
}
