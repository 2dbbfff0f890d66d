import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isRecord, toList, toRecord } from '#src/workflow/json/values.ts';
import { mapTexts } from '#src/workflow/validate/strings.ts';

type Node = N8nWorkflow['nodes'][number];

/** One mistake in a workflow that was right. */
export interface Fault {
  kind: FaultKind;
  /** What was done, for whoever reads the figures. */
  what: string;
  /** The step that is wrong now. */
  node: string;
  workflow: N8nWorkflow;
}

export const faultKinds = [
  'wrong field',
  'wrong path of a field',
  'no type on the right',
  'unit',
  'branch swapped',
  'no recipient',
  'loop not closed',
  'once per item',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Every fault that fits this workflow. Pure. */
export function faultsIn(workflow: N8nWorkflow): Fault[] {
  return [
    ...workflow.nodes.flatMap((node) => [
      ...wrongFields(node, workflow),
      ...wrongPaths(node, workflow),
      ...withoutRightType(node, workflow),
      ...otherUnits(node, workflow),
      ...swapped(node, workflow),
      ...withoutRecipient(node, workflow),
      ...oncePerItem(node, workflow),
    ]),
    ...openLoops(workflow),
  ];
}

type Parameters = Node['parameters'];

/** The workflow with other parameters of one step; nothing where they are the same. */
function withParameters(
  workflow: N8nWorkflow,
  node: Node,
  kind: FaultKind,
  what: string,
  parameters: Parameters,
): Fault[] {
  if (JSON.stringify(parameters) === JSON.stringify(node.parameters)) return [];
  const nodes = workflow.nodes.map((each) => (each === node ? { ...node, parameters } : each));
  return [{ kind, what, node: node.name, workflow: { ...workflow, nodes } }];
}

/** What a step that says something outside is told: conditions have faults of their own. */
const says = ({ type }: Node): boolean => !/\.(?:if|switch|filter|code|formTrigger|webhook)$/.test(type);
const lastField = /(\.json|\$json)((?:\.\w+|\[\d+\])*)\.([A-Za-z_]{3,})(?=[\s})[,]|\.(?:toFixed|toUpperCase|join)\()/;

/** Letters in another order, or in another case. */
function wrongFields(node: Node, workflow: N8nWorkflow): Fault[] {
  if (!says(node)) return [];
  return [
    ['misspelt', (name: string) => `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`] as const,
    ['in another case', otherCase] as const,
  ].flatMap(([how, change]) => {
    let field = '';
    const parameters = mapTexts(node.parameters, ({ value }) => {
      const found = value.startsWith('=') && field === '' ? lastField.exec(value) : null;
      const [whole, start, between, name = ''] = found ?? [];
      if (!whole || change(name) === name) return value;
      field = name;
      return value.replace(lastField, () => `${start}${between}.${change(name)}`);
    });
    return withParameters(workflow, node, 'wrong field', `${field} ${how}`, parameters);
  });
}

const otherCase = (name: string): string => {
  const [first = ''] = name;
  return `${first === first.toUpperCase() ? first.toLowerCase() : first.toUpperCase()}${name.slice(1)}`;
};

/** Of a webhook: the field beside the body instead of in it. */
function wrongPaths(node: Node, workflow: N8nWorkflow): Fault[] {
  const parameters = mapTexts(node.parameters, ({ value }) => value.replace('json.body.', 'json.'));
  return withParameters(workflow, node, 'wrong path of a field', 'without body', parameters);
}

function conditionsOf({ parameters }: Node): Record<string, unknown>[] {
  const rules = toList(toRecord(parameters['rules'])['values']).map(toRecord);
  return [parameters, ...rules]
    .flatMap((each) => toList(toRecord(toRecord(each)['conditions'])['conditions']))
    .map(toRecord);
}

/** `change` gets a copy of each condition; true where it changed it. */
function withConditions(node: Node, change: (condition: Record<string, unknown>) => boolean): Parameters {
  const copy = structuredClone(node);
  conditionsOf(copy).find(change);
  return copy.parameters;
}

function withoutRightType(node: Node, workflow: N8nWorkflow): Fault[] {
  const parameters = withConditions(node, ({ operator }) => {
    if (!isRecord(operator) || operator['type'] !== 'array' || operator['rightType'] === undefined) return false;
    delete operator['rightType'];
    return true;
  });
  return withParameters(workflow, node, 'no type on the right', 'a list that contains something', parameters);
}

function otherUnits(node: Node, workflow: N8nWorkflow): Fault[] {
  const limit = withConditions(node, (condition) => {
    const right = condition['rightValue'];
    const isNumber =
      toRecord(condition['operator'])['type'] === 'number' && right !== '' && Number.isFinite(Number(right));
    if (isNumber) condition['rightValue'] = Number(right) * 100;
    return isNumber;
  });
  const cents = mapTexts(node.parameters, ({ value }) => value.replace(/ \/ 100\b/, ''));
  const wait = node.type.endsWith('.wait') && node.parameters['unit'] !== undefined;
  return [
    ...withParameters(workflow, node, 'unit', 'a limit in cents', limit),
    ...withParameters(workflow, node, 'unit', 'cents taken for the whole', cents),
    ...(wait ? withParameters(workflow, node, 'unit', 'hours to wait', { ...node.parameters, unit: 'hours' }) : []),
  ];
}

function swapped(node: Node, workflow: N8nWorkflow): Fault[] {
  if (!/\.(?:if|switch)$/.test(node.type)) return [];
  const [first = [], second = [], ...others] = workflow.connections[node.name]?.['main'] ?? [];
  if (first?.length === 0 && second?.length === 0) return [];
  const connections = { ...workflow.connections, [node.name]: { main: [second, first, ...others] } };
  return [
    { kind: 'branch swapped', what: 'the first two ways', node: node.name, workflow: { ...workflow, connections } },
  ];
}

const recipients = ['sendTo', 'toEmail', 'channelId', 'chatId', 'phoneTo'];

/** Nobody, or a field that is not there. */
function withoutRecipient(node: Node, workflow: N8nWorkflow): Fault[] {
  const name = recipients.find((each) => node.parameters[each] !== undefined);
  if (name === undefined) return [];
  const given = node.parameters[name];
  const put = (value: string): Parameters => ({
    ...node.parameters,
    [name]: isRecord(given) ? { ...given, mode: name === 'channelId' ? 'id' : given['mode'], value } : value,
  });
  return [
    ...withParameters(workflow, node, 'no recipient', 'left empty', put('')),
    ...withParameters(workflow, node, 'no recipient', 'out of a text that is empty', put("={{ ''.trim() }}")),
  ];
}

function openLoops(workflow: N8nWorkflow): Fault[] {
  const loops = workflow.nodes.filter(({ type }) => type.endsWith('.splitInBatches'));
  return loops.flatMap(({ name }) => {
    // What comes before the loop leads to it as well: only what the loop leads to comes back.
    const inside = reached(workflow, name);
    const connections = Object.fromEntries(
      Object.entries(workflow.connections).map(([from, kinds]) => [
        from,
        inside.has(from)
          ? { ...kinds, main: (kinds['main'] ?? []).map((each) => each?.filter(({ node }) => node !== name) ?? []) }
          : kinds,
      ]),
    );
    return [
      { kind: 'loop not closed', what: 'nothing comes back', node: name, workflow: { ...workflow, connections } },
    ];
  });
}

function reached({ connections }: N8nWorkflow, from: string): Set<string> {
  const names = new Set([from]);
  for (const each of names)
    for (const to of (connections[each]?.['main'] ?? []).flatMap((ends) => ends ?? [])) names.add(to.node);
  names.delete(from);
  return names;
}

/** What gathers all items left out, or not held to the first one any more. */
function oncePerItem(node: Node, workflow: N8nWorkflow): Fault[] {
  const once = (what: string, changed: N8nWorkflow): Fault[] => [
    { kind: 'once per item', what, node: node.name, workflow: changed },
  ];
  if (node.executeOnce) {
    const { executeOnce: _once, ...rest } = node;
    return once('not only once', { ...workflow, nodes: workflow.nodes.map((each) => (each === node ? rest : each)) });
  }
  if (!node.type.endsWith('.aggregate')) return [];
  const open = { ...node, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
  const field = String(node.parameters['destinationFieldName'] ?? 'data');
  // What was gathered is read of each item then, as whoever forgot to gather would write it.
  const list = new RegExp(`\\$json\\.${field}\\.map\\(\\((\\w+)\\) => (.+?)\\)\\.join\\([^)]*\\)`);
  const nodes = workflow.nodes.map((each) =>
    each === node
      ? open
      : {
          ...each,
          parameters: mapTexts(each.parameters, ({ value }) =>
            value.replace(list, (_all, item: string, read: string) =>
              read.replaceAll(new RegExp(`\\b${item}\\b`, 'g'), '$json'),
            ),
          ),
        },
  );
  return once('not gathered', { ...workflow, nodes });
}
