import type { NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from '#src/model/draft.ts';
import { toList, toNumber, toRecord, toText } from '../json/values.ts';

/** How many inputs and outputs a node has per connection type; undefined where nobody can know. */
export interface Ports {
  inputs: ReadonlyMap<string, number> | undefined;
  outputs: ReadonlyMap<string, number> | undefined;
}

export interface PortsNode {
  type: string;
  parameters: Parameters;
  typeVersion: number;
  onError?: string | undefined;
}

const lengthOf = (value: unknown): number => toList(value).length;
const count = (value: unknown, fallback: number): number | undefined => {
  if (value === undefined || value === '') return fallback;
  const number = toNumber(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

/** The inputs and outputs n8n gives a node with these parameters. An error output is one more `main` output. */
export function portsOf(node: PortsNode, nodeType: NodeType | undefined): Ports {
  const special = Object.hasOwn(rules, node.type) ? rules[node.type]?.(node) : vectorStorePorts(node, nodeType);
  const inputs = special && 'inputs' in special ? special.inputs : countPorts(nodeType?.inputs);
  const outputs = special && 'outputs' in special ? special.outputs : countPorts(nodeType?.outputs);
  if (!outputs || node.onError !== 'continueErrorOutput') return { inputs, outputs };
  return { inputs, outputs: new Map(outputs).set('main', (outputs.get('main') ?? 0) + 1) };
}

/** Any number may be attached to an AI input; n8n does not number those by index. */
function countPorts(ports: readonly string[] | undefined): Map<string, number> | undefined {
  if (!ports) return undefined;
  const [first] = ports;
  if (first?.startsWith('=')) return possiblePorts(first);
  const counted = new Map<string, number>();
  for (const port of ports)
    counted.set(port, port === 'main' ? (counted.get(port) ?? 0) + 1 : Number.POSITIVE_INFINITY);
  return counted;
}

const possible = new Map<string, Map<string, number> | undefined>();

/** The connection types a computed list can hold at all, as its text names them; how many of each stays open. */
function possiblePorts(text: string): Map<string, number> | undefined {
  if (possible.has(text)) return possible.get(text);
  const types = [...text.matchAll(/(?<![\w$.])(main|ai_[A-Za-z]{1,40})\b/g)].map((match) => match[1] ?? '');
  const found = types.length > 0 ? new Map(types.map((type) => [type, Number.POSITIVE_INFINITY])) : undefined;
  if (possible.size < 1000) possible.set(text, found);
  return found;
}

const main = (size: number | undefined): Map<string, number> | undefined =>
  size === undefined ? undefined : new Map([['main', size]]);

const langchain = '@n8n/n8n-nodes-langchain.';

const rules: Record<string, (node: PortsNode) => Partial<Ports>> = {
  'n8n-nodes-base.switch': (node) => ({ outputs: main(switchOutputs(node)) }),
  'n8n-nodes-base.merge': (node) => ({ inputs: main(mergeInputs(node)) }),
  'n8n-nodes-base.splitInBatches': (node) => ({ outputs: main(node.typeVersion < 2 ? 1 : 2) }),
  'n8n-nodes-base.webhook': (node) => ({ outputs: main(webhookOutputs(node.parameters)) }),
  'n8n-nodes-base.respondToWebhook': (node) => {
    const second = node.typeVersion === 1.3 || node.parameters['enableResponseOutput'] === true;
    return { outputs: main(second ? 2 : 1) };
  },
  'n8n-nodes-base.evaluation': (node) => ({
    outputs: main(branchesBy(node.parameters['operation'], 'checkIfEvaluating', false)),
  }),
  [`${langchain}guardrails`]: (node) => ({
    outputs: main(branchesBy(node.parameters['operation'], 'classify', true)),
  }),
  [`${langchain}code`]: ({ parameters }) => ({
    inputs: namedPorts(toRecord(parameters['inputs'])['input']),
    outputs: namedPorts(toRecord(parameters['outputs'])['output']),
  }),
  [`${langchain}textClassifier`]: (node) => {
    const categories = lengthOf(toRecord(node.parameters['categories'])['categories']);
    const other = toRecord(node.parameters['options'])['fallback'] === 'other' ? 1 : 0;
    return { outputs: main(categories + other) };
  },
  [`${langchain}sentimentAnalysis`]: (node) => {
    const names = toRecord(node.parameters['options'])['categories'] ?? 'Positive, Neutral, Negative';
    const known = typeof names === 'string' && !names.startsWith('=');
    return { outputs: main(known ? names.split(',').length : undefined) };
  },
};

/** The ports a LangChain Code node lists itself; undefined while it lists none or n8n has to compute one. */
function namedPorts(listed: unknown): Map<string, number> | undefined {
  const types = toList(listed).map((port) => toText(toRecord(port)['type']) ?? '=');
  if (types.length === 0 || types.some((type) => type.startsWith('='))) return undefined;
  return countPorts(types);
}

/** Two outputs for one operation, one for the others; unknown while it is an expression. */
function branchesBy(operation: unknown, branching: string, isDefault: boolean): number | undefined {
  if (typeof operation === 'string' && operation.startsWith('=')) return undefined;
  return operation === branching || (operation === undefined && isDefault) ? 2 : 1;
}

/** Vector stores are a step, a tool or a sub-node, depending on what they are there for. */
function vectorStorePorts(node: PortsNode, nodeType: NodeType | undefined): Partial<Ports> | undefined {
  const outputs = nodeType?.outputs[0] ?? '';
  if (!outputs.startsWith('=') || !outputs.includes('ai_vectorStore')) return undefined;
  const mode = node.parameters['mode'] ?? 'retrieve';
  if (typeof mode !== 'string' || mode.startsWith('=')) return undefined;
  const kind = mode === 'retrieve-as-tool' ? 'ai_tool' : mode === 'retrieve' ? 'ai_vectorStore' : 'main';
  return { outputs: new Map([[kind, kind === 'main' ? 1 : Number.POSITIVE_INFINITY]]) };
}

function webhookOutputs(parameters: Parameters): number {
  const methods = parameters['httpMethod'];
  if (Array.isArray(methods)) return Math.max(1, methods.length);
  return parameters['multipleMethods'] === true ? 2 : 1;
}

function mergeInputs({ parameters, typeVersion }: PortsNode): number | undefined {
  if (typeVersion < 3) return 2;
  return count(parameters['numberInputs'], 2);
}

function switchOutputs({ parameters, typeVersion }: PortsNode): number | undefined {
  if (typeVersion < 2) return 4;
  const rulesHolder = toRecord(parameters['rules']);
  if (parameters['mode'] === 'expression') {
    return count(parameters[typeVersion < 3 ? 'outputsAmount' : 'numberOutputs'], 4);
  }
  if (typeVersion < 3) return lengthOf(rulesHolder['rules']) + (parameters['fallbackOutput'] === 'extra' ? 1 : 0);
  const extra = toRecord(parameters['options'])['fallbackOutput'] === 'extra' ? 1 : 0;
  return lengthOf(rulesHolder['values']) + extra;
}
