import OpenAI from 'openai';
import { afterEach, describe, expect, it } from 'vitest';
import { refusesCacheKey, takesCacheKey } from '#src/planner/model/openai/cache-key.ts';
import type { Reply } from '#test/fakes/openai-server.ts';
import { atHand, closeServers, failure, input, setUp } from '../set-up.ts';

afterEach(closeServers);

const ok: Reply = { tool: 'answer', args: { text: 'ok' } };
const refusal = (message: string, status = 400): Reply => ({ status, body: { error: { message } } });
const keysOf = (requests: { body: { prompt_cache_key?: string } }[]) =>
  requests.map(({ body }) => body.prompt_cache_key !== undefined);

describe('prompt_cache_key', () => {
  it.each([
    ['https://api.openai.com/v1', undefined, true],
    ['https://eu.api.openai.com/v1', undefined, true],
    ['https://api.openai.com.example.org/v1', undefined, false],
    ['http://127.0.0.1:11434/v1', undefined, false],
    ['http://127.0.0.1:11434/v1', true, true],
    ['https://api.openai.com/v1', false, false],
  ])('%s, told %s: %s', (baseUrl, told, sent) => {
    expect(takesCacheKey(baseUrl, told)).toBe(sent);
  });

  it('is the same whoever asks, and is not sent unasked to a server of another make', async () => {
    const { server, planner } = await setUp(() => ok, { promptCacheKey: true });
    await planner.plan(input());
    await planner.plan(atHand({ request: 'etwas anderes', locale: 'de' }));
    expect(server.requests[0]?.body.prompt_cache_key).toMatch(/^flowsmith-[0-9a-f]{16}$/);
    expect(server.requests[1]?.body.prompt_cache_key).toBe(server.requests[0]?.body.prompt_cache_key);
    const other = await setUp(() => ok);
    await other.planner.plan(input());
    expect(keysOf(other.server.requests)).toEqual([false]);
  });

  it.each([
    ['Unrecognized request argument supplied: prompt_cache_key', 400],
    ['body.prompt_cache_key: Extra inputs are not permitted', 422],
    ['unknown field in request', 400],
  ])('a server that refuses it (%s) is asked again without, and never with it again', async (message, status) => {
    const { server, planner } = await setUp([refusal(message, status), ok, ok], { promptCacheKey: true });
    expect((await planner.plan(input())).result.kind).toBe('answer');
    expect((await planner.plan(input())).result.kind).toBe('answer');
    expect(keysOf(server.requests)).toEqual([true, false, false]);
  });

  it('other refusals are told at once, and it is sent again', async () => {
    const { server, planner } = await setUp([refusal('context length exceeded'), ok], { promptCacheKey: true });
    expect((await failure(planner.plan(input()))).code).toBe('planner_rejected');
    await planner.plan(input());
    expect(keysOf(server.requests)).toEqual([true, true]);
    expect(refusesCacheKey(new OpenAI.APIConnectionError({ message: 'unknown field' }))).toBe(false);
  });
});
