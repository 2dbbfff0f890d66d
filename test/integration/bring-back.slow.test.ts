import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, Creation, WorkflowRow } from '#src/store/entities.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('n8n has lost workflows', patience, () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      policy: { approvers: ['U0BOSS'], publishers: ['U0BOSS'], admins: ['U0BOSS'], fourEyes: true },
      overrides: { workers: { reconcile: { everyMs: 600 } } },
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const restore = (...args: string[]) => flowsmith(['restore', ...args], app.env);
  const there = () => app.standIn.workflows().filter(({ isArchived }) => !isArchived);
  const newest = async () => {
    const [row] = await app.store.fork().find(WorkflowRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!row) throw new Error('no workflow');
    return row;
  };
  const rowOf = (id: string) => app.store.fork().findOneOrFail(WorkflowRow, { id });

  /** Live, asked for in a thread of its own. */
  async function live(url: string) {
    const talk = talkOn(app, 'slack');
    const card = await talk.say(`every hour get ${url}`);
    await card.press('approve_publish', 'other');
    await card.says('Live · ');
    return { talk, card, row: await newest() };
  }

  it('one that somebody deleted is brought back from its card, approved like any other, and history is no dead end', async () => {
    const { talk, card, row } = await live('https://deleted.example');
    const client = createN8nClient(app.standIn.config);
    await ensureRemoved(client, row.n8nId);
    await card.says('Bring it back');
    expect(card.text()).not.toContain('Live · ');
    const history = await talk.say(`history ${row.name}`);
    expect(history.text()).toContain('Version 1');
    const back = await talk.after(() => card.press('Bring it back'));
    expect(back.text()).toMatch(/Brings .* back into n8n, as it was on 20/);
    // Nobody approves their own request here, and nothing is written before.
    await back.press('approve');
    expect(there()).toHaveLength(0);
    await back.press('approve_publish', 'other');
    await back.says('Live · ');
    const after = await rowOf(row.id);
    expect(after).toMatchObject({ removedAt: null, published: true, formerIds: [row.n8nId] });
    expect(there().map(({ id }) => id)).toEqual([after.n8nId]);
    expect(after.n8nId).not.toBe(row.n8nId);
    // The card it was created with follows, and leads to where it is now.
    await card.says(`/workflow/${after.n8nId}`);
    expect((await talk.say(`history ${row.name}`)).text()).toContain('Version 2');
  });

  it('a second draft of the same is not written twice', async () => {
    const { talk, row } = await live('https://two-drafts.example');
    app.standIn.reset();
    await eventually(async () => (await rowOf(row.id)).removedAt, 'seen as gone');
    const one = await talk.say(`restore ${row.name}`);
    const two = await talk.say(`restore ${row.name}`);
    await Promise.all([one.press('approve', 'other'), two.press('approve', 'other')]);
    await eventually(() => there().length > 0, 'it is back');
    await eventually(async () => (await app.store.fork().count(Creation, { status: 'pending' })) === 0, 'both ended');
    expect(there()).toHaveLength(1);
    const refused = () => [one, two].filter((each) => each.text().includes('nothing was created twice'));
    await eventually(() => refused().length === 1, 'one of the cards says so');
  });

  it('n8n created it and its answer was lost: found again, not created twice', async () => {
    const { talk, row } = await live('https://lost-answer.example');
    app.standIn.reset();
    await eventually(async () => (await rowOf(row.id)).removedAt, 'seen as gone');
    const back = await talk.say(`restore ${row.name}`);
    app.standIn.fail({ on: 'POST /workflows', resetAfterAccept: true });
    await back.press('approve', 'other');
    await back.says('Created');
    expect(there()).toHaveLength(1);
    expect((await rowOf(row.id)).n8nId).toBe(there()[0]?.id);
  });

  it('all of them at once: told to admins and logged as one, restored by one command, published as before', async () => {
    app.standIn.reset();
    const boss = talkOn(app, 'slack');
    await boss.say('help', 'other');
    const made = [];
    for (const path of ['a', 'b', 'c', 'd', 'e']) made.push(await live(`https://${path}.all.example`));
    const before = there();
    app.standIn.reset();
    await eventually(
      async () => (await app.store.fork().count(WorkflowRow, { lostAt: { $ne: null } })) >= 5,
      'lost together',
    );
    const lost = await app.store.fork().find(AuditEvent, { actor: 'n8n' });
    expect(lost.filter(({ data }) => 'lost' in (data as object))).not.toHaveLength(0);
    for (const { card } of made) await card.says('Bring it back');

    const dry = await restore('--all', '--dry-run', '--publish', 'as-before');
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('would be created and published') });
    expect(there()).toHaveLength(0);
    const done = await restore('--all', '--publish', 'as-before');
    expect(done.out).toMatch(/\d+ of \d+ brought back\./);
    for (const { row } of made) expect(await rowOf(row.id)).toMatchObject({ removedAt: null, published: true });
    for (const { name, nodes } of before) {
      const again = there().filter((each) => each.name === name);
      expect(again).toHaveLength(1);
      expect(again[0]?.nodes.map(({ parameters }) => parameters)).toEqual(nodes.map(({ parameters }) => parameters));
    }
    const count = there().length;
    expect((await restore('--all', '--publish', 'as-before')).out).toContain('Nothing is missing');
    expect(there()).toHaveLength(count);
    const trail = await app.store.fork().find(AuditEvent, { kind: 'approval', actor: 'operator' });
    expect(trail.length).toBeGreaterThanOrEqual(5);
    expect(await verifyAudit(app.store.fork())).toMatchObject({ valid: true });
  });
});
