import type { ManageVerb } from './verbs.ts';

/** What choosing means. Kept with the question, never in a button. */
export type ChoiceMeaning =
  /** As if these words had been said. */
  { kind: 'words'; text: string } | { kind: 'manage'; verb: ManageVerb | 'edit'; workflowId: string; argument: string };

/** One answer to a question that has several to press. */
export interface Choice {
  label: string;
  meaning: ChoiceMeaning;
}
