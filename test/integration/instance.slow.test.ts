import { describe, expect, it } from 'vitest';
import { startApp } from '#src/app.ts';
import { readConfig } from '#src/config.ts';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { createLogger } from '#src/log.ts';
import { keyOwnerOf } from '#src/n8n/key-owner.ts';
import { AuditEvent, type WorkflowRecord, WorkflowRow } from '#src/store/entities.ts';
import { slackChat } from '#test/support/private-chat.ts';
import { flowsmith, patience } from '#test/support/run-cli.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

/** The environment of an app, with another n8n. */
const at = (app: TestApp, { baseUrl, apiKey }: StandIn) => ({
  ...app.env,
  ...{ N8N_BASE_URL: baseUrl, N8N_API_KEY: apiKey, TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' },
});
const start = (env: Record<string, string>) =>
  startApp(readConfig(env), createLogger('silent'), {
    slack: { strict: true },
    queuePrefix: `test-${crypto.randomUUID()}`,
  });

async function only(app: TestApp): Promise<WorkflowRecord> {
  const [row, ...others] = await app.store.fork().find(WorkflowRow, {});
  if (!row || others.length > 0) throw new Error('not one workflow');
  return row;
}

describe('N8N_BASE_URL leads to another n8n', patience, () => {
  it('stops the start with the choice; left behind, nothing is looked for', async () => {
    await using app = await startTestApp();
    const card = await talkOn(app, 'slack').say('every hour get https://moved.example');
    await card.press('approve');
    await card.says('Created');
    await using other = await startN8nStandIn();
    const env = at(app, other);
    await expect(start(env)).rejects.toThrow(/another one.*flowsmith instance move.*flowsmith instance new/s);
    expect(await only(app)).toMatchObject({ instanceUrl: app.env.N8N_BASE_URL, removedAt: null });

    expect(await flowsmith(['instance', 'new'], env)).toMatchObject({ code: 0 });
    await using _left = await start(env);
    expect((await flowsmith(['restore', '--all'], env)).out).toContain('Nothing is missing');
    expect(other.workflows()).toEqual([]);
  });

  it('restore --all --into says that they belong there, and creates them', async () => {
    // The service with the former address, which a real move has ended, sweeps up nothing here.
    await using app = await startTestApp({ overrides: { workers: { sweep: { everyMs: 500, ageMs: 3_600_000 } } } });
    const card = await talkOn(app, 'slack').say('every hour get https://into.example');
    await card.press('approve_publish');
    await card.says('Live · ');
    const before = await only(app);
    await using other = await startN8nStandIn();
    const env = at(app, other);
    const wrong = await flowsmith(['restore', '--all', '--into', 'http://127.0.0.1:9'], env);
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('is not N8N_BASE_URL') });
    const dry = await flowsmith(['restore', '--all', '--into', other.baseUrl, '--dry-run', '--publish'], env);
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('would be created and published') });
    expect(await only(app)).toMatchObject({ removedAt: null, published: true });

    expect(await flowsmith(['instance', 'move'], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 of them are missing'),
    });
    await using _there = await startApp(readConfig(env), createLogger('silent'), { slack: { strict: true } });
    const done = await flowsmith(['restore', '--all', '--into', other.baseUrl, '--publish'], env);
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('1 of 1 brought back.') });
    expect(other.workflows()).toMatchObject([{ name: before.name, active: true }]);
    expect(await only(app)).toMatchObject({
      id: before.id,
      instanceUrl: other.baseUrl,
    });
    expect(await app.store.fork().count(AuditEvent, { kind: 'instance', actor: 'operator' })).toBe(1);
  });
});

describe('many lost at once', patience, () => {
  it('is one message to each admin who wrote in private, in their own direct message', async () => {
    await using app = await startTestApp({
      policy: { admins: ['U0BOSS'] },
      overrides: { workers: { reconcile: { everyMs: 500 } } },
    });
    const boss = slackChat(app, 'U0BOSS');
    await boss.say('help');
    const card = await talkOn(app, 'slack').say('every hour get https://lost.example');
    await card.press('approve');
    await card.says('Created');
    app.standIn.reset();
    expect(await boss.hears('n8n has lost 1 workflows at once')).toContain('restore --all');
    await card.says('Bring it back');
    const said = [...app.slack.messages.values()].filter(({ text }) => text?.includes('n8n has lost'));
    expect(said).toHaveLength(1);
  });
});

describe('whose key it is', () => {
  const key = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
  it.each([
    ['a key of n8n', key({ sub: 'person', iss: 'n8n' }), 'person'],
    ['a token of somebody else', key({ sub: 'person', iss: 'other' }), undefined],
    ['an older key', 'n8n_api_0123456789', undefined],
    ['no JSON', 'a.b.c', undefined],
  ])('%s', (_what, given, owner) => expect(keyOwnerOf(given)).toBe(owner));
});
