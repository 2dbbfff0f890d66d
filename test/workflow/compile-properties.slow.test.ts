import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Catalog, NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Draft } from '#src/model/draft.ts';
import { compile } from '#src/workflow/compile.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { repairParameters } from '#src/workflow/shapes/repair.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

/** n8n's own catalogue where the tests have it: its descriptions hold every kind of property there is. */
const catalog: Catalog = (await fullCatalog()) ?? createCoreCatalog();
const types = catalog.all().map(({ name }) => name);
const described = (type: string): NodeType => {
  const found = catalog.get(type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};

/** Words that can be found again in the result, wherever they went. */
const token = fc.nat({ max: 99_999 }).map((number) => `tok${number}x`);
const scalar = fc.oneof(
  token,
  token.map((word) => `{{ $json.${word} }}`),
  token.map((word) => `Hello {{ $json.${word} }}`),
  token.map((word) => `#${word}`),
  token.map((word) => `https://example.com/${word}`),
  token.map((word) => `$json.${word}`),
  fc.constantFrom<unknown>('true', 'no', '5', 12, true, '', null, '0 9 * * *', '={{ {{ $json.a }} }}', '__proto__'),
);
const natural = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: scalar },
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        token,
        fc.constantFrom('name', 'value', 'key', 'values', 'field', 'op', 'left', 'right', 'conditions', 'id', 'url'),
        fc.constantFrom('__rl', 'mode', 'interval', 'assignments', 'constructor', 'options', 'parameters', 'type'),
        fc.constantFrom('every', 'unit', 'at', 'time', 'hour', 'cron', 'cronExpression', 'expression', 'triggerAtHour'),
        fc.constantFrom('operator', 'operation', 'combinator', 'logic', 'leftValue', 'rightValue', 'string', 'number'),
        fc.constantFrom('headers', 'query', 'params', 'body', 'mappingMode', 'matchingColumns', 'schema', 'columns'),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** A value for a property: what a description asks for, in one of the short forms, or anything. */
function valueFor(property: NodeProperty): fc.Arbitrary<unknown> {
  const options = property.options ?? [];
  const [first] = options;
  const fields = (first?.values ?? []).map((field) => field.name);
  const entry = fc.dictionary(fields.length > 0 ? fc.constantFrom(...fields) : token, natural, { maxKeys: 3 });
  switch (property.type) {
    case 'options':
    case 'multiOptions':
      return options.length > 0
        ? fc.constantFrom<unknown>(...options.flatMap((one) => [one.value, one.name]))
        : natural;
    case 'collection':
      return options.length > 0
        ? fc.dictionary(fc.constantFrom(...options.map((one) => one.name)), natural, { maxKeys: 3 })
        : natural;
    case 'fixedCollection':
      return fc.oneof(
        fc.array(entry, { maxLength: 3 }),
        entry,
        fc.dictionary(token, scalar, { maxKeys: 3 }),
        fc.array(token, { maxLength: 2 }),
        ...(first ? [fc.array(entry, { maxLength: 2 }).map((list) => ({ [first.name]: list }))] : []),
        natural,
      );
    default:
      return natural;
  }
}

function parametersFor(type: string): fc.Arbitrary<Record<string, unknown>> {
  const { properties } = described(type);
  if (properties.length === 0) return fc.constant({});
  const one = fc.nat({ max: properties.length - 1 }).chain((index): fc.Arbitrary<[string, unknown]> => {
    const property = properties[index] as NodeProperty;
    const name = fc.constantFrom(property.name, property.displayName, property.name.toUpperCase());
    return fc.tuple(name, fc.oneof({ weight: 4, arbitrary: valueFor(property) }, natural));
  });
  return fc.array(one, { maxLength: 5 }).map((entries) => Object.fromEntries(entries));
}
const nodes = fc
  .constantFrom(...types)
  .chain((type) => fc.record({ type: fc.constant(type), parameters: parametersFor(type) }));

const tokensOf = (value: unknown): Set<string> => new Set(JSON.stringify(value).match(/tok\d+x/g) ?? []);

describe('any parameters in any short form', { timeout: 120_000 }, () => {
  it('are repaired once: a second time changes nothing', () => {
    fc.assert(
      fc.property(nodes, ({ type, parameters }) => {
        const once = repairParameters({ type, parameters }, described(type), () => 'id');
        expect(repairParameters({ type, parameters: once }, described(type), () => 'other')).toEqual(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('lose nothing that was written', () => {
    fc.assert(
      fc.property(nodes, ({ type, parameters }) => {
        const before = structuredClone(parameters);
        const repaired = repairParameters({ type, parameters }, described(type), () => 'id');
        expect(parameters).toEqual(before);
        const kept = tokensOf(repaired);
        for (const word of tokensOf(parameters)) expect(kept).toContain(word);
      }),
      { numRuns: 1500 },
    );
  });
});

const structural =
  /^(?:node-|duplicate-|connections-|position-|parameters-malformed|unknown-connection|output-|input-|connection-|self-loop)/;
const subnodes = types.filter((type) => {
  const { outputs } = described(type);
  return outputs.length === 1 && outputs[0]?.startsWith('ai_') && !described(type).hidden;
});
const roots = types.filter((type) => described(type).inputs.some((port) => port.startsWith('ai_')));
const steps = types.filter((type) => {
  const { inputs, outputs, kind } = described(type);
  return kind === 'action' && inputs[0] === 'main' && inputs.length === 1 && outputs[0] === 'main';
});
const starts = types.filter((type) => described(type).kind === 'trigger' && described(type).outputs[0] === 'main');

/** A trigger, steps each behind an earlier node, and sub-nodes on roots that take them; drawn either way, kind unsaid. */
const drafts: fc.Arbitrary<Draft> = fc
  .record({
    start: fc.constantFrom(...starts),
    chain: fc.array(
      fc.constantFrom(...steps).chain((type) => fc.tuple(fc.constant(type), parametersFor(type), fc.nat())),
      {
        maxLength: 8,
      },
    ),
    below: fc.array(
      fc.tuple(fc.constantFrom(...subnodes), fc.constantFrom(...(roots.length > 0 ? roots : subnodes)), fc.boolean()),
      {
        maxLength: 4,
      },
    ),
  })
  .map(({ start, chain, below }) => {
    const list: Draft['nodes'] = [{ name: 'Start', type: start, parameters: {} }];
    const connections: Draft['connections'] = [];
    const join = (from: string, to: string) => connections.push({ from, to, output: 0, input: 0, kind: 'main' });
    for (const [index, [type, parameters, behind]] of chain.entries()) {
      const before = list[behind % list.length]?.name ?? 'Start';
      list.push({ name: `Step ${index}`, type, parameters });
      join(before, `Step ${index}`);
    }
    for (const [index, [sub, root, turned]] of below.entries()) {
      const [kind = ''] = described(sub).outputs;
      if (!described(root).inputs.includes(kind)) continue;
      list.push(
        { name: `Root ${index}`, type: root, parameters: {} },
        { name: `Sub ${index}`, type: sub, parameters: {} },
      );
      if (turned) join(`Root ${index}`, `Sub ${index}`);
      else join(`Sub ${index}`, `Root ${index}`);
    }
    return { name: 'Random', description: '', nodes: list, connections, assumptions: [] };
  });

describe('any draft over the catalogue', { timeout: 120_000 }, () => {
  it('compiles to a workflow that keeps the rules of structure and wiring, the same each time', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(draftSchema.safeParse(draft).success).toBe(true);
        expect(validateDraft(draft, { catalog }).filter(({ code }) => structural.test(code))).toEqual([]);
        expect(compile(draft, { catalog, createId: () => 'id' })).toEqual(
          compile(draft, { catalog, createId: () => 'id' }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('compiles whatever the schema accepts, without throwing', () => {
    const name = fc.oneof(
      fc.constantFrom('A', 'B', 'a ', '__proto__', 'constructor'),
      fc.string({ minLength: 1, maxLength: 20 }),
    );
    const port = fc.oneof(
      fc.nat({ max: 100 }),
      fc.constantFrom('true', 'error', 'fallback', 'loop', 'input 2', 'toString', '99', 'In A only'),
      fc.string({ minLength: 1, maxLength: 10 }),
    );
    const kind = fc.constantFrom(
      'main',
      'tool',
      'ai_tool',
      'ai_languageModel',
      'model',
      'constructor',
      '__proto__',
      '',
    );
    const any = fc.record({
      name: fc.constant('x'),
      nodes: fc.array(
        fc.record({
          name,
          type: fc.oneof(fc.constantFrom(...types), fc.constantFrom('constructor', '__proto__', 'ghost')),
          parameters: fc.dictionary(fc.string({ maxLength: 12 }), natural, { maxKeys: 4 }),
          onError: fc.constantFrom('continueErrorOutput', undefined),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      connections: fc.array(fc.record({ from: name, to: name, output: port, input: port, kind }), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(any, any, (given, other) => {
        const draft = draftSchema.parse(given);
        const workflow = compile(draft, { catalog });
        expect(workflow.nodes).toHaveLength(draft.nodes.length);
        expect(() => compile(draftSchema.parse(other), { catalog, previous: workflow })).not.toThrow();
        expect(Array.isArray(validateDraft(draft, { catalog }))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
