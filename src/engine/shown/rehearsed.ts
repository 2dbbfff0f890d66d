import type { RehearsedView } from '#src/cards/rehearsed.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { isAsSaid } from '#src/rehearsal/as-said.ts';
import { failureIn } from '#src/rehearsal/failed.ts';
import { toShortLines } from '#src/rehearsal/tell-short.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import type { EngineContext } from '../context.ts';

/** What a card says of the rehearsal of its revision, `said` being what it says already; nothing once it is over, or while nothing came of it. */
export function rehearsedOf(
  draft: DraftRecord,
  { rehearsal: kept, revision }: RevisionRecord,
  { catalog, reader, said }: { catalog: Catalog; reader: Reader; said: string },
): { rehearsed?: RehearsedView } {
  const { language } = reader;
  const open = draft.status === 'proposed' || draft.status === 'approved';
  if (!kept || !open || revision !== draft.revision) return {};
  if (kept.kind === 'not_rehearsed') {
    const { skipped } = wordsIn(language).rehearsal;
    return { rehearsed: { heading: skipped[kept.reason], lines: [], findings: [] } };
  }
  if (!failureIn(kept) && isAsSaid(kept.rehearsal, said)) {
    const { example } = kept.rehearsal;
    const heading = wordsIn(language).rehearsal.asSaid;
    return { rehearsed: { heading, lines: [], findings: [], ...(example ? { example } : {}) } };
  }
  return { rehearsed: toRehearsedView(kept, { catalog, reader }) };
}

/** All that a rehearsal showed, in the few lines of a card. */
export function toRehearsedView(
  kept: Extract<KeptRehearsal, { kind: 'rehearsed' }>,
  { catalog, reader }: { catalog: Catalog; reader: Reader },
): RehearsedView {
  const { language } = reader;
  const { rehearsal } = kept;
  const failure = failureIn(kept);
  const before = kept.failedBefore && [
    wordsIn(language).rehearsal.failedBefore(toMessage(kept.failedBefore, language)),
  ];
  const findings = [...(before ?? []), ...new Set(rehearsal.issues.map((issue) => toMessage(issue, language)))];
  return {
    ...toShortLines(rehearsal, { catalog, ...reader }),
    findings,
    ...(failure ? { failed: toMessage(failure, language) } : {}),
    ...(rehearsal.example ? { example: rehearsal.example } : {}),
  };
}

/**
 * Whether this revision can be rehearsed: open, nothing left to be filled in, and no error that keeps it from being
 * approved: what the policy forbids runs nowhere.
 */
export const isRehearsable = (draft: DraftRecord, row: RevisionRecord): boolean =>
  draft.status === 'proposed' &&
  placeholdersOf(row.issues).length === 0 &&
  !row.issues.some(({ severity }) => severity === 'error');

/** Whether it can be, and was not yet. */
export const isToRehearse = (draft: DraftRecord, row: RevisionRecord | null): row is RevisionRecord =>
  row !== null && !row.rehearsal && isRehearsable(draft, row);

/**
 * Has the newest revision of a draft rehearsed, some time after its card was shown. Never throws: without a rehearsal a
 * card is as it was.
 */
export async function rehearseLater(
  { rehearsing, queues, log }: Pick<EngineContext, 'rehearsing' | 'queues' | 'log'>,
  draft: DraftRecord,
): Promise<void> {
  if (!rehearsing || draft.status !== 'proposed') return;
  try {
    await queues.enqueueRehearsal(draft.id, draft.revision);
  } catch (error) {
    log.info({ err: error, draft: draft.id }, 'a draft will not be rehearsed: the queue did not take it');
  }
}
