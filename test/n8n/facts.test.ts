import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import { type ReadFacts, readFacts } from '#src/n8n/facts.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import { chain, noOp, schedule, slack } from '#test/contract/n8n-workflows.ts';

describe('readFacts when something is missing', () => {
  let standIn: StandIn;
  let n8n: N8n;
  beforeAll(async () => {
    standIn = await startN8nStandIn();
    n8n = connectN8n(standIn.config, { timeoutMs: 300 });
  });
  afterEach(() => standIn.reset());
  afterAll(() => standIn[Symbol.asyncDispose]());

  test('fits what validation takes', async () => {
    const facts: ReadFacts = await readFacts(n8n);
    const taken: InstanceFacts = facts;
    expect(taken).toEqual({ workflows: [], webhooks: [], credentials: [], failures: [] });
  });

  test.each([
    ['GET /credentials', 403, ['workflows', 'webhooks'], 'credential:list'],
    ['GET /workflows', 403, ['credentials'], 'workflow:list'],
    ['GET /workflows', 503, ['credentials'], 'not available'],
  ])('%s answers %i: that part is absent, and why is said', async (on, status, parts, words) => {
    standIn.fail({ on, status, message: 'Forbidden' });
    const { failures, ...rest } = await readFacts(n8n);
    expect(Object.keys(rest)).toEqual(parts);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.userMessage).toContain(words);
  });

  test('an n8n without a list of credentials: those that workflows use, and no failure', async () => {
    const one = { slackApi: { id: 'c1', name: 'Team' } };
    const two = { slackApi: { id: 'c2', name: 'Another' } };
    await n8n.client.create(chain(schedule(), { ...slack(), credentials: one }, { ...noOp(), credentials: two }));
    await n8n.client.create(chain(schedule(), { ...slack(), credentials: one }));
    standIn.fail({ on: 'GET /credentials', status: 405, message: 'GET method not allowed' });
    const facts = await readFacts(n8n);
    expect(facts.failures).toEqual([]);
    expect(facts).not.toHaveProperty('credentials');
    expect(facts.usedCredentials).toEqual([
      { id: 'c2', name: 'Another', type: 'slackApi' },
      { id: 'c1', name: 'Team', type: 'slackApi' },
    ]);
  });

  test('reads all pages within its bounds, and nothing rather than a part beyond', async () => {
    for (let index = 0; index < 5; index++) await n8n.client.create(chain(schedule()));
    const small = { ...n8n, client: { list: (options: object = {}) => n8n.client.list({ ...options, limit: 2 }) } };
    expect((await readFacts(small)).workflows).toHaveLength(5);
    expect(await readFacts(small, { maxPages: 2 })).not.toHaveProperty('workflows');
    expect(await readFacts(small, { timeoutMs: 0 })).toEqual({ failures: [] });
    await expect(readFacts(small, { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
  });
});
