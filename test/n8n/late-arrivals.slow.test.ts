import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { N8nClient } from '#src/n8n/client.ts';
import { markerOf, withMarker } from '#src/n8n/marker.ts';
import { markStarted } from '#src/store/creations.ts';
import { findApproval, lockDraft } from '#src/store/drafts.ts';
import { AuditEvent, Conversation, Creation } from '#src/store/entities.ts';
import { claimWrite, creationSubject } from '#src/store/n8n-writes.ts';
import { ensureAdopted } from '#src/store/workflows.ts';
import { reconcile } from '#src/workers/reconcile.ts';
import { chain, noOp, schedule } from '#test/contract/n8n-workflows.ts';
import { type Once, startOnce } from '#test/contract/once/set-up.ts';
import { startFaultyStandIn } from '#test/support/faulty-stand-in.ts';
import { eventually } from '#test/support/test-app.ts';

const document = (): N8nWorkflow => chain(schedule(), noOp());
const posts = /^POST \/workflows$/;

describe('what arrives later than anybody waits', () => {
  let once: Once;
  let sentBefore: number;
  beforeAll(async () => {
    once = await startOnce(startFaultyStandIn);
  });
  afterAll(() => once?.[Symbol.asyncDispose]());
  beforeEach(() => {
    once.n8n.patience.lateMs = 4_000;
    sentBefore = once.sent(posts);
    once.shown.splice(0);
  });

  /** A card says so, sooner or later. */
  const says = (words: string) => eventually(() => once.shown.some((card) => card.includes(words)), words);
  const sent = () => once.sent(posts) - sentBefore;
  const there = async (creation: string) => (await once.everyWith(creation)).filter(({ isArchived }) => !isArchived);
  const compare = () => reconcile(once.context);
  /** Its request arrives after it counted as lost, so that a second one was sent. */
  async function makeTwin(): Promise<{ id: string; kept: string; twin: string }> {
    once.n8n.patience.lateMs = 700;
    once.n8n.fail({ on: 'POST /workflows', lateMs: 2_500 });
    const id = await once.approve(document());
    await once.drive('creation', id);
    expect(sent()).toBe(2);
    const { n8nId: kept } = await once.row(id);
    for (let look = 0; look < 100; look++) {
      const twin = (await there(id)).find((each) => each.id !== kept);
      if (twin) return { id, kept, twin: twin.id };
      await sleep(50);
    }
    throw new Error('the first request never arrived');
  }
  /** Its request goes out, is not answered, and nothing more is tried: it is told as failed. */
  async function giveUp(lateMs: number): Promise<string> {
    once.n8n.fail({ on: 'POST /workflows', lateMs });
    const id = await once.approve(document());
    await once.drive('creation', id, { attempt: 8 });
    return id;
  }
  const arrives = async (creation: string) => {
    for (let look = 0; look < 100; look++) {
      const [found] = await once.everyWith(creation);
      if (found) return found;
      await sleep(50);
    }
    throw new Error('it never arrived');
  };

  it('while a request may arrive none is sent again; people read that n8n has not answered', async () => {
    once.n8n.fail({ on: 'POST /workflows', lateMs: 2_000 });
    const id = await once.approve(document());
    await once.drive('creation', id);
    expect(sent()).toBe(1);
    expect((await there(id)).map((each) => each.id)).toEqual([(await once.row(id)).n8nId]);
    await says('n8n has not answered yet');
    await says('Created in n8n');
  });

  it('one whose process died as it left is waited for by whoever takes over, then sent once', async () => {
    once.n8n.patience.lateMs = 1_500;
    const id = await once.approve(document());
    await markStarted(once.store.fork(), id);
    const write = { subject: creationSubject({ id }), owner: id, token: crypto.randomUUID(), repeatable: false };
    await claimWrite(once.store.fork(), { ...write, lateMs: 1_500 });
    const began = performance.now();
    await once.drive('creation', id);
    expect(performance.now() - began).toBeGreaterThan(1_400);
    expect(sent()).toBe(1);
    expect(await there(id)).toHaveLength(1);
  });

  it('two workers that both believe a creation to be theirs make one workflow', async () => {
    const id = await once.approve(document());
    await Promise.all(Array.from({ length: 6 }, () => once.drive('creation', id)));
    expect(sent()).toBe(1);
    expect(await there(id)).toHaveLength(1);
  });

  it('a refusal ends the wait: what n8n did not take may be tried again at once', async () => {
    once.n8n.fail({ on: 'POST /workflows', status: 403, message: 'Forbidden' });
    const id = await once.approve(document());
    await once.drive('creation', id);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'failed', nothingCreated: true });
    await once.reopen(id);
    await once.drive('creation', id);
    expect(sent()).toBe(2);
    expect(await there(id)).toHaveLength(1);
  });

  it('an answer that is no answer is looked behind before it is told as a failure', async () => {
    once.n8n.fail({ on: 'POST /workflows', html: '<html>Sign in</html>' });
    const id = await once.approve(document());
    await once.drive('creation', id);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'failed', nothingCreated: false });
    await says('not certain whether it reached n8n');
    await once.reopen(id);
    await once.drive('creation', id);
    expect(sent()).toBe(2);
    expect(await there(id)).toHaveLength(1);
  });

  it('a twin that arrived after all is put away by the next comparison, once: who brings it back keeps it', async () => {
    const { id, kept, twin } = await makeTwin();
    await compare();
    expect((await there(id)).map((each) => each.id)).toEqual([kept]);
    expect((await once.past.client.get(twin)).isArchived).toBe(true);
    const trail = await once.store.fork().find(AuditEvent, { subject: { $like: `twin ${twin}%` } });
    expect(trail.map(({ data }) => data)).toMatchObject([{ twin, removed: true }]);
    await once.past.archive.unarchive(twin);
    await compare();
    expect(await there(id)).toHaveLength(2);
  });

  it.each<[string, (client: N8nClient, twin: StoredWorkflow) => Promise<unknown>]>([
    ['edited', (client, twin) => client.update(twin.id, { ...twin, name: 'Mine' }, { publishIfActive: false })],
    ['published', (client, { id }) => client.publish(id)],
  ])('a twin that somebody %s stays, and the card says that there are two', async (_, use) => {
    const { id, kept, twin } = await makeTwin();
    // n8n's times have milliseconds, and nobody is that quick.
    await sleep(1_100);
    await use(once.past.client, await once.past.client.get(twin));
    await compare();
    await compare();
    expect((await there(id)).map((each) => each.id).sort()).toEqual([kept, twin].sort());
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'created', twinUrl: expect.stringContaining(twin) });
    await says('n8n made it twice');
    await says(twin);
  });

  it("somebody's copy of a workflow of ours is no twin", async () => {
    const id = await once.approve(document());
    await once.drive('creation', id);
    const stored = await once.past.client.get((await once.row(id)).n8nId);
    const nodes = stored.nodes.map((node) => ({ ...node, id: crypto.randomUUID() }));
    const { staticData: _, ...whole } = stored;
    const copy = await once.past.client.create({ ...whole, nodes });
    once.made.add(copy.id);
    expect(markerOf(copy)).toBe(id);
    await compare();
    expect((await once.past.client.get(copy.id)).isArchived).toBe(false);
    expect(await once.outcomeOf(id)).not.toHaveProperty('twinUrl');
  });

  it('a marker of another Flowsmith is none of our business', async () => {
    const marked = withMarker(document(), crypto.randomUUID(), { customTelemetryTags: true });
    const { id } = await once.past.client.create(marked);
    once.made.add(id);
    await compare();
    expect((await once.past.client.get(id)).isArchived).toBe(false);
  });

  it('told as failed, and there after all: the creation goes on and its card says so, without publishing', async () => {
    const id = await giveUp(1_000);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'failed', nothingCreated: false });
    const arrived = await arrives(id);
    await compare();
    expect(once.enqueued).toContain(id);
    await once.drive('creation', id);
    expect((await once.row(id)).n8nId).toBe(arrived.id);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'created' });
    await says('Created in n8n');
    expect(sent()).toBe(1);
  });

  it('there after all, and somebody asked about it before its creation found it: the same workflow', async () => {
    const id = await giveUp(1_000);
    const { id: n8nId, name } = await arrives(id);
    const { tenant } = await once.store.fork().findOneOrFail(Conversation, { key: 'c' });
    const seen = { tenant, instanceUrl: once.context.n8n.url, n8nId, name, published: false };
    const adopted = await ensureAdopted(once.store.fork(), seen);
    await once.reopen(id);
    await once.drive('creation', id);
    expect(await once.row(id)).toMatchObject({ id: adopted.id, n8nId });
    expect(sent()).toBe(1);
  });

  it('Retry while it may still arrive waits for it', async () => {
    const id = await giveUp(1_500);
    await once.reopen(id);
    await once.drive('creation', id);
    expect(sent()).toBe(1);
    expect(await once.outcomeOf(id)).toMatchObject({ kind: 'created' });
  });

  it('there after all, but nobody wants it any more: put away', async () => {
    const id = await giveUp(1_000);
    const { id: draft } = await once.draftOf(id);
    await once.store.fork().transactional(async (em) => {
      const row = await lockDraft(em, draft);
      if (row) row.status = 'discarded';
    });
    const arrived = await arrives(id);
    await compare();
    expect((await once.past.client.get(arrived.id)).isArchived).toBe(true);
    expect(once.enqueued).not.toContain(id);
    expect(await findApproval(once.store.fork(), draft, 1)).not.toBeNull();
    expect((await once.store.fork().findOneOrFail(Creation, { id })).status).toBe('failed');
  });
});

describe('another write to the same workflow', () => {
  let once: Once;
  beforeAll(async () => {
    once = await startOnce(startFaultyStandIn);
  });
  afterAll(() => once?.[Symbol.asyncDispose]());

  it('a publishing that is late does not come after the unpublishing that followed it', async () => {
    const workflow = await once.create(document());
    once.n8n.fail({ on: 'POST /workflows/:id/publish', lateMs: 1_500 });
    const publishing = await once.ask(workflow, 'publish');
    await once.drive('act', publishing, { attempt: 8 });
    expect((await once.act(publishing))?.outcome).toMatchObject({ kind: 'failed' });
    await once.drive('act', await once.ask(workflow, 'unpublish'));
    await sleep(once.n8n.faultMs);
    expect((await once.past.client.get(workflow.n8nId)).active).toBe(false);
    expect(once.sent(/\/publish$/)).toBe(1);
  });

  it('a publishing of an earlier version that is late does not undo what a change made live', async () => {
    const workflow = await once.create(document());
    const base = await once.past.client.get(workflow.n8nId);
    once.n8n.fail({ on: 'POST /workflows/:id/publish', lateMs: 1_500 });
    await once.drive('act', await once.ask(workflow, 'publish'), { attempt: 8 });
    const nodes = base.nodes.map((node) => ({ ...node, notes: 'newer' }));
    const change = await once.approve({ ...base, nodes } as never, { of: workflow, base, publish: true });
    await once.drive('creation', change);
    expect(await once.outcomeOf(change)).toMatchObject({ kind: 'updated', live: true });
    await sleep(once.n8n.faultMs);
    const stored = await once.past.client.get(workflow.n8nId);
    expect(stored).toMatchObject({ active: true, activeVersionId: stored.versionId });
    expect(stored.nodes).toMatchObject(nodes);
  });

  it('a change that is late is not written over a newer one: the newer one waits, and meets it', async () => {
    const workflow = await once.create(document());
    const base = await once.past.client.get(workflow.n8nId);
    const noted = (notes: string) => ({ ...base, nodes: base.nodes.map((node) => ({ ...node, notes })) }) as never;
    const before = once.sent(/^PUT /);
    once.n8n.fail({ on: 'PUT /workflows/:id', lateMs: 1_500 });
    const first = await once.approve(noted('first'), { of: workflow, base });
    await once.drive('creation', first, { attempt: 8 });
    expect(await once.outcomeOf(first)).toMatchObject({ kind: 'failed', nothingCreated: false });
    const second = await once.approve(noted('second'), { of: workflow, base });
    await once.drive('creation', second);
    await sleep(once.n8n.faultMs);
    expect(await once.outcomeOf(second)).toMatchObject({ kind: 'conflict' });
    expect((await once.past.client.get(workflow.n8nId)).nodes[0]).toMatchObject({ notes: 'first' });
    expect(once.sent(/^PUT /) - before).toBe(1);
  });

  it('an archiving that is late does not come after the unarchiving that followed it', async () => {
    const workflow = await once.create(document());
    once.n8n.fail({ on: 'POST /workflows/:id/archive', lateMs: 1_500 });
    const act = await once.ask(workflow, 'delete');
    await once.drive('act', act);
    expect((await once.act(act))?.outcome).toMatchObject({ kind: 'archived' });
    await once.drive('act', await once.ask(workflow, 'unarchive'));
    await sleep(once.n8n.faultMs);
    expect((await once.past.client.get(workflow.n8nId)).isArchived).toBe(false);
  });
});
