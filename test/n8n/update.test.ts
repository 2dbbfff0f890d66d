import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { ensureOutOfTheWay } from '#src/n8n/archive.ts';
import type { N8nClient } from '#src/n8n/client.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import { ensurePublished } from '#src/n8n/publish.ts';
import { ensureUpdated } from '#src/n8n/update.ts';
import { chain, failureOf, hook, noOp, schedule, slack } from '#test/contract/n8n-workflows.ts';

describe('ensureUpdated when n8n misbehaves', () => {
  let standIn: StandIn;
  let n8n: N8n;
  let client: N8nClient;
  beforeAll(async () => {
    standIn = await startN8nStandIn();
    n8n = connectN8n(standIn.config, { timeoutMs: 300 });
    client = n8n.client;
  });
  afterEach(() => standIn.reset());
  afterAll(() => standIn[Symbol.asyncDispose]());

  const live = async (): Promise<StoredWorkflow> => {
    const { id } = await client.create(chain(schedule(), noOp()));
    return await client.publish(id);
  };
  const change = (stored: StoredWorkflow) => ({ ...chain(schedule(), noOp('New')), name: stored.name });
  const writes = () =>
    standIn
      .requests()
      .filter((each) => !each.startsWith('GET'))
      .map((each) => each.split('/')[0]);

  test.each([{ resetAfterAccept: true }, { hangAfterAccept: true }])(
    'saved, but the answer was lost (%j)',
    async (lost) => {
      const stored = await live();
      standIn.fail({ on: 'PUT /workflows/:id', ...lost });
      const options = { expectedVersionId: stored.versionId };
      const outcome = await ensureUpdated(client, stored.id, change(stored), options);
      expect(outcome).toMatchObject({ kind: 'updated', published: false, earlierIsLive: true });
      expect(standIn.workflows()[0]?.nodes.map(({ name }) => name)).toEqual(['Clock', 'New']);
    },
  );

  test('what is looked at before a write is looked at only where there is one, and n8n is read again after it', async () => {
    const stored = await live();
    const wanted = change(stored);
    const options = { expectedVersionId: stored.versionId };
    const looked: string[] = [];
    const refusing = { ...options, before: () => Promise.reject(new Error('gone')) };
    await expect(ensureUpdated(client, stored.id, wanted, refusing)).rejects.toThrow('gone');
    expect((await client.get(stored.id)).versionId).toBe(stored.versionId);
    const before = async () => void looked.push((await client.get(stored.id)).nodes.at(-1)?.name ?? '');
    await ensureUpdated(client, stored.id, wanted, { ...options, before });
    expect(looked).toHaveLength(1);
    // The answer was lost: n8n holds it, and nothing that changed since stops that.
    expect(await ensureUpdated(client, stored.id, wanted, refusing)).toMatchObject({ kind: 'updated' });
    const other = { ...wanted, nodes: wanted.nodes.slice(0, 1), connections: {} };
    const meanwhile = async () =>
      void (await client.update(stored.id, chain(schedule(), noOp('By hand')), { publishIfActive: false }));
    const { versionId } = await client.get(stored.id);
    const met = await ensureUpdated(client, stored.id, other, { expectedVersionId: versionId, before: meanwhile });
    expect(met).toMatchObject({ kind: 'changed' });
  });

  test('published, but the answer was lost: no refusal', async () => {
    const stored = await live();
    standIn.fail({ on: 'POST /workflows/:id/publish', resetAfterAccept: true });
    await ensureUpdated(client, stored.id, change(stored), { expectedVersionId: stored.versionId });
    const { versionId = '' } = await client.get(stored.id);
    const published = await ensurePublished(client, stored.id, { versionId });
    expect(published).toMatchObject({ active: true, activeVersionId: versionId });
  });

  test.each([
    { what: 'not published', on: 'POST /workflows/:id/publish', status: 503, code: 'n8n_unavailable' },
    { what: 'the answer was lost, and it was not', on: 'POST /workflows/:id/publish', hang: true, code: 'n8n_timeout' },
  ])('$what: the error, and what was live stays live', async ({ code, what: _, ...fault }) => {
    const stored = await live();
    await ensureUpdated(client, stored.id, change(stored), { expectedVersionId: stored.versionId });
    standIn.fail(fault);
    expect((await failureOf(ensurePublished(client, stored.id))).code).toBe(code);
    expect(standIn.workflows()[0]).toMatchObject({ active: true, activeVersionId: stored.versionId });
  });

  test('nothing saved: the error, once, and nothing changed', async () => {
    const stored = await live();
    standIn.fail({ on: 'PUT /workflows/:id', status: 503 });
    const options = { expectedVersionId: stored.versionId };
    expect((await failureOf(ensureUpdated(client, stored.id, change(stored), options))).code).toBe('n8n_unavailable');
    expect(standIn.workflows()[0]).toMatchObject({ versionId: stored.versionId, activeVersionId: stored.versionId });
  });

  test('lost, and n8n cannot be asked any more: unsure, and the same call later finds it done', async () => {
    const stored = await live();
    const document = change(stored);
    let reads = 0;
    const flaky: N8nClient = {
      ...client,
      async get(id) {
        reads += 1;
        if (reads === 2) standIn.fail({ on: 'GET /workflows/:id', status: 503 });
        return await client.get(id);
      },
    };
    standIn.fail({ on: 'PUT /workflows/:id', resetAfterAccept: true });
    const options = { expectedVersionId: stored.versionId };
    const error = await failureOf(ensureUpdated(flaky, stored.id, document, options));
    expect(error).toMatchObject({ code: 'n8n_connection_lost', ambiguous: true });
    const before = writes().length;
    expect(await ensureUpdated(client, stored.id, document, options)).toMatchObject({ kind: 'updated' });
    expect(writes()).toHaveLength(before);
  });

  test('somebody saved while our write was lost: changed, with theirs', async () => {
    const stored = await live();
    const theirs = { ...stored, ...chain(schedule(), noOp('Theirs')) };
    const racing: N8nClient = {
      ...client,
      async update(id, document, options) {
        await client.update(id, theirs, { publishIfActive: false });
        standIn.fail({ on: 'PUT /workflows/:id', hang: true });
        return await client.update(id, document, options);
      },
    };
    const options = { expectedVersionId: stored.versionId };
    const outcome = await ensureUpdated(racing, stored.id, change(stored), options);
    expect(outcome).toMatchObject({ kind: 'changed', current: { name: theirs.name } });
  });

  describe('an older n8n, which publishes every update of what is live', () => {
    const older = (): N8nClient => ({
      ...client,
      update: (id, document) => client.update(id, document, { publishIfActive: true }),
    });

    test('says that what was only to be saved went live', async () => {
      const stored = await live();
      const options = { expectedVersionId: stored.versionId };
      const outcome = await ensureUpdated(older(), stored.id, change(stored), options);
      expect(outcome).toMatchObject({ kind: 'updated', published: true, earlierIsLive: false });
    });

    test('400 but saved: the refusal is that of publishing', async () => {
      const stored = await live();
      const broken = { ...chain(schedule(), slack()), name: 'Broken' };
      const options = { expectedVersionId: stored.versionId };
      const outcome = await ensureUpdated(older(), stored.id, broken, options);
      expect(outcome).toMatchObject({ kind: 'updated', published: false, earlierIsLive: true });
      expect((await failureOf(ensurePublished(client, stored.id))).code).toBe('n8n_publish_configuration');
      expect(standIn.workflows()[0]?.name).toBe('Broken');
    });
  });

  test('webhook ids come back by id and by name, and are never given to another type', async () => {
    const stored = await client.create(chain(hook('a'), noOp()));
    const [first] = stored.nodes;
    const renamed = { ...hook('a'), id: first?.id ?? '', name: 'Renamed' };
    const document = { ...chain(renamed, { ...noOp(), name: 'Hook' }), name: stored.name };
    const options = { expectedVersionId: stored.versionId };
    await ensureUpdated(client, stored.id, document, options);
    const nodes = standIn.workflows()[0]?.nodes;
    expect(nodes?.map(({ webhookId }) => webhookId)).toEqual([first?.webhookId, undefined]);
  });

  test('what is put on top is made from what n8n holds at this moment', async () => {
    const stored = await live();
    await client.update(stored.id, { ...stored, name: 'By hand' }, { publishIfActive: false });
    const options = { expectedVersionId: stored.versionId };
    await ensureUpdated(client, stored.id, (current) => ({ ...change(stored), name: current.name }), options);
    expect(standIn.workflows()[0]?.name).toBe('By hand');
    const outcome = await ensureUpdated(client, stored.id, () => 'changed', options);
    expect(outcome).toMatchObject({ kind: 'changed', current: { name: 'By hand' } });
  });

  test('the net sees what n8n would be sent, and anything in it refuses the write', async () => {
    const stored = await client.create(chain(schedule(), noOp()));
    const seen: string[] = [];
    const strays = (read: StoredWorkflow, written: { nodes: object[] }) => {
      seen.push(read.name, JSON.stringify(written.nodes));
      return ['"Clock" (somewhere)'];
    };
    const odd = { ...stored, nodes: stored.nodes.map((node) => ({ ...node, unknownToTheApi: true })) };
    const options = { expectedVersionId: stored.versionId, strays };
    expect(await ensureUpdated(client, stored.id, { ...odd, name: 'Ours' }, options)).toEqual({
      kind: 'refused',
      where: ['"Clock" (somewhere)'],
    });
    expect(seen).toEqual([stored.name, expect.not.stringContaining('unknownToTheApi')]);
    expect(writes()).toEqual(['POST ']);
  });

  test('where n8n cannot archive it is deleted only when that is wanted', async () => {
    const stored = await live();
    const message = 'POST method not allowed';
    standIn.fail({ on: 'POST /workflows/:id/archive', status: 405, message, times: 2 });
    expect(await ensureOutOfTheWay(n8n, stored.id, { mayDelete: false })).toEqual({ kind: 'cannot_archive' });
    expect(standIn.workflows()).toHaveLength(1);
    expect(await ensureOutOfTheWay(n8n, stored.id, { mayDelete: true })).toEqual({ kind: 'deleted' });
    expect(standIn.workflows()).toHaveLength(0);
  });

  test('an older n8n takes "history" for a version, and keeps versions at another address', async () => {
    const stored = await client.create(chain(schedule(), noOp()));
    standIn.fail({ on: 'GET /workflows/:id/history', status: 404, message: 'Version not found' });
    expect((await failureOf(n8n.versions.list(stored.id))).code).toBe('n8n_api_missing');
    standIn.fail({ on: 'GET /workflows/:id/versions/:vid', status: 404, message: 'not found' });
    await failureOf(n8n.versions.get(stored.id, 'v1'));
    expect(standIn.requests().at(-1)).toBe(`GET /workflows/${stored.id}/v1`);
  });
});
