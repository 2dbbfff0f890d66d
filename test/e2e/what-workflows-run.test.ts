import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import type { PlannerResult } from '#src/planner/planner.ts';
import { defaultNodePolicy } from '#src/policy/node-policy.ts';
import { checkPolicy } from '#src/workflow/validate/policy.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import { createFixedPlanner } from '#test/fakes/planners.ts';
import { doors } from '#test/support/doors.ts';
import type {} from '#test/support/e2e-setup.ts';
import { openEditor } from '#test/support/n8n-editor.ts';
import { lookIntoN8n, workflowIdIn } from '#test/support/n8n-side.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** Everything that was called on this machine, which n8n must not do for whoever may not let it. */
async function startTrap() {
  const paths: string[] = [];
  const answers = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    paths.push(path);
    response.setHeader('content-type', 'application/json');
    response.end(answers.get(path) ?? '{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, paths, answers, close };
}

const calledBy = () => node('When called', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' });
const http = (url: string) => node('Call', 'httpRequest', 4.2, { url });
const inline = (workflow: N8nWorkflow, version = 1.2) =>
  node('Sub', 'executeWorkflow', version, { source: 'parameter', workflowJson: JSON.stringify(workflow) });
const judged = (workflow: N8nWorkflow, before?: N8nWorkflow) =>
  checkPolicy(workflow, { policy: defaultNodePolicy, before }).map(({ code }) => code);

describe('what a workflow runs besides itself, in a real n8n', () => {
  const { baseUrl, apiKey } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  const side = lookIntoN8n();
  let trap: Awaited<ReturnType<typeof startTrap>>;
  const made = new Set<string>();
  beforeAll(async () => {
    trap = await startTrap();
  });
  beforeEach(() => void trap.paths.splice(0));
  afterAll(async () => {
    await Promise.all([...made].map((id) => ensureRemoved(n8n.client, id)));
    trap.close();
  });

  let count = 0;
  const freshPath = () => `reach-${process.pid}-${++count}`;
  /** Puts it there past Flowsmith, starts it, and waits until it ended; how it ended. */
  async function run(workflow: N8nWorkflow): Promise<string | undefined> {
    const { id } = await n8n.client.create(workflow);
    made.add(id);
    await n8n.client.publish(id);
    await waitUntilLive(n8n.client, id);
    await n8n.runOnce(await n8n.client.get(id));
    const ended = async () => (await n8n.executions.last(id))?.status;
    await eventually(async () => ['success', 'error'].includes((await ended()) ?? ''), 'ended', 60_000);
    return ended();
  }

  describe('n8n does it, and the policy knows', () => {
    it.each([1, 1.1, 1.2, 1.3])('a workflow inside Execute Workflow %d', async (version) => {
      const given = chain(hook(freshPath()), inline(chain(calledBy(), http(`${trap.url}/inline`)), version));
      await run(given);
      expect(trap.paths).toEqual(['/inline']);
      expect(judged(given)).toEqual(['denied-address']);
    });

    it('one inside one inside one', async () => {
      const given = chain(
        hook(freshPath()),
        inline(chain(calledBy(), inline(chain(calledBy(), http(`${trap.url}/deep`))))),
      );
      await run(given);
      expect(trap.paths).toEqual(['/deep']);
      expect(judged(given)).toEqual(['denied-address']);
    });

    it('one that comes from an expression, and one that comes from an address', async () => {
      const words = JSON.stringify(chain(calledBy(), http(`${trap.url}/words`)));
      const fromData = node('Sub', 'executeWorkflow', 1.2, {
        source: 'parameter',
        workflowJson: '={{ $json.body.workflow }}',
      });
      const prepare = node('Prepare', 'set', 3.4, {
        mode: 'raw',
        jsonOutput: JSON.stringify({ body: { workflow: words } }),
      });
      const first = chain(hook(freshPath()), prepare, fromData);
      await run(first);
      trap.answers.set('/workflow.json', JSON.stringify(chain(calledBy(), http(`${trap.url}/from-address`))));
      const second = chain(
        hook(freshPath()),
        node('Sub', 'executeWorkflow', 1.1, { source: 'url', workflowUrl: `${trap.url}/workflow.json` }),
      );
      await run(second);
      expect(trap.paths).toEqual(['/words', '/workflow.json', '/from-address']);
      expect(judged(first)).toEqual(['needs-admin']);
      expect(judged(second)).toContain('needs-admin');
    });

    it('a program of Sort', async () => {
      const sorted = node('Sort', 'sort', 1, { type: 'code', code: 'throw new Error("ran")' });
      const two = node('Two', 'code', 2, { jsCode: 'return [{ json: { n: 1 } }, { json: { n: 2 } }]' });
      const given = chain(hook(freshPath()), two, sorted);
      expect(await run(given)).toBe('error');
      expect(await run(chain(hook(freshPath()), two, { ...sorted, parameters: { type: 'random' } }))).toBe('success');
      expect(judged(given)).toEqual(['holds-code', 'holds-code']);
    });

    it('a list in place of JSON text, which JavaScript reads as that text', async () => {
      const workflowJson = [JSON.stringify(chain(calledBy(), http(`${trap.url}/list`)))];
      const given = chain(
        hook(freshPath()),
        node('Sub', 'executeWorkflow', 1.2, { source: 'parameter', workflowJson }),
      );
      await run(given);
      expect(trap.paths).toEqual(['/list']);
      expect(judged(given)).toEqual(['needs-admin']);
    });

    it('what stands before a step steers it, also when it is only named', async () => {
      const by = (value: string, path: string) => {
        const far = node('Far', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ to: value }) });
        const near = node('Near', 'noOp', 1);
        const call = node('Call', 'httpRequest', 4.2, { url: `=${trap.url}/{{ $('Far').item.json.to }}` });
        return chain(hook(path), { ...far, id: 'far' }, { ...near, id: 'near' }, { ...call, id: 'call' });
      };
      const path = freshPath();
      const [before, after] = [by('backup', path), by('delete', path)];
      const same = (workflow: N8nWorkflow): N8nWorkflow => ({
        ...workflow,
        nodes: workflow.nodes.map((one) => ({ ...one, id: one.name })),
      });
      await run(by('backup', freshPath()));
      await run(by('delete', freshPath()));
      expect(trap.paths).toEqual(['/backup', '/delete']);
      expect(judged(same(before), same(before))).toEqual([]);
      expect(judged(same(after), same(before))).toEqual(['denied-address']);
    });
  });

  describe('through Flowsmith', () => {
    let app: TestApp;
    let next: PlannerResult;
    beforeAll(async () => {
      const policy = { internalHosts: [], admins: ['U0CHIEF'] };
      app = await startTestApp({
        n8n: { baseUrl, apiKey },
        policy,
        overrides: { planner: createFixedPlanner(() => next) },
      });
    });
    afterAll(() => app?.[Symbol.asyncDispose]());
    const ask = async (name: string, ...nodes: N8nWorkflow['nodes']) => {
      const [first, second] = nodes.map(({ name, type, parameters }) => ({ name, type, parameters }));
      if (!first || !second) throw new Error('two nodes');
      const connections = [{ from: first.name, to: second.name, output: 0, input: 0, kind: 'main' }];
      const draft = { name, description: '', nodes: [first, second], connections, assumptions: [] };
      next = { kind: 'draft', issues: [], draft };
      return doors['Slack mention'](app, 'please');
    };
    const callOf = (id: string) =>
      node('Sub', 'executeWorkflow', 1.2, { workflowId: { __rl: true, mode: 'id', value: id } });

    it('a hidden call is told and cannot be approved', async () => {
      const asked = await ask(freshPath(), hook(freshPath()), inline(chain(calledBy(), http(`${trap.url}/hidden`))));
      expect(asked.text()).toContain('inside the network');
      for (const approval of ['approve', 'approve_publish']) expect(asked.buttons()).not.toContain(approval);
      expect(await side.mentioning('/hidden')).toEqual([]);
    });

    it('a known workflow is called; once somebody lets it reach further in n8n, only with an admin', async () => {
      const part = await ask(
        'Harmless part',
        calledBy(),
        node('Mark', 'set', 3.4, { mode: 'raw', jsonOutput: '{"mark":1}' }),
      );
      await part.press('approve_publish');
      await eventually(() => part.text().includes(`${baseUrl}/workflow/`), 'created', 60_000);
      const id = workflowIdIn(part.text(), baseUrl);
      made.add(id);
      await eventually(async () => (await side.get(id)).active, 'published', 60_000);

      const name = `Caller ${freshPath()}`;
      const caller = await ask(name, hook(freshPath(), { responseMode: 'onReceived' }), callOf(id));
      expect(caller.text()).toContain('run the workflow “Harmless part”');
      expect(caller.text()).not.toContain('only an admin');
      await caller.press('approve_publish');
      await eventually(() => caller.text().includes(`${baseUrl}/workflow/`), 'created', 60_000);
      const callerId = workflowIdIn(caller.text(), baseUrl);
      made.add(callerId);
      await waitUntilLive(n8n.client, callerId);
      await n8n.runOnce(await n8n.client.get(callerId));
      await eventually(async () => (await n8n.executions.last(id))?.status === 'success', 'the called one ran', 60_000);

      // Saved, not published: it runs when somebody starts the caller by hand.
      const editor = await openEditor(baseUrl);
      await editor.edit(id, (workflow) => {
        for (const one of workflow.nodes.filter(({ name }) => name === 'Mark'))
          Object.assign(one, {
            type: 'n8n-nodes-base.httpRequest',
            typeVersion: 4.2,
            parameters: { url: `${trap.url}/far` },
          });
      });
      const again = await ask(`Again ${freshPath()}`, hook(freshPath()), callOf(id));
      expect(again.text()).toContain('only an admin can approve');
      await again.press('approve');
      await eventually(() => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')), 'refused');
      expect(trap.paths).toEqual([]);
    });
  });
});
