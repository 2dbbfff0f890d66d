/** One node as n8n's public API takes it (research: only these keys are accepted on PUT). */
export interface N8nNode {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  /** Canvas pixels, on the 16 px grid. */
  position: [x: number, y: number];
  parameters: Record<string, unknown>;
  credentials?: Record<string, { id: string; name: string }>;
  webhookId?: string;
  disabled?: boolean;
  notes?: string;
  onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
}

/** source node name → connection type → output index → targets */
export type N8nConnections = Record<string, Record<string, ({ node: string; type: string; index: number }[] | null)[]>>;

/** The document POST /api/v1/workflows takes. */
export interface N8nWorkflow {
  name: string;
  nodes: N8nNode[];
  connections: N8nConnections;
  settings: Record<string, unknown>;
  staticData?: Record<string, unknown>;
}
