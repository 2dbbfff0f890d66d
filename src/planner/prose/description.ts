/** A description of a workflow, put as a request. */
export interface Prose {
  text: string;
  /** Words that tell about the workflow and order nothing. */
  background: string[];
  /** Words that nothing was made of. */
  left: string[];
  /** Words of the text as they stood in the description. */
  back: (words: string) => string;
}
