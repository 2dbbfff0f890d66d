import type { Catalog } from '#src/catalog/catalog.ts';
import { type PictureRef, type Pictures, pictureKey } from '#src/chat/picture.ts';
import { languageOf } from '#src/language/language.ts';
import type { Logger } from '#src/log.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { findDraft, findRevision } from '#src/store/drafts.ts';
import type { Store } from '#src/store/orm.ts';
import { findUpload, forgetUpload, saveUpload, type UploadKey } from '#src/store/pictures.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import type { DiagramChanges } from '#src/workflow/diagram/graph.ts';
import { toPicture } from '#src/workflow/diagram/picture.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { comparedWith } from '../drafts/compared-with.ts';
import type { PictureTokens } from './picture-token.ts';

function toChanges(before: N8nWorkflow, after: N8nWorkflow): DiagramChanges {
  const { added, removed, changed, renamed } = diffWorkflows(before, after);
  return {
    added: added.map(({ name }) => name),
    removed: removed.map(({ name }) => name),
    changed: [...changed.map(({ node }) => node), ...renamed.map(({ to }) => to)],
    before,
  };
}

export interface PictureOptions {
  store: Store;
  catalog: () => Catalog;
  tokens: PictureTokens;
  publicUrl?: string | undefined;
  log: Logger;
}

const uploadKey = ({ draftId, revision, plain }: PictureRef, place: string): UploadKey => ({
  draft: draftId,
  revision,
  place: plain ? `${place}:plain` : place,
});

/** Where the server gives out pictures. */
export const picturesPath = '/pictures/';
/** Of at most 200 KB each. */
const kept = 50;
/** What was taken out of a draft is out of its picture by then, in whichever process it was taken out. */
const keptMs = 5 * 60_000;

/** Pictures of drafts: drawn from the stored revision when somebody wants to see one, the newest few kept in memory. */
export function createPictures({ store, catalog, tokens, publicUrl, log }: PictureOptions): Pictures {
  const drawn = new Map<string, { picture: Promise<Buffer | undefined>; at: number }>();
  const path = (ref: PictureRef): string => `${picturesPath}${tokens.sign(ref)}.png`;

  async function drawFrom({ draftId, revision, plain }: PictureRef): Promise<Buffer | undefined> {
    const em = store.fork();
    const row = await findRevision(em, draftId, revision);
    if (!row) return undefined;
    const before = plain ? undefined : await comparedWith(em, row);
    // Everybody who looks at a draft sees it in the language of whoever asked for it, so its picture is one.
    const language = languageOf((await findDraft(em, draftId))?.locale);
    const changes = before ? toChanges(before, row.workflow) : undefined;
    return toPicture(toDiagram(row.workflow, { catalog: catalog(), language, ...(changes ? { changes } : {}) }));
  }

  /** A card without its picture is a small loss, a turn that fails over it a big one. */
  async function harmless<T>(act: () => Promise<T>): Promise<T | undefined> {
    try {
      return await act();
    } catch (err) {
      log.warn({ err }, 'picture not available');
      return undefined;
    }
  }

  return {
    path,
    url: (ref) => (publicUrl?.startsWith('https://') ? `${publicUrl}${path(ref)}` : undefined),
    png(ref) {
      const key = pictureKey(ref);
      const known = drawn.get(key);
      const fresh = known && performance.now() - known.at < keptMs;
      const { picture, at } = fresh ? known : { picture: harmless(() => drawFrom(ref)), at: performance.now() };
      drawn.delete(key);
      drawn.set(key, { picture, at });
      // What could not be drawn may be there next time.
      void picture.then((png) => png ?? drawn.delete(key));
      const [oldest] = drawn.keys();
      if (drawn.size > kept && oldest !== undefined) drawn.delete(oldest);
      return picture;
    },
    uploaded: (ref, place) => harmless(() => findUpload(store.fork(), uploadKey(ref, place))),
    async remember(ref, place, file) {
      const key = uploadKey(ref, place);
      await harmless(() => (file ? saveUpload(store.fork(), key, file) : forgetUpload(store.fork(), key)));
    },
  };
}
