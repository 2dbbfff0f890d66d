import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createErrorSecret } from '#src/engine/error-hub.ts';
import { nextSlot } from '#src/engine/reach/zone-clock.ts';
import { errorHubHeader } from '#src/n8n/error-hub.ts';
import { Delivery, FailureDigest, WorkflowRow } from '#src/store/entities.ts';
import { oweDueDigests } from '#src/store/failure-digests.ts';
import { findFailuresSince } from '#src/store/failures-since.ts';
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

it('each failure is counted in one digest: since the last one, and none after it was owed', async () => {
  const em = app.store.fork();
  await em.nativeDelete(FailureDigest, {});
  const { talk, row } = await made('slack');
  await talk.say('send us a daily digest of failures at 9');
  const message = 'Counted once in a digest';
  const countsIn = async (since: Date, until: Date) =>
    (
      await findFailuresSince(
        app.store.fork(),
        { since, until },
        { instanceUrl: row.instanceUrl, tenants: [row.tenant] },
      )
    )
      .filter(({ workflowId }) => workflowId === row.id)
      .map(({ count }) => count);
  const clock = async () => {
    const [found] = (await app.store.fork().execute('select clock_timestamp() as now')) as { now: string }[];
    return new Date(Date.parse(String(found?.now)) + 1);
  };
  const begun = await clock();
  for (let time = 0; time < 5; time += 1) await fail(row.n8nId, message);
  const first = await clock();
  await fail(row.n8nId, message);
  const second = await clock();
  expect(await countsIn(begun, first)).toEqual([5]);
  expect(await countsIn(first, second)).toEqual([1]);
  expect(await countsIn(begun, second)).toEqual([6]);
  expect(await countsIn(second, await clock())).toEqual([]);

  // Told: what fails from then on is alone in the next.
  await makeDue(7);
  await eventually(() => saying(message).length === 1, 'the digest');
  await settled();
  expect(JSON.stringify(saying(message))).toContain('6 ');
  await fail(row.n8nId, message);
  await makeDue(2);
  await eventually(() => saying(message).length === 2, 'the next digest');
  expect(JSON.stringify(saying(message)[1])).not.toMatch(/[67] (?:times|executions)/);
});

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
