import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createErrorSecret } from '#src/engine/error-hub.ts';
import { nextSlot } from '#src/engine/reach/zone-clock.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { Delivery, FailureDigest, WorkflowRow } from '#src/store/entities.ts';
import { oweDueDigests } from '#src/store/failure-digests.ts';
import { type TalkPlatform, talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let runs = 0;
beforeAll(async () => {
  const port = await freePort();
  const env = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
  app = await startTestApp({ env, policy: { errorNotices: true } });
});
afterAll(() => app?.[Symbol.asyncDispose]());

async function made(platform: TalkPlatform) {
  const talk = talkOn(app, platform);
  runs += 1;
  const draft = await talk.say(`every ${runs + 1} hours get https://example.com/health`);
  await draft.press('approve');
  await draft.says('/workflow/');
  const [row] = await app.store.fork().find(WorkflowRow, {}, { orderBy: { createdAt: 'desc' }, limit: 1 });
  if (!row) throw new Error('no workflow');
  return { talk, row };
}

async function fail(n8nId: string, message: string): Promise<void> {
  runs += 1;
  await fetch(`${app.url}/hooks/n8n/error`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [errorHubHeader]: createErrorSecret(app.standIn.apiKey) },
    body: JSON.stringify({ execution: { id: String(900_000 + runs) }, error: { message }, workflow: { id: n8nId } }),
  });
}
const saying = (words: string) => [
  ...[...app.slack.messages.values()].filter(({ text, blocks }) => JSON.stringify([text, blocks]).includes(words)),
  ...app.teams.activities.filter(({ activity }) => JSON.stringify(activity).includes(words)),
];
const settled = () => eventually(async () => (await app.store.fork().count(Delivery, {})) === 0, 'nothing owed');
/** The clock goes on: so many days were missed. */
const makeDue = (days: number) =>
  app.store
    .fork()
    .execute(`update failure_digests set next_at = next_at - ? * interval '1 day', told_until = told_until`, [days]);

it.each(talkPlatforms)(
  'in %s failures come in one message, once, late as one; then none, then each by itself',
  async (platform) => {
    await app.store.fork().nativeDelete(FailureDigest, {});
    const { talk, row } = await made(platform);
    await (await talk.say('send us a daily digest of failures at 9')).says('instead of one message each');
    await fail(row.n8nId, `Digested in ${platform}`);
    await fail(row.n8nId, `Digested in ${platform}`);
    await settled();
    expect(saying(`Digested in ${platform}`)).toHaveLength(0);

    await makeDue(7);
    // Several processes look at once.
    await Promise.all(
      Array.from({ length: 4 }, () => app.store.fork().transactional((tx) => oweDueDigests(tx, nextSlot))),
    );
    await eventually(() => saying(`Digested in ${platform}`).length > 0, 'the digest');
    await settled();
    expect(saying(`Digested in ${platform}`)).toHaveLength(1);
    expect(JSON.stringify(saying(`Digested in ${platform}`))).toContain('What failed since');
    const [digest] = await app.store.fork().find(FailureDigest, {});
    expect(digest?.nextAt.getTime()).toBeGreaterThan(Date.now());

    // Nothing to say is not said, unless that is wanted.
    const before = app.slack.messages.size + app.teams.activities.length;
    await makeDue(1);
    await eventually(
      async () => ((await app.store.fork().find(FailureDigest, {}))[0]?.nextAt ?? 0) > new Date(),
      'next',
    );
    await settled();
    expect(app.slack.messages.size + app.teams.activities.length).toBe(before);

    await (await talk.say('no digest')).says('told by itself again');
    await fail(row.n8nId, `Single in ${platform}`);
    await eventually(() => saying(`Single in ${platform}`).length > 0, 'the notice');
    await (await talk.say('keine Zusammenfassung')).says('There is no digest here');
  },
);

it('whoever wants it always is told that nothing failed', async () => {
  await app.store.fork().nativeDelete(FailureDigest, {});
  const { talk } = await made('slack');
  await (await talk.say('weekly digest of failures on Friday at 5pm, always')).says('17:00');
  await makeDue(8);
  await eventually(() => saying('Nothing failed since').length > 0, 'that nothing failed');
});

it('for oneself it is said in private', async () => {
  const { talk } = await made('slack');
  await (await talk.say('send me a daily digest of failures')).says('where we are alone');
});
