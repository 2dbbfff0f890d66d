import { describe, expect, it } from 'vitest';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, document, hourly, langchain, next, node } from '../documents.ts';
import { at, expectMended } from './mended.ts';
import { agent, branch, type Document, describeRules, fine, greater, hook, http, model, respond } from './rules.ts';

const raw = (nodes: Document[], connections: unknown) => document(nodes, {}, { connections });
const to = (name: unknown, type: unknown = 'main', index: unknown = 0) => ({ node: name, type, index });
const merge = node('Merge', 'merge', { mode: 'append' });

describeRules('wiring, as n8n reads it', [
  ['connections-malformed', 'error', raw([hourly, next], { Start: [[to('Next')]] }), fine],
  ['connections-malformed', 'error', raw([hourly, next], { Start: { main: [to('Next')] } }), fine],
  ['connections-malformed', 'error', raw([hourly, next], { Start: { main: [[{ node: 'Next' }]] } }), fine],
  ['connections-malformed', 'error', raw([hourly, next], { Start: { main: [['Next']] } }), fine],
  ['connections-malformed', 'error', raw([hourly, next], { Start: { main: [[to('Next', 'main', '0')]] } }), fine],
  ['unknown-connection-type', 'error', raw([hourly, next], { Start: { main: [[to('Next', '0')]] } }), fine],
  ['duplicate-connection', 'warning', raw([hourly, next], { Start: { main: [[to('Next'), to('Next')]] } }), fine],
  [
    'branch-unused',
    'warning',
    raw([hourly, branch(greater), next, { ...next, id: 'b', name: 'B' }], {
      Start: { main: [[to('If')]] },
      If: { main: [[to('Next'), to('B')]] },
    }),
    raw([hourly, branch(greater), next, http()], {
      Start: { main: [[to('If')]] },
      // Nobody asked for an "otherwise": two things are done when it is true.
      If: { main: [[to('Next'), to('HTTP')]] },
    }),
  ],
  [
    'merge-single-input',
    'warning',
    raw([hourly, next, merge], { Start: { main: [[to('Next'), to('Merge')]] }, Next: { main: [[to('Merge')]] } }),
    raw([hourly, next, merge], {
      Start: { main: [[to('Next'), to('Merge')]] },
      Next: { main: [[to('Merge', 'main', 1)]] },
    }),
  ],
  [
    'unknown-error-reaction',
    'error',
    chain(hourly, { ...next, onError: 'explode' }),
    chain(hourly, { ...next, onError: 'continueRegularOutput' }),
  ],
  ['retry-out-of-range', 'warning', chain(hourly, { ...next, maxTries: 99 }), chain(hourly, { ...next, maxTries: 5 })],
  [
    'unknown-node-field',
    'warning',
    chain(hourly, { ...next, colour: 'red' }),
    chain(hourly, { ...next, notes: 'red' }),
  ],
  [
    'field-not-boolean',
    'warning',
    chain(hourly, { ...next, disabled: 'no' }),
    chain(hourly, { ...next, disabled: false }),
  ],
]);

describe('fixes of wiring', () => {
  it('by id becomes by name', () => {
    const target = expectMended(document([hourly, next], { Start: ['id of Next'] }), 'unknown-connection-target');
    expect(at(target, 'connections', 'Start', 'main', 0, 0, 'node')).toBe('Next');
    const source = expectMended(document([hourly, next], { 'id of Start': ['Next'] }), 'unknown-connection-source');
    expect(at(source, 'connections')).toEqual({ Start: { main: [[to('Next')]] } });
  });

  it('a misspelled name becomes the right one', () => {
    const mended = expectMended(document([hourly, next], { Start: ['next '] }), 'unknown-connection-target');
    expect(at(mended, 'connections', 'Start', 'main', 0, 0, 'node')).toBe('Next');
  });

  it('type "0" becomes main, at both ends', () => {
    expectMended(raw([hourly, next], { Start: { main: [[to('Next', '0')]] } }), 'unknown-connection-type');
    const mended = expectMended(
      raw([hourly, next], { Start: { '0': [[to('Next', '0')]] } }),
      'unknown-connection-type',
    );
    expect(at(mended, 'connections', 'Start')).toEqual({ main: [[to('Next')]] });
  });

  it('a flat list of connections is put behind the first output', () => {
    const mended = expectMended(raw([hourly, next], { Start: { main: [to('Next')] } }), 'connections-malformed');
    expect(at(mended, 'connections', 'Start', 'main')).toEqual([[to('Next')]]);
  });

  it('a loop of a step to itself is taken out', () => {
    const mended = expectMended(document([hourly, next], { Start: ['Next'], Next: ['Next'] }), 'self-loop');
    expect(at(mended, 'connections', 'Next', 'main')).toEqual([[]]);
  });

  it('a connected error output is switched on', () => {
    const given = raw([hourly, http(), next], { Start: { main: [[to('HTTP')]] }, HTTP: { main: [[], [to('Next')]] } });
    expect(at(expectMended(given, 'output-out-of-range'), 'nodes', 1, 'onError')).toBe('continueErrorOutput');
  });

  it('a third output of an IF is no error output', () => {
    const given = raw([hourly, branch(greater), next], {
      Start: { main: [[to('If')]] },
      If: { main: [[], [], [to('Next')]] },
    });
    expect(
      validateWorkflow(given, { catalog }).find(({ code }) => code === 'output-out-of-range')?.fix,
    ).toBeUndefined();
  });

  it('a model wired like a step is attached to its agent', () => {
    const given = raw([hourly, agent, model], { Start: { main: [[to('Agent')]] }, Model: { main: [[to('Agent')]] } });
    const mended = expectMended(given, 'output-type-mismatch');
    expect(at(mended, 'connections', 'Model', 'ai_languageModel')).toEqual([[to('Agent', 'ai_languageModel')]]);
  });

  it('a webhook answers with the step that is there for it', () => {
    const mended = expectMended(chain(hook(), respond), 'respond-node-unused');
    expect(at(mended, 'nodes', 0, 'parameters', 'responseMode')).toBe('responseNode');
  });

  it('a webhook without a path gets one of the name, and no two the same', () => {
    const given = { ...chain(hook({ path: '' }), next), name: 'Órders: from the shop!' };
    expect(at(expectMended(given, 'webhook-path-missing'), 'nodes', 0, 'parameters', 'path')).toBe(
      'orders-from-the-shop',
    );
    const taken = document([hook({ path: '' }), hook({ path: 'test' }, 'Second'), next], {
      Hook: ['Next'],
      Second: ['Next'],
    });
    expect(at(expectMended(taken, 'webhook-path-missing'), 'nodes', 0, 'parameters', 'path')).toBe('test-hook');
  });
});

describe('what is only half there', () => {
  const part = { nodes: [http(), next], connections: { HTTP: { main: [[to('Next')]] } } };
  const trigger = (given: unknown) =>
    validateWorkflow(given, { catalog }).find(({ code }) => code === 'trigger-missing')?.severity;

  it('a part copied out of the editor may lack a trigger, a workflow may not', () => {
    expect(trigger(part)).toBe('warning');
    expect(trigger({ ...part, name: 'Whole' })).toBe('error');
  });
});

const attached = (...helpers: [Document, string][]) =>
  raw([hourly, agent, ...helpers.map(([one]) => one)], {
    Start: { main: [[to('Agent')]] },
    ...Object.fromEntries(helpers.map(([one, kind]) => [one['name'], { [kind]: [[to('Agent', kind)]] }])),
  });
const withModel: [Document, string] = [model, 'ai_languageModel'];
const memory = (
  name: string,
  parameters: Document = { sessionIdType: 'customKey', sessionKey: 'a' },
): [Document, string] => [node(name, langchain('memoryBufferWindow'), parameters), 'ai_memory'];

describeRules('AI nodes', [
  ['model-missing', 'error', attached(), attached(withModel)],
  ['model-missing', 'error', attached([{ ...model, disabled: true }, 'ai_languageModel']), attached(withModel)],
  // n8n 2.40.7 stops: "Only 1 ai_memory sub-nodes are/is allowed to be connected".
  ['too-many-helpers', 'error', attached(withModel, memory('A'), memory('B')), attached(withModel, memory('A'))],
  [
    'too-many-helpers',
    'error',
    attached(withModel, [{ ...model, name: 'B', id: 'b' }, 'ai_languageModel']),
    attached(withModel),
  ],
  [
    'session-key-missing',
    'error',
    attached(withModel, memory('A', { sessionIdType: 'customKey', sessionKey: '' })),
    attached(withModel, memory('A')),
  ],
]);
