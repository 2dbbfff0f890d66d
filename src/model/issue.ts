/** One finding of validation. An error blocks approval; a warning shows on the card. JSON, kept with the revision. */
export interface Issue {
  /** Stable name in kebab-case; what the words of each one need is in `src/language/issue-words.ts`. */
  code: string;
  /** What its words need. Undefined: it is said in words alone, kept before findings had parameters, or about files. */
  params?: Record<string, unknown> | undefined;
  severity: 'error' | 'warning';
  /** Name of the node it is about. */
  node?: string;
  /** Path inside the node or the workflow, e.g. `parameters.url`. */
  path?: string;
  /** A sentence a person can act on, in English; in other languages `toMessage` says it. */
  message: string;
  /** The one obvious way to mend it, where there is one. */
  fix?: Fix;
  /** What it may be, where these are few; names and values of a connected service, or of people. */
  choices?: Choice[];
  /** There are more than a short list holds: they can be asked for with words. */
  searched?: true;
}

/** One of the things a parameter may hold; `from` says who knows it. */
export interface Choice {
  name: string;
  value: string | number | boolean;
  from: 'place' | 'chosen' | 'workflows' | 'n8n';
}

/** Edits of the workflow document, in order; JSON, so that it can be kept with the issue. */
export interface Fix {
  /** What it does, in words, e.g. `Adds the missing "=".` */
  description: string;
  edits: Edit[];
}

/** Sets the value at the path (making the objects on the way), or removes what is there. */
export type Edit = { path: (string | number)[]; value: unknown } | { path: (string | number)[]; remove: true };
