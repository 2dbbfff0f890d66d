import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { Approval, AuditEvent, type WorkflowRecord, WorkflowRow } from '#src/store/entities.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('flowsmith restore', patience, () => {
  let app: TestApp;
  beforeAll(async () => {
    // Nothing but the command could approve here.
    app = await startTestApp({ policy: { approvers: ['U0BOSS'], publishers: ['U0BOSS'], fourEyes: true } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const restore = (...args: string[]) => flowsmith(['restore', ...args], app.env);
  const inN8n = (id: string) => createN8nClient(app.standIn.config).get(id);

  /** Created from https://example.com/first, changed to …/second, published. */
  async function changedOnce() {
    const talk = talkOn(app, 'slack');
    const first = await talk.say('every hour get https://example.com/first');
    await first.press('approve_publish', 'other');
    await first.says('Live · ');
    const second = await talk.say('use https://example.com/second');
    await second.press('approve_publish', 'other');
    await second.says('Saved and turned on');
    const [row] = await app.store.fork().find(WorkflowRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!row) throw new Error('no workflow');
    return row;
  }

  it('lists the versions, by name or either id', async () => {
    const { id, n8nId, name } = await changedOnce();
    const listed = await restore(id);
    expect(listed).toMatchObject({ code: 0, out: expect.stringContaining(`${name}\t`) });
    const [, newest, oldest, ...more] = listed.out.split('\n');
    expect(newest).toMatch(/^2\t.*\tin n8n now\tlive$/);
    expect(oldest).toMatch(/^1\t/);
    expect(more).toEqual([]);
    for (const called of [n8nId, name.toUpperCase()]) expect((await restore(called)).out).toBe(listed.out);
  });

  it('puts a version back as an approval of its own, and what is live stays live', async () => {
    const { id, n8nId } = await changedOnce();
    const before = await inN8n(n8nId);
    const done = await restore(id, '--version', '1');
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Saved in n8n. The version before goes on') });
    const after = await inN8n(n8nId);
    expect(JSON.stringify(after.nodes)).toContain('example.com/first');
    expect(after).toMatchObject({ active: true, activeVersionId: before.versionId });
    const em = app.store.fork();
    const [approval] = await em.find(Approval, {}, { orderBy: { decidedAt: 'desc' }, limit: 1 });
    expect(approval).toMatchObject({ decision: 'approved', decidedBy: 'operator', publish: false, byPolicy: false });
    const trail = await em.find(AuditEvent, { subject: approval?.draft ?? '' }, { orderBy: { seq: 'asc' } });
    expect(trail.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'request operator',
      'draft operator',
      'approval operator',
      'creation flowsmith',
      'outcome flowsmith',
    ]);
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
    expect((await restore(id)).out).toMatch(/\n3\t.*\tthe operator\tin n8n now\n/);
  });

  it('makes it live when asked', async () => {
    const { id, n8nId } = await changedOnce();
    const done = await restore(id, '--version', '1', '--publish');
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Saved and turned on') });
    const after = await inN8n(n8nId);
    expect(after.activeVersionId).toBe(after.versionId);
    expect(JSON.stringify(after.nodes)).toContain('example.com/first');
  });

  describe('says what it cannot do, and changes nothing', () => {
    let made: WorkflowRecord;
    beforeAll(async () => {
      made = await changedOnce();
    });

    it.each([
      [
        'a name nothing has',
        ['Gett example'],
        'There is no workflow "Gett example" here. Near to it: "Get example.com',
      ],
      ['a version there is none of', ['--version', '9'], 'There is no version 9: 2 are known.'],
      ['the version n8n holds', ['--version', '2'], 'nothing to restore'],
      ['no number', ['--version', 'two'], 'Give its number as listed'],
    ])('%s', async (_what, args, words) => {
      const before = await inN8n(made.n8nId);
      const approvals = await app.store.fork().count(Approval, {});
      const done = await restore(...(args[0] === '--version' ? [made.id] : []), ...args);
      expect(done).toMatchObject({ code: 1, out: '', err: expect.stringContaining(words) });
      expect((await inN8n(made.n8nId)).versionId).toBe(before.versionId);
      expect(await app.store.fork().count(Approval, {})).toBe(approvals);
    });
  });

  it('one in the archive of n8n is left there, in words for a command line', async () => {
    const { id, n8nId, name } = await changedOnce();
    const { baseUrl, apiKey } = app.standIn.config;
    const headers = { 'X-N8N-API-KEY': apiKey };
    const archived = await fetch(`${baseUrl}/api/v1/workflows/${n8nId}/archive`, { method: 'POST', headers });
    expect(archived.ok).toBe(true);
    const done = await restore(id, '--version', '1');
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toContain(`"${name}" is in the archive of n8n: take it out there, then run this again. http`);
    expect((await inN8n(n8nId)).isArchived).toBe(true);
  });

  it('several of one name are told apart by their ids', async () => {
    const { name } = await changedOnce();
    const several = await restore(name);
    expect(several).toMatchObject({ code: 1, out: '' });
    const ids = (await app.store.fork().find(WorkflowRow, { name })).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(1);
    for (const id of ids) expect(several.err).toContain(id);
  });

  it('a version that would not work any more is not put back, and says why', async () => {
    const { id, n8nId } = await changedOnce();
    const before = await inN8n(n8nId);
    await using stricter = await startTestApp({ policy: { nodes: { 'n8n-nodes-base.httpRequest': 'deny' } } });
    const done = await flowsmith(['restore', id, '--version', '1'], {
      ...app.env,
      POLICY_FILE: stricter.env.POLICY_FILE,
    });
    expect(done).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/cannot be put back now.*httpRequest, which is not allowed/is),
    });
    expect((await inN8n(n8nId)).versionId).toBe(before.versionId);
  });
});
