import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { ask, call, until } from '#test/api/client.ts';
import { findChoice } from '#test/fakes/slack-elements.ts';
import { sendAction } from '#test/fakes/slack-server.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const calling = (word: string) =>
  drafted({
    name: 'Call',
    nodes: [
      {
        name: 'Daily',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'days', triggerAtHour: 9 }] } },
      },
      {
        name: 'Run it',
        type: 'n8n-nodes-base.executeWorkflow',
        parameters: { workflowId: toNamed(word), workflowInputs: { mappingMode: 'defineBelow', value: {} } },
      },
    ],
    connections: [{ from: 'Daily', to: 'Run it', output: 0, input: 0, kind: 'main' }],
  });

const callable = (name: string) =>
  drafted({
    name,
    nodes: [
      {
        name: 'When called',
        type: 'n8n-nodes-base.executeWorkflowTrigger',
        parameters: { inputSource: 'passthrough' },
      },
    ],
    connections: [],
  });
const names = ['Bill customers', 'Bill suppliers', 'Clean up'];

/** A workflow to run is named by a person; n8n lists the workflows there are, so nobody types an id. */
describe('names become values', () => {
  let app: TestApp;
  let plan: () => ReturnType<typeof drafted>;
  let key = '';
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner: createScriptedPlanner(() => plan()) } });
    key = await createKey(app.store, 'rest', ['request', 'approve', 'publish', 'read']);
    for (const name of names) {
      plan = () => callable(name);
      const thread = openThread(app);
      await thread.press(await thread.ask(`make ${name}`), 'approve_publish');
      await eventually(() => idOf(name), `${name} in n8n`);
    }
  });
  const idOf = (name: string) => app.standIn.workflows().find((one) => one.name === name && one.active)?.id;
  afterAll(() => app?.[Symbol.asyncDispose]());

  const say = async (named: string) => {
    plan = () => calling(named);
    const thread = openThread(app);
    return { thread, card: await thread.ask(`run ${named} every day at 9`) };
  };

  it('takes the only one of that name, and says so', async () => {
    const { card } = await say('the Clean Up workflow');
    expect(textOf(card)).toContain(
      'Taken for “the Clean Up workflow”: Clean up (Execute Sub-workflow), as n8n finds it there now.',
    );
    expect(app.slack.button(card, 'approve')).toBeDefined();
  });

  it('over REST asks with what it may be, of this tenant alone', async () => {
    plan = () => calling('Bill');
    const { body } = await ask(app, key, { request: 'run Bill every day at 9' });
    const before = await until(app, key, body.draftId, 'blocked');
    // What was made in Slack is another tenant's.
    expect(before.issues?.[0]).not.toHaveProperty('choices');
    for (const name of ['Bill Ltd', 'Bill Inc', 'Tidy']) {
      plan = () => callable(name);
      await ask(app, key, { request: `make ${name}`, approve: true, publish: true });
      await eventually(() => idOf(name), `${name} in n8n`);
    }
    plan = () => calling('Bill');
    const again = await ask(app, key, { request: 'run Bill every day at 9' });
    const state = await until(app, key, again.body.draftId, 'blocked');
    const choices = ['Bill Inc', 'Bill Ltd'].map((name) => ({ name, value: idOf(name), from: 'n8n' }));
    expect(state).toMatchObject({ issues: [{ code: 'named-not-chosen', choices }] });
    const at = `/api/v1/drafts/${again.body.draftId}/choices?path=parameters.workflowId`;
    const found = await call(app, `${at}&q=tidy`, { key });
    expect(found).toMatchObject({
      status: 200,
      body: {
        choices: [{ name: 'Tidy', from: 'n8n' }],
        more: false,
        sources: { n8n: 'answered', workflows: 'absent' },
      },
    });
    const nowhere = await call(app, at.replace('workflowId', 'nothing'), { key });
    expect(nowhere).toMatchObject({ status: 404, body: { code: 'place_unknown' } });
    const unknown = await call(app, '/api/v1/drafts/00000000-0000-4000-8000-000000000000/choices?path=x', { key });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'draft_unknown' } });
  });

  it('is picked from a list on the card, and created as what it is', async () => {
    const { thread, card } = await say('Bill');
    expect(textOf(card)).toContain('Bill suppliers');
    expect(() => app.slack.button(card, 'approve')).toThrow('No button');
    const button = findChoice(card, 'Bill suppliers');
    const responseUrl = app.slack.responseUrl(card.channel);
    await sendAction(app.url, slackSecret, { message: card, button, user: 'U0ANA', responseUrl });
    const next = await eventually(() => {
      const shown = thread.messages().find((one) => textOf(one).includes('"approve'));
      return shown;
    }, 'a card to approve');
    await thread.press(next, 'approve');
    const stored = await eventually(
      () => app.standIn.workflows().find(({ name }) => name === 'Call'),
      'the workflow in n8n',
    );
    expect(stored.nodes?.at(-1)?.parameters?.['workflowId']).toMatchObject({
      mode: 'list',
      value: idOf('Bill suppliers'),
      cachedResultName: 'Bill suppliers',
    });
  });
});
