import { type NoticeElement, notice } from '#src/chat/card.ts';
import { moment, type Words } from '#src/chat/words.ts';
import type { Language, Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { DoneOutcome, Problem } from '#src/model/outcome.ts';
import type { ActVerb } from '#src/model/verbs.ts';
import { publishedWord, startLevel } from './outcome.ts';
import { seenText } from './seen.ts';

/** More of what is under way; the words are the language's. */
type ActDetail = 'stillTrying' | 'unanswered';

/** What is true now about the workflow a draft led to, besides what its creation did. */
export interface WorkflowNow {
  workflowId: string;
  /** In n8n. */
  name: string;
  state: 'published' | 'unpublished' | 'archived' | 'gone';
  /** What brought it into that state after the creation; absent: the creation did, or nobody knows. */
  switched?: Switched;
  /** Somebody put something else into it since, with a draft of their own or in n8n. */
  changed?: { by: string; at: Date } | { inN8nAt: Date };
  /** Another draft changed it, and this one is not the one that made it: its card says only that. */
  superseded: boolean;
  /** Something is being done with it. */
  busy?: { verb: ActVerb; by: string; detail?: ActDetail };
  /** What was tried from this card last, and failed. */
  failed?: Problem;
}

export type Switched = { by: string; at: Date; outcome: ActOutcome } | { inN8nAt: Date };

/** Whoever decided, and when. */
export interface Signed {
  name: string;
  at?: Date;
}

/** "Approved by Ana, 24 Nov 2026, 10:42": with the time by the reader's clock. */
export function signedText(start: string, at: Date | undefined, rest = ''): Words {
  return at ? [`${start}, `, moment(at), ...(rest ? [rest] : [])] : `${start}${rest}`;
}

/** What stands below a draft that was approved. */
export function approvedText({ name, at }: Signed, { reader }: { reader: Reader }): Words {
  return signedText(wordsIn(reader.language).cards.now.approvedBy(name), at);
}

/** What is under way, by whom; `detail` says more. */
export function busyText({ verb, by, detail }: NonNullable<WorkflowNow['busy']>, language: Language): string {
  const { acts, verbs } = wordsIn(language).cards;
  const more = detail ? [wordsIn(language).engine.seen[detail]] : [];
  return [acts.withName(verbs[verb].busy, by), ...more].join(' ');
}

/** Whether the creation's own words still say how the workflow is. */
export function stillAsCreated(outcome: DoneOutcome, { state, switched }: WorkflowNow): boolean {
  if (switched || state === 'archived' || state === 'gone') return false;
  if (outcome.kind === 'updated') return !outcome.live || state === 'published';
  return (outcome.kind === 'published') === (state === 'published');
}

/** The state in a word or two, for the title. */
export function stateWord({ state, switched }: WorkflowNow, reader: Reader): string {
  const { now, outcome: words } = wordsIn(reader.language).cards;
  if (state === 'archived' || state === 'gone') return now.deleted;
  if (state === 'unpublished') return now.unpublished;
  const outcome = switched && 'outcome' in switched ? switched.outcome : undefined;
  return outcome?.kind === 'published' ? publishedWord(outcome, reader) : words.published;
}

/** What is true now, with who brought it about and when. */
export function stateNotice({ state, switched }: WorkflowNow, language: Language): NoticeElement {
  const { now: words } = wordsIn(language).cards;
  if (!switched) return notice('info', words.unexplained[state]);
  if ('inN8nAt' in switched) {
    const { before, after } = words.inN8n[state];
    return notice('info', [before, moment(switched.inN8nAt), after]);
  }
  const { by, at, outcome } = switched;
  switch (outcome.kind) {
    case 'published':
      return notice(startLevel(outcome), [`${seenText(outcome, language)} (${by}, `, moment(at), ')']);
    case 'unpublished':
      return notice('success', signedText(words.unpublishedBy(by), at, words.doesNotRun));
    case 'unarchived':
      return notice('success', signedText(words.broughtBackBy(by), at, words.notPublished));
    case 'archived':
      return notice('success', signedText(words.deletedBy(by), at, words.inArchive));
    case 'deleted':
      return notice('success', signedText(words.deletedForGoodBy(by), at, '.'));
    default:
      return notice('info', words.unexplained[state]);
  }
}

/** That it is not what this card says any more. */
export function changedNotice(changed: NonNullable<WorkflowNow['changed']>, language: Language): NoticeElement {
  const { now: words } = wordsIn(language).cards;
  if ('inN8nAt' in changed) return notice('info', [words.changedInN8n, moment(changed.inN8nAt), words.mayDiffer]);
  return notice('info', signedText(words.changedBy(changed.by), changed.at, words.mayDiffer));
}

/** Why what was tried last did not happen; undefined for an act that ended otherwise. */
export function failureOf(outcome: ActOutcome): Problem | undefined {
  return outcome.kind === 'failed' ? outcome.problem : undefined;
}
