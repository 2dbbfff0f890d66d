import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { compile } from '#src/workflow/compile.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { catalog, chain, draftNode, hourly, link, next, node } from './documents.ts';

const types = catalog.all().map((nodeType) => nodeType.name);
const keys = [
  ...new Set(types.flatMap((type) => catalog.get(type)?.properties.map((property) => property.name) ?? [])),
];
const fields = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'cronExpression'];
const words = [
  '={{ $json.a }}',
  '{{ $(',
  '=',
  '',
  '{{',
  '}}',
  '0 9 * * *',
  'https://a.b',
  '__proto__',
  '$json.x',
  'main',
];
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(...words, null, true, -1, 1e9),
    fc.string({ maxLength: 20 }),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'conditions',
        'assignments',
        'interval',
        'field',
        'value',
        '__rl',
        'mode',
        'operator',
        'values',
        'toString',
      ),
      tie('any'),
      { maxKeys: 3 },
    ),
  ),
})).any;
const parameters = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 5 });

const drafts: fc.Arbitrary<Draft> = fc
  .array(fc.record({ type: fc.oneof(fc.constantFrom(...types), fc.constant('n8n-nodes-base.ghost')), parameters }), {
    minLength: 1,
    maxLength: 8,
  })
  .chain((given) => {
    const nodes = given.map((one, index) => draftNode(`N${index}`, one.type, one.parameters));
    const name = fc.constantFrom(...nodes.map((one) => one.name), 'Ghost');
    const edge = fc.record({
      from: name,
      to: name,
      output: fc.nat({ max: 4 }),
      input: fc.nat({ max: 3 }),
      kind: fc.constantFrom('main', 'ai_tool', 'ai_languageModel'),
    });
    return fc.array(edge, { maxLength: 12 }).map((connections) => ({
      name: 'Random',
      description: '',
      nodes,
      connections,
      assumptions: [],
    }));
  });

/** Straight lines of action nodes behind a trigger: their wiring is right whatever their parameters are. */
const lines: fc.Arbitrary<Draft> = fc
  .array(
    fc.record({
      type: fc.constantFrom(
        'n8n-nodes-base.noOp',
        'n8n-nodes-base.set',
        'n8n-nodes-base.if',
        'n8n-nodes-base.httpRequest',
        'n8n-nodes-base.slack',
      ),
      parameters,
    }),
    { maxLength: 10 },
  )
  .map((steps) => {
    const nodes = [
      draftNode('N', 'scheduleTrigger'),
      ...steps.map((step, index) => draftNode(`N${index}`, step.type, step.parameters)),
    ];
    const connections = nodes.slice(1).map((to, index) => link(nodes[index]?.name ?? '', to.name));
    return { name: 'Line', description: '', nodes, connections, assumptions: [] };
  });

const structural =
  /^(?:node-|duplicate-|connections-|position-|parameters-malformed|unknown-connection|output-|input-|connection-|self-loop|endless)/;

describe('any draft', { timeout: 120_000 }, () => {
  it('compiles without being changed, to the same workflow each time, and is validated and summed up', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const before = structuredClone(draft);
        const build = () => compile(draft, { catalog, createId: () => 'id' });
        const workflow = build();
        expect(build()).toEqual(workflow);
        expect(draft).toEqual(before);
        expect(workflow.nodes.map((one) => one.name)).toEqual(draft.nodes.map((one) => one.name));
        for (const { position } of workflow.nodes) expect(position.every((at) => at >= 0 && at % 16 === 0)).toBe(true);
        expect(() => JSON.stringify(workflow)).not.toThrow();
        expect(Array.isArray(validateDraft(draft, { catalog }))).toBe(true);
        expect(summarize(draft, { catalog }).sentence).not.toMatch(/undefined|\[object|NaN/);
      }),
      { numRuns: 400 },
    );
  });

  it('in a straight line passes structure and wiring', () => {
    fc.assert(
      fc.property(lines, (draft) => {
        expect(draftSchema.safeParse(draft).success).toBe(true);
        expect(validateDraft(draft, { catalog }).filter((issue) => structural.test(issue.code))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any schedule', { timeout: 120_000 }, () => {
  it('is validated and said in words', () => {
    const keys = [
      'triggerAtHour',
      'triggerAtMinute',
      'triggerAtDay',
      'triggerAtDayOfMonth',
      'daysInterval',
      'weeksInterval',
      'expression',
    ];
    const interval = fc
      .tuple(fc.constantFrom(...fields), fc.dictionary(fc.constantFrom(...keys), value))
      .map(([field, rest]) => ({ ...rest, field }));
    fc.assert(
      fc.property(fc.oneof(interval, fc.array(fc.oneof(interval, value), { maxLength: 3 }), value), (rule) => {
        const given: Draft = {
          name: 'x',
          description: '',
          nodes: [draftNode('N', 'scheduleTrigger', { rule })],
          connections: [],
          assumptions: [],
          timezone: 'UTC',
        };
        expect(Array.isArray(validateDraft(given, { catalog }))).toBe(true);
        expect(summarize(given, { catalog }).trigger).not.toMatch(/undefined|\[object|NaN|Infinity/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('any JSON', { timeout: 120_000 }, () => {
  it('is validated without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(Array.isArray(validateWorkflow(json, { catalog }))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('in the place of any part of a workflow is validated without throwing', () => {
    const node = fc.record(
      {
        name: fc.jsonValue(),
        type: fc.oneof(fc.constantFrom(...types), fc.jsonValue()),
        typeVersion: fc.jsonValue(),
        position: fc.jsonValue(),
        parameters: fc.oneof(parameters, fc.jsonValue()),
        credentials: fc.jsonValue(),
        onError: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const workflow = fc.record(
      {
        name: fc.jsonValue(),
        nodes: fc.oneof(fc.array(node, { maxLength: 6 }), fc.jsonValue()),
        connections: fc.jsonValue(),
        settings: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(workflow, (given) => {
        for (const issue of validateWorkflow(given, { catalog })) expect(issue.message).not.toBe('');
      }),
      { numRuns: 600 },
    );
  });

  it('deeply nested or huge is refused, not followed', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    for (const given of [deep, { nodes: [{ name: 'A', type: 'x', parameters: deep }] }]) {
      expect(validateWorkflow(given, { catalog }).map((issue) => issue.code)).toEqual(['too-large']);
    }
    const draft = {
      name: 'x',
      description: '',
      nodes: [draftNode('A', 'noOp', { deep })],
      connections: [],
      assumptions: [],
    };
    expect(validateDraft(draft, { catalog }).map((issue) => issue.code)).toEqual(['too-large']);
  });

  // A quadratic pattern would take minutes for the longer ones. Code as long as that is not read.
  it.each([100_000, 500_000])('with %d characters of hostile text is read', (length) => {
    for (const unit of ['{{', "$('a", '{{ $json.a }}', 'a=', '"', '/*']) {
      for (const lead of ['', '=', '={{ ']) {
        const text = lead + unit.repeat(length / unit.length);
        const document = chain(
          hourly,
          node('H', 'httpRequest', { url: text }),
          node('C', 'code', { jsCode: text }),
          next,
        );
        expect(Array.isArray(validateWorkflow(document, { catalog })), lead + unit).toBe(true);
      }
    }
  });
});

describe('mutations of a good workflow', () => {
  const good = chain(
    hourly,
    node('Get', 'httpRequest', { url: 'https://example.com/orders', method: 'GET' }),
    node('If', 'if', {
      conditions: {
        combinator: 'and',
        options: {},
        conditions: [
          { leftValue: "={{ $('Get').item.json.a }}", rightValue: 1, operator: { type: 'number', operation: 'gt' } },
        ],
      },
    }),
    node('Post', 'slack', { select: 'channel', channelId: { __rl: true, mode: 'name', value: '#ops' }, text: 'hi' }),
  );
  const swap = (from: string, to: string): unknown => JSON.parse(JSON.stringify(good).replaceAll(from, to));

  it('is good', () => {
    expect(validateWorkflow(good, { catalog }).filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it.each([
    ['"hours"', '"hors"'],
    ['"hoursInterval":1', '"hoursInterval":0'],
    ['n8n-nodes-base.slack', 'n8n-nodes-base.slakc'],
    ['"node":"Post"', '"node":"Pots"'],
    ['"Get":{"main"', '"Gte":{"main"'],
    ['"index":0', '"index":1'],
    ['https://example.com/orders', 'example'],
    ['"GET"', '"GTE"'],
    ["$('Get')", "$('Gte')"],
    ['={{ $', '{{ $'],
    [' }}', ''],
    ['"operation":"gt"', '"operation":"tg"'],
    ['"select":"channel"', '"select":"chanel"'],
    ['"mode":"name"', '"mode":"nmae"'],
    ['#ops', ''],
    ['"text":"hi"', '"text":""'],
    ['"name":"Post"', '"name":"Get"'],
    ['n8n-nodes-base.scheduleTrigger', 'n8n-nodes-base.noOp'],
  ])('%s → %s is found', (from, to) => {
    expect(JSON.stringify(good)).toContain(from);
    expect(validateWorkflow(swap(from, to), { catalog }).filter((issue) => issue.severity === 'error')).not.toEqual([]);
  });
});
