import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';

type Node = StoredWorkflow['nodes'][number];

/** An address that starts a workflow when it is called. */
export interface Starter {
  node: string;
  kind: 'webhook' | 'form';
  /** HTTP methods it listens to; `POST` for a form. */
  methods: string[];
  /** Behind `/webhook/` or `/form/`. May hold `:name` parts, which n8n fills from the call. */
  path: string;
  /** True when the caller must prove something we do not have: a password, a token, a login. */
  needsAuth: boolean;
  /** Labels of a form's fields, in order: n8n calls them field-0, field-1, … */
  fields: string[];
}

/** The nodes that are live: those of the published version, which may be older than what is saved. */
export function liveNodes(workflow: Pick<StoredWorkflow, 'active' | 'nodes' | 'activeVersion'>): Node[] {
  return workflow.active ? (workflow.activeVersion?.nodes ?? workflow.nodes) : [];
}

/** Everything among the nodes that a call from outside starts. Pure; never throws on odd parameters. */
export function startersIn(nodes: readonly Node[]): Starter[] {
  return nodes.filter((node) => !node.disabled).flatMap((node) => toStarter(node) ?? []);
}

function toStarter(node: Node): Starter | undefined {
  const webhook = node.type === 'n8n-nodes-base.webhook';
  if (!webhook && node.type !== 'n8n-nodes-base.formTrigger') return undefined;
  const path = pathOf(node);
  if (path === undefined) return undefined;
  return {
    node: node.name,
    kind: webhook ? 'webhook' : 'form',
    methods: webhook ? methodsOf(node.parameters) : ['POST'],
    path,
    needsAuth: (node.parameters['authentication'] ?? 'none') !== 'none',
    fields: webhook ? [] : fieldsOf(node.parameters),
  };
}

/** n8n puts the webhook id in place of a missing path, and before one with parts to fill. */
function pathOf({ parameters, webhookId }: Node): string | undefined {
  const options = toRecord(parameters['options']);
  const given = [parameters['path'], options['path']].find((path) => typeof path === 'string' && path.trim() !== '');
  const path = String(given ?? '').trim();
  // An expression is worked out by n8n when it publishes: what comes out is not ours to guess.
  if (path.startsWith('=')) return undefined;
  const plain = path.replace(/^\/+|\/+$/g, '');
  if (plain === '') return webhookId;
  return hasParts(plain) && webhookId ? `${webhookId}/${plain}` : plain;
}

/** Where it is called, below the address of an n8n. */
export function addressOf({ kind, path }: Pick<Starter, 'kind' | 'path'>, base: string): URL {
  const parts = path.split('/').map(encodeURIComponent).join('/');
  return new URL(`${base.replace(/\/+$/, '')}/${kind}/${parts}`);
}

/** Whether a path has parts only the caller can fill, as in `orders/:id`. */
export const hasParts = (path: string): boolean => path.split('/').some((part) => part.startsWith(':'));

function methodsOf(parameters: Record<string, unknown>): string[] {
  const method = parameters['httpMethod'];
  if (Array.isArray(method)) return method.map(String);
  if (parameters['multipleMethods'] === true) return ['GET', 'POST'];
  return [typeof method === 'string' ? method.toUpperCase() : 'GET'];
}

function fieldsOf(parameters: Record<string, unknown>): string[] {
  const values = toRecord(parameters['formFields'])['values'];
  if (!Array.isArray(values)) return [];
  return values.map((value: unknown) => {
    const { fieldLabel, fieldName } = toRecord(value);
    return String(fieldLabel ?? fieldName ?? '');
  });
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
