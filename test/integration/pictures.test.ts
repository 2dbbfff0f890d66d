import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureTokens } from '#src/engine/shown/picture-token.ts';
import { PictureUpload } from '#src/store/entities.ts';
import { ask, call } from '#test/api/client.ts';
import { doors } from '#test/support/doors.ts';
import { readPng } from '#test/support/png.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops';
const publicUrl = 'https://flowsmith.example.com';

describe('the picture of a draft', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ env: { PUBLIC_URL: publicUrl } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  const tokens = () => createPictureTokens(app.env.N8N_API_KEY);

  it('Slack: one private file for all the cards of a revision', async () => {
    const asked = await doors['Slack mention'](app, request);
    const withPicture = () =>
      [...app.slack.messages.values()]
        .map(({ blocks }) => JSON.stringify(blocks))
        .filter((each) => each.includes('slack_file'));
    await asked.press('steps');
    await eventually(() => withPicture().length === 1, 'every step, with the picture');
    const [file] = [...app.slack.uploads.files.values()];
    expect(withPicture()[0]).toContain(`"slack_file":{"id":"${file?.id}"}`);
    expect(withPicture()[0]).toContain('Diagram of the workflow');
    expect(readPng(file?.content ?? Buffer.alloc(0)).width).toBe(600);
    await asked.press('approve');
    await eventually(() => asked.text().includes('switched off'), 'the outcome');
    await asked.press('steps');
    await eventually(() => withPicture().length === 2, 'the same again');
    expect(withPicture()[1]).toContain(`"slack_file":{"id":"${file?.id}"}`);
    expect(app.slack.uploads.files.size).toBe(1);
    expect(await app.store.fork().find(PictureUpload, {})).toMatchObject([{ place: 'slack:T0TEAM', file: file?.id }]);
  });

  it('Slack: what became of a changed draft is drawn without marks, on its card and on that of the workflow', async () => {
    const talk = talkOn(app, 'slack');
    await talk.say('every hour get https://example.com/marks');
    const changed = await talk.say('at 7 instead, every day');
    const fileOn = (text: string) => /"slack_file":\{"id":"(\w+)"/.exec(text)?.[1] ?? '';
    const contentOf = (id: string) => app.slack.uploads.files.get(id)?.content ?? Buffer.alloc(0);
    const marked = fileOn((await talk.after(() => changed.press('steps'))).text());
    await changed.press('approve');
    await changed.says('switched off');
    const plain = fileOn((await talk.after(() => changed.press('steps'))).text());
    expect(readPng(contentOf(plain)).width).toBe(600);
    expect(contentOf(plain).equals(contentOf(marked))).toBe(false);
    const managed = await talk.say('show it');
    expect(fileOn(managed.text())).toBe(plain);
  });

  it('Slack: without the permission the turn goes on and the card has no picture', async () => {
    app.slack.fail('files.getUploadURLExternal', { error: 'missing_scope' });
    const asked = await doors['Slack DM'](app, 'every hour get https://example.com/health');
    expect(asked.buttons()).toContain('approve');
    expect(asked.text()).not.toContain('slack_file');
  });

  it('Teams: an https address with a token, which gives the picture to whoever has it', async () => {
    const asked = await doors['Teams channel'](app, request);
    const before = app.teams.activities.length;
    await asked.press('steps');
    const steps = await eventually(() => app.teams.activities[before], 'every step, with the picture');
    const [, path] =
      new RegExp(`"url":"${publicUrl}(/pictures/[\\w-]+\\.png)"`).exec(JSON.stringify(steps.activity)) ?? [];
    const response = await fetch(`${app.url}${path}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=86400, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
    });
    const png = Buffer.from(await response.arrayBuffer());
    expect(readPng(png)).toEqual({ width: 600, height: expect.any(Number) });
    expect(png.length).toBeLessThan(200 * 1024);
    expect((await fetch(`${app.url}${path}`, { method: 'HEAD' })).status).toBe(200);
  });

  it('REST names the picture of a draft', async () => {
    const { body } = await ask(app, await app.key(['request', 'read']), { request });
    expect(body.pictureUrl).toMatch(new RegExp(`^${publicUrl}/pictures/[\\w-]{54}\\.png$`));
    const response = await fetch(`${app.url}${body.pictureUrl?.slice(publicUrl.length)}`);
    expect(response.headers.get('content-type')).toBe('image/png');
  });

  it.each([
    ['nonsense', () => 'nonsense'],
    ['a draft id', () => '0198c1de-0000-7000-8000-000000000001'],
    ['a token of another deployment', () => createPictureTokens('other').sign(unknown)],
    ['an expired token', () => tokens().sign(unknown, Date.now() - 100 * 86_400_000)],
    ['a good token of a draft that is not there', () => tokens().sign(unknown)],
    ['no token', () => ''],
    ['a way up', () => '..%2f..%2flivez'],
  ])('%s is 404 and says what to do', async (_what, token) => {
    const { status, body, headers } = await call(app, `/pictures/${token()}`);
    expect(status).toBe(404);
    expect(body.code).toMatch(/picture_unknown|not_found/);
    expect(headers.get('cache-control') ?? 'no-store').toBe('no-store');
  });

  it('one draft may not be loaded without end', async () => {
    const { body } = await ask(app, await app.key(['request', 'read']), { request });
    const url = `${app.url}${body.pictureUrl?.slice(publicUrl.length)}`;
    const statuses = await Promise.all(Array.from({ length: 130 }, async () => (await fetch(url)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });
});

const unknown = { draftId: '0198c1de-0000-7000-8000-000000000001', revision: 1 };

describe('without a public address', () => {
  it('Teams shows no picture, the playground and REST name a path', async () => {
    await using app = await startTestApp();
    const asked = await doors['Teams personal'](app, request);
    expect(asked.text()).not.toContain('"Image"');
    const { body } = await ask(app, await app.key(['request', 'read']), { request });
    expect(body.pictureUrl).toMatch(/^\/pictures\/[\w-]{54}\.png$/);
  });
});
