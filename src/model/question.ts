/** What can be done with a workflow in n8n without changing its content. */
export type ManageVerb =
  | 'show'
  | 'explain'
  | 'publish'
  | 'unpublish'
  | 'delete'
  | 'history'
  | 'restore'
  | 'executions'
  | 'retry'
  | 'run'
  | 'save_template';

/** What choosing means. Kept with the question, never in a button. */
export type ChoiceMeaning =
  /** As if these words had been said. */
  { kind: 'words'; text: string } | { kind: 'manage'; verb: ManageVerb | 'edit'; workflowId: string; argument: string };

/** One answer to a question that has several to press. */
export interface Choice {
  label: string;
  meaning: ChoiceMeaning;
}
