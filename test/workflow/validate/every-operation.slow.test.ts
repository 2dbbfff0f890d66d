import { describe, expect, it } from 'vitest';
import type { NodeProperty } from '#src/catalog/catalog.ts';
import { fix } from '#src/workflow/validate/fix.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { catalog as core } from '../documents.ts';
import { type SmallestNode, smallestNodes } from './smallest-nodes.ts';

type Parameters = Record<string, unknown>;

const full = await fullCatalog();
if (!full) console.warn('Only the core catalogue is checked: the full one of n8n cannot be had here.');
const catalog = full ?? core;
const context = { catalog, unknownTypes: 'warning' as const };
const nodes = [...smallestNodes(catalog)];

/** Node types whose smallest form is no sensible one, or that rules beyond their description judge. */
const special = new Set(
  ['if', 'filter', 'switch', 'set', 'function', 'functionItem', 'stickyNote'].map((name) => `n8n-nodes-base.${name}`),
);
const judged =
  /^(?:missing-parameter|unknown-option|malformed-parameter|wrong-type|invalid-json|invalid-locator|unknown-locator-mode|locator-plain|unknown-parameter|hidden-parameter|unknown-node|version-)/;

const documentOf = ({ nodeType, version }: SmallestNode, parameters: Parameters) => ({
  name: 'x',
  nodes: [{ id: 'x', name: 'X', type: nodeType.name, typeVersion: version, position: [0, 0], parameters }],
  connections: {},
});
const findings = (node: SmallestNode, parameters: Parameters): string[] =>
  validateWorkflow(documentOf(node, parameters), context)
    .filter(({ code, node: named }) => named === 'X' && judged.test(code))
    .map(({ code, path }) => `${code} ${path}`);
const label = ({ nodeType, version, parameters }: SmallestNode): string =>
  `${nodeType.name} ${version} ${String(parameters['resource'])}/${String(parameters['operation'])}`;

/** What is wrong with a mutation: nothing when every one of it is found under the code. */
function misses(
  bend: (property: NodeProperty, node: SmallestNode) => unknown,
  code: RegExp,
): { tried: number; missed: string[] } {
  const missed: string[] = [];
  let tried = 0;
  for (const node of nodes) {
    if (special.has(node.nodeType.name)) continue;
    for (const property of node.visible) {
      if (node.visible.filter(({ name }) => name === property.name).length > 1) continue;
      const bent = bend(property, node);
      if (bent === undefined) continue;
      tried += 1;
      const found = findings(node, { ...node.parameters, [property.name]: bent });
      if (!found.some((one) => code.test(one) && one.includes(property.name)))
        missed.push(`${label(node)}: ${property.name}`);
    }
  }
  return { tried, missed };
}

/** Who gets it, or in whose name: n8n does not call these required, and no service does without. Lists n8n wants an entry in. */
const unrequired = [
  'dataTable 1.1 row/deleteRows: missing-parameter parameters.filters',
  'dataTable 1.1 row/rowExists: missing-parameter parameters.filters',
  'dataTable 1.1 row/rowNotExists: missing-parameter parameters.filters',
  'dataTable 1.1 row/update: missing-parameter parameters.filters',
  'dataTable 1.1 row/upsert: missing-parameter parameters.filters',
  'executeWorkflowTrigger 1.2 undefined/undefined: missing-parameter parameters.workflowInputs',
  'nextCloud 1 file/share: missing-parameter parameters.user',
  'nextCloud 1 folder/share: missing-parameter parameters.user',
  'sendGrid 1 mail/send: missing-parameter parameters.fromEmail',
  'sendGrid 1 mail/send: missing-parameter parameters.toEmail',
  'sendy 1 campaign/create: missing-parameter parameters.fromEmail',
  'slack 2.7 message/sendAndWait: missing-parameter parameters.user',
  'slack 2.7 user/getPresence: missing-parameter parameters.user',
  'slack 2.7 user/getProfile: missing-parameter parameters.user',
  'slack 2.7 user/info: missing-parameter parameters.user',
  'vonage 1 sms/send: missing-parameter parameters.to',
].map((one) => `n8n-nodes-base.${one}`);
const refusedBlank = new Set(['string', 'options', 'dateTime']);
const isLocator = ({ type }: NodeProperty): boolean => type === 'resourceLocator';
const listed = ({ type, options, typeOptions, allowArbitraryValues }: NodeProperty): boolean =>
  type === 'options' && (options?.length ?? 0) > 0 && !typeOptions && !allowArbitraryValues;

describe(`every operation of every node type (${nodes.length})`, () => {
  it('in its smallest form has nothing to be found', () => {
    const wrong = nodes
      .filter(({ nodeType }) => !special.has(nodeType.name))
      .flatMap((node) => findings(node, node.parameters).map((one) => `${label(node)}: ${one}`));
    expect(wrong.filter((one) => !unrequired.includes(one))).toEqual([]);
    if (full) expect(wrong.toSorted()).toEqual(unrequired);
  });

  it('without a required parameter is caught', () => {
    const blank = (one: NodeProperty): unknown => {
      if (!one.required || one.typeOptions?.['multipleValues']) return undefined;
      if (isLocator(one)) return { __rl: true, mode: 'list', value: '' };
      return refusedBlank.has(one.type) ? '' : undefined;
    };
    const { tried, missed } = misses(blank, /^missing-parameter/);
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(full ? 4000 : 20);
  });

  it('with a choice that does not exist is caught', () => {
    const { tried, missed } = misses((one) => (listed(one) ? 'no such choice' : undefined), /^unknown-option/);
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(full ? 4000 : 20);
  });

  it('with a bent locator is caught', () => {
    const bends: [unknown, RegExp][] = [
      [{ __rl: true, mode: 'telepathy', value: 'x' }, /^unknown-locator-mode/],
      ['plain', /^locator-plain/],
      [['list'], /^malformed-parameter/],
    ];
    for (const [bent, code] of bends) {
      const { tried, missed } = misses((one) => (isLocator(one) ? bent : undefined), code);
      expect(missed).toEqual([]);
      expect(tried).toBeGreaterThan(full ? 500 : 2);
    }
  });

  it('with the wrong type is caught', () => {
    const bent: Record<string, unknown> = {
      boolean: 'maybe',
      number: 'many',
      collection: 'x',
      fixedCollection: 'x',
      json: '{',
    };
    const many = (one: NodeProperty): boolean => one.typeOptions?.['multipleValues'] === true;
    const { tried, missed } = misses(
      (one) => (many(one) && one.type === 'number' ? undefined : bent[one.type]),
      /^(?:wrong-type|malformed-parameter|invalid-json)/,
    );
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(full ? 4000 : 20);
  });

  it('with an operation misspelt is mended, where there is but one near', () => {
    const left: string[] = [];
    let mended = 0;
    for (const node of nodes) {
      const { operation } = node.parameters;
      if (typeof operation !== 'string' || operation.length < 6 || special.has(node.nodeType.name)) continue;
      const misspelt = `${operation.slice(0, -2)}${operation.at(-1)}${operation.at(-2)}`;
      if (misspelt === operation) continue;
      const result = fix(documentOf(node, { ...node.parameters, operation: misspelt }), context);
      const now = (result.workflow as { nodes: { parameters: Parameters }[] }).nodes[0]?.parameters['operation'];
      if (now === operation) mended += 1;
      else if (now !== misspelt) left.push(`${label(node)}: ${misspelt} became ${String(now)}`);
    }
    expect(left).toEqual([]);
    expect(mended).toBeGreaterThan(full ? 1000 : 5);
  });
});
