/**
 * What a key may do: ask for drafts, approve and publish drafts as the policy lets it, read drafts, workflows and metrics, unpublish and
 * delete workflows, read the audit trail, have addresses told what becomes of drafts, use the operator's page.
 */
export const scopes = ['request', 'approve', 'publish', 'read', 'manage', 'audit', 'webhooks', 'operate'] as const;
export type Scope = (typeof scopes)[number] | typeof operatorScope;
/** Only `flowsmith keys create --operator` gives it: what the key may read, it reads of every tenant. */
export const operatorScope = 'operator';
/** True for a key that reads every tenant; any other sees what belongs to the HTTP API's own (`rest:api`). */
export const isOperators = ({ scopes: granted }: { scopes: readonly string[] }): boolean =>
  granted.includes(operatorScope);
