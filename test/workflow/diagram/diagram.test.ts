import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#src/workflow/compile.ts';
import { toDiagram } from '#src/workflow/diagram/diagram.ts';
import { catalog, draft, draftNode, langchain, link } from '../documents.ts';
import { readSvg } from './svg.ts';

const every = draftNode('Every day', 'scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } });
const workflowOf = (...args: Parameters<typeof draft>) => compile(draft(...args), { catalog });
const diagramOf = (...args: Parameters<typeof draft>) => readSvg(toDiagram(workflowOf(...args), { catalog }));
const chainOf = (count: number) => {
  const nodes = [every, ...Array.from({ length: count - 1 }, (_, index) => draftNode(`Step ${index + 2}`, 'set'))];
  return workflowOf(
    nodes,
    nodes.slice(1).map((node, index) => link(nodes[index]?.name ?? '', node.name)),
  );
};

describe('what is drawn', () => {
  test('a trigger, steps and the wires between them', () => {
    const svg = diagramOf(
      [
        every,
        draftNode('Get status', 'httpRequest', { url: 'https://example.com/s.json' }),
        draftNode('Post', 'slack', { resource: 'message', operation: 'post' }),
      ],
      [link('Every day', 'Get status'), link('Get status', 'Post')],
      { timezone: 'Europe/Berlin' },
    );
    expect(svg.boxes).toHaveLength(3);
    expect(svg.wires).toBe(2);
    expect(svg.texts).toEqual(
      expect.arrayContaining(['Every day', 'Get status', 'GET example.com', 'Post', 'Slack: post message']),
    );
    expect(svg.texts.join(' ')).toContain('Every day at 09:00 (Europe/Berlin)');
    expect(svg.width).toBe(600);
  });

  test.each([
    ['beyond the name', 'Every day at 09:00', 'scheduleTrigger', every.parameters, 'Europe/Berlin'],
    ['the operation', 'Slack', 'slack', { operation: 'post', resource: 'message' }, 'post message'],
    [
      'the condition',
      'Paid?',
      'if',
      {
        conditions: {
          conditions: [
            { leftValue: '={{ $json.paid }}', rightValue: 'yes', operator: { type: 'string', operation: 'equals' } },
          ],
        },
      },
      'Paid is yes',
    ],
    ['how long', 'Breathe', 'wait', { amount: 1, unit: 'minutes' }, '1 minute'],
    ['what is called', 'In', 'webhook', { httpMethod: 'POST', path: '/orders' }, 'POST /orders'],
  ])('the second line says %s', (_what, name, type, parameters, line) => {
    expect(diagramOf([draftNode(name, type, parameters)], [], { timezone: 'Europe/Berlin' }).texts).toContain(line);
  });

  test('branches have their names, in the order of the outputs', () => {
    const rules = { values: [{ outputKey: 'Sales' }, { conditions: { conditions: [{ rightValue: 'press' }] } }, {}] };
    const svg = diagramOf(
      [
        every,
        draftNode('Sort', 'switch', { rules, options: { fallbackOutput: 'extra' } }),
        ...['A', 'B', 'C', 'D'].map((name) => draftNode(name, 'noOp')),
        draftNode('Check', 'if'),
        draftNode('Yes', 'noOp'),
        draftNode('No', 'noOp'),
        draftNode('Fetch', 'httpRequest', {}, { onError: 'continueErrorOutput' }),
        draftNode('Alarm', 'noOp'),
      ],
      [
        link('Every day', 'Sort'),
        ...['A', 'B', 'C', 'D'].map((name, output) => link('Sort', name, { output })),
        link('A', 'Check'),
        link('Check', 'Yes'),
        link('Check', 'No', { output: 1 }),
        link('D', 'Fetch'),
        link('Fetch', 'Alarm', { output: 1 }),
      ],
    );
    expect(svg.labels).toEqual(
      expect.arrayContaining(['Sales', 'press', 'rule 3', 'otherwise', 'true', 'false', 'error']),
    );
    const topOf = (name: string) => svg.heightOf(name);
    expect(topOf('A')).toBeLessThan(topOf('B'));
    expect(topOf('C')).toBeLessThan(topOf('D'));
    expect(topOf('Yes')).toBeLessThan(topOf('No'));
  });

  test('a loop says what is looped and what comes after', () => {
    const svg = diagramOf(
      [every, draftNode('Loop', 'splitInBatches'), draftNode('Each', 'set'), draftNode('After', 'noOp')],
      [link('Every day', 'Loop'), link('Loop', 'After'), link('Loop', 'Each', { output: 1 }), link('Each', 'Loop')],
    );
    expect(svg.labels.toSorted()).toEqual(['done', 'loop']);
    expect(svg.wires).toBe(4);
  });

  test('sub-nodes hang below their agent and say what they are', () => {
    const sub = (name: string, kind: string) => link(name, 'Agent', { kind });
    const svg = diagramOf(
      [
        draftNode('Chat', langchain('chatTrigger')),
        draftNode('Agent', langchain('agent')),
        draftNode('GPT', langchain('lmChatOpenAi')),
        draftNode('Memory of it', langchain('memoryBufferWindow')),
        draftNode('Look up', 'httpRequestTool'),
        draftNode('Answer', 'slack'),
      ],
      [
        link('Chat', 'Agent'),
        link('Agent', 'Answer'),
        sub('GPT', 'ai_languageModel'),
        sub('Memory of it', 'ai_memory'),
        sub('Look up', 'ai_tool'),
      ],
    );
    expect(svg.boxes).toHaveLength(6);
    expect(svg.texts).toEqual(expect.arrayContaining(['Model', 'Memory', 'Tool', 'GPT']));
    for (const name of ['GPT', 'Memory of it', 'Look up'])
      expect(svg.heightOf(name)).toBeGreaterThan(svg.heightOf('Agent'));
    expect(svg.heightOf('Answer')).toBeGreaterThan(svg.heightOf('Look up'));
  });

  test('what a revision changed is a word, a line and a colour; removed nodes are still there', () => {
    const before = workflowOf([every, draftNode('Old', 'slack')], [link('Every day', 'Old')]);
    const after = workflowOf([every, draftNode('New', 'microsoftTeams')], [link('Every day', 'New')]);
    const changes = { added: ['New'], changed: ['Every day'], removed: ['Old'], before };
    const text = toDiagram(after, { catalog, changes });
    const svg = readSvg(text);
    expect(svg.boxes).toHaveLength(3);
    expect(svg.texts).toEqual(expect.arrayContaining(['+ added', '~ changed', '− removed']));
    expect(text).toMatch(/text-decoration="line-through"[^>]*>Old</);
    expect(svg.wires).toBe(2);
  });

  test('a node that is switched off says so', () => {
    expect(diagramOf([every, draftNode('Off', 'set', {}, { disabled: true })]).texts).toContain('switched off');
  });

  test('a long chain is folded so that it can be read', () => {
    const { scale, width, height, boxes } = readSvg(toDiagram(chainOf(20), { catalog }));
    expect(boxes).toHaveLength(20);
    expect(scale).toBeGreaterThan(0.9);
    expect(width / height).toBeLessThan(2.5);
  });

  test.each([40, 41, 63, 200])('%i nodes', (count) => {
    const svg = readSvg(toDiagram(chainOf(count), { catalog }));
    expect(svg.boxes).toHaveLength(Math.min(count, 41));
    expect(svg.scale).toBeGreaterThanOrEqual(0.55);
    const more = svg.texts.find((text) => text.startsWith('and '));
    expect(more).toBe(count === 40 ? undefined : `and ${count - 40} more ${count === 41 ? 'step' : 'steps'}`);
  });

  test('the same workflow gives the same picture', () => {
    const workflow = chainOf(25);
    expect(toDiagram(workflow, { catalog })).toBe(toDiagram(structuredClone(workflow), { catalog }));
  });

  test('without positions it is laid out', () => {
    const workflow = structuredClone(chainOf(5));
    for (const node of workflow.nodes) delete (node as Partial<typeof node>).position;
    expect(readSvg(toDiagram(workflow, { catalog })).boxes).toHaveLength(5);
  });
});

describe('names of others', () => {
  test('are text and nothing else', () => {
    const name = `<script>alert("x")</script>&'`;
    const text = toDiagram(workflowOf([draftNode(name, 'set')]), { catalog });
    expect(text).not.toContain('<script');
    expect(readSvg(text).texts.join('')).toContain('<script>');
  });

  test.each([
    ['emoji are left out', '🚀 Launch 🎉', 'Launch'],
    ['what the font lacks becomes the app', 'データを取得', 'Slack'],
    ['other alphabets stay', 'Привет', 'Привет'],
    ['a change of direction is taken out', 'a\u202Eb\u2066c', 'abc'],
    ['control characters are taken out', 'a\u0007b', 'ab'],
    ['half a character is taken out', 'a\uD83Db', 'ab'],
  ])('%s', (_what, name, shown) => {
    expect(diagramOf([draftNode(name, 'slack')]).texts).toContain(shown);
  });

  test('long ones are shortened within their box', () => {
    for (const name of ['W'.repeat(128), 'word '.repeat(25).trim(), 'i'.repeat(128)]) {
      const svg = diagramOf([draftNode(name, 'set')]);
      expect(svg.texts.some((text) => text.endsWith('…'))).toBe(true);
      expect(svg.overflow).toEqual([]);
    }
  });
});

describe('any input', () => {
  const names = fc.oneof(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), fc.string({ unit: 'binary', maxLength: 140 }));
  const kinds = fc.constantFrom('if', 'switch', 'set', 'slack', 'splitInBatches', 'scheduleTrigger', 'unknownThing');
  const workflows = fc.uniqueArray(names, { minLength: 1, maxLength: 45 }).chain((all) =>
    fc.record({
      nodes: fc.tuple(
        ...all.map((name) =>
          fc.record({
            name: fc.constant(name),
            type: kinds.map((kind) => `n8n-nodes-base.${kind}`),
            position: fc.oneof(
              fc.tuple(fc.integer({ min: -999, max: 4000 }), fc.integer({ min: -999, max: 999 })),
              fc.constant([0, 0]),
            ),
            disabled: fc.boolean(),
            onError: fc.constantFrom('continueErrorOutput', undefined),
          }),
        ),
      ),
      connections: fc.dictionary(
        fc.constantFrom(...all),
        fc.dictionary(
          fc.constantFrom('main', 'ai_tool', 'ai_memory'),
          fc.array(fc.array(fc.record({ node: fc.constantFrom(...all), index: fc.nat(3) }), { maxLength: 3 }), {
            maxLength: 4,
          }),
        ),
      ),
    }),
  );

  test('is drawn as valid XML without boxes on each other, within bounds', () => {
    fc.assert(
      fc.property(workflows, (workflow) => {
        const svg = readSvg(toDiagram(workflow, { catalog }));
        expect(svg.overlaps).toEqual([]);
        expect(Math.max(svg.width, svg.height)).toBeLessThanOrEqual(1024);
        expect(svg.outside).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('that is no workflow gives a picture all the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (any, nodes, connections) => {
        readSvg(toDiagram(any, { catalog }));
        readSvg(toDiagram({ nodes, connections }, { catalog }));
        readSvg(toDiagram({ nodes: [{ name: 'A', parameters: any, position: nodes }, any], connections }, { catalog }));
      }),
      { numRuns: 200 },
    );
    expect(readSvg(toDiagram(undefined, { catalog })).texts).toEqual(['No steps yet']);
  });

  test('parameters may be anything', () => {
    const types = ['if', 'switch', 'wait', 'httpRequest', 'webhook', 'scheduleTrigger', 'compareDatasets', 'filter'];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.jsonValue(),
        (type, some, value) => {
          const parameters = { ...some, rules: value, conditions: value, rule: value, url: value, amount: value };
          readSvg(toDiagram({ nodes: [{ name: 'A', type: `n8n-nodes-base.${type}`, parameters }] }, { catalog }));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('200 and 5,000 nodes are drawn, the rest summed up', () => {
    toDiagram(chainOf(200), { catalog });
    const nodes = Array.from({ length: 5000 }, (_, index) => ({ name: `N${index}`, type: 'n8n-nodes-base.set' }));
    const connections = Object.fromEntries(
      nodes.map(({ name }, index) => [
        name,
        { main: [nodes.slice(index % 50, (index % 50) + 40).map((to) => ({ node: to.name }))] },
      ]),
    );
    toDiagram({ nodes, connections }, { catalog });
    toDiagram({ nodes, connections: { N0: { ai_tool: [nodes.slice(1).map(() => ({ node: 'N1' }))] } } }, { catalog });
  });
});
