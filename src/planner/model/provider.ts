/** A message to the model or of it, whatever the server's dialect. */
export type ModelMessage =
  | { role: 'system' | 'user'; text: string }
  /** What the model said, as a later call repeats it. */
  | { role: 'assistant'; text: string; calls: readonly ModelCall[] }
  /** What came of one of its calls. */
  | { role: 'tool'; callId: string; text: string };

/** A tool as the model reads it. */
export interface ModelTool {
  name: string;
  description: string;
  /** JSON schema of its arguments. */
  parameters: Record<string, unknown>;
}

/** The model wants a tool used; untrusted. */
export interface ModelCall {
  id: string;
  name: string;
  /** JSON text, or what a server parsed already. */
  args: unknown;
}

/** What the model said. */
export interface ModelAnswer {
  text: string;
  calls: ModelCall[];
  /** How it ended: as the model wanted, at the server's limit of length, declined, or with nothing that could be read. */
  ending: 'whole' | 'cut' | 'refused' | 'unreadable';
  cost: ModelCost;
  /** For traces: the model that answered and why it stopped, in the server's own words. */
  said?: { model?: string; finish?: string };
}

/** Tokens of one call. */
export interface ModelCost {
  prompt: number;
  completion: number;
  /** Of the prompt: what the server had read before, and charges less for. */
  cached: number;
}

export interface ModelCallOptions {
  tools: readonly ModelTool[];
  /** Ends the call at once, even while it waits to try again or the answer comes in. */
  signal: AbortSignal;
  /** Longest wait for the whole of one answer, retries apart. */
  timeoutMs: number;
}

/**
 * A server with a model. A call is one answer to all messages so far: it knows nothing of drafts and keeps nothing.
 * Failures are PlannerErrors; what the model said is a value, whatever it is.
 */
export interface ModelProvider {
  /** Whose way of talking it is, as OpenTelemetry names it. */
  readonly name: string;
  /** The model's name, as cards tell it. */
  readonly model: string;
  /** The host that is asked. */
  readonly address: string;
  complete(messages: readonly ModelMessage[], options: ModelCallOptions): Promise<ModelAnswer>;
}
