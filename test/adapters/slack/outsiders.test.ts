import { afterEach, describe, expect, it } from 'vitest';
import {
  actionRequest,
  automate,
  blockAction,
  commandRequest,
  directMessage,
  eventRequest,
  homeOpened,
  mention,
  slackTeam,
  slashCommand,
  viewSubmission,
} from '#test/fakes/slack-server.ts';
import { eventually } from '#test/support/test-app.ts';
import { createSlackApp, type SlackApp, type SlackAppOptions, secret } from './slack-app.ts';

const foreign = 'T0OTHER';
const button = { action_id: 'approve', block_id: 'b', value: JSON.stringify({ draftId: 'd', revision: 1 }) };
const inChannel = { channel: 'C0GENERAL', ts: '1790000000.000001' };
const no = 'belongs to another company';

/** With the sender's workspace as Slack tells it for each kind; `undefined`: as it is for one's own people. */
const kinds = {
  mention: (team: string) =>
    eventRequest({ ...mention({ text: 'hi', extra: { user_team: team } }), is_ext_shared_channel: true }, secret),
  'direct message': (team: string) =>
    eventRequest(directMessage({ text: 'hi', extra: { user_team: team, source_team: team } }), secret),
  click: (team: string, responseUrl: string) => {
    const body = blockAction({ message: inChannel, button, responseUrl });
    return actionRequest({ ...body, user: { ...(body['user'] as object), team_id: team } }, secret);
  },
  shortcut: (team: string, responseUrl: string) => {
    const body = automate({ text: 'every hour get https://example.com', ts: '1790000000.000001', responseUrl });
    return actionRequest({ ...body, user: { ...body.user, team_id: team } }, secret);
  },
  command: (team: string, responseUrl: string) =>
    commandRequest(slashCommand({ text: 'list', responseUrl, team }), secret),
};

describe('people of another company, in a channel shared with theirs (Slack Connect)', () => {
  let app: SlackApp;
  afterEach(() => app?.[Symbol.asyncDispose]());
  const open = async (options: SlackAppOptions = {}) => {
    app = await createSlackApp({ knownBot: false, ...options });
    return app;
  };
  /** Everything that anybody was told, in whatever way. */
  const told = () =>
    JSON.stringify([app.server.ephemerals, app.server.responseUrlCalls, [...app.server.messages.values()]]);

  it.each(Object.entries(kinds))('a %s is refused in private, and taken in nowhere', async (kind, request) => {
    await open();
    const answer = await app.send(request(foreign, app.server.responseUrl()));
    expect(answer.statusCode).toBe(200);
    await eventually(() => `${told()}${answer.body}`.includes(no), 'a refusal');
    expect(app.inbox.events).toEqual([]);
    if (kind !== 'direct message') expect(app.server.messages.size).toBe(0);
  });

  it.each(Object.entries(kinds))('a %s of our own people is taken in', async (_kind, request) => {
    await open();
    await app.send(request(slackTeam, app.server.responseUrl()));
    await eventually(() => app.inbox.events.length === 1, 'the event');
    expect(told()).not.toContain(no);
  });

  it.each(Object.entries(kinds))('a %s is taken in when the operator allows that workspace', async (_kind, request) => {
    await open({ allowedTeams: [foreign] });
    await app.send(request(foreign, app.server.responseUrl()));
    await eventually(() => app.inbox.events.length === 1, 'the event');
  });

  it('a dialog stays open and says it', async () => {
    await open();
    const view = {
      ...{ type: 'modal', callback_id: 'form', private_metadata: '{}' },
      blocks: [{ type: 'input', block_id: 'request', element: { initial_value: '' } }],
    };
    const body = viewSubmission({ view: { id: 'V1', hash: 'h', view }, values: { request: 'x' } });
    const answer = await app.send(
      actionRequest({ ...body, user: { ...(body['user'] as object), team_id: foreign } }, secret),
    );
    expect(JSON.parse(answer.body)).toMatchObject({
      response_action: 'errors',
      errors: { request: expect.stringContaining(no) },
    });
    expect(app.inbox.events).toEqual([]);
  });

  it('a click where the app is installed for an organisation: its team is nobody, the person is from elsewhere', async () => {
    await open();
    const body = blockAction({ message: inChannel, button, responseUrl: app.server.responseUrl() });
    const click = {
      ...body,
      ...{ team: null, enterprise: { id: 'E0ACME' }, is_enterprise_install: true },
      user: { id: 'U0EVE', name: 'eve', team_id: foreign },
    };
    await app.send(actionRequest(click, secret));
    await eventually(() => told().includes(no), 'a refusal');
    expect(app.inbox.events).toEqual([]);
  });

  it.each<[what: string, extra: Record<string, unknown> | undefined, taken: number]>([
    ['of the same organisation', { team_id: 'T0SISTER', enterprise_user: { enterprise_id: 'E0ACME' } }, 1],
    ['of another organisation', { team_id: foreign, enterprise_user: { enterprise_id: 'E0OTHER' } }, 0],
    ['called a stranger by Slack', { enterprise_user: { enterprise_id: 'E0ACME' }, is_stranger: true }, 0],
    ['whom Slack does not place', undefined, 0],
  ])('Enterprise Grid: another workspace, somebody %s', async (_what, extra, taken) => {
    await open();
    if (extra) app.server.people.set('U0ANA', { name: 'Ana', extra });
    const body = mention({ text: 'hi', org: 'E0ACME', extra: { user_team: String(extra?.['team_id'] ?? 'T0SISTER') } });
    await app.send(eventRequest({ ...body, is_ext_shared_channel: true }, secret));
    await eventually(() => app.inbox.events.length === taken && (taken === 1 || told().includes(no)), 'an end');
  });

  it('Enterprise Grid: in a channel that nobody from outside can be in, all are of the organisation', async () => {
    await open();
    const body = mention({ text: 'hi', org: 'E0ACME', extra: { user_team: 'T0SISTER' } });
    await app.send(eventRequest({ ...body, is_ext_shared_channel: false }, secret));
    await eventually(() => app.inbox.events.length === 1, 'the event');
  });

  it('the Home tab of somebody of another organisation shows nothing', async () => {
    await open();
    app.server.people.set('U0EVE', { name: 'Eve', extra: { team_id: foreign, is_stranger: true } });
    await app.send(eventRequest(homeOpened('home', 'U0EVE'), secret));
    const home = await eventually(() => app.server.homes.get('U0EVE'), 'a page');
    expect(JSON.stringify(home)).toContain(no);
  });

  it('nobody is answered who did not speak to the bot: other bots, edits, messages in a channel', async () => {
    await open();
    const outside = { user_team: foreign };
    for (const extra of [{ bot_id: 'B0X' }, { subtype: 'message_changed' }]) {
      await app.send(eventRequest(directMessage({ text: 'hi', extra: { ...outside, ...extra } }), secret));
    }
    const aside = { ...outside, type: 'message', channel_type: 'channel' };
    await app.send(eventRequest(mention({ text: 'hi', extra: aside }), secret));
    await app.slack[Symbol.asyncDispose]();
    expect(told()).not.toContain(no);
  });
});
