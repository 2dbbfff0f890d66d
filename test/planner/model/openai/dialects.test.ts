import { afterEach, describe, expect, it } from 'vitest';
import { completion, type Reply } from '#test/fakes/openai-server.ts';
import { closeServers, failure, good, input, setUp, toldTo } from '../set-up.ts';

afterEach(closeServers);

/** A raw answer of a server that differs from OpenAI's in its message. */
function says(message: Record<string, unknown>, more: Record<string, unknown> = {}): Reply {
  const usual = completion('m', { text: '' }, 0);
  return { raw: JSON.stringify({ ...usual, choices: [{ finish_reason: 'stop', message }], ...more }) };
}
const call = (args: unknown, more: Record<string, unknown> = {}) => ({
  id: 'a',
  type: 'function',
  function: { name: 'submit_draft', arguments: args },
  ...more,
});

describe('OpenAI provider: servers of other makes', () => {
  it.each([
    ['arguments as an object', { role: 'assistant', content: null, tool_calls: [call(good)] }],
    ['no id and no type', { tool_calls: [call(JSON.stringify(good), { id: undefined, type: undefined })] }],
    ['a number as id', { tool_calls: [call(JSON.stringify(good), { id: 7 })] }],
    ['thoughts beside', { reasoning_content: 'hm', reasoning: [{ x: 1 }], tool_calls: [call(JSON.stringify(good))] }],
    ['a call as text', { content: JSON.stringify({ name: 'submit_draft', arguments: good }) }],
    [
      'a call as text in a fence',
      { content: `\`\`\`json\n${JSON.stringify({ name: 'submit_draft', arguments: good })}\n\`\`\`` },
    ],
    ['no refusal, but the field', { refusal: '', tool_calls: [call(JSON.stringify(good))] }],
    ['tool calls among nothing', { tool_calls: [null, {}, { function: {} }, call(JSON.stringify(good))] }],
  ])('%s', async (_name, message) => {
    const { planner } = await setUp([says(message)]);
    expect((await planner.plan(input())).result).toMatchObject({ kind: 'draft', draft: { name: 'Hello' } });
  });

  it.each([
    ['content in parts', { content: [{ type: 'text', text: 'Hi' }, { type: 'image' }] }],
    ['thoughts in the content', { content: '<think>\nlong {"name": "answer"}\n</think>\n\nHi' }],
  ])('%s', async (_name, message) => {
    const { planner } = await setUp([says(message)]);
    expect((await planner.plan(input())).result).toEqual({ kind: 'answer', text: 'Hi' });
  });

  it('gives back to the server only what Chat Completions knows', async () => {
    const search = {
      id: 'a',
      type: 'function',
      index: 0,
      function: { name: 'search_nodes', arguments: { query: 'slack' } },
    };
    const { server, planner } = await setUp([
      says({ role: 'assistant', reasoning_content: 'hm', tool_calls: [search] }),
      { text: 'ok' },
    ]);
    await planner.plan(input());
    expect(server.requests[1]?.body.messages.at(-2)).toEqual({
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'a', type: 'function', function: { name: 'search_nodes', arguments: '{"query":"slack"}' } }],
    });
  });

  it('never repeats arguments to the server that are no JSON', async () => {
    const { server, planner } = await setUp([{ tool: 'submit_draft', args: '{"name": ' }, { text: 'ok' }]);
    await planner.plan(input());
    expect(JSON.stringify(server.requests[1]?.body.messages.at(-2))).toContain('"arguments":"{}"');
  });

  it.each([
    [{ usage: undefined }],
    [{ usage: null }],
    [{ usage: { prompt_tokens: 'many' } }],
    [{ usage: { prompt_tokens: -1 } }],
  ])('counts the tokens itself when the server does not: %o', async (more) => {
    const { planner } = await setUp([says({ content: 'Hi there' }, more)]);
    const { usage } = await planner.plan(input());
    expect(usage.promptTokens).toBeGreaterThan(1500);
    expect(usage.promptTokens).toBeLessThan(6000);
    expect(usage.completionTokens).toBeGreaterThan(2);
  });
});

describe('OpenAI provider: too much at once', () => {
  const search = (query: string) => ({ tool: 'search_nodes', args: { queries: [query] } });

  it('does calls of one message in order, up to eight; the others are answered too', async () => {
    const { server, planner } = await setUp([
      { tools: Array.from({ length: 20 }, (_none, at) => search(`slack ${at}`)) },
      { text: 'ok' },
    ]);
    await planner.plan(input());
    const answers = server.requests[1]?.body.messages.filter(({ role }) => role === 'tool') ?? [];
    expect(answers.map(({ tool_call_id }) => tool_call_id)).toEqual(
      Array.from({ length: 20 }, (_none, at) => `call_0_${at}`),
    );
    expect(answers.filter(({ content }) => content?.startsWith('Not done'))).toHaveLength(12);
  });

  it('ends a storm that does not end', async () => {
    const { server, planner } = await setUp(() => ({ tools: Array.from({ length: 500 }, () => search('slack')) }));
    expect((await failure(planner.plan(input()))).code).toBe('planner_garbage');
    expect(server.requests.length).toBeLessThanOrEqual(4);
    expect(JSON.stringify(server.requests.at(-1)).length).toBeLessThan(200_000);
  });

  it('does the look-ups before the draft of the same message', async () => {
    const { server, planner } = await setUp([
      { tools: [search('slack'), { tool: 'submit_draft', args: good }, search('more')] },
    ]);
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['words', { finish: 'length' as const, text: 'The workflow wou' }],
    ['nothing', { finish: 'length' as const }],
  ])('an answer that was cut off is no answer: %s', async (_name, cut) => {
    const { server, planner } = await setUp([cut, { tool: 'submit_draft', args: good }]);
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(toldTo(server, 1)).toContain('cut off');
  });

  it('is told when the arguments were cut off', async () => {
    const message = { tool_calls: [call('{"name": "Hel')] };
    const cut = JSON.stringify({ choices: [{ finish_reason: 'length', message }] });
    const { server, planner } = await setUp([{ raw: cut }, { tool: 'submit_draft', args: good }]);
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(toldTo(server, 1)).toContain('cut off');
  });
});

describe('OpenAI provider: answers that do not end', () => {
  it('is unreachable when the answer breaks off in the middle', async () => {
    const { planner } = await setUp(() => ({ stall: true }), { callTimeoutMs: 80 });
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
  });

  it('stops in the middle of an answer', async () => {
    const { planner } = await setUp(() => ({ stall: true }));
    const stop = new AbortController();
    const planned = failure(planner.plan(input({ signal: stop.signal })));
    setTimeout(() => stop.abort(), 60);
    expect((await planned).code).toBe('planner_stopped');
  });

  it('waits as long as the server asks, then goes on', async () => {
    const { planner } = await setUp(
      [
        { status: 429, headers: { 'retry-after': '1' } },
        { tool: 'submit_draft', args: good },
      ],
      {
        maxRetries: 1,
      },
    );
    const started = performance.now();
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('passes on what is no failure of the model', async () => {
    const { planner } = await setUp([{ tool: 'find_workflows', args: { words: 'x' } }]);
    const broken = async () => {
      throw new TypeError('database gone');
    };
    const sources = { ...input().sources, findWorkflows: broken };
    await expect(planner.plan(input({ sources }))).rejects.toThrow('database gone');
  });
});
