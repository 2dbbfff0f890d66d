import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { createLogger } from '#src/log.ts';
import { evaluate, toTotals } from '#test/eval/eval.ts';
import { createOpenAiServer, type OpenAiServer, type Script } from '#test/fakes/openai-server.ts';
import type { PlanRequest } from '#test/support/requests.ts';
import { daily, good, slack } from './model/set-up.ts';

const servers: OpenAiServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server[Symbol.asyncDispose]();
});
async function serve(script: Script): Promise<OpenAiServer> {
  const server = await createOpenAiServer(script);
  servers.push(server);
  return server;
}

const request = (id: string, channel = '#general'): PlanRequest => ({
  id,
  set: 'tune',
  request: `post hello to ${channel} every day at 9 (${id})`,
  expect: { trigger: ['scheduleTrigger'], nodes: [['slack']], schedule: '0 9 * * *', says: [channel] },
});
const options = (server: OpenAiServer, requests: PlanRequest[]) => ({
  model: { apiKey: 'k', baseUrl: server.baseUrl, model: 'test-model' },
  catalog: createCoreCatalog(),
  log: createLogger('silent'),
  requests,
  concurrency: 2,
});

describe('eval', () => {
  it('judges what the model drafted, and what it cost', async () => {
    const { channelId: _channel, ...parameters } = slack('').parameters;
    const server = await serve(({ body }) => {
      const told = body.messages.map(({ content }) => content).join();
      if (told.includes('(asks)')) return { tool: 'ask', args: { question: 'Which days?' } };
      if (told.includes('(fails)')) return { status: 401 };
      if (told.includes('(open)')) {
        return { tool: 'submit_draft', args: { ...good, nodes: [daily, { ...slack(''), parameters }] } };
      }
      return { tool: 'submit_draft', args: good };
    });
    const open = { ...request('open'), expect: { trigger: ['scheduleTrigger'], nodes: [['slack']] } };
    const judged = await evaluate(
      options(server, [request('right'), request('wrong', '#ops'), request('asks'), request('fails'), open]),
    );
    expect(judged.map(({ id, planned }) => [id, planned])).toEqual([
      ['right', true],
      ['wrong', false],
      ['asks', false],
      ['fails', false],
      ['open', true],
    ]);
    expect(judged[0]).toMatchObject({ errors: 0, calls: 1, promptTokens: 100, completionTokens: 20 });
    expect(judged[1]?.problem).toContain('#ops');
    expect(judged[2]?.problem).toContain('question “Which days?”');
    expect(judged[3]?.problem).toContain('OPENAI_API_KEY');
    expect(judged[4]).toMatchObject({ errors: 0, missing: 1 });
    expect(toTotals(judged)).toContain('planned 2 of 5 (40.0 %)');
  });

  it('plans no more at a time than it may', async () => {
    let [now, most] = [0, 0];
    const server = await serve(async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 30));
      now -= 1;
      return { tool: 'submit_draft', args: good };
    });
    const requests = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => request(id));
    expect(await evaluate(options(server, requests))).toHaveLength(6);
    expect(most).toBe(2);
  });
});

/** `npm run eval` as it is run, with only what is given in its environment. */
async function run(args: string[], env: Record<string, string>) {
  const main = fileURLToPath(new URL('../eval/index.ts', import.meta.url));
  return new Promise<{ code: number; out: string; problem: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { env: { PATH: process.env['PATH'], CATALOG_DIR: '/nonexistent', ...env } },
      (_error, out, problem) => resolve({ code: child.exitCode ?? -1, out, problem }),
    );
  });
}

describe('npm run eval', () => {
  it('says what is missing without a model', async () => {
    const { code, problem } = await run([], {});
    expect(code).toBe(2);
    expect(problem).toContain('set OPENAI_API_KEY');
    expect(problem).not.toMatch(/at .*\.ts/);
  });

  it('works with any compatible server, and prints requests and totals', async () => {
    const server = await serve(() => ({ tool: 'submit_draft', args: good }));
    const env = { OPENAI_API_KEY: 'none', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'mine' };
    const { out } = await run(['--set', 'held', '--limit', '3', '--concurrency', '1'], env);
    expect(out).toContain('mine: 3 requests, 1 at a time');
    // The model's draft is none of these requests, and it is told so once.
    expect(out.match(/ 2 calls, 200\+40 tokens/g)).toHaveLength(3);
    expect(out).toContain('per request 2.0 calls, 200 prompt tokens');
    expect(server.requests[0]?.body.model).toBe('mine');
  });

  it.each([
    [['--concurrency', '0'], '--concurrency is a whole number'],
    [['/nonexistent.json'], 'ENOENT'],
    [['--frobnicate'], 'npm run eval -- [FILE]'],
  ])('%j: says what is wrong', async (args, words) => {
    const { code, problem } = await run(args, { OPENAI_API_KEY: 'none' });
    expect(code).toBe(2);
    expect(problem).toContain(words);
  });
});
