/** Something about a workflow brought back that only a person can complete. */
export type Hand =
  | { code: 'handCredential'; node: string; type: string; name: string }
  /** It was a password or key, which is never kept here. */
  | { code: 'handSecret'; node: string; path: string }
  /** It runs a workflow that is not there, or that nobody here knows. */
  | { code: 'handCall'; id: string; name?: string }
  | { code: 'handErrorWorkflow'; id: string; name?: string };
