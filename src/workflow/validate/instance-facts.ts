/** What only the connected n8n knows; every part may be missing, then its rules say nothing. */
export interface InstanceFacts {
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
