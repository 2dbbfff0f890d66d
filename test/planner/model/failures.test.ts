import { afterEach, describe, expect, it } from 'vitest';
import { closeServers, failure, good, input, setUp } from './set-up.ts';

afterEach(closeServers);

const deepDraft = (depth: number): string =>
  JSON.stringify(good).replace('"parameters":{', `"parameters":{"deep":${'['.repeat(depth)}${']'.repeat(depth)},`);

describe('model planner: answers that cannot be used', () => {
  it.each([
    ['arguments that are no JSON', { tool: 'submit_draft', args: '{"name": ' }, 'not valid JSON'],
    ['arguments that do not fit', { tool: 'submit_draft', args: { name: 'x', nodes: [] } }, 'do not fit'],
    ['arguments that are no object', { tool: 'ask', args: '[1]' }, 'do not fit'],
    ['arguments nested 5,000 deep', { tool: 'submit_draft', args: deepDraft(5_000) }, 'nested more than 100 deep'],
    [
      'the same, parsed by the server',
      { tool: 'submit_draft', args: JSON.parse(deepDraft(1_000)) },
      'nested more than',
    ],
    ['an unknown tool', { tool: 'delete_everything', args: {} }, 'There is no tool called'],
    ['a prototype name as a tool', { tool: '__proto__', args: {} }, 'There is no tool called'],
    ['an empty answer', { text: '' }, 'Your answer was empty'],
  ])('%s: told to the model, which may do better', async (_name, bad, told) => {
    const { server, planner } = await setUp([bad, bad, bad, { tool: 'submit_draft', args: good }]);
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(server.requests[1]?.body.messages.at(-1)?.content).toContain(told);
    const again = await setUp(() => bad);
    const error = await failure(again.planner.plan(input()));
    expect(error).toMatchObject({ code: 'planner_garbage', retryable: false });
    expect(error.userMessage).toContain('nothing was drafted');
    expect(again.server.requests).toHaveLength(4);
  });

  it.each([
    ['HTML with status 200', { raw: '<html>proxy login</html>', contentType: 'text/html' }],
    ['JSON that breaks off', { raw: '{"choices": [' }],
    ['JSON without choices', { raw: '{}' }],
    ['null', { raw: 'null' }],
    ['an empty list of choices', { raw: '{"choices": []}' }],
    ['a choice without a message', { raw: '{"choices": [{}]}' }],
  ])('%s', async (_name, reply) => {
    const { planner } = await setUp(() => reply);
    expect((await failure(planner.plan(input()))).code).toBe('planner_garbage');
  });

  it.each([
    ['a refusal', { refusal: 'I cannot help with that secret thing.' }],
    ['a content filter', { finish: 'content_filter' as const }],
  ])('%s', async (_name, reply) => {
    const { planner } = await setUp([reply]);
    const error = await failure(planner.plan(input()));
    expect(error).toMatchObject({ code: 'planner_refused', retryable: false });
    expect(error.userMessage).not.toContain('secret thing');
    expect(error.userMessage).toContain('Describe the automation');
  });
});

describe('model planner: failures', () => {
  it.each([
    [401, 'planner_unauthorized', false, 'OPENAI_API_KEY'],
    [403, 'planner_unauthorized', false, 'OPENAI_API_KEY'],
    [404, 'planner_misconfigured', false, 'OPENAI_MODEL'],
    [400, 'planner_rejected', false, 'nothing was drafted'],
    [429, 'planner_unreachable', true, 'could not be reached'],
    [500, 'planner_unreachable', true, 'could not be reached'],
    [503, 'planner_unreachable', true, 'could not be reached'],
  ])('status %i is %s', async (status, code, retryable, words) => {
    const { planner } = await setUp(() => ({ status, body: { error: { message: 'vendor words' } } }));
    const error = await failure(planner.plan(input()));
    expect(error).toMatchObject({ code, retryable });
    expect(error.userMessage).toContain(words);
    expect(error.userMessage).not.toContain('vendor words');
  });

  it('retries 429 and 5xx twice', async () => {
    const retry = { 'retry-after-ms': '5' };
    const { server, planner } = await setUp(
      [
        { status: 429, headers: retry },
        { status: 502, headers: retry },
        { tool: 'submit_draft', args: good },
      ],
      { maxRetries: 2 },
    );
    expect((await planner.plan(input())).result.kind).toBe('draft');
    expect(server.requests).toHaveLength(3);
    server.setScript(() => ({ status: 429, headers: retry }));
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
    expect(server.requests).toHaveLength(6);
  });

  it('passes on when the server wants to be asked again', async () => {
    const { planner } = await setUp([{ status: 429, headers: { 'retry-after': '7' } }]);
    expect((await failure(planner.plan(input()))).retryAfterMs).toBe(7000);
  });

  it('is unreachable when a call hangs', async () => {
    const { planner } = await setUp(() => ({ hang: true }), { callTimeoutMs: 50 });
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
  });

  it('is unreachable when the whole turn takes too long, even between retries', async () => {
    const { server, planner } = await setUp(() => ({ status: 429, headers: { 'retry-after': '30' } }), {
      turnTimeoutMs: 100,
      maxRetries: 2,
    });
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
    expect(server.requests).toHaveLength(1);
  });

  it('is unreachable when the connection breaks or nobody listens', async () => {
    const { server, planner } = await setUp(() => ({ reset: true }));
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
    await server[Symbol.asyncDispose]();
    expect((await failure(planner.plan(input()))).code).toBe('planner_unreachable');
  });

  it('stops at once when the turn is aborted', async () => {
    const { planner } = await setUp(() => ({ hang: true }));
    const controller = new AbortController();
    const planned = failure(planner.plan(input({ signal: controller.signal })));
    setTimeout(() => controller.abort(), 50);
    expect(await planned).toMatchObject({ code: 'planner_stopped', retryable: true });
    expect((await failure(planner.plan(input({ signal: AbortSignal.abort() })))).code).toBe('planner_stopped');
  });
});
