import { type PictureRef, type Pictures, pictureKey } from '#src/chat/picture.ts';

/** A PNG of one pixel. */
export const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
export const pictureOf = (revision = 1): PictureRef => ({
  draftId: '0198c1de-0000-7000-8000-000000000001',
  revision,
});

/** Pictures without a database. */
export function createMemoryPictures(publicUrl?: string) {
  const files = new Map<string, string>();
  const path = (ref: PictureRef): string => `/pictures/${pictureKey(ref)}.png`;
  const pictures: Pictures & { files: Map<string, string>; missing: boolean; drawn: number } = {
    files,
    missing: false,
    drawn: 0,
    async png() {
      pictures.drawn += 1;
      return pictures.missing ? undefined : tinyPng;
    },
    path,
    url: (ref) => (publicUrl ? `${publicUrl}${path(ref)}` : undefined),
    uploaded: async (ref, place) => files.get(`${place} ${pictureKey(ref)}`),
    async remember(ref, place, file) {
      if (file) files.set(`${place} ${pictureKey(ref)}`, file);
      else files.delete(`${place} ${pictureKey(ref)}`);
    },
  };
  return pictures;
}
