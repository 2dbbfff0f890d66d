import { isRecord, toRecord, toWord } from '../../json/values.ts';
import { isManageable } from '../structure.ts';
import { type JudgedNode, type JudgedWorkflow, shortTypeOf } from './judged.ts';
import { isExpression, programsIn } from './programs.ts';

/** What a node runs besides itself. Facts from n8n 2.40.7: only these node types hand a workflow or an agent to n8n. */
export type Inner = { path: string } & (
  | { kind: 'workflow'; workflow: JudgedWorkflow; id: string | undefined }
  /** One that n8n holds, by n8n's id. */
  | { kind: 'call'; id: string }
  | { kind: 'self' }
  /** It comes from an expression, a file or an address, is no workflow, or is kept where nobody here can look. */
  | { kind: 'unreadable'; what: 'workflow' | 'agent' }
);

const callers: ReadonlySet<string> = new Set(['executeWorkflow', 'toolWorkflow', 'retrieverWorkflow']);
const agents: ReadonlySet<string> = new Set(['messageAnAgent']);
/** Parameters that hold a workflow as JSON text, whichever node they are in. */
const workflowParameters: readonly string[] = ['workflowJson', 'workflowObject'];
const longest = 1_000_000;

/** The workflows and agents a node runs, as far as its parameters tell. Pure; never throws. */
export function innerOf({ type, parameters }: Pick<JudgedNode, 'type' | 'parameters'>): Inner[] {
  const short = shortTypeOf(type);
  if (agents.has(short)) return [{ kind: 'unreadable', what: 'agent', path: 'parameters' }];
  // The program of LangChain Code is handed `executeWorkflow`.
  const program = programsIn({ name: '', type, parameters }).find(({ value }) =>
    /execute(?:Workflow|Agent)/.test(value),
  );
  if (program) return [{ kind: 'unreadable', what: 'workflow', path: program.path }];
  if (!callers.has(short))
    return workflowParameters.flatMap((key) => {
      const value = parameters[key];
      return value === undefined || value === '' ? [] : [readInline(value, `parameters.${key}`)];
    });
  const source = parameters['source'] ?? 'database';
  if (source === 'database') return calledBy(parameters['workflowId']);
  if (source === 'parameter') return [readInline(parameters['workflowJson'], 'parameters.workflowJson')];
  return [{ kind: 'unreadable', what: 'workflow', path: 'parameters.source' }];
}

function calledBy(given: unknown): Inner[] {
  const path = 'parameters.workflowId';
  const id = isRecord(given) ? given['value'] : given;
  if (id === undefined || id === null || id === '') return [];
  if (typeof id !== 'string') return [{ kind: 'unreadable', what: 'workflow', path }];
  if (/^=\{\{\s*\$workflow\.id\s*\}\}$/.test(id)) return [{ kind: 'self', path }];
  return [isExpression(id) ? { kind: 'unreadable', what: 'workflow', path } : { kind: 'call', id, path }];
}

/** As n8n reads it: JSON text, no expression. */
function readInline(value: unknown, path: string): Inner {
  const read = typeof value === 'string' && !isExpression(value) ? parse(value) : undefined;
  const workflow = read && toJudged(read);
  if (!read || !workflow) return { kind: 'unreadable', what: 'workflow', path };
  const id = read['id'];
  return {
    kind: 'workflow',
    workflow,
    id: id === undefined || id === null || id === '' ? undefined : toWord(id),
    path,
  };
}

function parse(text: string): Record<string, unknown> | undefined {
  if (text.length > longest) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && isManageable(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when one of its nodes is none: n8n would make of it what cannot be told here. */
function toJudged({ nodes, connections, settings }: Record<string, unknown>): JudgedWorkflow | undefined {
  if (!Array.isArray(nodes)) return undefined;
  const judged: JudgedNode[] = [];
  for (const node of nodes) {
    if (!isRecord(node) || typeof node['type'] !== 'string') return undefined;
    const { name, type, typeVersion, parameters, credentials } = node;
    if (parameters !== undefined && !isRecord(parameters)) return undefined;
    // Each version keeps its values in another place.
    if (typeVersion !== undefined && typeof typeVersion !== 'number') return undefined;
    judged.push({
      name: typeof name === 'string' ? name : '',
      type,
      typeVersion,
      parameters: toRecord(parameters),
      credentials,
      disabled: node['disabled'] === true,
    });
  }
  return { nodes: judged, connections, settings };
}

/** How deep workflows inside workflows are read. */
export const deepest = 5;

/** n8n's ids of every workflow that this one runs, those named inside inline ones and in the settings too. */
export function callsIn(workflow: JudgedWorkflow, depth = 0): string[] {
  const inner = workflow.nodes.flatMap((node) => innerOf(node));
  const error = errorWorkflowOf(workflow);
  const ids = inner.flatMap((one) => {
    if (one.kind === 'call') return [one.id];
    if (one.kind !== 'workflow' || depth >= deepest) return [];
    return [...(one.id === undefined ? [] : [one.id]), ...callsIn(one.workflow, depth + 1)];
  });
  return [...new Set([...ids, ...(error === undefined ? [] : [error])])];
}

/** The workflow n8n runs when this one fails. */
export function errorWorkflowOf({ settings }: Pick<JudgedWorkflow, 'settings'>): string | undefined {
  const id = toRecord(settings)['errorWorkflow'];
  return id === undefined || id === null || id === '' || id === 'DEFAULT' ? undefined : toWord(id);
}
