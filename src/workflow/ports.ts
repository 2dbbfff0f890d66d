import type { NodeType } from '#src/catalog/catalog.ts';
import type { Parameters } from './draft.ts';

/** Connection types that go into a node, and those that come out, one entry per index. */
export interface Ports {
  inputs: string[];
  outputs: string[];
}

interface PortNode {
  type: string;
  parameters: Parameters;
  onError?: string;
}

const main = (count: number): string[] => Array.from({ length: Math.min(Math.max(count, 0), 100) }, () => 'main');

/**
 * The ports a node has with these parameters. Nodes whose ports depend on parameters are resolved here (n8n describes
 * them as expressions); everything else is read from the catalogue. An unknown type gets one input and one output.
 */
export function portsOf(node: PortNode, nodeType: NodeType | undefined): Ports {
  const ports = basePorts(node, nodeType);
  const errorOutput = node.onError === 'continueErrorOutput' && ports.outputs.includes('main');
  return errorOutput ? { ...ports, outputs: [...ports.outputs, 'main'] } : ports;
}

function basePorts({ type, parameters }: PortNode, nodeType: NodeType | undefined): Ports {
  switch (type) {
    case 'n8n-nodes-base.if':
    case 'n8n-nodes-base.splitInBatches':
      return { inputs: main(1), outputs: main(2) };
    case 'n8n-nodes-base.merge':
      return { inputs: main(count(parameters['numberInputs'], 2)), outputs: main(1) };
    case 'n8n-nodes-base.switch':
      return { inputs: main(1), outputs: main(switchOutputs(parameters)) };
    default:
      return nodeType ? { inputs: nodeType.inputs, outputs: nodeType.outputs } : { inputs: main(1), outputs: main(1) };
  }
}

function switchOutputs(parameters: Parameters): number {
  if (parameters['mode'] === 'expression') return count(parameters['numberOutputs'], 4);
  const rules = field(parameters['rules'], 'values') ?? field(parameters['rules'], 'rules');
  const fallback = field(parameters['options'], 'fallbackOutput');
  return (Array.isArray(rules) ? rules.length : 0) + (fallback === 'extra' ? 1 : 0);
}

function count(value: unknown, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) ? number : fallback;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Parameters)[name]
    : undefined;
}
