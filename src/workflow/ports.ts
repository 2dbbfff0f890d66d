import type { NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from './draft.ts';
import { toList, toNumber, toRecord } from './values.ts';

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
const isDynamic = (ports: readonly string[]): boolean => ports.some((port) => port.startsWith('='));
const count = (value: unknown, fallback: number): number | undefined => {
  if (value === undefined || value === '') return fallback;
  const number = toNumber(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
};

/** The inputs and outputs n8n gives a node with these parameters. An error output is one more `main` output. */
export function portsOf(node: PortsNode, nodeType: NodeType | undefined): Ports {
  const special = Object.hasOwn(rules, node.type) ? rules[node.type]?.(node) : undefined;
  const inputs = special && 'inputs' in special ? special.inputs : countPorts(nodeType?.inputs);
  const outputs = special && 'outputs' in special ? special.outputs : countPorts(nodeType?.outputs);
  if (!outputs || node.onError !== 'continueErrorOutput') return { inputs, outputs };
  return { inputs, outputs: new Map(outputs).set('main', (outputs.get('main') ?? 0) + 1) };
}

/** Any number may be attached to an AI input; n8n does not number those by index. */
function countPorts(ports: readonly string[] | undefined): Map<string, number> | undefined {
  if (!ports || isDynamic(ports)) return undefined;
  const counted = new Map<string, number>();
  for (const port of ports)
    counted.set(port, port === 'main' ? (counted.get(port) ?? 0) + 1 : Number.POSITIVE_INFINITY);
  return counted;
}

const main = (size: number | undefined): Map<string, number> | undefined =>
  size === undefined ? undefined : new Map([['main', size]]);

const rules: Record<string, (node: PortsNode) => Partial<Ports>> = {
  'n8n-nodes-base.switch': (node) => ({ outputs: main(switchOutputs(node)) }),
  'n8n-nodes-base.merge': (node) => ({ inputs: main(mergeInputs(node)) }),
  'n8n-nodes-base.splitInBatches': (node) => ({ outputs: main(node.typeVersion < 2 ? 1 : 2) }),
  'n8n-nodes-base.webhook': (node) => ({ outputs: main(webhookOutputs(node.parameters)) }),
  'n8n-nodes-base.respondToWebhook': (node) => {
    const second = node.typeVersion === 1.3 || node.parameters['enableResponseOutput'] === true;
    return { outputs: main(second ? 2 : 1) };
  },
};

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
