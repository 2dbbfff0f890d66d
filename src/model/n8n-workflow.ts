/** The document n8n takes on create and update, with the keys Flowsmith writes. Positions are canvas pixels on the 16 px grid. */
export interface N8nWorkflow {
  name: string;
  nodes: N8nNode[];
  connections: N8nConnections;
  settings: Record<string, unknown>;
  staticData?: Record<string, unknown> | undefined;
  /** Frames people draw around nodes in n8n's editor; they name nodes by id. */
  nodeGroups?: NodeGroup[] | undefined;
  /** n8n takes one with an update alone. */
  description?: string | undefined;
  /** Names. n8n takes them at an address of their own: see `src/n8n/tags.ts`. */
  tags?: string[] | undefined;
  /** Items pinned to a node, by its name; empty lists where only the names are known. */
  pinData?: Record<string, unknown> | undefined;
}

/** One node of it, with the keys n8n's public API accepts. */
export interface N8nNode {
  id: string;
  name: string;
  type: string;
  /** 0: the node carries none, n8n picks one at every load. */
  typeVersion: number;
  position: [x: number, y: number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }> | undefined;
  webhookId?: string | undefined;
  disabled?: boolean | undefined;
  notes?: string | undefined;
  onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput' | undefined;
  retryOnFail?: boolean;
  maxTries?: number;
  waitBetweenTries?: number;
  executeOnce?: boolean;
  alwaysOutputData?: boolean;
}

/** source node name → connection type → output index → targets */
export type N8nConnections = Record<string, Record<string, ({ node: string; type: string; index: number }[] | null)[]>>;

export interface NodeGroup {
  id: string;
  name: string;
  description?: string | undefined;
  nodeIds: string[];
}

/** What n8n held when a change of it was made; of an import, or once words were taken away, no more than its content. */
export type BaseWorkflow = N8nWorkflow & Partial<StoredWorkflow>;

/** A workflow as n8n returns it, with the fields Flowsmith reads. */
export interface StoredWorkflow extends N8nWorkflow {
  id: string;
  /** True when published; whether its trigger really runs is another matter, see `src/n8n/liveness.ts`. */
  active: boolean;
  isArchived: boolean;
  /** Changes with every edit: compare before writing, n8n has no lock. */
  versionId?: string | undefined;
  /** The version that is live; differs from `versionId` while edits wait to be published. */
  activeVersionId?: string | undefined;
  /** Triggers n8n has started; 0 until the background start is done. */
  triggerCount: number;
  createdAt: string;
  updatedAt: string;
  /** What is live; an older n8n keeps no versions and has only those above. */
  activeVersion?: Pick<N8nWorkflow, 'nodes' | 'connections'> | undefined;
}
