import { describe, expect, it } from 'vitest';
import { ensureTenant } from '#src/store/conversations.ts';
import { StoredEvent } from '#src/store/entities.ts';
import { sendMention } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, hourly, never } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const person = { id: 'U0ANA', name: 'Ana' };

/** Taken in, but never queued: what a crash leaves between commit and queue; each in a conversation of its own. `age` in minutes. */
async function plant(app: TestApp, platform: 'slack' | 'teams', { count = 1, age = 1, tenant = 'T0TEAM' } = {}) {
  const em = app.store.fork();
  const { id } = await ensureTenant(em, platform, { id: tenant });
  const address = { team: tenant, channel: 'C0LOST', threadTs: '1790000000.000001', user: person.id };
  const said = { kind: 'message', tenant: { id: tenant }, person, text: 'help', via: 'mention' };
  await em.execute(
    `with there as (
       insert into conversations (id, tenant_id, platform, key, address, version)
       select gen_random_uuid(), ?, ?, gen_random_uuid()::text, ?::jsonb, 1 from generate_series(1, ?) returning id, key
     ) insert into inbound_events (id, tenant_id, conversation_id, dedupe_key, payload, status, received_at)
     select gen_random_uuid(), ?, id, key, ?::jsonb || jsonb_build_object('dedupeKey', key, 'conversation',
       jsonb_build_object('platform', ?::text, 'key', key, 'address', ?::jsonb)), 'received',
       clock_timestamp() - ? * interval '1 minute' from there`,
    [
      ...[id, platform, JSON.stringify(platform === 'slack' ? address : {}), count],
      ...[id, JSON.stringify(said), platform, JSON.stringify(address), age],
    ],
  );
}

const statuses = async (app: TestApp, platform: string): Promise<string[]> => {
  const rows = await app.store
    .fork()
    .execute(
      `select distinct status || coalesce(':' || failure, '') as it from inbound_events e join conversations c on c.id = e.conversation_id where platform = ?`,
      [platform],
    );
  return (rows as { it: string }[]).map(({ it }) => it);
};

const withoutTeams = { TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' };

describe('the sweeper', () => {
  it('finds a lost event behind hundreds that nobody here can answer, and leaves those to a worker that can', async () => {
    await using app = await startTestApp({ env: withoutTeams });
    await plant(app, 'teams', { count: 250, age: 5 });
    await plant(app, 'slack');
    const answered = async () => (await statuses(app, 'slack')).join() === 'handled';
    await eventually(answered, 'the answer to the lost event');
    expect(await statuses(app, 'teams')).toEqual(['received']);
    // Not one was tried here.
    expect(await app.store.fork().count(StoredEvent, { attempts: { $gt: 0 }, status: 'received' })).toBe(0);
  });

  it('fails what no worker has looked at for long, so that it does not wait for ever', async () => {
    const sweep = { everyMs: 500, ageMs: 1_000, unanswerableMs: 10 * 60_000 };
    await using app = await startTestApp({ env: withoutTeams, overrides: { workers: { sweep } } });
    await plant(app, 'teams', { count: 3, age: 11 });
    await eventually(async () => (await statuses(app, 'teams')).join() === 'failed:platform_off', 'the end of them');
  });
});

describe('an event that cannot be answered', () => {
  it('is counted before anything is done, so that one that kills its process counts too', async () => {
    const planner = createScriptedPlanner(never);
    await using app = await startTestApp({ overrides: { planner } });
    await sendMention(app.url, slackSecret, { text: 'every hour get https://example.com' });
    await eventually(() => planner.inputs.length === 1, 'the turn');
    const [row] = await app.store.fork().find(StoredEvent, {});
    expect(row).toMatchObject({ status: 'received', attempts: 1, failure: 'interrupted' });
    // So much is left of it when the process dies now. Stop lets this one end.
    await app.store.fork().nativeUpdate(StoredEvent, {}, { stopRequestedAt: new Date() });
  });

  it('is failed and told after its last try, and what waited behind it is answered', async () => {
    const planner = createScriptedPlanner(hourly);
    await using app = await startTestApp({ overrides: { planner } });
    await plant(app, 'slack');
    const [row] = await app.store.fork().find(StoredEvent, {});
    await app.store.fork().nativeUpdate(StoredEvent, {}, { attempts: 8, failure: 'interrupted' });
    const failed = async () =>
      (await app.store.fork().findOne(StoredEvent, { id: row?.id ?? '' }))?.status === 'failed';
    await eventually(failed, 'the end of it');
    const said = () => JSON.stringify([...app.slack.messages.values()]);
    await eventually(() => said().includes('Something went wrong'), 'a word about it');
    expect(planner.inputs).toHaveLength(0);
  });
});
