import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlannerResult } from '#src/planner/planner.ts';
import { Creation } from '#src/store/entities.ts';
import { createFixedPlanner } from '#test/fakes/planners.ts';
import { doors } from '#test/support/doors.ts';
import { plantWorkflow } from '#test/support/plant-workflow.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

type Node = { name: string; type: string; parameters: Record<string, unknown> };

const base = (name: string, type: string, parameters: Record<string, unknown> = {}): Node => ({
  name,
  type: `n8n-nodes-base.${type}`,
  parameters,
});
const called = base('When called', 'executeWorkflowTrigger', { inputSource: 'passthrough' });
const hourly = base('Start', 'scheduleTrigger', { rule: { interval: [{ field: 'hours' }] } });
const page = base('Get page', 'httpRequest', { url: 'https://example.com/health' });
const readFile = base('Read', 'readWriteFile', { fileSelector: '/etc/passwd' });

function planned(name: string, first: Node, step: Node): PlannerResult {
  const connections = [{ from: first.name, to: step.name, output: 0, input: 0, kind: 'main' }];
  return {
    kind: 'draft',
    issues: [],
    draft: { name, description: '', nodes: [first, step], connections, assumptions: [] },
  };
}
const inlineOf = (...nodes: Node[]) =>
  base('Sub', 'executeWorkflow', { source: 'parameter', workflowJson: JSON.stringify({ nodes, connections: {} }) });
const callOf = (id: string) => base('Sub', 'executeWorkflow', { workflowId: { __rl: true, mode: 'id', value: id } });

/** What stands on the card, its quotation marks as people see them. */
const said = (asked: { text(): string }): string => asked.text().replaceAll('\\"', '"');

describe('a draft that runs another workflow', () => {
  let app: TestApp;
  let next: PlannerResult;
  beforeAll(async () => {
    const policy = { admins: ['U0CHIEF'], nodes: { 'n8n-nodes-base.readWriteFile': 'admin' as const } };
    app = await startTestApp({ policy, overrides: { planner: createFixedPlanner(() => next) } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());
  beforeEach(() => void app.slack.ephemerals.splice(0));
  const ask = async (result: PlannerResult) => {
    next = result;
    return doors['Slack mention'](app, 'please');
  };
  /** A workflow somebody had made here; returns n8n's id of it. */
  const made = async (name: string, step: Node): Promise<string> => {
    const asked = await ask(planned(name, called, step));
    await asked.press('approve');
    const found = await eventually(() => app.standIn.workflows().find((one) => one.name === name), 'made');
    await eventually(() => asked.text().includes('Created'), 'told');
    return found.id;
  };
  const names = () => app.standIn.workflows().map(({ name }) => name);

  it('that is known and passes: named on the card, and created on the requester’s own approval', async () => {
    const id = await made('Look at the page 1', page);
    const asked = await ask(planned('Caller 1', hourly, callOf(id)));
    expect(asked.text()).toContain('run the workflow “Look at the page 1”');
    expect(asked.text()).not.toContain('only an admin');
    await asked.press('approve');
    await eventually(() => names().includes('Caller 1'), 'created');
  });

  it('that was made in n8n itself: by its id, and only with an admin', async () => {
    const asked = await ask(planned('Caller 2', hourly, callOf(await plantWorkflow(app, 'Somebody’s secret'))));
    expect(asked.text()).toContain('which whoever asked does not see here and which only an admin can approve');
    expect(asked.text()).not.toContain('secret');
    await asked.press('approve');
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')), 'refused');
    expect(names()).not.toContain('Caller 2');
    await asked.press('approve', 'U0CHIEF');
    await eventually(() => names().includes('Caller 2'), 'created');
  });

  it('whose own steps need an admin: these are told', async () => {
    const asked = await ask(planned('Reader', called, readFile));
    await asked.press('approve', 'U0CHIEF');
    const reader = await eventually(() => app.standIn.workflows().find(({ name }) => name === 'Reader'), 'made');
    const caller = await ask(planned('Caller 3', hourly, callOf(reader.id)));
    expect(said(caller)).toContain(
      '"Sub" runs "Reader", where "Read" uses readWriteFile, which only an admin can approve',
    );
    await caller.press('approve');
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')), 'refused');
    expect(names()).not.toContain('Caller 3');
  });

  it('that somebody changed in n8n meanwhile: refused at the press, and right before it is created', async () => {
    const id = await made('Look at the page 4', page);
    const change = async (nodes: object[]) => {
      const now = app.standIn.workflows().find((one) => one.id === id);
      const body = { name: 'Look at the page 4', connections: {}, settings: {}, nodes };
      const response = await fetch(`${app.standIn.baseUrl}/api/v1/workflows/${now?.id}`, {
        method: 'PUT',
        headers: { 'X-N8N-API-KEY': app.standIn.apiKey, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      expect(response.status).toBe(200);
    };
    const placed = (node: Node) => ({ ...node, id: node.name, typeVersion: 1, position: [0, 0] });
    const asked = await ask(planned('Caller 4', hourly, callOf(id)));
    await change([placed(called), placed(readFile)]);
    await asked.press('approve');
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')), 'refused');

    await change([placed(called), placed(page)]);
    // The worker reads it after the approval did: in between somebody is quicker.
    const reads = () => app.standIn.requests().filter((line) => line === `GET /workflows/${id}`).length;
    const before = reads();
    app.standIn.fail({ on: 'POST /workflows', status: 503 });
    await asked.press('approve');
    await eventually(() => reads() > before + 1, 'read by the worker');
    await change([placed(called), placed(readFile)]);
    await eventually(() => asked.text().includes('The policy of this Flowsmith'), 'told on the card', 30_000);
    expect(said(asked)).toContain('"Sub" runs "Look at the page 4", where "Read" uses readWriteFile');
    expect(names()).not.toContain('Caller 4');
    expect(await app.store.fork().findOne(Creation, { status: 'failed' })).not.toBeNull();
  });

  it('that is written inside it: its steps are on the card, in the reader’s language; what is denied stays denied', async () => {
    const fine = await ask(
      planned('Caller 6', hourly, inlineOf(called, page, base('Tell', 'emailSend', { toEmail: 'a@example.com' }))),
    );
    expect(fine.text()).toContain('run steps of its own (get data from example.com; send an e-mail to a@example.com)');
    expect(fine.text()).not.toContain('only an admin');
    const denied = await ask(
      planned('Caller 6', hourly, inlineOf(called, base('Run', 'executeCommand', { command: 'id' }))),
    );
    expect(said(denied)).toContain('"Run" inside "Sub" uses executeCommand, which is not allowed here');
    expect(denied.buttons()).not.toContain('approve');
  });

  it('that n8n does not show now: only with an admin, until it does', async () => {
    const id = await made('Look at the page 5', page);
    app.standIn.fail({ on: 'GET /workflows/:id', status: 403, times: 100 });
    const asked = await ask(planned('Caller 5', hourly, callOf(id)));
    expect(asked.text()).toContain('which could not be read now');
    await asked.press('approve');
    await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')), 'refused');
  });
});
