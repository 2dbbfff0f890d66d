import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { createN8nArchive } from '#src/n8n/archive.ts';
import { createN8nClient, type N8nClient } from '#src/n8n/client.ts';
import type { CredentialRef } from '#src/n8n/credentials.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { capabilitiesOf, checkKey, readRelease } from '#src/n8n/instance.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { findByMarker, markerOf, withMarker } from '#src/n8n/marker.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { chain, failureOf, hook, node, noOp, schedule, slack } from './n8n-workflows.ts';

export interface N8nUnderTest extends AsyncDisposable {
  config: N8nAccess;
  /** What the instance must be read as. */
  version: string;
  /** Makes one past Flowsmith, as a person in n8n's editor would, with any secret. */
  addCredential(credential: { name: string; type: 'slackApi' }): Promise<CredentialRef>;
}

/**
 * What Flowsmith relies on in n8n. The stand-in and the real one both pass; where they differ the real one is right.
 * Leaves nothing behind.
 */
export function n8nContract(name: string, start: () => Promise<N8nUnderTest>): void {
  describe(`n8n contract: ${name}`, () => {
    let n8n: N8nUnderTest;
    let client: N8nClient;
    const created = new Set<string>();

    beforeAll(async () => {
      n8n = await start();
      client = createN8nClient(n8n.config);
    });
    afterAll(async () => {
      await Promise.all([...created].map((id) => ensureRemoved(client, id)));
      await n8n[Symbol.asyncDispose]();
    });
    async function create(workflow: N8nWorkflow): Promise<StoredWorkflow> {
      const stored = await client.create(workflow);
      created.add(stored.id);
      return stored;
    }

    test('says which version it is and what it can do', async () => {
      const { version } = n8n;
      const capabilities = capabilitiesOf(version);
      expect(await readRelease(n8n.config)).toEqual({ version, versionFrom: 'page', capabilities });
    });

    test('tells a good key from a bad one', async () => {
      await expect(checkKey(n8n.config)).resolves.toBeUndefined();
      const error = await failureOf(checkKey({ ...n8n.config, apiKey: 'wrong' }));
      expect(error).toMatchObject({ code: 'n8n_unauthorized', status: 401, retryable: false, ambiguous: false });
    });

    test('creates unpublished and returns what was written', async () => {
      const workflow = chain(schedule(), noOp());
      const stored = await create(workflow);
      expect(stored).toMatchObject({ name: workflow.name, active: false, isArchived: false, triggerCount: 0 });
      expect(stored.nodes).toMatchObject(workflow.nodes);
      expect(stored.connections).toEqual(workflow.connections);
      expect(stored.versionId).toBeTruthy();
      expect(stored.activeVersionId).toBeUndefined();
      expect(await client.get(stored.id)).toEqual(stored);
    });

    test('fills in node ids and webhook ids', async () => {
      const { nodes, ...rest } = chain(hook(randomUUID()));
      const stored = await create({ ...rest, nodes: nodes.map((each) => ({ ...each, id: '' })) });
      expect(stored.nodes[0]?.id).toBeTruthy();
      expect(stored.nodes[0]?.webhookId).toBeTruthy();
    });

    test('keeps a node without a type version as it is through an update', async () => {
      const { nodes, ...rest } = chain(schedule());
      const stored = await create({ ...rest, nodes: nodes.map((each) => ({ ...each, typeVersion: 0 })) });
      expect(stored.nodes[0]?.typeVersion).toBe(0);
      expect((await client.update(stored.id, stored, { publishIfActive: false })).nodes[0]?.typeVersion).toBe(0);
    });

    test.each([
      ['settings', { customTelemetryTags: true }],
      ['static data', { customTelemetryTags: false }],
    ])('a marker in %s survives update, publishing and listing', async (_, capabilities) => {
      const creationId = randomUUID();
      const stored = await create(withMarker(chain(schedule(), noOp()), creationId, capabilities));
      await client.publish(stored.id);
      await waitUntilLive(client, stored.id);
      const read = await client.get(stored.id);
      expect(markerOf(read)).toBe(creationId);
      const { staticData: _kept, ...document } = read;
      await client.update(stored.id, { ...document, name: 'Renamed', settings: {} }, { publishIfActive: true });
      expect((await findByMarker(client, creationId))?.id).toBe(stored.id);
      expect(await findByMarker(client, randomUUID())).toBeUndefined();
    });

    test('an archived workflow is still found, and says so', async () => {
      const creationId = randomUUID();
      const { capabilities } = await readRelease(n8n.config);
      const stored = await create(withMarker(chain(schedule()), creationId, capabilities));
      await createN8nArchive(n8n.config).archive(stored.id);
      expect(await findByMarker(client, creationId)).toMatchObject({ id: stored.id, isArchived: true });
      const error = await failureOf(client.update(stored.id, stored, { publishIfActive: false }));
      expect(error.code).toBe('n8n_archived');
      expect((await failureOf(client.publish(stored.id))).code).toBe('n8n_archived');
    });

    test('lists page by page, by part of the name', async () => {
      const word = randomUUID();
      const ids = new Set<string>();
      for (const part of ['one', 'two', 'three']) {
        ids.add((await create({ ...chain(schedule()), name: `${word} ${part}` })).id);
      }
      const first = await client.list({ name: word.toUpperCase(), limit: 2 });
      expect(first.workflows).toHaveLength(2);
      const cursor = first.nextCursor;
      expect(cursor).toBeDefined();
      const second = await client.list({ name: word, ...(cursor ? { cursor } : {}) });
      expect(second.nextCursor).toBeUndefined();
      expect(new Set([...first.workflows, ...second.workflows].map(({ id }) => id))).toEqual(ids);
    });

    test('an update replaces nodes, merges settings and takes back what was read', async () => {
      const stored = await create({ ...chain(schedule(), noOp()), settings: { timezone: 'Europe/Berlin' } });
      const [clock] = stored.nodes;
      const document = { ...stored, name: 'Smaller', nodes: clock ? [clock] : [], connections: {}, settings: {} };
      const updated = await client.update(stored.id, document, { publishIfActive: false });
      expect(updated).toMatchObject({ name: 'Smaller', settings: { timezone: 'Europe/Berlin' }, active: false });
      expect(updated.nodes).toHaveLength(1);
      expect(updated.versionId).not.toBe(stored.versionId);
      const same = await client.update(stored.id, updated, { publishIfActive: false });
      expect(same.versionId).toBe(updated.versionId);
    });

    test('publishes, and is live a moment later', async () => {
      const stored = await create(chain(schedule(), noOp()));
      const published = await client.publish(stored.id, { versionId: stored.versionId ?? '' });
      expect(published).toMatchObject({ active: true, activeVersionId: stored.versionId });
      const liveness = await waitUntilLive(client, stored.id, { countBefore: stored.triggerCount });
      expect(liveness).toMatchObject({ live: true, verified: true, triggerCount: 1 });
      expect((await client.publish(stored.id)).active).toBe(true);
    });

    test('publishes a broken schedule, which never becomes live', async () => {
      const stored = await create(chain(schedule({ field: 'cronExpression', expression: 'not a cron' })));
      expect((await client.publish(stored.id)).active).toBe(true);
      expect(await waitUntilLive(client, stored.id, { timeoutMs: 1500 })).toMatchObject({
        live: false,
        verified: true,
      });
    });

    test('never takes a trigger count back, so that it proves nothing the second time', async () => {
      const stored = await create(chain(schedule()));
      await client.publish(stored.id);
      await waitUntilLive(client, stored.id);
      const before = await client.unpublish(stored.id);
      expect(before).toMatchObject({ active: false, triggerCount: 1 });
      const nodes = [{ ...schedule({ field: 'cronExpression', expression: 'not a cron' }) }];
      await client.update(stored.id, { ...stored, nodes }, { publishIfActive: false });
      await client.publish(stored.id);
      const { triggerCount: countBefore } = before;
      expect(await waitUntilLive(client, stored.id, { countBefore })).toMatchObject({ live: false, verified: false });
      expect((await client.get(stored.id)).triggerCount).toBe(1);
    });

    test('keeps the old version live when an update is not to be published', async () => {
      const stored = await create(chain(schedule(), noOp()));
      await client.publish(stored.id);
      const [clock] = stored.nodes;
      const smaller = { ...stored, nodes: clock ? [clock] : [], connections: {} };
      const draft = await client.update(stored.id, smaller, { publishIfActive: false });
      expect(draft).toMatchObject({ active: true, activeVersionId: stored.versionId });
      expect(draft.versionId).not.toBe(stored.versionId);
      const published = await client.update(stored.id, smaller, { publishIfActive: true });
      expect(published.activeVersionId).toBe(published.versionId);
    });

    test('saves an update whose publishing it refuses: the error says it is ambiguous', async () => {
      const stored = await create(chain(schedule(), noOp()));
      await client.publish(stored.id);
      const broken = { ...chain(schedule(), slack()), name: 'Broken but saved' };
      const error = await failureOf(client.update(stored.id, broken, { publishIfActive: true }));
      expect(error).toMatchObject({ code: 'n8n_publish_configuration', ambiguous: true, retryable: false });
      const read = await client.get(stored.id);
      expect(read).toMatchObject({ name: 'Broken but saved', active: true, activeVersionId: stored.versionId });
    });

    test('refuses a webhook address that is live elsewhere', async () => {
      const path = randomUUID();
      const first = await create(chain(hook(path)));
      const second = await create(chain(hook(path)));
      await client.publish(first.id);
      expect(await waitUntilLive(client, first.id)).toMatchObject({ live: true });
      const error = await failureOf(client.publish(second.id));
      expect(error).toMatchObject({ code: 'n8n_webhook_conflict', status: 409, retryable: false, ambiguous: false });
      await client.unpublish(first.id);
      // Asking before n8n has let go of the address makes it remember the conflict for long: one quiet moment first.
      await sleep(1500);
      await client.publish(second.id);
      expect(await waitUntilLive(client, second.id)).toMatchObject({ live: true });
    });

    test('deletes an unpublished workflow, a published one not, and one that is gone again', async () => {
      const stored = await create(chain(schedule()));
      await client.publish(stored.id);
      await waitUntilLive(client, stored.id);
      expect(await failureOf(client.remove(stored.id))).toMatchObject({ code: 'n8n_published', status: 409 });
      expect((await client.unpublish(stored.id)).active).toBe(false);
      expect((await client.unpublish(stored.id)).active).toBe(false);
      await ensureRemoved(client, stored.id);
      await client.remove(stored.id);
      expect((await failureOf(client.get(stored.id))).code).toBe('n8n_workflow_missing');
    });

    const document = chain(schedule(), noOp());
    const wrong: [string, N8nWorkflow, string][] = [
      ['no name', { ...document, name: '' }, '1 to 128 characters'],
      ['a name too long', { ...document, name: 'x'.repeat(129) }, '1 to 128 characters'],
      ['two nodes of one name', { ...document, nodes: [...document.nodes, noOp()] }, '“Nothing”'],
      [
        'an unknown target',
        { ...document, connections: { Clock: { main: [[{ node: 'Ghost', type: 'main', index: 0 }]] } } },
        '“Ghost”',
      ],
      [
        'a type version in words',
        { ...document, nodes: [{ ...schedule(), typeVersion: '1.2' as unknown as number }] },
        'typeVersion of node 1',
      ],
    ];
    test.each(wrong)('refuses to create with %s, changing nothing', async (_, workflow, words) => {
      const error = await failureOf(client.create(workflow));
      expect(error).toMatchObject({ status: 400, retryable: false, ambiguous: false });
      expect(error.userMessage).toContain(words);
      expect(error.userMessage).toContain('was not created');
    });

    test.each<[string, N8nWorkflow, string, string]>([
      ['nothing that starts it', chain(noOp()), 'n8n_no_trigger', 'Say when it should run'],
      ['only a manual trigger', chain(node('By hand', 'manualTrigger', 1), noOp()), 'n8n_no_trigger', 'Say when'],
      [
        'an unknown node type',
        chain(schedule(), { ...noOp(), type: 'nobody-made-this.thing' }),
        'n8n_node_type',
        'nobody-made-this.thing',
      ],
      ['an unknown version', chain(schedule(), node('Edit', 'set', 99)), 'n8n_node_version', 'version 99'],
      [
        'a missing credential',
        chain(schedule(), slack()),
        'n8n_publish_configuration',
        '“Tell people” needs a credential (slackApi)',
      ],
      [
        'an unpublished sub-workflow',
        chain(
          schedule(),
          node('Call', 'executeWorkflow', 1.2, { workflowId: { __rl: true, mode: 'id', value: 'nope' } }),
        ),
        'n8n_sub_workflow',
        '“Call”',
      ],
    ])('refuses to publish with %s', async (_, workflow, code, words) => {
      const stored = await create(workflow);
      const error = await failureOf(client.publish(stored.id));
      expect(error).toMatchObject({ code, status: 400, retryable: false, ambiguous: false });
      expect(error.userMessage).toContain(words);
      expect((await client.get(stored.id)).active).toBe(false);
    });

    test.each<[string, (id: string) => Promise<unknown>]>([
      ['get', (id) => client.get(id)],
      ['update', (id) => client.update(id, document, { publishIfActive: false })],
      ['publish', (id) => client.publish(id)],
      ['unpublish', (id) => client.unpublish(id)],
    ])('%s of an unknown workflow says it is missing', async (_, act) => {
      expect(await failureOf(act('doesnotexist'))).toMatchObject({ code: 'n8n_workflow_missing', status: 404 });
    });

    test('a version that is gone is named so', async () => {
      const stored = await create(chain(schedule()));
      const error = await failureOf(client.publish(stored.id, { versionId: randomUUID() }));
      expect(error).toMatchObject({ code: 'n8n_version_missing', status: 404 });
    });

    test('a workflow beyond the size limit is refused in words', async () => {
      const large = { ...document, nodes: [{ ...schedule(), notes: 'x'.repeat(17_000_000) }] };
      const error = await failureOf(client.create(large));
      expect(error).toMatchObject({ code: 'n8n_too_large', status: 413, ambiguous: false });
    });

    test('a cursor that is none is refused', async () => {
      expect((await failureOf(client.list({ cursor: 'none' }))).code).toBe('n8n_cursor');
    });
  });
}
