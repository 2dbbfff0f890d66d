import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftRevision, StoredEvent, Tenant } from '#src/store/entities.ts';
import { forgetPerson } from '#src/store/forget.ts';
import { purgeText } from '#src/store/purge.ts';
import { call, until } from '#test/api/client.ts';
import { sendView } from '#test/fakes/slack-server.ts';
import { findStored } from '#test/support/find-stored.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Posts each deal a webhook is told of. */
const deals = () =>
  drafted({
    name: 'Deals',
    nodes: [
      {
        name: 'Deal',
        type: 'n8n-nodes-base.webhook',
        parameters: { httpMethod: 'POST', path: `tried-${process.pid}` },
      },
      {
        name: 'Tell sales',
        type: 'n8n-nodes-base.slack',
        parameters: {
          ...{ resource: 'message', operation: 'post', select: 'channel' },
          text: '=Deal {{ $json.body.company }}, {{ ($json.body.amount * 1.19).toFixed(2) }} €',
          channelId: { __rl: true, mode: 'name', value: '#sales' },
        },
      },
    ],
    connections: [{ from: 'Deal', to: 'Tell sales', output: 0, input: 0, kind: 'main' }],
  });

describe('a draft is rehearsed in a real n8n with the example somebody gives', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  beforeAll(async () => {
    const planner = createScriptedPlanner(() => deals());
    const approvers = ['U0ANA', 'U0BO6', 'U0BO10'];
    app = await startTestApp({
      n8n,
      policy: { approvers },
      env: { REHEARSE: '1', N8N_RATE_LIMIT: '20' },
      overrides: { planner },
    });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('in a chat: by a form that has the values of the example', async () => {
    const thread = openThread(app);
    await thread.ask('tell #sales of every deal');
    const card = () => thread.messages().at(-1);
    await eventually(() => textOf(card()).includes('Deal Example Ltd, 142.80 €'), 'a rehearsal on the card', 60_000);
    const before = card();
    if (!before) throw new Error('no card');
    await thread.press(before, 'try_with');
    const view = await eventually(() => app.slack.views.at(-1), 'a form');
    expect(JSON.stringify(view)).toContain('body.company');
    expect(JSON.stringify(view)).toContain('Example Ltd');
    await sendView(app.url, slackSecret, { view, values: { '0': 'Acme & Söhne', '1': '1000' }, user: 'U0ANA' });
    await eventually(() => textOf(card()).includes('Söhne, 1190.00 €'), 'what it does with the other example', 60_000);
    const [row] = await app.store.fork().find(DraftRevision, {}, { orderBy: { id: 'desc' } });
    expect(row?.rehearsal).toMatchObject({ kind: 'rehearsed', rehearsal: { sources: { Deal: 'given' } } });
  }, 180_000);

  it('over REST: with a whole one, and with one that cannot be used', async () => {
    const key = await app.key(['request', 'read']);
    const { body } = await call(app, '/create-n8n-workflow', { key, body: { request: 'tell #sales of every deal' } });
    await until(app, key, body.draftId, 'proposed');
    const path = `/api/v1/drafts/${body.draftId}/rehearsals`;
    const tried = await call(app, path, {
      key,
      body: { revision: 1, sample: { company: 'Beta', amount: 10 } },
      headers: { prefer: 'wait=60' },
    });
    expect(tried.status).toBe(202);
    expect(tried.body.rehearsal?.lines.join('\n')).toContain('Deal Beta, 11.90 €');
    const odd = await call(app, path, { key, body: { revision: 1, sample: 'Beta' } });
    expect([odd.status, odd.body.code]).toEqual([400, 'sample_invalid']);
    const large = await call(app, path, { key, body: { revision: 1, sample: { company: 'x'.repeat(100_000) } } });
    expect([large.status, large.body.code]).toEqual([413, 'sample_too_large']);
    const megabyte = await call(app, path, { key, body: { revision: 1, sample: { company: 'x'.repeat(2 ** 20) } } });
    expect(megabyte.status).toBe(413);
  }, 180_000);

  it.each(['purge-text', 'forget'] as const)(
    '%s takes it away, with the draft of somebody else',
    async (how) => {
      const [bo, company] = [`U0BO${how.length}`, `Zorblattish-${how}`];
      const thread = openThread(app);
      await thread.ask('tell #sales of every deal');
      const card = () => thread.messages().at(-1);
      await eventually(() => textOf(card()).includes('Deal Example Ltd, 142.80 €'), 'a rehearsal on the card', 60_000);
      const before = card();
      if (!before) throw new Error('no card');
      const views = app.slack.views.length;
      await thread.press(before, 'try_with', bo);
      const view = await eventually(() => app.slack.views[views], 'a form');
      await sendView(app.url, slackSecret, { view, values: { '0': company, '1': '1000' }, user: bo });
      await eventually(() => textOf(card()).includes(company), 'what it does with the other example', 60_000);
      const em = app.store.fork();
      const events = (await em.findAll(StoredEvent)).filter(({ payload }) => payload.person.id === bo);
      expect(await findStored(app.database.url, company)).toContain('draft_revisions.rehearsal');
      for (const { id, tenant } of events)
        if (how === 'purge-text') await purgeText(app.store.fork(), id);
        else {
          const of = await em.findOneOrFail(Tenant, { id: tenant });
          await forgetPerson(app.store, [{ tenant: of, personId: bo, names: [] }]);
        }
      await eventually(() => !textOf(card()).includes(company), 'the card without it', 60_000);
      expect(await findStored(app.database.url, company)).toEqual([]);
      expect(textOf(card())).toContain('Deals');
    },
    180_000,
  );
});
