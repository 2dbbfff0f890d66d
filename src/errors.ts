/** What a failure means to the person who caused it and to the queue that may try again. */
export interface FlowsmithErrorOptions {
  /** Stable, machine-readable name of the failure, e.g. `n8n_unauthorized`. */
  code: string;
  /** What happened and what to do next, in words a non-developer can act on. Never a vendor's raw message alone. */
  userMessage: string;
  /** True when the same act may succeed later without anyone changing anything. */
  retryable?: boolean;
  /** The earliest moment worth trying again, counted from now. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** Root of the one error tree: every failure Flowsmith throws on purpose is one of these. */
export class FlowsmithError extends Error {
  override name = 'FlowsmithError';
  readonly code: string;
  readonly userMessage: string;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: FlowsmithErrorOptions) {
    super(message, { cause: options.cause });
    this.code = options.code;
    this.userMessage = options.userMessage;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** A setting is missing, malformed or contradicts another, or what it names does not answer; start-up stops. */
export class ConfigError extends FlowsmithError {
  override name = 'ConfigError';
  /** @param options.retryable what the setting names may answer in a moment, without anybody changing anything */
  constructor(message: string, options: { retryable?: boolean; cause?: unknown } = {}) {
    super(message, { code: 'config_invalid', userMessage: message, ...options });
  }
}

/** n8n refused, could not be reached, or answered something unexpected. */
export class N8nError extends FlowsmithError {
  override name = 'N8nError';
  /** HTTP status of n8n's answer; undefined when there was none. */
  readonly status: number | undefined;
  /** True when the request may have taken effect although no success was seen: look before trying again. */
  readonly ambiguous: boolean;
  /** True when n8n did nothing because it was asked too much: come back, nothing is wrong. */
  readonly heldBack: boolean;
  constructor(
    message: string,
    options: FlowsmithErrorOptions & { status?: number | undefined; ambiguous?: boolean; heldBack?: boolean },
  ) {
    super(message, options);
    this.status = options.status;
    this.ambiguous = options.ambiguous ?? false;
    this.heldBack = options.heldBack ?? false;
  }
}

/** The catalogue of the connected n8n could not be had: the registry, a package in it, or the place to keep it. */
export class CatalogError extends FlowsmithError {
  override name = 'CatalogError';
}

/** The model could not be reached, refused, or kept answering what cannot be used. */
export class PlannerError extends FlowsmithError {
  override name = 'PlannerError';
  /** What the model cost until then. */
  usage?: { model: string; calls: number; promptTokens: number; cachedTokens?: number; completionTokens: number };
}

/** A chat platform did not take a message. */
export class DeliveryError extends FlowsmithError {
  override name = 'DeliveryError';
  /** Not retried by itself, but the same message may be taken once somebody mends something, e.g. renews a token. */
  readonly mendable: boolean;
  constructor(message: string, options: FlowsmithErrorOptions & { mendable?: boolean }) {
    super(message, options);
    this.mendable = options.mendable ?? false;
  }
}

/**
 * Short reference that ties what a person was told to the log line about it, where there is no request that has one
 * (`telemetry/reference.ts`, of the same form).
 */
export function createReference(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 10);
}

/** What to tell a person about any thrown value; foreign errors get a fixed sentence, never their own text. */
export function toUserMessage(error: unknown): string {
  if (error instanceof FlowsmithError) return error.userMessage;
  return 'Something went wrong on our side. Nothing was created. Try again in a minute; if it keeps happening, tell your Flowsmith operator the reference.';
}

/** The code of any thrown value; foreign errors are `internal`. */
export const codeOf = (error: unknown): string => (error instanceof FlowsmithError ? error.code : 'internal');

/** The same to whoever runs Flowsmith: nobody is told to tell themselves. For commands, logs and the start. */
export function toOperatorMessage(error: unknown): string {
  if (!(error instanceof FlowsmithError)) return error instanceof Error ? error.message : String(error);
  return error.userMessage
    .replace(/(?:Tell your Flowsmith operator to|Your Flowsmith operator must) (.)([^.]*)/g, (_, first, rest) => {
      return `${first.toUpperCase()}${rest.replace(/\b(and|or) to (?=\w)/g, '$1 ')}`;
    })
    .replace(/[;,](?: if [^;.]*,| or)? tell your Flowsmith operator(?: the reference)?/g, '')
    .replace(/ ?Tell your Flowsmith operator\./g, '')
    .trim();
}
