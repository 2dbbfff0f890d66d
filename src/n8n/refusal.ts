/** What was being done, for the words and for whether a lost answer may hide an effect. */
export type N8nAct =
  | 'create'
  | 'read'
  | 'update'
  | 'publish'
  | 'unpublish'
  | 'list'
  | 'remove'
  | 'check'
  | 'archive'
  | 'unarchive'
  | 'versions'
  | 'executions'
  | 'retry'
  | 'stop'
  | 'discard'
  | 'run'
  | 'credentials'
  | 'scopes'
  | 'lookUp'
  | 'tags';

/** What a key needs for it, as n8n lists scopes when a key is made. Undefined: nothing, or no key is used. */
export const scopeOf: Record<N8nAct, string | undefined> = {
  create: 'workflow:create',
  read: 'workflow:read',
  update: 'workflow:update',
  publish: 'workflow:activate',
  unpublish: 'workflow:deactivate',
  list: 'workflow:list',
  remove: 'workflow:delete',
  check: 'workflow:list',
  archive: 'workflow:delete',
  unarchive: 'workflow:delete',
  versions: 'workflow:read',
  executions: 'execution:list and execution:read',
  retry: 'execution:retry',
  stop: 'execution:stop',
  discard: 'execution:delete',
  run: undefined,
  credentials: 'credential:list',
  scopes: undefined,
  lookUp: undefined,
  tags: 'tag:list, tag:create and workflowTags:update',
};

/** One way n8n says no, in our words. */
export interface Finding {
  code: string;
  /** What happened, without the full stop. */
  what: string;
  /** What to do about it, a sentence. */
  next: string;
  /** Replaces the sentence about what was (not) changed. */
  state?: string;
  retryable?: boolean;
  /** The document was saved although the call failed. */
  savedFirst?: boolean;
}

/** A row of the tables: which answers it is about, and what they mean. */
export interface Refusal extends Omit<Finding, 'what' | 'next' | 'savedFirst'> {
  /** HTTP status; 500 stands for every other one from there on too. */
  status: number;
  /** Undefined: whatever n8n says. */
  message?: RegExp;
  /** Undefined: whatever was being done. */
  acts?: readonly N8nAct[];
  what: string | ((found: RegExpExecArray) => string);
  next: string | ((act: N8nAct) => string);
}

export const operator = (what: string) => `Tell your Flowsmith operator to ${what}.`;
export const askForChange = 'Ask for a change, then try again.';
