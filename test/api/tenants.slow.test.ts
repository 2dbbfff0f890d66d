import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import { doors } from '#test/support/doors.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';
import { ask, call, request } from './client.ts';

interface Row {
  seq: number;
  actor: string;
  subject: string;
  dataSalt?: string;
}

describe('what a key sees', () => {
  let app: TestApp;
  let key: string;
  let operators: string;
  let inSlack: string;
  beforeAll(async () => {
    app = await startTestApp();
    key = await app.key(['request', 'read', 'audit']);
    operators = await createKey(app.store, 'the operator', ['read', 'audit', 'operator']);
    const asked = await doors['Slack mention'](app, `${request} for our board only`);
    inSlack = /"draftId\\":\\"([0-9a-f-]{36})/.exec(asked.text())?.[1] ?? '';
    expect(inSlack).not.toBe('');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const audit = async (by: string, query = '') =>
    ((await call(app, `/api/v1/audit?limit=200${query}`, { key: by })).body as unknown as { events: Row[] }).events;

  it('the audit trail of its own tenant, with an operator’s key of all', async () => {
    const mine = await ask(app, key, { request });
    const seen = await audit(key);
    expect(seen.map(({ subject }) => subject)).toContain(mine.body.draftId);
    expect(JSON.stringify(seen)).not.toMatch(/slack:|our board/);
    expect(await audit(key, `&subject=${inSlack}`)).toEqual([]);
    const all = await audit(operators);
    expect(all.map(({ subject }) => subject)).toEqual(expect.arrayContaining([inSlack, mine.body.draftId]));
    expect((await audit(operators, `&subject=${inSlack}`)).length).toBeGreaterThan(0);
    expect(all.every(({ dataSalt }) => dataSalt === undefined)).toBe(true);
    // What flowsmith itself did about a draft of this tenant is of this tenant as well, and pages do not skip.
    const [first, second] = [await call(app, '/api/v1/audit?limit=1', { key }), seen[1]];
    const next = (first.body as unknown as { next: number }).next;
    expect((await audit(key, `&before=${next}`))[0]?.seq).toBe(second?.seq);
  });

  it('drafts of its own tenant, with an operator’s key of all', async () => {
    expect((await call(app, `/api/v1/drafts/${inSlack}`, { key })).status).toBe(404);
    const state = await call(app, `/api/v1/drafts/${inSlack}`, { key: operators });
    expect(state).toMatchObject({ status: 200, body: { draftId: inSlack } });
  });

  it('an operator’s key is made at the command line only, and reads no more than its scopes', patience, async () => {
    const made = await flowsmith(['keys', 'create', 'ops', '--operator', '--scopes', 'audit'], app.env);
    expect((await audit(made.out)).map(({ subject }) => subject)).toContain(inSlack);
    expect((await call(app, `/api/v1/drafts/${inSlack}`, { key: made.out })).status).toBe(403);
    const scope = await flowsmith(['keys', 'create', 'sly', '--scopes', 'audit,operator'], app.env);
    expect(scope).toMatchObject({ code: 1, err: expect.stringContaining('"operator" is no scope') });
    expect((await flowsmith(['keys', 'list'], app.env)).out).toContain('ops\taudit,operator');
  });
});
