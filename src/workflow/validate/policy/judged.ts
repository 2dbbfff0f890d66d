import type { Parameters } from '#src/model/draft.ts';

/** What a workflow has to have for its policy to be judged: n8n's document, or anything like it. */
export interface JudgedWorkflow {
  nodes: readonly JudgedNode[];
  connections?: unknown;
  settings?: unknown;
}

export interface JudgedNode {
  id?: string | undefined;
  name: string;
  type: string;
  typeVersion?: number | undefined;
  parameters: Parameters;
  credentials?: unknown;
  disabled?: boolean | undefined;
}

/** The last part of a node type; that of the tool n8n makes of a node is the node's own. */
export const shortTypeOf = (type: string): string =>
  type.slice(type.lastIndexOf('.') + 1).replace(/(.)(?:Hitl)?Tool$/, '$1');
