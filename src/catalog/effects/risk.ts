import type { NodeProperty } from '../catalog.ts';
import { isTool, visibleProperties } from '../display-options.ts';
import { reachOf } from '../reach.ts';
import { type ActingStep, type Effect, effectsOf, queryOf } from './act.ts';
import { answersCaller } from './answers.ts';
import { readsPeople, recipientsOf } from './recipients.ts';
import { hostOf, isInside, isRequest, ofRequest } from './request.ts';
import { type Risk, risks } from './risk-names.ts';
import type { RiskRow } from './risk-row.ts';
import { riskTable } from './risk-table.ts';
import { queryEffects } from './sql.ts';
import type { RiskyStep } from './step.ts';

/** What can be known of whoever runs this. */
export interface House {
  /** Domains of the company: what goes to an address there stays inside. */
  domains: readonly string[];
}

/** So many addresses are many. */
const manyRecipients = 10;

/** Chats of a company. */
const insideChats: ReadonlySet<string> = new Set(
  'slack microsoftTeams mattermost rocketchat zulip googleChat ciscoWebex twake twist n8nTrainingCustomerMessenger'.split(
    ' ',
  ),
);

/**
 * Every effect a step may have, each once, in the order of `risks`. What nobody can tell has all it might: an operation
 * that only the run knows those of all operations of the node, a node type nobody knows every one. Pure; never throws.
 */
export function risksOf(step: RiskyStep, house: House): Risk[] {
  const found = isOpen(step) ? allOperations(step).flatMap((one) => readRisks(one, house)) : readRisks(step, house);
  return risks.filter((risk) => found.includes(risk));
}

/** The resource or the operation comes out of an expression, or is none that the node has. */
const isOpen = ({ values, unsure }: RiskyStep): boolean =>
  unsure || ['resource', 'operation'].some((key) => typeof values[key] === 'string' && values[key].startsWith('='));

/** The step with each operation its node type has. */
function allOperations(step: RiskyStep): RiskyStep[] {
  const choices = (step.nodeType?.properties ?? []).filter(({ name, options }) => name === 'operation' && options);
  const all = choices.flatMap((property) =>
    resourcesOf(property).flatMap((resource) =>
      (property.options ?? []).map(({ value: operation }) => ({
        ...step,
        values: { ...step.values, resource, operation },
      })),
    ),
  );
  const others = { ...step, nodeType: undefined, type: 'unknown', short: 'unknown' };
  // What the description leaves out may be anything.
  return all.length > 0 && !step.nodeType?.partial ? all : [others];
}

function resourcesOf({ displayOptions }: NodeProperty): unknown[] {
  const shown = displayOptions?.show?.['resource'];
  return Array.isArray(shown) ? shown : [''];
}

function readRisks(step: RiskyStep, house: House): Risk[] {
  const { short, type, nodeType } = step;
  if (clocks.has(short)) return [];
  if (isTrigger(step)) {
    const told = riskTable
      .filter((row) => row.types !== undefined && fits(row, step))
      .flatMap(({ also }) => also ?? []);
    const answers: Risk[] = answersCaller(step) ? ['sends-outside'] : [];
    return ['reads', ...answers, ...told, ...ofPeople(step, ['reads'])];
  }
  if ((!nodeType && !reachOf(type)) || runsUnread.has(short)) return [...risks];
  const named = byNames(step, house);
  const reading = named.every((risk) => risk === 'reads');
  const rows = riskTable.filter((row) => fits(row, step) && !(row.unlessReading && reading));
  const base = rows.find(({ is }) => is)?.is ?? named;
  const also = base.length > 0 ? rows.flatMap((row) => row.also ?? []) : [];
  const sent = placed([...base, ...also], step, house);
  return [...sent, ...ofPeople(step, sent), ...ofPayments(step, sent)];
}

/** Starts a workflow; by its name where it is not described and n8n has it. */
export const isTrigger = ({ nodeType, type, short }: ActingStep): boolean =>
  nodeType
    ? nodeType.kind === 'trigger'
    : reachOf(type) !== undefined && /Trigger$|^(?:webhook|emailReadImap)$/.test(short);

/** They put out the time. */
export const clocks: ReadonlySet<string> = new Set(['scheduleTrigger', 'cron', 'interval', 'manualTrigger']);

/** Other workflows and agents: whoever can read them says what they do, else they may do anything. */
export const runsUnread: ReadonlySet<string> = new Set([
  'executeWorkflow',
  'toolWorkflow',
  'retrieverWorkflow',
  'messageAnAgent',
]);

/** What the names of type, operation and resource say, a query or a method where it has one. */
function byNames(step: RiskyStep, { domains }: House): readonly Risk[] {
  if (isRequest(step)) return ofRequest(step, domains);
  if (answersCaller(step)) return ['reads', 'sends-outside'];
  const query = queryOf(step);
  if (query !== undefined) return queryEffects(query);
  const effects = effectsOf(step);
  if (isUntold(step, effects)) return ['reads', 'writes', 'deletes', 'sends-outside'];
  const found = effects.flatMap((effect) => byEffect[effect]);
  // A message that waits for the answer is sent first.
  return found.includes('sends-outside') ? found.filter((risk) => risk !== 'reads') : found;
}

/** Not described, so that nobody knows which operation it takes where none is said. */
const isUntold = ({ nodeType, values }: RiskyStep, [effect]: readonly Effect[]): boolean =>
  !nodeType && typeof values['operation'] !== 'string' && (effect === 'writes' || effect === 'reads');

const byEffect: Readonly<Record<Effect, readonly Risk[]>> = {
  reads: ['reads'],
  writes: ['writes'],
  sends: ['sends-outside'],
  deletes: ['deletes'],
  'runs-code': ['runs-code'],
  'runs-command': ['writes', 'runs-code'],
  'runs-workflow': risks,
  // The model gets what it is asked, and gives back an answer; what it may do are its tools, which are steps.
  'asks-model': ['reads'],
  waits: ['reads'],
  none: [],
};

function fits({ types, resource, operation, given, filled }: RiskRow, { short, values }: RiskyStep): boolean {
  const word = (key: string): string => (typeof values[key] === 'string' ? values[key] : '');
  if (types !== undefined && !typesOf(types).has(short)) return false;
  if (resource && !resource.test(word('resource'))) return false;
  if (operation && !operation.test(word('operation'))) return false;
  if (filled !== undefined && !valuesAt(values, filled).some((one) => !isEmpty(one))) return false;
  return Object.entries(given ?? {}).every(([key, wanted]) =>
    valuesAt(values, key).some((one) => isAmong(one, wanted)),
  );
}

const isAmong = (value: unknown, wanted: readonly unknown[]): boolean =>
  wanted.includes(value) || (typeof value === 'string' && value.startsWith('='));

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || ['""', '[]', '{}'].includes(JSON.stringify(value));

/** Values under this name at any depth: where an option stands differs between operations. */
function valuesAt(given: unknown, key: string, depth = 0): unknown[] {
  if (typeof given !== 'object' || given === null || depth > 5) return [];
  return Object.entries(given).flatMap(([name, value]) => [
    ...(name === key ? [value] : []),
    ...valuesAt(value, key, depth + 1),
  ]);
}

const typeSets = new Map<string, ReadonlySet<string>>();
function typesOf(types: string): ReadonlySet<string> {
  const known = typeSets.get(types) ?? new Set(types.split(' '));
  typeSets.set(types, known);
  return known;
}

/** What is sent stays inside, or does not, and may go to many. */
function placed(found: readonly Risk[], step: RiskyStep, { domains }: House): Risk[] {
  const sends = found.some((risk) => risk === 'sends-outside' || risk === 'sends-inside');
  if (!sends) return [...found];
  const to = recipientsOf(step.parameters, domains, isFieldOf(step));
  const inside =
    insideChats.has(step.short) || (isRequest(step) ? isInside(step, domains) : to.inside && !answers(step));
  return [
    ...found.map((risk) => (risk === 'sends-outside' && inside ? 'sends-inside' : risk)),
    ...(to.addresses.size >= manyRecipients || to.everybody ? (['many-recipients'] as const) : []),
  ];
}

/** It goes to whoever wrote, or whoever a draft names, whatever else stands there. */
const answers = ({ values: { operation, resource } }: RiskyStep): boolean =>
  /repl(?:y|ies)|forward|respond|answer/i.test(String(operation ?? '')) || resource === 'draft';

/** Tells whether a step has a parameter there, as far as its type is described: what n8n does not read is nobody's address. */
function isFieldOf({ nodeType, values }: RiskyStep): (keys: readonly string[]) => boolean {
  if (!nodeType) return () => false;
  const where = { version: nodeType.covers.at(-1) ?? 1, tool: isTool(nodeType), parameters: values };
  const shown = visibleProperties(nodeType.properties, where);
  return ([first = '', ...rest]) => {
    const fields = shown.filter(({ name }) => name === first);
    const names = new Set(fields.flatMap((field) => [...namesBelow(field.options)]));
    return fields.length > 0 && rest.every((key) => /^(?:\d+|__rl|value)$/.test(key) || names.has(key));
  };
}

function* namesBelow(fields: NodeProperty['options'] = []): Generator<string> {
  for (const { name, values } of fields) {
    yield name;
    yield* namesBelow(values);
  }
}

const ofPeople = ({ parameters }: RiskyStep, found: readonly Risk[]): Risk[] =>
  found.length > 0 && readsPeople(parameters) ? ['personal-data'] : [];

const paymentHosts =
  /(?:^|\.)(?:stripe|paypal|wise|transferwise|mollie|adyen|braintreegateway|gocardless|klarna|razorpay|checkout|squareup|chargebee|paddle|authorize)\.(?:com|net)$/;

/** A request to where money is moved. */
function ofPayments(step: RiskyStep, found: readonly Risk[]): Risk[] {
  const host = hostOf(step);
  const changes = found.some((risk) => risk === 'writes' || risk === 'deletes');
  return changes && host !== undefined && paymentHosts.test(host) ? ['pays'] : [];
}
