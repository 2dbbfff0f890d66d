import { type NoticeElement, notice } from '#src/chat/card.ts';
import { moment, type Words } from '#src/chat/words.ts';
import type { ActVerb } from '#src/store/acts.ts';
import type { ActOutcome } from './act-outcome.ts';
import { type DoneOutcome, problemText, publishedWord } from './outcome.ts';

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
  busy?: { verb: ActVerb; by: string; detail?: string | undefined };
  /** What was tried from this card last, and failed. */
  failed?: string;
}

export type Switched = { by: string; at: Date; outcome: ActOutcome } | { inN8nAt: Date };

/** Whoever decided, and when. */
export interface Signed {
  name: string;
  at?: Date;
}

/** "Approved by Ana, 24 Nov 2026, 10:42": with the time by the reader's clock. */
export function signedText(word: string, { name, at }: Signed, rest = ''): Words {
  return at ? [`${word} by ${name}, `, moment(at), ...(rest ? [rest] : [])] : `${word} by ${name}${rest}`;
}

const busyWords: Record<ActVerb, string> = {
  publish: 'Publishing it…',
  unpublish: 'Unpublishing it…',
  delete: 'Deleting it…',
  unarchive: 'Bringing it back…',
  run: 'Starting it…',
  retry: 'Trying the execution again…',
};

/** What is under way, by whom; `detail` says more. */
export function busyText({ verb, by, detail }: NonNullable<WorkflowNow['busy']>): string {
  return [`${busyWords[verb]} (${by})`, detail].filter(Boolean).join(' ');
}

/** Whether the creation's own words still say how the workflow is. */
export function stillAsCreated(outcome: DoneOutcome, { state, switched }: WorkflowNow): boolean {
  if (switched || state === 'archived' || state === 'gone') return false;
  if (outcome.kind === 'updated') return !outcome.live || state === 'published';
  return (outcome.kind === 'published') === (state === 'published');
}

/** The state in a word or two, for the title. */
export function stateWord({ state, switched }: WorkflowNow): string {
  if (state === 'archived' || state === 'gone') return 'Deleted';
  if (state === 'unpublished') return 'Unpublished';
  const outcome = switched && 'outcome' in switched ? switched.outcome : undefined;
  return outcome?.kind === 'published' ? publishedWord(outcome) : 'Published';
}

/** What is true now, with who brought it about and when. */
export function stateNotice({ state, switched }: WorkflowNow): NoticeElement {
  if (!switched) return notice('info', unexplained[state]);
  if ('inN8nAt' in switched) {
    const [before, after] = inN8n[state];
    return notice('info', [`${before} in n8n, seen `, moment(switched.inN8nAt), after]);
  }
  const { by, at, outcome } = switched;
  switch (outcome.kind) {
    case 'published':
      return notice(outcome.live ? 'success' : 'warning', [`${outcome.message} (${by}, `, moment(at), ')']);
    case 'unpublished':
      return notice('success', signedText('Unpublished', { name: by, at }, ': it does not run by itself any more.'));
    case 'unarchived':
      return notice('success', signedText('Brought back', { name: by, at }, '. It is not published.'));
    case 'archived':
      return notice(
        'success',
        signedText('Deleted', { name: by, at }, ': it is in the archive of n8n and does not run.'),
      );
    case 'deleted':
      return notice('success', signedText('Deleted for good', { name: by, at }, '.'));
    default:
      return notice('info', unexplained[state]);
  }
}

const inN8n: Record<WorkflowNow['state'], [before: string, after: string]> = {
  published: ['Published', '.'],
  unpublished: ['Unpublished', ': it does not run by itself.'],
  archived: ['Put into the archive', ': it does not run.'],
  gone: ['Deleted', '.'],
};

const unexplained: Record<WorkflowNow['state'], string> = {
  published: 'It is published now.',
  unpublished: 'It is not published now: it does not run by itself.',
  archived: 'It is in the archive of n8n now: it does not run.',
  gone: 'It is not in n8n any more: somebody deleted it there.',
};

/** That it is not what this card says any more. */
export function changedNotice(changed: NonNullable<WorkflowNow['changed']>): NoticeElement {
  const more = ': it may do something else than this card says.';
  if ('inN8nAt' in changed) return notice('info', ['Changed in n8n, seen ', moment(changed.inN8nAt), more]);
  return notice('info', signedText('Changed since', { name: changed.by, at: changed.at }, more));
}

/** Why what was tried last did not happen; undefined for an act that ended otherwise. */
export function failureOf(outcome: ActOutcome): string | undefined {
  return outcome.kind === 'failed' ? problemText(outcome.problem.message, outcome.problem) : undefined;
}
