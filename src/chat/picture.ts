/** Names the picture of one revision of a draft. Cards carry this, never the picture itself. */
export interface PictureRef {
  draftId: string;
  revision: number;
  /** Without marks of what it changed: once it is what n8n holds, or closed. */
  plain?: boolean;
}

/** One text per picture, for maps and indexes. */
export const pictureKey = ({ draftId, revision, plain }: PictureRef): string =>
  `${draftId}:${revision}${plain ? ':plain' : ''}`;

/** Driven port of the adapters: where they get pictures. Nothing here throws; what cannot be had is undefined. */
export interface Pictures {
  /** PNG, at most 1024 × 1024 px. */
  png(ref: PictureRef): Promise<Buffer | undefined>;
  /** Path on Flowsmith's own server, good for a limited time. */
  path(ref: PictureRef): string;
  /** The same as https address, where people reach Flowsmith under one (PUBLIC_URL). */
  url(ref: PictureRef): string | undefined;
  /** Id of the file the picture was uploaded to at `place` (e.g. `slack:<team>`), when it was. */
  uploaded(ref: PictureRef, place: string): Promise<string | undefined>;
  /** Remembers that file, or forgets it. */
  remember(ref: PictureRef, place: string, file: string | undefined): Promise<void>;
}
