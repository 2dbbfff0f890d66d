import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { programReach } from '#src/workflow/validate/code/program-reach.ts';

/** What a twin may hold besides the steps it keeps: its own pieces. */
const pieces = ['webhook', 'set', 'splitOut', 'switch', 'filter', 'noOp', 'stopAndError'];
/** Written apart from the table of the product, so that a row too many there is seen here. */
const kept =
  'aggregate code compareDatasets convertToFile crypto dateTime extractFromFile filter html if limit markdown merge noOp removeDuplicates renameKeys set sort splitInBatches splitOut stopAndError summarize switch xml'.split(
    ' ',
  );
const allowed = new Set([...pieces, ...kept].map((name) => `n8n-nodes-base.${name}`));
const settings = [
  'executionOrder',
  'executionTimeout',
  'saveDataErrorExecution',
  'saveDataSuccessExecution',
  'saveExecutionProgress',
  'timezone',
];

/** Everything in a document that a twin must not have, in words; none for a right one. */
export function reachesOut(document: N8nWorkflow): string[] {
  const names = document.nodes.map(({ name }) => name);
  const doors = document.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
  const targets = Object.values(document.connections).flatMap((kinds) =>
    Object.values(kinds).flatMap((outputs) => outputs.flatMap((targets) => (targets ?? []).map(({ node }) => node))),
  );
  return [
    ...document.nodes.filter(({ type }) => !allowed.has(type)).map(({ name, type }) => `${name} is a ${type}`),
    ...document.nodes.filter((node) => node.credentials).map(({ name }) => `${name} has credentials`),
    ...document.nodes.flatMap((node) => wrongIn(node)),
    ...(doors.length === 1 ? [] : [`${doors.length} webhooks`]),
    ...(/^flowsmith-rehearsal-[0-9a-f-]{36}$/.test(String(doors[0]?.parameters['path'])) ? [] : ['a path of its own']),
    ...Object.keys(document.settings).filter((key) => !settings.includes(key)),
    ...Object.values(document.connections).flatMap((kinds) => Object.keys(kinds).filter((kind) => kind !== 'main')),
    ...targets.filter((name) => !names.includes(name)).map((name) => `leads to ${name}, which is not there`),
    ...(new Set(names).size === names.length ? [] : ['two nodes of one name']),
    ...(document.pinData ? ['pinned data'] : []),
  ];
}

function wrongIn({ name, type, parameters }: N8nWorkflow['nodes'][number]): string[] {
  const text = JSON.stringify(parameters);
  const short = type.slice(type.lastIndexOf('.') + 1);
  const program = String(parameters['jsCode'] ?? '');
  return [
    ...(/\$(?:env|vars|secrets)\b|\$evaluateExpression/.test(text) ? ['reads n8n itself'] : []),
    ...(/"authentication":"(?!none)/.test(text) && short === 'webhook' ? ['wants a password'] : []),
    ...(short === 'merge' && /combineBySql/i.test(text) ? ['runs SQL'] : []),
    ...(short === 'code' && parameters['language'] === 'python' ? ['runs Python'] : []),
    ...(short === 'code' && programReach({ text: program, language: 'javaScript' }) ? ['a program that calls'] : []),
    ...(short === 'code' && /\bwhile\s*\(|for\s*\(\s*;\s*;/.test(program) ? ['a program that may not end'] : []),
    ...(short === 'sort' && parameters['type'] === 'code' ? ['sorts by a program'] : []),
    ...(short === 'crypto' && parameters['action'] === 'sign' ? ['signs'] : []),
  ].map((what) => `${name}: ${what}`);
}
