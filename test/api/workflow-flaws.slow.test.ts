import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '#src/model/issue.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { call, until } from './client.ts';

const node = (name: string, type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
  id: name,
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  position: [0, 0] as [number, number],
  parameters,
});
const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
const secret = 'sk-abcdefghijklmnop1234567890';
/** Three steps that are right. */
const whole = (name: string) => ({
  name,
  nodes: [
    node('Hourly', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } }),
    node('Get', 'httpRequest', 4.2, { url: 'https://example.com/get' }),
    node('Tell', 'httpRequest', 4.2, { url: 'https://example.com/tell' }),
  ],
  connections: { Hourly: to('Get'), Get: to('Tell') },
  settings: {},
});
type Whole = ReturnType<typeof whole>;

/** The same with other parameters of one step. */
const having = (document: Whole, step: string, parameters: Record<string, unknown>): Whole => ({
  ...document,
  nodes: document.nodes.map((one) => (one.name === step ? { ...one, parameters } : one)),
});

describe('PUT of a workflow that had flaws in n8n before', () => {
  let app: TestApp;
  let key: string;
  beforeAll(async () => {
    app = await startTestApp();
    key = await app.key(['request', 'approve', 'read']);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** Made here, then changed in n8n by somebody. */
  async function madeThenEdited(name: string, edit: (document: Whole) => Whole) {
    const sent = await call(app, '/api/v1/workflows', { key, body: { workflow: whole(name), approve: true } });
    await until(app, key, sent.body.draftId, 'created');
    const list = await call(app, `/api/v1/workflows?name=${encodeURIComponent(name)}`, { key });
    const [row] = (list.body as unknown as { workflows: { id: string }[] }).workflows;
    const stored = app.standIn.workflows().find((one) => one.name === name);
    if (!row || !stored) throw new Error('not made');
    const client = createN8nClient(app.standIn.config);
    const edited = edit(whole(name));
    await client.update(stored.id, edited as never, { publishIfActive: false });
    return { path: `/api/v1/workflows/${row.id}`, n8nId: stored.id, client, edited };
  }

  const put = (path: string, workflow: Whole, approve = false) =>
    call(app, path, { key, method: 'PUT', body: { workflow, approve } });
  const issuesOf = (body: object) => (body as { issues?: Issue[] }).issues ?? [];
  const errorsOf = (body: object) =>
    issuesOf(body)
      .filter(({ severity }) => severity === 'error')
      .map(({ node: at }) => at);

  it('takes a change of something else: what was there before is a warning', async () => {
    const { path, n8nId, client, edited } = await madeThenEdited('Lacks an address', (one) =>
      having(one, 'Get', { url: '' }),
    );
    const changed = having(edited, 'Tell', { url: 'https://example.com/elsewhere' });
    const sent = await put(path, changed, true);
    expect(sent.status).toBe(202);
    const state = await until(app, key, sent.body.draftId, 'created');
    expect(errorsOf(state)).toEqual([]);
    expect(issuesOf(state).map(({ node: at }) => at)).toContain('Get');
    expect(JSON.stringify((await client.get(n8nId)).nodes)).toContain('elsewhere');
  });

  it('in our own form as well', async () => {
    const { path, edited } = await madeThenEdited('Ours lacks an address', (one) => having(one, 'Get', { url: '' }));
    const draft = {
      name: edited.name,
      nodes: edited.nodes.map(({ name, type, parameters }) => ({ name, type, parameters })),
      connections: [
        { from: 'Hourly', to: 'Get' },
        { from: 'Get', to: 'Tell' },
      ],
    };
    const sent = await call(app, path, { key, method: 'PUT', body: { draft } });
    expect(sent).toMatchObject({ status: 202, body: { status: 'proposed' } });
  });

  it('refuses a flaw that the change brings', async () => {
    const { path, edited } = await madeThenEdited('Gets worse', (one) => having(one, 'Get', { url: '' }));
    const sent = await put(path, having(edited, 'Tell', { url: '' }));
    expect(sent).toMatchObject({ status: 422, body: { code: 'workflow_invalid' } });
    expect(errorsOf(sent.body)).toEqual(['Tell']);
  });

  it('a secret that n8n holds there already stays in n8n, is kept nowhere here, and a new one is refused', async () => {
    const address = (value: string) => ({ url: `https://example.com/get?key=${value}` });
    const { path, n8nId, client, edited } = await madeThenEdited('Holds a key', (one) =>
      having(one, 'Get', address(secret)),
    );
    const other = await put(path, having(edited, 'Get', address('sk-zyxwvutsrqponmlk0987654321')));
    expect(other).toMatchObject({ status: 422, body: { code: 'workflow_invalid' } });
    const sent = await put(path, having(edited, 'Tell', { url: 'https://example.com/elsewhere' }), true);
    expect(sent.status).toBe(202);
    await until(app, key, sent.body.draftId, 'created');
    const nodes = JSON.stringify((await client.get(n8nId)).nodes);
    expect(nodes).toContain(secret);
    expect(nodes).toContain('elsewhere');
    for (const table of ['inbound_events', 'draft_revisions', 'workflow_versions', 'audit_events']) {
      const found = await app.store.fork().execute(`select 1 from ${table} t where t::text like '%sk-abcdefgh%'`);
      expect(found, table).toEqual([]);
    }
  });

  it('reading tells no secret, and what was read can be sent back with a change', async () => {
    const { path, n8nId, client } = await madeThenEdited('Reads clean', (one) =>
      having(one, 'Get', { url: `https://example.com/get?key=${secret}` }),
    );
    const read = (await call(app, path, { key })).body as unknown as { workflow: Whole };
    expect(JSON.stringify(read)).not.toContain(secret);
    const sent = await put(path, having(read.workflow, 'Tell', { url: 'https://example.com/elsewhere' }), true);
    expect(sent.status).toBe(202);
    await until(app, key, sent.body.draftId, 'created');
    const nodes = JSON.stringify((await client.get(n8nId)).nodes);
    expect(nodes).toContain(secret);
    expect(nodes).toContain('elsewhere');
  });
});
