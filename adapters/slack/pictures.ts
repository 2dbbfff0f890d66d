import { setTimeout as wait } from 'node:timers/promises';
import type { Card, ImageElement } from '#src/chat/card.ts';
import { type Pictures, pictureKey } from '#src/chat/picture.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { createOptionalCalls } from './optional.ts';

/** File ids of a card's pictures, by picture key. */
export type Files = ReadonlyMap<string, string>;

export interface SlackPictures {
  /** Sends with the card's pictures where that works, and without them otherwise: a picture never costs the message. */
  send<T>(workspace: Workspace, card: Card | undefined, send: (files: Files) => Promise<T>): Promise<T>;
}

export interface SlackPictureOptions {
  clients: SlackClients;
  pictures: Pictures;
  log: Logger;
  /** How long to wait before each further attempt to post a file that Slack has not finished taking in. */
  waitsMs?: readonly number[];
}

/** Slack answers an upload before the file can be shown, usually for about a second (python-slack-sdk #1521). */
const defaultWaitsMs = [400, 800, 1500];
/** How the Web API and response URLs say that they cannot show a file. */
const unusable = ['slack_invalid_blocks', 'slack_invalid_blocks_format', 'slack_http_400'];
const uploadTimeoutMs = 8_000;
const none: Files = new Map();

/** Pictures as private files: uploaded without a channel, shown by the message that names them, uploaded once. */
export function createSlackPictures(options: SlackPictureOptions): SlackPictures {
  const { clients, pictures, log, waitsMs = defaultWaitsMs } = options;
  const optional = createOptionalCalls(log, 'files upload');

  async function fileOf(workspace: Workspace, image: ImageElement): Promise<string | undefined> {
    const place = placeOf(workspace);
    const known = await pictures.uploaded(image.picture, place);
    if (known || optional.isPaused(workspace.team)) return known;
    const png = await pictures.png(image.picture);
    const file = png && (await upload(workspace, png, image.alt));
    if (file) await pictures.remember(image.picture, place, file);
    return file;
  }

  async function upload(workspace: Workspace, png: Buffer, alt: string): Promise<string | undefined> {
    const client = await clients.of(workspace);
    const { files } = await client.filesUploadV2({
      file: png,
      filename: 'workflow.png',
      title: 'Workflow',
      alt_text: alt.slice(0, 1000),
    });
    return files[0]?.files?.[0]?.id;
  }

  async function filesOf(workspace: Workspace, images: readonly ImageElement[]): Promise<Files> {
    const files = new Map<string, string>();
    for (const image of images) {
      const file = await optional.attempt(workspace.team, () => within(uploadTimeoutMs, fileOf(workspace, image)));
      if (file) files.set(pictureKey(image.picture), file);
    }
    return files;
  }

  return {
    async send(workspace, card, send) {
      const images = (card?.elements ?? []).filter((element) => element.kind === 'image');
      const files = images.length > 0 ? await filesOf(workspace, images) : none;
      if (files.size === 0) return send(none);
      // The one place that waits instead of leaving it to the queue: the whole turn again would be far dearer.
      for (const waitMs of [...waitsMs, undefined]) {
        try {
          return await send(files);
        } catch (error) {
          if (!(error instanceof DeliveryError) || !unusable.includes(error.code)) throw error;
          if (waitMs !== undefined) await wait(waitMs);
        }
      }
      log.warn('picture not shown by Slack, the card goes without it');
      for (const { picture } of images) await pictures.remember(picture, placeOf(workspace), undefined);
      return send(none);
    },
  };
}

const placeOf = ({ team }: Workspace): string => `slack:${team}`;

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: timer.signal }).then(() => Promise.reject(new Error('too late')));
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    work.catch(() => undefined);
  }
}
