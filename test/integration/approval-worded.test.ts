import { describe, expect, it } from 'vitest';
import { DraftRow } from '#src/store/entities.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { openThread } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const approvals = [
  { when: ['reads' as const, 'schedule' as const], need: 0 },
  { when: ['writes' as const], need: 1 },
];

async function press(app: TestApp, message: SlackMessage, action: string, user: string): Promise<void> {
  const responseUrl = app.slack.responseUrl(message.channel);
  const button = app.slack.button(message, action);
  await sendAction(app.url, slackSecret, { message, button, user, userName: user, responseUrl });
}

describe.each([true, false])('whoever words a change of what somebody else asked for (four eyes: %s)', (fourEyes) => {
  it.each(['approve_publish', 'discard'])('gets no right to %s', async (action) => {
    await using app = await startTestApp({ policy: { approvers: ['U0BO'], fourEyes, approvals } });
    const thread = openThread(app);
    await thread.ask('every hour get https://example.com/health', 'U0ANA');
    const next = await thread.ask('every 3 hours instead', 'U0MALLORY');
    await press(app, next, action, 'U0MALLORY');
    await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0MALLORY'), 'the refusal');
    const [draft] = await app.store.fork().find(DraftRow, {});
    expect([draft?.status, app.standIn.workflows()]).toEqual(['proposed', []]);
    // Whoever asked still decides where nobody else has to.
    await press(app, next, 'approve_publish', 'U0ANA');
    await eventually(() => app.standIn.workflows().length === 1, 'the workflow');
  });
});

it('with four eyes an approver who worded it approves it neither, but may discard it', async () => {
  await using app = await startTestApp({ policy: { approvers: ['U0BO', 'U0CY'], fourEyes: true } });
  const thread = openThread(app);
  await thread.ask('every hour get https://example.com/health', 'U0ANA');
  const next = await thread.ask('every 3 hours instead', 'U0BO');
  await press(app, next, 'approve_publish', 'U0BO');
  await eventually(() => app.slack.ephemerals.some(({ user }) => user === 'U0BO'), 'the refusal');
  expect(app.standIn.workflows()).toEqual([]);
  await press(app, next, 'discard', 'U0BO');
  await eventually(async () => (await app.store.fork().find(DraftRow, {}))[0]?.status === 'discarded', 'the end');
});
