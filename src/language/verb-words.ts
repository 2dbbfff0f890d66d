import type { ActVerb, ConfirmedVerb, ManageVerb, PlainOutcome, SaidWith } from '#src/model/verbs.ts';

interface ActWords {
  /** On its button. */
  label: string;
  /** While it is under way. */
  busy: string;
}

interface ConfirmedWords extends ActWords {
  /** The question; `argument`: what else was said, or the execution it is about. */
  ask(name: string, argument: string): string;
  /** What would happen. */
  effect(argument: string): string;
  /** Instead, where n8n has no archive. */
  forGood?: { label: string; effect: string };
}

/** Words of verbs with an effect in n8n. */
export type VerbWords = {
  [V in ActVerb]: (V extends ConfirmedVerb ? ConfirmedWords : ActWords) & (V extends SaidWith ? FormWords : unknown);
};

/** Of a form that asks what it shall be done with. */
interface FormWords {
  field: string;
}

/** How a verb ended, by whom; `was`: what is over, e.g. an earlier name. */
export type DoneWords = Record<PlainOutcome, (by: string, was: string) => string>;

export type SaidVerb = ManageVerb | 'edit';

/** How people say verbs in one language. */
export interface Sayings {
  /** Patterns of whole sentences, the first that fits counts; `words` is the name of the workflow, `argument` what else is said. */
  sentences: Record<SaidVerb, readonly string[]>;
  /** Words that say a verb without naming a workflow. */
  bare: Readonly<Record<string, ManageVerb>>;
  /** Beginnings with which something new may be asked for as well, as a pattern: stop spam, archive mails, open tickets. */
  ordinary: string;
  /** What the help tells people they can say, in this order. */
  examples: readonly string[];
}
