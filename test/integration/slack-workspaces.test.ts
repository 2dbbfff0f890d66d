import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlackInstallation, StoredEvent } from '#src/store/entities.ts';
import type { Grant } from '#test/fakes/slack-oauth.ts';
import { deliver, eventRequest, mention, removal, sendCommand, sendMention } from '#test/fakes/slack-server.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';
const env = {
  SLACK_BOT_TOKEN: '',
  SLACK_CLIENT_ID: 'client-id',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret',
  PUBLIC_URL: 'https://flowsmith.example.com',
  FLOWSMITH_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};

describe('one Flowsmith in many workspaces', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ env });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** As a browser: to Slack's page, and what it brings back. */
  async function begin() {
    const response = await fetch(`${app.url}/slack/install`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    const url = new URL(response.headers.get('location') ?? '');
    const cookie = response.headers.get('set-cookie') ?? '';
    return { url, state: url.searchParams.get('state') ?? '', cookie };
  }
  const finish = (query: Record<string, string>, cookie = '') =>
    fetch(`${app.url}/slack/oauth_redirect?${new URLSearchParams(query)}`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
    });
  async function install(grant: Grant): Promise<void> {
    const { state, cookie } = await begin();
    const code = crypto.randomUUID();
    app.slack.oauth.codes.set(code, grant);
    const page = await finish({ code, state }, cookie);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Flowsmith is in')]);
  }
  /** The tokens that were used for messages in this channel. */
  const tokensIn = (channel: string) =>
    new Set(app.slack.calls.filter(({ args }) => args['channel'] === channel).map(({ token }) => token));
  async function ask(team: string, channel: string, org?: string): Promise<void> {
    const before = app.slack.messages.size;
    const input = { text: request, team, channel, ...(org ? { org } : {}) };
    expect((await sendMention(app.url, slackSecret, input)).status).toBe(200);
    await eventually(
      () =>
        app.slack.messages.size > before &&
        JSON.stringify(app.slack.lastMessage(channel)?.blocks)?.includes('"approve"'),
      `a draft in ${channel}`,
    );
  }

  it('a cookie of other letters than ASCII is no proof, and no fault of ours', async () => {
    const { state, cookie } = await begin();
    const [name, proof = ''] = (cookie.split(';')[0] ?? '').split('=');
    const { hostname, port } = new URL(app.url);
    const path = `/slack/oauth_redirect?${new URLSearchParams({ code: 'x', state })}`;
    const status = await new Promise((resolve, reject) => {
      const headers = { cookie: `${name}=${'\u00e9'.repeat(proof.length)}` };
      get({ hostname, port, path, headers }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
    });
    expect(status).toBe(400);
  });

  it('sends people to Slack with a state of their own and the scopes of the manifest', async () => {
    const { url, cookie } = await begin();
    expect(url.pathname).toBe('/oauth/v2/authorize');
    expect(url.searchParams.get('client_id')).toBe('client-id');
    expect(url.searchParams.get('redirect_uri')).toBe('https://flowsmith.example.com/slack/oauth_redirect');
    expect(url.searchParams.get('scope')).toContain('chat:write');
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax; Secure/);
    expect((await begin()).state).not.toBe(url.searchParams.get('state'));
  });

  it('an event of a workspace that cannot be one is nobody’s', async () => {
    const event = eventRequest(mention({ text: request, team: 'T0\0ONE' }), slackSecret);
    expect((await deliver(app.url, event)).status).toBe(200);
    expect(await app.store.fork().count(StoredEvent, {})).toBe(0);
  });

  it('two workspaces at once never share a token', async () => {
    await install({ team: 'T0ONE' });
    await install({ team: 'T0TWO' });
    await Promise.all([ask('T0ONE', 'C0ONE'), ask('T0TWO', 'C0TWO'), ask('T0ONE', 'C1ONE'), ask('T0TWO', 'C1TWO')]);
    for (const channel of ['C0ONE', 'C1ONE']) expect([...tokensIn(channel)]).toEqual([expect.stringMatching(/T0ONE/)]);
    for (const channel of ['C0TWO', 'C1TWO']) expect([...tokensIn(channel)]).toEqual([expect.stringMatching(/T0TWO/)]);
    const rows = await app.store.fork().find(SlackInstallation, {});
    expect(JSON.stringify(rows)).not.toContain('xoxb');
  });

  it('an organisation has one installation, a workspace in it may have its own', async () => {
    await install({ enterprise: 'E0ORG', organisation: true });
    await install({ team: 'T0OWN', enterprise: 'E0ORG' });
    await ask('T0PART', 'C0PART', 'E0ORG');
    await ask('T0OWN', 'C0OWN');
    expect([...tokensIn('C0PART')]).toEqual([expect.stringMatching(/E0ORG/)]);
    expect([...tokensIn('C0OWN')]).toEqual([expect.stringMatching(/T0OWN/)]);
  });

  it('a state counts once, in the browser that began, for ten minutes', async () => {
    const { state, cookie } = await begin();
    app.slack.oauth.codes.set('once', { team: 'T0ONCE' }).set('twice', { team: 'T0TWICE' });
    const bad = async (query: Record<string, string>, from = cookie) => {
      const page = await finish(query, from);
      expect([page.status, await page.text()]).toEqual([400, expect.stringContaining('used or is too old')]);
    };
    await bad({ code: 'once', state }, '');
    await bad({ code: 'once', state }, (await begin()).cookie);
    await bad({ code: 'once', state: `${state}x` });
    await bad({ code: 'once', state: state.replace(/\.\d+\./, '.99999999999999.') });
    expect((await finish({ code: 'once', state }, cookie)).status).toBe(200);
    await bad({ code: 'twice', state });
    expect(await app.store.fork().count(SlackInstallation, { owner: 'T0TWICE' })).toBe(0);
  });

  it('an installation begun on an admin page is not finished, and the page says where to begin', async () => {
    app.slack.oauth.codes.set('admin', { team: 'T0ADMIN' });
    const page = await finish({ code: 'admin' });
    expect(page.status).toBe(400);
    expect(await page.text()).toMatch(/Please start here.*href="\/slack\/install"/s);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await app.store.fork().count(SlackInstallation, { owner: 'T0ADMIN' })).toBe(0);
  });

  it('saying no, and a Slack that fails, are told', async () => {
    expect(await (await finish({ error: 'access_denied' })).text()).toContain('Nothing was installed');
    const { state, cookie } = await begin();
    const page = await finish({ code: 'unknown', state }, cookie);
    expect([page.status, await page.text()]).toEqual([502, expect.stringMatching(/the reference \w{10}/)]);
  });

  it('a token that ends soon is renewed once, for all processes', async () => {
    await install({ team: 'T0SOON', expiresIn: 60 });
    const before = app.slack.oauth.refreshed;
    await Promise.all([ask('T0SOON', 'C0SOON'), ask('T0SOON', 'C1SOON')]);
    expect(app.slack.oauth.refreshed).toBe(before + 1);
    const [token] = tokensIn('C0SOON');
    expect([...tokensIn('C1SOON')]).toEqual([token]);
  });

  it('uninstalling forgets the tokens, whatever comes how often; late news does not undo a new installation', async () => {
    const owners = () => app.store.fork().count(SlackInstallation, { owner: 'T0GONE' });
    await install({ team: 'T0GONE' });
    await ask('T0GONE', 'C0GONE');
    for (const type of ['tokens_revoked', 'app_uninstalled', 'app_uninstalled'] as const)
      expect((await deliver(app.url, eventRequest(removal(type, 'T0GONE'), slackSecret))).status).toBe(200);
    expect(await owners()).toBe(0);
    const events = await app.store.fork().count(StoredEvent, {});
    expect((await deliver(app.url, eventRequest(mention({ text: 'x', team: 'T0GONE' }), slackSecret))).status).toBe(
      200,
    );
    const responseUrl = app.slack.responseUrl();
    const answer = await sendCommand(app.url, slackSecret, { text: 'x', team: 'T0GONE', responseUrl });
    expect(await answer.text()).toContain('not installed in this workspace any more');
    expect(await app.store.fork().count(StoredEvent, {})).toBe(events);
    await install({ team: 'T0GONE' });
    await deliver(app.url, eventRequest(removal('app_uninstalled', 'T0GONE', Date.now() - 60_000), slackSecret));
    expect(await owners()).toBe(1);
    await ask('T0GONE', 'C1GONE');
  });
});
