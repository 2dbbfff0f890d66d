import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureOutOfTheWay, ensureUnarchived } from '#src/n8n/archive.ts';
import { type StoredWorkflow, type WorkflowDocument, workflowsOf } from '#src/n8n/client.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import { ensureErrorHub } from '#src/n8n/error-hub.ts';
import type { Execution } from '#src/n8n/executions.ts';
import { readFacts } from '#src/n8n/facts.ts';
import { capabilitiesOf } from '#src/n8n/instance.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { markerOf, withMarker } from '#src/n8n/marker.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { missingScopes, readScopes } from '#src/n8n/scopes.ts';
import { ensureUpdated, restoreVersion, type UpdateOutcome } from '#src/n8n/update.ts';
import type { N8nUnderTest } from './n8n.ts';
import { chain, fails, failureOf, hook, node, noOp, schedule, slack } from './n8n-workflows.ts';

/** What managing workflows relies on in n8n: the stand-in and the real one both pass. Leaves nothing behind. */
export function n8nManageContract(name: string, start: () => Promise<N8nUnderTest>): void {
  describe(`n8n contract, managing: ${name}`, () => {
    let under: N8nUnderTest;
    let n8n: N8n;
    const created = new Set<string>();

    beforeAll(async () => {
      under = await start();
      n8n = connectN8n(under.config);
    });
    afterAll(async () => {
      await Promise.all([...created].map((id) => ensureRemoved(n8n.client, id)));
      await under[Symbol.asyncDispose]();
    });
    async function create(workflow: WorkflowDocument): Promise<StoredWorkflow> {
      const stored = await n8n.client.create(workflow);
      created.add(stored.id);
      return stored;
    }
    async function createLive(workflow: WorkflowDocument): Promise<StoredWorkflow> {
      const { id } = await create(workflow);
      await n8n.client.publish(id);
      await waitUntilLive(n8n.client, id);
      return await n8n.client.get(id);
    }
    /** Its last execution, once there is one that reached this status. */
    async function executed(workflowId: string, status: string): Promise<Execution> {
      for (let look = 0; look < 50; look++) {
        const last = await n8n.executions.last(workflowId);
        if (last?.status === status) return last;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(`no execution of ${workflowId} became ${status}`);
    }
    const updated = (outcome: UpdateOutcome) => {
      expect(outcome.kind).toBe('updated');
      return outcome as Extract<UpdateOutcome, { kind: 'updated' }>;
    };

    describe('reading', () => {
      test('lists only published ones, or only unpublished ones', async () => {
        const word = randomUUID();
        const live = await createLive({ ...chain(schedule()), name: `${word} live` });
        const quiet = await create({ ...chain(schedule()), name: `${word} quiet` });
        const ids = async (published: boolean) => {
          const { workflows } = await n8n.client.list({ name: word, published });
          return workflows.map(({ id }) => id);
        };
        expect(await ids(true)).toEqual([live.id]);
        expect(await ids(false)).toEqual([quiet.id]);
      });

      test('knows the live nodes apart from the saved ones', async () => {
        const stored = await createLive(chain(schedule(), noOp()));
        const [clock] = stored.nodes;
        const smaller = { ...stored, nodes: clock ? [clock] : [], connections: {} };
        await n8n.client.update(stored.id, smaller, { publishIfActive: false });
        const read = await n8n.client.get(stored.id);
        expect(read.nodes).toHaveLength(1);
        expect(read.activeVersion?.nodes).toHaveLength(2);
        await n8n.client.unpublish(stored.id);
        expect((await n8n.client.get(stored.id)).activeVersion).toBeUndefined();
      });

      test('says what its key may do', async () => {
        const scopes = await readScopes(under.config);
        expect(missingScopes(scopes ?? [])).toEqual([]);
        expect(missingScopes((scopes ?? []).filter((each) => each !== 'execution:retry'))).toMatchObject([
          { scope: 'execution:retry', required: false },
        ]);
        expect((await failureOf(readScopes({ ...under.config, apiKey: 'wrong' }))).code).toBe('n8n_unauthorized');
      });

      test('reads workflows, live webhooks and credentials as facts', async () => {
        const path = randomUUID();
        const live = await createLive(chain(hook(path), noOp()));
        const saved = live.nodes.map((each) => ({ ...each, parameters: { ...each.parameters, path: 'other' } }));
        await n8n.client.update(live.id, { ...live, nodes: saved }, { publishIfActive: false });
        const archived = await create(chain(schedule()));
        await n8n.archive.archive(archived.id);
        const quiet = await create(chain(hook(randomUUID())));
        const facts = await readFacts(n8n);
        expect(facts.failures).toEqual([]);
        expect(facts.workflows).toContainEqual({
          ...{ id: live.id, name: live.name, published: true },
          triggers: ['n8n-nodes-base.webhook'],
        });
        expect(facts.workflows?.map(({ id }) => id)).not.toContain(archived.id);
        expect(facts.webhooks?.filter(({ workflowId }) => workflowId === live.id)).toEqual([
          { method: 'POST', path, workflowId: live.id, workflowName: live.name },
        ]);
        expect(facts.webhooks?.filter(({ workflowId }) => workflowId === quiet.id)).toEqual([]);
        expect(facts.credentials).toBeInstanceOf(Array);
        const first = await n8n.client.list({ limit: 1 });
        expect(
          await readFacts(
            { ...n8n, client: { list: async () => ({ ...first, nextCursor: 'more' }) } },
            { maxPages: 1 },
          ),
        ).not.toHaveProperty('workflows');
      });

      test('lists credentials by id, name and type, and nothing more', async () => {
        const made = await under.addCredential({ name: `Team ${randomUUID()}`, type: 'slackApi' });
        const { credentials } = await n8n.credentials.list();
        expect(credentials).toContainEqual(made);
        expect(Object.keys(credentials[0] ?? {}).sort()).toEqual(['id', 'name', 'type']);
      });
    });

    describe('changing', () => {
      test('saves a change, publishes it only when asked, and keeps webhook id, settings and marker', async () => {
        const capabilities = capabilitiesOf(under.version);
        const made = withMarker(
          { ...chain(hook(''), noOp()), settings: { timezone: 'Europe/Berlin' } },
          'mine',
          capabilities,
        );
        const stored = await createLive(made);
        const nodes = stored.nodes.map(({ webhookId: _, ...rest }) => ({ ...rest, notes: 'changed' }));
        const change = { name: 'Changed', nodes, connections: stored.connections, settings: {} };
        const expectedVersionId = stored.versionId;
        const saved = updated(
          await ensureUpdated(n8n.client, stored.id, change, { expectedVersionId, publish: false }),
        );
        expect(saved).toMatchObject({ published: false, earlierIsLive: true });
        expect(saved.workflow.nodes[0]?.webhookId).toBe(stored.nodes[0]?.webhookId);
        expect(saved.workflow.settings['timezone']).toBe('Europe/Berlin');
        expect(markerOf(saved.workflow)).toBe('mine');
        const published = updated(
          await ensureUpdated(n8n.client, stored.id, change, { expectedVersionId, publish: true }),
        );
        expect(published).toMatchObject({ published: true, earlierIsLive: false });
        expect(published.workflow.versionId).toBe(saved.workflow.versionId);
        expect(published.workflow.activeVersionId).toBe(saved.workflow.versionId);
      });

      test('does not overwrite what somebody saved meanwhile', async () => {
        const stored = await create(chain(schedule(), noOp()));
        const [clock] = stored.nodes;
        const theirs = { ...stored, nodes: clock ? [clock] : [], connections: {} };
        await n8n.client.update(stored.id, theirs, { publishIfActive: false });
        const ours = { ...chain(schedule(), noOp('Ours')), name: stored.name };
        const { versionId: expectedVersionId } = stored;
        const outcome = await ensureUpdated(n8n.client, stored.id, ours, { expectedVersionId, publish: false });
        expect(outcome).toMatchObject({ kind: 'changed', current: { id: stored.id } });
        expect((await n8n.client.get(stored.id)).nodes).toHaveLength(1);
      });

      test('publishes a changed webhook path: the new address answers, the old one not', async () => {
        const [before, after] = [randomUUID(), randomUUID()];
        const stored = await createLive(chain(hook(before), noOp()));
        const nodes = stored.nodes.map((each) =>
          each.name === 'Hook' ? { ...each, parameters: { ...each.parameters, path: after } } : each,
        );
        const options = { expectedVersionId: stored.versionId, publish: true };
        const { workflow } = updated(await ensureUpdated(n8n.client, stored.id, { ...stored, nodes }, options));
        for (let look = 0; look < 30; look++) {
          if ((await n8n.runOnce(workflow)).started) break;
          await new Promise((done) => setTimeout(done, 100));
        }
        expect(await n8n.runOnce(workflow)).toMatchObject({ started: true, status: 200 });
        expect(await n8n.runOnce(stored)).toMatchObject({ started: false, reason: 'not_listening' });
      });

      test('saved, but not publishable: says so, and the earlier version stays live', async () => {
        const stored = await createLive(chain(schedule(), noOp()));
        const broken = chain(schedule(), slack());
        const options = { expectedVersionId: stored.versionId, publish: true };
        const outcome = updated(await ensureUpdated(n8n.client, stored.id, broken, options));
        expect(outcome).toMatchObject({ published: false, earlierIsLive: true });
        expect(outcome.refusal).toMatchObject({ code: 'n8n_publish_configuration' });
        expect(outcome.refusal?.userMessage).toContain('“Tell people” needs a credential (slackApi)');
        expect(outcome.workflow.activeVersionId).toBe(stored.versionId);
      });

      test('a document n8n refuses changes nothing and is an error; missing and archived are told', async () => {
        const stored = await create(chain(schedule(), noOp()));
        const twice = { ...stored, nodes: [...stored.nodes, noOp()] };
        const options = { expectedVersionId: stored.versionId, publish: false };
        expect((await failureOf(ensureUpdated(n8n.client, stored.id, twice, options))).code).toBe('n8n_document');
        expect((await n8n.client.get(stored.id)).versionId).toBe(stored.versionId);
        expect(await ensureUpdated(n8n.client, 'doesnotexist', twice, options)).toEqual({ kind: 'missing' });
        await n8n.archive.archive(stored.id);
        expect(await ensureUpdated(n8n.client, stored.id, twice, options)).toMatchObject({ kind: 'archived' });
      });

      test('archives what is live, twice, and takes it back, twice', async () => {
        const stored = await createLive(chain(schedule()));
        const away = () => ensureOutOfTheWay(n8n, stored.id, { mayDelete: false });
        expect(await away()).toMatchObject({ kind: 'archived', workflow: { isArchived: true, active: false } });
        expect(await away()).toMatchObject({ kind: 'archived' });
        expect(await ensureUnarchived(n8n, stored.id)).toMatchObject({ isArchived: false, active: false });
        expect(await ensureUnarchived(n8n, stored.id)).toMatchObject({ isArchived: false });
        expect(await ensureOutOfTheWay(n8n, 'doesnotexist', { mayDelete: true })).toEqual({ kind: 'gone' });
        expect((await failureOf(n8n.archive.unarchive('doesnotexist'))).code).toBe('n8n_workflow_missing');
      });

      test('lists versions newest first and restores any of them as a new one', async () => {
        const stored = await create({ ...chain(schedule(), noOp()), name: 'Kept name' });
        const change = { ...stored, ...chain(schedule(), noOp('Second')), name: 'Kept name' };
        const options = { expectedVersionId: stored.versionId, publish: false };
        const second = updated(await ensureUpdated(n8n.client, stored.id, change, options)).workflow;
        const { versions } = await n8n.versions.list(stored.id);
        expect(versions.map(({ versionId }) => versionId)).toEqual([second.versionId, stored.versionId]);
        expect(versions[0]?.createdAt).toMatch(/^20\d\d-/);
        const page = await n8n.versions.list(stored.id, { limit: 1 });
        expect(page.versions).toHaveLength(1);
        expect(page.nextCursor).toBeDefined();
        const old = await n8n.versions.get(stored.id, stored.versionId ?? '');
        expect(old.nodes).toEqual(stored.nodes);
        const restoring = { expectedVersionId: second.versionId, publish: true };
        const restored = updated(await restoreVersion(n8n, stored.id, stored.versionId ?? '', restoring));
        expect(restored.workflow).toMatchObject({ name: 'Kept name', active: true });
        expect(restored.workflow.nodes).toEqual(stored.nodes);
        expect(restored.workflow.versionId).not.toBe(stored.versionId);
        const missing = await failureOf(n8n.versions.get(stored.id, randomUUID()));
        expect(missing.code).toBe('n8n_version_missing');
        expect((await failureOf(n8n.versions.list('doesnotexist'))).code).toBe('n8n_workflow_missing');
      });
    });

    describe('executions', () => {
      test('a run by webhook is started, listed and read', async () => {
        const stored = await createLive(chain(hook(randomUUID()), noOp()));
        expect(await n8n.executions.last(stored.id)).toBeUndefined();
        expect(await n8n.runOnce(stored, { body: { order: 7 } })).toMatchObject({ started: true, status: 200 });
        const last = await executed(stored.id, 'success');
        expect(last).toMatchObject({ workflowId: stored.id, mode: 'webhook' });
        expect(last.url).toBe(`${under.config.editorUrl}/workflow/${stored.id}/executions/${last.id}`);
        expect(await n8n.executions.get(last.id)).toEqual(last);
        expect((await failureOf(n8n.executions.retry(last.id))).code).toBe('n8n_execution_succeeded');
      });

      test('a failed one says where, why and how much came in; tried again after the fix it succeeds', async () => {
        const stored = await createLive(
          chain(hook(randomUUID(), { responseMode: 'lastNode' }), noOp(), fails('Out of paper')),
        );
        expect(await n8n.runOnce(stored, { body: {} })).toMatchObject({ started: true, status: 500 });
        const failed = await n8n.executions.get((await executed(stored.id, 'error')).id);
        expect(failed).toMatchObject({
          ...{ failedNode: 'Break', failedNodeType: 'n8n-nodes-base.stopAndError', errorMessage: 'Out of paper' },
          inputItems: 1,
        });
        const again = await n8n.executions.retry(failed.id);
        expect(again).toMatchObject({ status: 'error', mode: 'retry', retryOf: failed.id, failedNode: 'Break' });
        const nodes = stored.nodes.map((each) => (each.name === 'Break' ? { ...noOp('Break'), id: each.id } : each));
        await n8n.client.update(stored.id, { ...stored, nodes }, { publishIfActive: false });
        const good = await n8n.executions.retry(failed.id);
        expect(good).toMatchObject({ status: 'success', retryOf: failed.id });
        expect((await n8n.executions.get(failed.id)).retriedBy).toBe(good.id);
        const { executions, nextCursor } = await n8n.executions.list({ workflowId: stored.id, limit: 2 });
        expect(executions.map(({ id }) => id)).toEqual([good.id, again.id]);
        const rest = await n8n.executions.list({
          workflowId: stored.id,
          ...(nextCursor ? { cursor: nextCursor } : {}),
        });
        expect(rest.executions.map(({ id }) => id)).toEqual([failed.id]);
        const wrong = await n8n.executions.list({ workflowId: stored.id, status: 'error' });
        expect(wrong.executions).toHaveLength(2);
        const [first] = stored.nodes;
        await n8n.client.update(
          stored.id,
          { ...stored, nodes: first ? [first] : [], connections: {} },
          { publishIfActive: false },
        );
        expect((await failureOf(n8n.executions.retry(failed.id))).code).toBe('n8n_retry_failed');
      });

      test('a waiting one is stopped, and stopping again is fine', async () => {
        const pause = node('Pause', 'wait', 1.1, { amount: 2, unit: 'hours' });
        const stored = await createLive(chain(hook(randomUUID()), pause));
        await n8n.runOnce(stored);
        const { id } = await executed(stored.id, 'waiting');
        expect(await n8n.executions.stop(id)).toMatchObject({ id, status: 'canceled' });
        expect(await n8n.executions.stop(id)).toMatchObject({ id, status: 'canceled' });
      });

      test('a form is filled in by its labels', async () => {
        const fields = {
          values: [
            { fieldLabel: 'Name', fieldType: 'text' },
            { fieldLabel: 'Age', fieldType: 'number' },
          ],
        };
        const form = node('Form', 'formTrigger', 2.2, { formTitle: 'Ask', formFields: fields });
        const stored = await createLive(chain(form, noOp()));
        expect(await n8n.runOnce(stored, { body: { Name: 'Ada', Age: 36 } })).toMatchObject({
          started: true,
          status: 200,
        });
        await executed(stored.id, 'success');
      });

      test.each<[string, (id: string) => Promise<unknown>]>([
        ['get', (id) => n8n.executions.get(id)],
        ['retry', (id) => n8n.executions.retry(id)],
        ['stop', (id) => n8n.executions.stop(id)],
      ])('%s of one that is gone, or none at all, says so', async (_, act) => {
        expect((await failureOf(act('99999999'))).code).toBe('n8n_execution_missing');
        expect((await failureOf(act('../workflows'))).code).toBe('n8n_execution_missing');
      });

      test('a cursor that is none is refused', async () => {
        expect((await failureOf(n8n.executions.list({ cursor: 'none' }))).code).toBe('n8n_cursor');
        expect((await n8n.executions.list({ workflowId: 'doesnotexist' })).executions).toEqual([]);
      });
    });

    test('one error hub, published, brought up to date, made anew when it is gone', async () => {
      const capabilities = capabilitiesOf(under.version);
      const callbackUrl = `http://127.0.0.1:9/${randomUUID()}/hooks/n8n/error`;
      const ensure = async (secret: string) => {
        const hub = await ensureErrorHub(n8n.client, capabilities, { callbackUrl, secret });
        created.add(hub.id);
        return hub;
      };
      const first = await ensure('one');
      expect(first.active).toBe(true);
      expect(await ensure('one')).toMatchObject({ id: first.id, versionId: first.versionId });
      const changed = await ensure('two');
      expect(changed).toMatchObject({ id: first.id, active: true });
      expect(JSON.stringify(changed.nodes)).toContain('two');
      expect(changed.activeVersionId).toBe(changed.versionId);
      await n8n.client.unpublish(first.id);
      expect(await ensure('two')).toMatchObject({ id: first.id, active: true });
      await ensureRemoved(n8n.client, first.id);
      expect((await ensure('two')).id).not.toBe(first.id);
      const all: string[] = [];
      for await (const each of workflowsOf(n8n.client))
        if (JSON.stringify(each.nodes).includes(callbackUrl)) all.push(each.id);
      expect(all).toHaveLength(1);
    });
  });
}
