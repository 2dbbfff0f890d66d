import type { NodePolicy } from '#src/policy/node-policy.ts';

/** What only this place knows, n8n or its operator; every part may be missing, then its rules say nothing. */
export interface InstanceFacts {
  /** What workflows may hold here. It travels with the facts, so that everybody who validates has it. */
  policy?: NodePolicy;
  credentials?: readonly { id: string; name: string; type: string }[];
  workflows?: readonly {
    id: string;
    name: string;
    published: boolean;
    /** Full types of its trigger nodes, e.g. `n8n-nodes-base.errorTrigger`. */
    triggers: readonly string[];
  }[];
  /** Production webhooks of published workflows. */
  webhooks?: readonly { method: string; path: string; workflowId: string; workflowName: string }[];
}
