/** Free JSON, as n8n's parameters are. */
export type Parameters = Record<string, unknown>;

/** What a planner writes: no ids, positions or credentials, and type versions of kept nodes alone. compile() adds those. */
export interface Draft {
  name: string;
  description: string;
  nodes: DraftNode[];
  connections: DraftConnection[];
  /** What was taken for granted, in the words of whoever planned it. */
  assumptions: string[];
  /** The same where it is known by a code, and said in the language of the reader. */
  assumed?: Assumed[] | undefined;
  /**
   * What starts it might give, one item (of a webhook the body), as whoever planned it imagines it: for rehearsals, where
   * nobody knows better.
   */
  example?: Record<string, unknown> | undefined;
  /** IANA name the schedules are meant in. */
  timezone?: string | undefined;
  /** From here on undefined says nothing: of a workflow in n8n that part stays as it is. */
  stickyNotes?: StickyNote[] | undefined;
  groups?: { name: string; nodes: string[] }[] | undefined;
  /** Names. */
  tags?: string[] | undefined;
  /** n8n's id of the workflow that is told about errors; null: none. */
  errorWorkflow?: string | null | undefined;
  /** Seconds after which a run is stopped; null: as n8n is set up. */
  executionTimeout?: number | null | undefined;
}

/** Something taken for granted: a code, and what its words need. */
export interface Assumed {
  code: string;
  params?: Record<string, string> | undefined;
}

export interface DraftNode {
  name: string;
  /** Full node type, e.g. `n8n-nodes-base.httpRequest`. */
  type: string;
  parameters: Parameters;
  notes?: string | undefined;
  disabled?: boolean | undefined;
  onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput' | undefined;
  retryOnFail?: boolean | undefined;
  /** All tries together, the first included. */
  maxTries?: number | undefined;
  /** Milliseconds. */
  waitBetweenTries?: number | undefined;
  /** For the first item alone. */
  executeOnce?: boolean | undefined;
  /** An empty item where there would be none. */
  alwaysOutputData?: boolean | undefined;
  /** Of a node in n8n: test runs use data that somebody pinned in n8n's editor. The data themselves are never read. */
  pinned?: boolean | undefined;
  /** Of a node that is in n8n already: the version its parameters are written for. New nodes have none and get the newest. */
  typeVersion?: number | undefined;
}

export interface DraftConnection {
  from: string;
  to: string;
  /** Which output of `from`: IF 0 or `true`, Loop `done`, a Switch rule's name, `fallback`, `error`. */
  output: string | number;
  /** Which input of `to`, e.g. 1 or `input 2` of Merge. */
  input: string | number;
  /** `main`, or an AI connection such as `ai_languageModel`; what a sub-node puts out need not be said. */
  kind: string;
}

/** A note on the canvas; no step, and nothing refers to it. */
export interface StickyNote {
  name: string;
  content: string;
  /** Of a new one: the step it stands at. */
  near?: string | undefined;
}
