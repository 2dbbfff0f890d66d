import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { outlineOf } from '#src/workflow/words/outline/outline.ts';
import { type Summary, summarize } from '#src/workflow/words/summary.ts';
import { sampleValues } from '#test/support/template-values.ts';
import { catalog, draft, draftNode, langchain, link } from '../documents.ts';
import { lostSteps, stepsIn, tellingFaults } from './outline-checks.ts';

const start = draftNode('Start', 'manualTrigger');
const slack = (name: string, channel: string, text = 'Hi') =>
  draftNode(name, 'slack', { select: 'channel', channelId: { __rl: true, mode: 'name', value: channel }, text });
const isVip = draftNode('Vip?', 'if', {
  conditions: [{ field: '$json.email', operator: 'contains', value: 'acme.com' }],
});
const told = (nodes: DraftNode[], connections: DraftConnection[]): Summary =>
  summarize(draft([start, ...nodes], [link('Start', nodes[0]?.name ?? ''), ...connections]), { catalog });

describe('branches', () => {
  it('says what is done otherwise', () => {
    const mail = draftNode('Mail', 'emailSend', {
      toEmail: 's@example.com',
      subject: 'New',
      emailFormat: 'text',
      text: 'Look',
    });
    const { sentence, steps } = told(
      [isVip, slack('Vip', '#vip'), mail],
      [link('Vip?', 'Vip'), link('Vip?', 'Mail', { output: 'false' })],
    );
    expect(steps).toEqual([
      'If email contains acme.com: post a message to Slack #vip: “Hi”',
      'Otherwise: send an e-mail to s@example.com: “New” – “Look”',
    ]);
    expect(sentence).toContain('otherwise: send an e-mail to s@example.com');
    expect(sentence).not.toContain('#vip and send');
  });

  it('a branch of one side is a condition of the rest, and of nothing beside it', () => {
    const nodes = [
      draftNode('Get', 'httpRequest', { url: 'https://a.b/' }),
      isVip,
      slack('Vip', '#vip'),
      slack('All', '#all'),
    ];
    expect(told(nodes.slice(0, 3), [link('Get', 'Vip?'), link('Vip?', 'Vip')]).steps.slice(1)).toEqual([
      'Go on only if email contains acme.com',
      'Post a message to Slack #vip: “Hi”',
    ]);
    expect(told(nodes, [link('Get', 'Vip?'), link('Vip?', 'Vip'), link('Get', 'All')]).steps.slice(1)).toEqual([
      'If email contains acme.com: post a message to Slack #vip: “Hi”',
      'Post a message to Slack #all: “Hi”',
    ]);
  });

  it('only the other side says unless', () => {
    expect(told([isVip, slack('Rest', '#rest')], [link('Vip?', 'Rest', { output: 1 })]).steps[0]).toBe(
      'Go on unless email contains acme.com',
    );
  });

  it('what comes after a decision says whether it comes in any case', () => {
    const nodes = [isVip, slack('Vip', '#vip'), slack('Rest', '#rest'), slack('End', '#end')];
    const both = [link('Vip?', 'Vip'), link('Vip?', 'Rest', { output: 1 }), link('Vip', 'End'), link('Rest', 'End')];
    expect(told(nodes, both).steps.at(-1)).toBe('In any case: post a message to Slack #end: “Hi”');
    const rules = {
      rules: {
        values: ['a', 'b', 'c'].map((value) => ({ conditions: [{ field: '$json.x', operator: 'equals', value }] })),
      },
    };
    const three = [draftNode('By x', 'switch', rules), ...nodes.slice(1)];
    const some = [link('By x', 'Vip'), link('By x', 'Rest', { output: 1 }), link('Vip', 'End'), link('Rest', 'End')];
    expect(told(three, some).steps).toEqual([
      'If x is a: post a message to Slack #vip: “Hi”',
      'If x is b: post a message to Slack #rest: “Hi”',
      'After “Vip” or “Rest”: post a message to Slack #end: “Hi”',
    ]);
  });

  it('an error output, and what is done when it works', () => {
    const get = draftNode('Get', 'httpRequest', { url: 'https://a.b/' });
    const steps = told(
      [get, slack('Ok', '#ok'), slack('Bad', '#bad')],
      [link('Get', 'Ok'), link('Get', 'Bad', { output: 'error' })],
    ).steps;
    expect(steps).toEqual([
      'Get data from a.b',
      'If this works: post a message to Slack #ok: “Hi”',
      'If this fails: post a message to Slack #bad: “Hi”',
    ]);
  });

  it('a loop, and what comes behind it', () => {
    const nodes = [draftNode('Loop', 'splitInBatches'), slack('Each', '#each'), slack('Done', '#done')];
    const forth = [link('Loop', 'Each', { output: 'loop' }), link('Loop', 'Done', { output: 'done' })];
    expect(told(nodes, [...forth, link('Each', 'Loop')]).steps).toEqual([
      'For each item: post a message to Slack #each: “Hi”',
      'Post a message to Slack #done: “Hi”',
    ]);
    expect(told(nodes, forth).steps[0]).toBe('For the first item only: post a message to Slack #each: “Hi”');
  });

  it('both ends of what is joined, and steps that are switched off are passed', () => {
    const nodes = [slack('Off', '#off'), slack('A', '#a'), slack('B', '#b'), draftNode('Join', 'merge')];
    const off = { ...nodes[0], disabled: true } as DraftNode;
    const steps = told(
      [off, ...nodes.slice(1)],
      [link('Off', 'A'), link('Off', 'B'), link('A', 'Join'), link('B', 'Join', { input: 1 })],
    ).steps;
    expect(steps).toHaveLength(3);
    expect(steps.at(-1)).toBe('Bring together “A” and “B”');
  });

  it('several starts each with what only they lead to, and what never runs', () => {
    const nodes = [
      start,
      draftNode('Call', 'executeWorkflowTrigger'),
      slack('One', '#one'),
      slack('Both', '#both'),
      slack('Lost', '#lost'),
    ];
    const { steps } = summarize(draft(nodes, [link('Start', 'One'), link('One', 'Both'), link('Call', 'Both')]), {
      catalog,
    });
    expect(steps).toEqual([
      'When someone starts it by hand in n8n:',
      '  Post a message to Slack #one: “Hi”',
      'When someone starts it by hand in n8n; or When another workflow calls it:',
      '  Post a message to Slack #both: “Hi”',
      'Never done, because nothing leads there:',
      '  Post a message to Slack #lost: “Hi”',
    ]);
  });

  it('what an agent may do', () => {
    const agent = draftNode('Helper', langchain('agent'), { promptType: 'define', text: 'Answer' });
    const tool = draftNode('Tell', 'gmailTool', { sendTo: "={{ $fromAI('recipient') }}", subject: 'Re', message: 'x' });
    const { steps, sentence } = told([agent, tool], [link('Tell', 'Helper', { kind: 'ai_tool' })]);
    expect(steps).toEqual([
      'Let an AI agent work on it: “Answer”',
      'It may:',
      '  Send an e-mail with Gmail to ‹recipient as the AI chooses›: “Re” – “x”',
    ]);
    expect(sentence).toContain('(it may: send an e-mail with Gmail to ‹recipient as the AI chooses›');
  });
});

describe('every shipped template', () => {
  it.each(ownTemplates.map((template) => [template.slug, template] as const))('%s', (_slug, template) => {
    const { draft: filled } = fillTemplate(template, sampleValues(template.slots));
    expect(lostSteps(filled, catalog)).toEqual([]);
    expect(tellingFaults(filled, catalog)).toEqual([]);
    const { sentence, steps } = summarize(filled, { catalog });
    const others = stepsIn(outlineOf(filled, catalog)).flatMap(({ branches }) => branches);
    const otherwise = others.filter(({ label }) => label.kind === 'otherwise');
    for (const text of [sentence, steps.join('\n')])
      expect(text.match(/otherwise:/gi) ?? []).toHaveLength(otherwise.length);
    const second = filled.connections.some(
      ({ from, output }) =>
        [1, 'false'].includes(output) && filled.nodes.some(({ name, type }) => name === from && type.endsWith('.if')),
    );
    if (second) expect(sentence).toMatch(/otherwise: |unless /i);
  });
});

const types = [
  'if',
  'filter',
  'switch',
  'slack',
  'emailSend',
  'httpRequest',
  'merge',
  'splitInBatches',
  'noOp',
  'set',
  'wait',
];
const drafts: fc.Arbitrary<Draft> = fc
  .array(fc.record({ type: fc.constantFrom(...types), disabled: fc.boolean(), error: fc.boolean() }), {
    minLength: 1,
    maxLength: 10,
  })
  .chain((given) => {
    const nodes = given.map(
      ({ type, disabled, error }, index): DraftNode => ({
        ...draftNode(`N${index}`, type, { method: 'POST', url: 'https://a.b/' }),
        ...(disabled && index % 4 === 3 ? { disabled } : {}),
        ...(error && index % 3 === 2 ? { onError: 'continueErrorOutput' as const } : {}),
      }),
    );
    const all = [start, draftNode('Called', 'executeWorkflowTrigger'), ...nodes];
    const name = fc.constantFrom(...all.map((one) => one.name));
    const edge = fc.record({
      from: name,
      to: name,
      output: fc.nat({ max: 2 }),
      input: fc.nat({ max: 1 }),
      kind: fc.constant('main'),
    });
    return fc.array(edge, { maxLength: 24 }).map((connections) => draft(all, connections));
  });

it('whatever the connections are, each step that leaves a mark is told once', () => {
  fc.assert(
    fc.property(drafts, (random) => {
      expect(lostSteps(random, catalog)).toEqual([]);
      expect(tellingFaults(random, catalog)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
