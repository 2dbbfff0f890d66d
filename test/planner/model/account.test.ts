import { afterEach, describe, expect, it } from 'vitest';
import { closeServers, daily, good, input, setUp, slack, toldTo } from './set-up.ts';

afterEach(closeServers);
const request = 'post hello to #general every day at 9, except on Sundays, and mail boss@example.com';
const submit = (more: object = {}) => ({ tool: 'submit_draft', args: { ...good, ...more } });

describe('model planner: the account of a request', () => {
  it('tells the model once what its draft does not do', async () => {
    const { server, planner } = await setUp([submit(), submit()]);
    const { result } = await planner.plan(input({ request }));
    expect(server.requests).toHaveLength(2);
    expect(toldTo(server, 1)).toContain('except on Sundays');
    expect(toldTo(server, 1)).toContain('boss@example.com');
    expect(toldTo(server, 1)).not.toContain('- #general');
    expect(result.kind).toBe('draft');
  });

  it('takes what the model adds then', async () => {
    const mail = {
      name: 'Mail',
      type: 'n8n-nodes-base.emailSend',
      parameters: { fromEmail: 'a@example.com', toEmail: 'boss@example.com', subject: 'Hello', text: 'Hello' },
    };
    const everyDay = {
      ...daily,
      parameters: { rule: { interval: [{ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5, 6], triggerAtHour: 9 }] } },
    };
    const nodes = [everyDay, slack('#general'), mail];
    const connections = [...good.connections, { from: 'Post', to: 'Mail' }];
    const { server, planner } = await setUp([submit(), submit({ nodes, connections })]);
    const { result } = await planner.plan(input({ request }));
    expect(server.requests).toHaveLength(2);
    expect(result).toMatchObject({ kind: 'draft', draft: { nodes: [{}, {}, { name: 'Mail' }] } });
  });

  it('asks nothing more of a draft that does it all', async () => {
    const { server, planner } = await setUp([submit()]);
    await planner.plan(input());
    expect(server.requests).toHaveLength(1);
  });

  it('hands on the account, and takes none that is no account', async () => {
    const account = [{ words: 'hello', step: 'Post' }];
    const told = await setUp([submit({ account })]);
    expect((await told.planner.plan(input())).result).toMatchObject({ kind: 'draft', account });
    const useless = await setUp([submit({ account: 'all done, believe me' })]);
    expect((await useless.planner.plan(input())).result).toMatchObject({ kind: 'draft', account: [] });
  });

  it('takes the account alone, without a change beside it', async () => {
    const account = [{ words: 'except on Sundays', step: 'Every day' }];
    for (const args of [{ account }, { operations: [], account }]) {
      const { server, planner } = await setUp([submit(), { tool: 'submit_changes', args }]);
      const { result } = await planner.plan(input({ request }));
      expect(server.requests).toHaveLength(2);
      expect(result).toMatchObject({ kind: 'draft', account, draft: { nodes: [{}, { name: 'Post' }] } });
    }
  });

  it('but nothing at all is no change', async () => {
    const { server, planner } = await setUp([submit(), { tool: 'submit_changes', args: { operations: [] } }, submit()]);
    await planner.plan(input({ request }));
    expect(server.requests).toHaveLength(3);
    expect(toldTo(server, 2)).toContain('operations');
  });
});
