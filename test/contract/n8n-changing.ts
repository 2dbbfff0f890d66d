import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { ensureOutOfTheWay, ensureUnarchived } from '#src/n8n/archive.ts';
import { workflowsOf } from '#src/n8n/client.ts';
import { ensureErrorHub } from '#src/n8n/error-hub.ts';
import { capabilitiesOf } from '#src/n8n/instance.ts';
import { markerOf, withMarker } from '#src/n8n/marker.ts';
import { ensurePublished } from '#src/n8n/publish.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { ensureUpdated, type UpdateOutcome } from '#src/n8n/update.ts';
import type { Session } from './n8n-session.ts';
import { chain, failureOf, hook, noOp, schedule, slack } from './n8n-workflows.ts';

const updated = (outcome: UpdateOutcome) => {
  expect(outcome.kind).toBe('updated');
  return outcome as Extract<UpdateOutcome, { kind: 'updated' }>;
};

/** What n8n's history does not have. */
const unchanged = ({ name }: { name: string }) => ({ name, settings: {} });

/** What changing, archiving and restoring workflows relies on. */
export function changingContract(session: Session): void {
  describe('changing', () => {
    test('saves a change, publishes it apart from that, and keeps webhook id, settings and marker', async () => {
      const capabilities = capabilitiesOf(session.under.version);
      const made = withMarker(
        { ...chain(hook(''), noOp()), settings: { timezone: 'Europe/Berlin' } },
        'mine',
        capabilities,
      );
      const stored = await session.createLive(made);
      const nodes = stored.nodes.map(({ webhookId: _, ...rest }) => ({ ...rest, notes: 'changed' }));
      const change = { name: 'Changed', nodes, connections: stored.connections, settings: {} };
      const expectedVersionId = stored.versionId;
      const saved = updated(await ensureUpdated(session.n8n.client, stored.id, change, { expectedVersionId }));
      expect(saved).toMatchObject({ published: false, earlierIsLive: true });
      expect(saved.workflow.nodes[0]?.webhookId).toBe(stored.nodes[0]?.webhookId);
      expect(saved.workflow.settings['timezone']).toBe('Europe/Berlin');
      expect(markerOf(saved.workflow)).toBe('mine');
      const { versionId } = saved.workflow;
      const exactly = capabilities.publishEndpoint && versionId ? { versionId } : {};
      for (let again = 0; again < 2; again++) {
        const published = await ensurePublished(session.n8n.client, stored.id, exactly);
        expect(published).toMatchObject({ active: true, versionId, activeVersionId: versionId });
      }
      const held = updated(await ensureUpdated(session.n8n.client, stored.id, change, { expectedVersionId }));
      expect(held).toMatchObject({ published: true, earlierIsLive: false, workflow: { versionId } });
    });

    test('does not overwrite what somebody saved meanwhile', async () => {
      const stored = await session.create(chain(schedule(), noOp()));
      const [clock] = stored.nodes;
      const theirs = { ...stored, nodes: clock ? [clock] : [], connections: {} };
      await session.n8n.client.update(stored.id, theirs, { publishIfActive: false });
      const ours = { ...chain(schedule(), noOp('Ours')), name: stored.name };
      const { versionId: expectedVersionId } = stored;
      const outcome = await ensureUpdated(session.n8n.client, stored.id, ours, { expectedVersionId });
      expect(outcome).toMatchObject({ kind: 'changed', current: { id: stored.id } });
      expect((await session.n8n.client.get(stored.id)).nodes).toHaveLength(1);
    });

    test('publishes a changed webhook path: the new address answers, the old one not', async () => {
      const [before, after] = [randomUUID(), randomUUID()];
      const stored = await session.createLive(chain(hook(before), noOp()));
      const nodes = stored.nodes.map((each) =>
        each.name === 'Hook' ? { ...each, parameters: { ...each.parameters, path: after } } : each,
      );
      const options = { expectedVersionId: stored.versionId };
      updated(await ensureUpdated(session.n8n.client, stored.id, { ...stored, nodes }, options));
      const workflow = await ensurePublished(session.n8n.client, stored.id);
      for (let look = 0; look < 30; look++) {
        if ((await session.n8n.runOnce(workflow)).started) break;
        await new Promise((done) => setTimeout(done, 100));
      }
      expect(await session.n8n.runOnce(workflow)).toMatchObject({ started: true, status: 200 });
      expect(await session.n8n.runOnce(stored)).toMatchObject({ started: false, reason: 'not_listening' });
    });

    test('a step goes that people had drawn a frame around: the frame shrinks, and goes with its last step', async () => {
      const document = chain(schedule(), noOp('One'), noOp('Two'));
      const [clock, one, two] = document.nodes.map(({ id }) => id);
      const nodeGroups = [{ id: randomUUID(), name: 'Frame', nodeIds: [one ?? '', two ?? ''] }];
      const stored = await session.create({ ...document, nodeGroups });
      expect(stored.nodeGroups).toEqual(nodeGroups);
      const without = (...gone: (string | undefined)[]): N8nWorkflow => ({
        ...{ name: stored.name, settings: {}, nodes: stored.nodes.filter(({ id }) => !gone.includes(id)) },
        connections: gone.length > 1 ? {} : { Clock: { main: [[{ node: 'One', type: 'main', index: 0 }]] } },
      });
      const options = { expectedVersionId: stored.versionId };
      const { client } = session.n8n;
      const smaller = updated(await ensureUpdated(client, stored.id, without(two), options)).workflow;
      expect(smaller.nodeGroups?.flatMap(({ nodeIds }) => nodeIds) ?? []).not.toContain(two);
      expect(smaller.nodes).toHaveLength(2);
      const next = { ...options, expectedVersionId: smaller.versionId };
      const bare = updated(await ensureUpdated(client, stored.id, without(one, two), next)).workflow;
      expect(bare.nodeGroups ?? []).toEqual([]);
      expect(bare.nodes.map(({ id }) => id)).toEqual([clock]);
      const back = { ...options, expectedVersionId: bare.versionId };
      const earlier = { ...(await session.n8n.versions.get(stored.id, stored.versionId ?? '')), ...unchanged(bare) };
      const restored = updated(await ensureUpdated(client, stored.id, earlier, back)).workflow;
      expect(restored.nodeGroups).toEqual(nodeGroups);
    });

    test('saved, but not publishable: says so, and the earlier version stays live', async () => {
      const stored = await session.createLive(chain(schedule(), noOp()));
      const broken = chain(schedule(), slack());
      const options = { expectedVersionId: stored.versionId };
      const outcome = updated(await ensureUpdated(session.n8n.client, stored.id, broken, options));
      expect(outcome).toMatchObject({ published: false, earlierIsLive: true });
      const refusal = await failureOf(ensurePublished(session.n8n.client, stored.id));
      expect(refusal).toMatchObject({ code: 'n8n_publish_configuration' });
      expect(refusal.userMessage).toContain('“Tell people” needs a credential (slackApi)');
      expect((await session.n8n.client.get(stored.id)).activeVersionId).toBe(stored.versionId);
    });

    test('a document n8n refuses changes nothing and is an error; missing and archived are told', async () => {
      const stored = await session.create(chain(schedule(), noOp()));
      const twice = { ...stored, nodes: [...stored.nodes, noOp()] };
      const options = { expectedVersionId: stored.versionId };
      expect((await failureOf(ensureUpdated(session.n8n.client, stored.id, twice, options))).code).toBe('n8n_document');
      expect((await session.n8n.client.get(stored.id)).versionId).toBe(stored.versionId);
      expect(await ensureUpdated(session.n8n.client, 'doesnotexist', twice, options)).toEqual({ kind: 'missing' });
      await session.n8n.archive.archive(stored.id);
      expect(await ensureUpdated(session.n8n.client, stored.id, twice, options)).toMatchObject({ kind: 'archived' });
    });

    test('archives what is live, twice, and takes it back, twice', async () => {
      const stored = await session.createLive(chain(schedule()));
      const away = () => ensureOutOfTheWay(session.n8n, stored.id, { mayDelete: false });
      expect(await away()).toMatchObject({ kind: 'archived', workflow: { isArchived: true, active: false } });
      expect(await away()).toMatchObject({ kind: 'archived' });
      expect(await ensureUnarchived(session.n8n, stored.id)).toMatchObject({ isArchived: false, active: false });
      expect(await ensureUnarchived(session.n8n, stored.id)).toMatchObject({ isArchived: false });
      expect(await ensureOutOfTheWay(session.n8n, 'doesnotexist', { mayDelete: true })).toEqual({ kind: 'gone' });
      expect((await failureOf(session.n8n.archive.unarchive('doesnotexist'))).code).toBe('n8n_workflow_missing');
    });

    test('lists versions newest first and restores any of them as a new one', async () => {
      const stored = await session.create({ ...chain(schedule(), noOp()), name: 'Kept name' });
      const change = { ...stored, ...chain(schedule(), noOp('Second')), name: 'Kept name' };
      const options = { expectedVersionId: stored.versionId };
      const second = updated(await ensureUpdated(session.n8n.client, stored.id, change, options)).workflow;
      const { versions } = await session.n8n.versions.list(stored.id);
      expect(versions.map(({ versionId }) => versionId)).toEqual([second.versionId, stored.versionId]);
      expect(versions[0]?.createdAt).toMatch(/^20\d\d-/);
      const page = await session.n8n.versions.list(stored.id, { limit: 1 });
      expect(page.versions).toHaveLength(1);
      expect(page.nextCursor).toBeDefined();
      const old = await session.n8n.versions.get(stored.id, stored.versionId ?? '');
      expect(old.nodes).toEqual(stored.nodes);
      const restoring = { expectedVersionId: second.versionId };
      const earlier = { ...old, ...unchanged(second) };
      const restored = updated(await ensureUpdated(session.n8n.client, stored.id, earlier, restoring));
      expect(restored.workflow.name).toBe('Kept name');
      expect(await ensurePublished(session.n8n.client, stored.id)).toMatchObject({ active: true });
      expect(restored.workflow.nodes).toEqual(stored.nodes);
      expect(restored.workflow.versionId).not.toBe(stored.versionId);
      const missing = await failureOf(session.n8n.versions.get(stored.id, randomUUID()));
      expect(missing.code).toBe('n8n_version_missing');
      expect((await failureOf(session.n8n.versions.list('doesnotexist'))).code).toBe('n8n_workflow_missing');
    });
  });

  test('one error hub, published, brought up to date, made anew when it is gone', async () => {
    const capabilities = capabilitiesOf(session.under.version);
    const callbackUrl = `http://127.0.0.1:9/${randomUUID()}/hooks/n8n/error`;
    const ensure = async (secret: string) => {
      const hub = await ensureErrorHub(session.n8n.client, capabilities, { callbackUrl, secret });
      session.created.add(hub.id);
      return hub;
    };
    const first = await ensure('one');
    expect(first.active).toBe(true);
    expect(await ensure('one')).toMatchObject({ id: first.id, versionId: first.versionId });
    const changed = await ensure('two');
    expect(changed).toMatchObject({ id: first.id, active: true });
    expect(JSON.stringify(changed.nodes)).toContain('two');
    expect(changed.activeVersionId).toBe(changed.versionId);
    await session.n8n.client.unpublish(first.id);
    expect(await ensure('two')).toMatchObject({ id: first.id, active: true });
    await ensureRemoved(session.n8n.client, first.id);
    expect((await ensure('two')).id).not.toBe(first.id);
    const all: string[] = [];
    for await (const each of workflowsOf(session.n8n.client))
      if (JSON.stringify(each.nodes).includes(callbackUrl)) all.push(each.id);
    expect(all).toHaveLength(1);
  });
}
