import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { PlannerError } from '#src/errors.ts';
import { createLogger } from '#src/log.ts';
import { createModelPlanner } from '#src/planner/model/model-planner.ts';
import type { ModelAnswer, ModelMessage, ModelProvider, ModelTool } from '#src/planner/model/provider.ts';
import { broken, failure, good, input } from './set-up.ts';

interface Heard {
  messages: ModelMessage[];
  tools: readonly ModelTool[];
}

/** A model in memory: it says what a list says, and remembers what it heard. */
function createMemoryProvider(answers: (Partial<ModelAnswer> | Error)[]) {
  const heard: Heard[] = [];
  const provider: ModelProvider = {
    name: 'memory',
    model: 'by-heart',
    address: 'nowhere',
    async complete(messages, { tools }) {
      heard.push({ messages: [...messages], tools });
      const answer = answers[heard.length - 1];
      if (answer instanceof Error) throw answer;
      const cost = { prompt: 10, completion: 2, cached: 1 };
      return { text: '', calls: [], ending: 'whole', cost, ...answer };
    },
  };
  const planner = createModelPlanner({ provider, catalog: createCoreCatalog, log: createLogger('silent') });
  return { heard, planner };
}
const use = (name: string, args: unknown, id = 'a') => ({ calls: [{ id, name, args }] });

describe('model planner: any provider', () => {
  it('looks up, hands in, repairs and ends with a draft', async () => {
    const { heard, planner } = createMemoryProvider([
      use('search_nodes', { queries: ['slack'] }, 'first'),
      use('submit_draft', broken),
      use('submit_draft', JSON.stringify(good)),
    ]);
    const turn = await planner.plan(input());
    expect(turn.result).toMatchObject({ kind: 'draft', draft: { name: 'Hello' } });
    expect(turn.usage).toEqual({
      model: 'by-heart',
      calls: 3,
      promptTokens: 30,
      completionTokens: 6,
      cachedTokens: 3,
    });
    expect(planner.name).toBe('memory');
    expect(heard[1]?.messages.at(-1)).toMatchObject({ role: 'tool', callId: 'first' });
    expect(heard[2]?.messages.at(-1)).toMatchObject({ role: 'tool', text: expect.stringContaining('zzzyx') });
  });

  it('hears the same rules and tools, byte for byte, with every call of every request', async () => {
    const first = createMemoryProvider([use('search_nodes', { queries: ['slack'] }), { text: 'ok' }]);
    await first.planner.plan(input());
    const second = createMemoryProvider([{ text: 'ok' }]);
    await second.planner.plan(input({ request: 'etwas anderes', locale: 'de', timezone: 'UTC' }));
    const starts = [...first.heard, ...second.heard].map(({ messages, tools }) => JSON.stringify([tools, messages[0]]));
    expect(starts).toHaveLength(3);
    expect(new Set(starts).size).toBe(1);
    // What was said stays as it was when more is said.
    const [asked, again] = first.heard;
    expect(JSON.stringify(again?.messages.slice(0, 2))).toBe(JSON.stringify(asked?.messages));
  });

  it('no secret reaches it, whatever a text was put together from', async () => {
    const { heard, planner } = createMemoryProvider([{ text: 'ok' }]);
    await planner.plan(input({ request: 'fetch https://ana:letmein9@example.com/ daily' }));
    expect(JSON.stringify(heard)).not.toContain('letmein9');
  });

  it.each<[string, Partial<ModelAnswer> | Error, string]>([
    ['declines', { ending: 'refused' }, 'planner_refused'],
    ['says nothing that can be read', { ending: 'unreadable' }, 'planner_garbage'],
    ['throws what is no PlannerError', new TypeError('socket'), 'planner_unreachable'],
    ['fails in its own way', new PlannerError('x', { code: 'planner_rejected', userMessage: 'x' }), 'planner_rejected'],
  ])('%s', async (_name, answer, code) => {
    const { planner } = createMemoryProvider([answer]);
    const error = await failure(planner.plan(input()));
    expect(error.code).toBe(code);
    expect(error.usage?.calls).toBe(1);
  });
});
