/**
 * Where a value is known from: the place of the request, what this tenant chose before, workflows in n8n, or n8n's own
 * look-up in the connected service. In the order in which they are preferred where they rank the same.
 */
export const origins = ['place', 'chosen', 'workflows', 'n8n'] as const;
export type Origin = (typeof origins)[number];

/** Something that a parameter may hold: what people call it, and what n8n takes. Both are data from elsewhere. */
export interface Value {
  name: string;
  value: string | number | boolean;
  from: Origin;
}

/** A list n8n's editor would load. */
export interface List {
  method: string;
  kind: 'listSearch' | 'loadOptions';
  /** It answers only to words. */
  wordsOnly?: boolean;
}

/** One parameter whose value is looked for. */
export interface Wanted {
  /** Ours: nothing of another tenant is ever answered. */
  tenant: string;
  nodeType: string;
  version: number;
  /** n8n's name of the parameter, e.g. `channelId`. */
  key: string;
  list?: List;
  /** It is a mapping: what is listed are columns. */
  columns?: true;
  /** The one the draft may bind. */
  credential?: { type: string; id: string };
  /** It signs in nowhere, so that without a credential nothing is hidden. */
  open: boolean;
  /** Everything else of the node that is chosen already. */
  parameters: Record<string, unknown>;
  place?: Place;
}

/** Where somebody asks, as the platform names it. */
export interface Place {
  platform: string;
  channel?: string | undefined;
  team?: string | undefined;
  person?: { id: string; name: string } | undefined;
}

/** What one source has; `whole`: there is no more than that. */
export interface Found {
  values: Omit<Value, 'from'>[];
  whole: boolean;
}

export interface Source {
  origin: Origin;
  /**
   * The values for these words, or all; undefined where it knows nothing of such parameters. May throw, may hang.
   * @param options.again nothing that it keeps itself counts
   */
  find(wanted: Wanted, words: string, options: { again: boolean }): Promise<Found | undefined>;
}

/** How it went with one source: `late` did not answer in time, `failed` not usably. */
export type SourceState = 'answered' | 'partly' | 'absent' | 'late' | 'failed';

export interface Answer {
  /** The best first. */
  values: Value[];
  sources: Record<Origin, SourceState>;
}

/** Asks everything that may know what a parameter can hold. Never throws. */
export interface Directory {
  /**
   * @param options.again nothing that was kept counts
   * @param options.since nothing that was kept before counts
   */
  find(
    wanted: Wanted,
    words: string,
    options?: { again?: boolean | undefined; since?: Date | undefined },
  ): Promise<Answer>;
}
