import { type NodeProperty, type NodeType, packageOf } from '../catalog.ts';
import { isTool, type Resolved, resolveParameters } from '../display-options.ts';
import { type ActingStep, shortTypeName } from './act.ts';

export interface RiskyStep extends ActingStep {
  /** As they are written. */
  parameters: Record<string, unknown>;
  /** What decides about the step may not be what n8n goes by. */
  unsure: boolean;
}

interface Given {
  type: string;
  parameters: Record<string, unknown>;
  version: number;
}

/** The step as n8n runs it; `nodeType` describes this version of it, or nobody does. Pure. */
export function toRiskyStep({ type, parameters, version }: Given, nodeType: NodeType | undefined): RiskyStep {
  const step = { type, short: ownName(type), parameters, nodeType };
  if (!nodeType) return { ...step, values: withoutOperation(step.short, version, parameters), unsure: false };
  const resolved = resolveParameters(nodeType.properties, parameters, { version, tool: isTool(nodeType) });
  const unsure = nodeType.partial ? hasUnlisted(resolved) : isNoChoice(parameters, resolved);
  return { ...step, values: valuesAtRun(nodeType, resolved), unsure };
}

/** What is known of a name is known of n8n's own types: anybody may call one of theirs `cron`. */
const ownName = (type: string): string =>
  ['n8n-nodes-base', '@n8n/n8n-nodes-langchain'].includes(packageOf(type)) ? shortTypeName(type) : type;

/**
 * The values that n8n runs a node with: it takes away every parameter that the node does not have, or does not show for
 * the others. Where the description leaves some out, all that is given stays. Pure.
 */
export function valuesAtRun(nodeType: NodeType, { values, visible }: Resolved): Record<string, unknown> {
  if (nodeType.partial) return values;
  const shown = new Set(visible.map(({ name }) => name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => shown.has(name)));
}

/** Types that have no operation, below which version: where nobody describes them, one that stands there says nothing. */
export const withoutOperations: ReadonlyMap<string, number> = new Map([
  ...'amqp facebookGraphApi filemaker kafka mailgun mqtt n8nTrainingCustomerMessenger quickChart uproc'
    .split(' ')
    .map((short) => [short, Number.POSITIVE_INFINITY] as const),
  ['discord', 2],
  ['emailSend', 2],
]);

function withoutOperation(short: string, version: number, { operation, ...others }: Record<string, unknown>) {
  return version < (withoutOperations.get(short) ?? 0) || operation === undefined ? others : { ...others, operation };
}

/** Names that decide what a step does. */
const deciding = ['operation', 'action', 'mode', 'method', 'requestMethod', 'httpRequestMethod', 'query', 'sqlQuery'];

const hasUnlisted = ({ values, visible }: Resolved): boolean =>
  deciding.some((name) => values[name] !== undefined && !visible.some((property) => property.name === name));

/** A resource or an operation that the node does not have: it does whatever its code falls through to. */
const isNoChoice = (parameters: Record<string, unknown>, { visible }: Resolved): boolean =>
  ['resource', 'operation'].some((name) => {
    const choices = visible.filter((property) => property.name === name).flatMap(choicesOf);
    return parameters[name] !== undefined && choices.length > 0 && !choices.includes(parameters[name]);
  });

const choicesOf = ({ options }: NodeProperty): unknown[] => (options ?? []).map(({ value }) => value);
