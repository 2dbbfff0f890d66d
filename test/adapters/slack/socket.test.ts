import { expect, test } from 'vitest';
import { blockAction, directMessage, mention, slashCommand, viewSubmission } from '#test/fakes/slack-server.ts';
import { eventually } from '#test/support/test-app.ts';
import { createSlackApp, type SlackAppOptions } from './slack-app.ts';

async function connected(options: SlackAppOptions = {}) {
  const slack = await createSlackApp({ appToken: 'xapp-1', ...options });
  await eventually(() => slack.server.socket.opened > 0, 'a connection');
  return slack;
}

test('commands, messages, clicks and dialogs arrive through the socket as through HTTP', async () => {
  await using slack = await connected({
    forms: {
      find: async (action, value) =>
        action === 'change'
          ? { action, value, title: 'Change', submit: 'OK', fields: [{ name: 'r', label: 'What?', required: true }] }
          : undefined,
    },
  });
  const { socket } = slack.server;
  const responseUrl = slack.server.responseUrl();
  const message = { channel: 'C0GENERAL', ts: '1.1' };
  const press = (action_id: string) =>
    socket.send(
      'interactive',
      blockAction({ message, button: { action_id, block_id: 'b', value: '{"draftId":"d","revision":1}' } }),
    );
  expect(await socket.send('slash_commands', slashCommand({ text: 'hello', responseUrl }))).toEqual({});
  expect(await socket.send('events_api', mention({ text: 'in a channel' }))).toEqual({});
  expect(await socket.send('events_api', directMessage({ text: 'directly' }))).toEqual({});
  expect(await press('approve')).toEqual({});
  await press('change');
  const view = await eventually(() => slack.server.views[0], 'a dialog');
  expect(await socket.send('interactive', viewSubmission({ view, values: { r: ' ' } }))).toMatchObject({
    response_action: 'errors',
  });
  expect(await socket.send('interactive', viewSubmission({ view, values: { r: 'at 7' } }))).toEqual({});
  const said = slack.inbox.events.map((event) =>
    event.kind === 'message' ? event.text : event.kind === 'action' ? event.action : event.kind,
  );
  expect(said).toEqual(['hello', 'in a channel', 'directly', 'approve', 'change']);
  expect(slack.server.calls.find(({ method }) => method === 'apps.connections.open')?.token).toBe('xapp-1');
});

test('what could not be stored is not acknowledged, and its redelivery is work', async () => {
  await using slack = await connected();
  slack.inbox.failure = new Error('database gone');
  const event = mention({ text: 'hi' });
  expect(await slack.server.socket.send('events_api', event, 500)).toBeUndefined();
  slack.inbox.failure = undefined;
  expect(await slack.server.socket.send('events_api', event)).toEqual({});
  expect(slack.inbox.events).toHaveLength(1);
});

test('a connection that ends is opened again, also when Slack fails meanwhile', async () => {
  await using slack = await connected();
  slack.server.socket.recycle();
  await eventually(() => slack.server.socket.opened === 2, 'a second connection');
  slack.server.fail('apps.connections.open', { status: 503 });
  slack.server.socket.closeAll();
  await eventually(() => slack.server.socket.opened === 3, 'a third connection');
  expect(await slack.server.socket.send('events_api', mention({ text: 'still here' }))).toEqual({});
  expect(slack.inbox.events).toMatchObject([{ text: 'still here' }]);
});
