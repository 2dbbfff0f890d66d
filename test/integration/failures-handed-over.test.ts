import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createErrorSecret } from '#src/engine/error-hub.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { Delivery, WorkflowRow } from '#src/store/entities.ts';
import { peopleOn, type Somebody } from '#test/support/people-on.ts';
import { talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe.each(talkPlatforms)('failures of what was handed over, in %s', (platform) => {
  let app: TestApp;
  let [asker, next, third] = [] as unknown as [Somebody, Somebody, Somebody];
  let runs = 100_000;
  beforeAll(async () => {
    const port = await freePort();
    app = await startTestApp({
      env: { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` },
      policy: { errorNotices: true },
    });
    [asker, next, third] = peopleOn(app, platform);
    for (const { chat } of [asker, next, third]) await chat.say('help');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const settled = () =>
    eventually(
      async () =>
        (await app.store.fork().count(Delivery, { kind: ['failed', 'news', 'draft'], dueAt: { $ne: null } })) === 0,
      'nothing is owed any more',
    );
  async function fail(n8nId: string, message: string): Promise<void> {
    runs += 1;
    const response = await fetch(`${app.url}/hooks/n8n/error`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [errorHubHeader]: createErrorSecret(app.standIn.apiKey) },
      body: JSON.stringify({
        execution: { id: String(runs), mode: 'trigger', lastNodeExecuted: 'Get' },
        error: { message, node: 'Get' },
        workflow: { id: n8nId, name: 'x' },
      }),
    });
    expect(response.status).toBe(204);
    await settled();
  }
  async function newest(): Promise<{ name: string; n8nId: string }> {
    const [row] = await app.store.fork().find(WorkflowRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
    if (!row) throw new Error('no workflow');
    return row;
  }
  /** Where it was said: conversations of the platform. */
  const placesOf = (words: string): string[] =>
    platform === 'slack'
      ? [...app.slack.messages.values()]
          .filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(words))
          .map(({ channel }) => channel)
      : app.teams.activities
          .filter(({ activity }) => JSON.stringify(activity).includes(words))
          .map(({ conversationId }) => conversationId);
  const aloneWith = ({ id }: Somebody) => (platform === 'slack' ? `D0${id}` : `a:1${id}`);

  it('reach whoever answers for it now, and no longer whoever asked in private', async () => {
    const card = await asker.chat.say('every hour get https://example.com/private');
    await card.press('approve');
    await card.says('/workflow/');
    const { name, n8nId } = await newest();
    await fail(n8nId, 'While it was theirs');
    expect(placesOf('While it was theirs')).toEqual([aloneWith(asker)]);
    await asker.chat.say(`mute "${name}"`);
    await (await asker.chat.say(`hand over "${name}" to ${next.name}`)).says('from now on');
    await settled();
    await fail(n8nId, 'After the change of hands');
    expect(placesOf('After the change of hands')).toEqual([aloneWith(next)]);
    await (await next.chat.say('what failed today?')).says('After the change of hands');
    expect((await asker.chat.say('what failed today?')).text()).not.toContain('change of hands');
    await (await next.chat.say(`mute "${name}"`)).says('are not told here');
    await fail(n8nId, 'Silent for both of them');
    expect(placesOf('Silent for both of them')).toEqual([]);
    await (await next.chat.say(`unmute "${name}"`)).says('told here again');
    await (await next.chat.say('send me a daily digest of failures at 9')).says('9');
    await fail(n8nId, 'Kept for the digest');
    expect(placesOf('Kept for the digest')).toEqual([]);
  });

  it('stay in the channel in which it was asked for', async () => {
    const talk = talkOn(app, platform);
    const card = await talk.say('every hour get https://example.com/channel');
    await card.press('approve');
    await card.says('/workflow/');
    const { n8nId } = await newest();
    await talk.say(`hand it over to ${third.name}`);
    await eventually(
      async () => (await app.store.fork().count(WorkflowRow, { n8nId, requesterId: third.id })) === 1,
      'another one is responsible',
    );
    await settled();
    await fail(n8nId, 'Heard by the channel');
    const places = placesOf('Heard by the channel');
    expect(places).toHaveLength(1);
    expect([asker, next, third].map(aloneWith)).not.toContain(places[0]);
  });
});
