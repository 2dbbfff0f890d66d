import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKey } from '#src/api/keys.ts';
import type { PlannerInput, PlannerResult } from '#src/planner/planner.ts';
import { toNamed } from '#src/workflow/shapes/named.ts';
import { ask, call, until } from '#test/api/client.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every day at 9 add a row to the Orders sheet';
const link = 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789AbCdEf/edit';

const rows = (hour = 9) =>
  drafted({
    name: 'Rows',
    nodes: [
      {
        name: 'Daily',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'days', triggerAtHour: hour, triggerAtMinute: 0 }] } },
      },
      {
        name: 'Add row',
        type: 'n8n-nodes-base.googleSheets',
        parameters: {
          resource: 'sheet',
          operation: 'append',
          documentId: toNamed('Orders'),
          sheetName: { __rl: true, mode: 'name', value: 'Sheet1' },
          columns: { mappingMode: 'autoMapInputData', value: null },
        },
      },
    ],
    connections: [{ from: 'Daily', to: 'Add row', output: 0, input: 0, kind: 'main' }],
  });

/** A thing called by its name waits for a person, whatever happens to the draft, and never gets into n8n as a name. */
describe('the person’s word for a place', () => {
  const inputs: PlannerInput[] = [];
  let plan: (input: PlannerInput) => PlannerResult = () => rows();
  let app: TestApp;
  beforeAll(async () => {
    const planner = createScriptedPlanner((input) => {
      inputs.push(input);
      return plan(input);
    });
    app = await startTestApp({ overrides: { planner } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('is asked for on the card, and kept through changes and in the database', async () => {
    const thread = openThread(app);
    const first = await thread.ask(request);
    expect(textOf(first)).toContain('Which spreadsheet is “Orders”?');
    expect(() => app.slack.button(first, 'approve')).toThrow('No button');
    plan = () => ({ ...rows(7), kind: 'revision' });
    const second = await thread.ask('at 7 instead');
    expect(textOf(second)).toContain('Which spreadsheet is “Orders”?');
    // What the planner was given came out of the database.
    expect(inputs.at(-1)?.current?.draft.nodes[1]?.parameters['documentId']).toEqual(toNamed('Orders'));
    expect(app.standIn.workflows()).toEqual([]);
    plan = () => rows();
  });

  it('is answered in the form by another name or by the link', async () => {
    const talk = talkOn(app, 'teams');
    const draft = await talk.say(request);
    const again = await talk.after(() => draft.press('fill', undefined, { field_0: 'All orders' }));
    expect(again.text()).toContain('Which spreadsheet is “All orders”?');
    const filled = await talk.after(() => again.press('fill', undefined, { field_0: link }));
    expect(filled.text()).not.toContain('Which spreadsheet');
    expect(filled.labels()).toContain('Turn on');
  });

  it('over REST: blocked, with the word, and approving is refused with the finding', async () => {
    const key = await createKey(app.store, 'rest', ['request', 'approve', 'publish', 'read']);
    const { body } = await ask(app, key, { request, approve: true });
    const state = await until(app, key, body.draftId, 'blocked');
    const finding = {
      code: 'named-not-chosen',
      node: 'Add row',
      path: 'parameters.documentId',
      params: { word: 'Orders', key: 'documentId', app: 'Google Sheets' },
    };
    expect(state).toMatchObject({ issues: [finding] });
    const refused = await call(app, `/api/v1/drafts/${body.draftId}/approve`, { key, body: { revision: 1 } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'draft_not_open', issues: [finding] } });
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('once it is found it is created as what it is', async () => {
    const thread = openThread(app);
    await thread.ask(request);
    plan = (input) => {
      const draft = structuredClone(input.current?.draft ?? rows().draft);
      Object.assign(draft.nodes[1]?.parameters ?? {}, { documentId: { __rl: true, mode: 'url', value: link } });
      return { ...drafted(draft), kind: 'revision' };
    };
    const next = await thread.ask(`it is ${link}`);
    await thread.press(next, 'approve');
    const [made] = await eventually(
      () => app.standIn.workflows().length > 0 && app.standIn.workflows(),
      'the workflow',
    );
    expect(JSON.stringify(made)).toContain(link);
    expect(JSON.stringify(made)).not.toContain('"cachedResultName":"Orders"');
    plan = () => rows();
  });
});
