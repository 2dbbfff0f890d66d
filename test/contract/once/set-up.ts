import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatPlatform } from '#src/chat/platform.ts';
import type { N8nConfig } from '#src/config.ts';
import type { Fault } from '#src/dev/n8n-stand-in/faults.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { toInstance } from '#src/engine/n8n-instance.ts';
import type { Patience } from '#src/engine/write-guard.ts';
import { createLogger } from '#src/log.ts';
import type { Json } from '#src/model/json.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { findAllByMarker } from '#src/n8n/marker.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { policySchema } from '#src/policy/roles.ts';
import type { JobKind, JobResult, RunningJob } from '#src/queue/jobs.ts';
import { decideRetry } from '#src/queue/retry.ts';
import { createAct, findAct } from '#src/store/acts.ts';
import { createCreation, findCreation, reopenCreation } from '#src/store/creations.ts';
import { createDraft, recordDecision } from '#src/store/drafts.ts';
import { type ActRecord, Creation, DraftRow, type WorkflowRecord } from '#src/store/entities.ts';
import { openStore } from '#src/store/orm.ts';
import { findWorkflowOf } from '#src/store/workflows.ts';
import { followNothing } from '#src/telemetry/follow.ts';
import { runAct } from '#src/workers/act.ts';
import { runCreation } from '#src/workers/creation.ts';
import { startDeliveries } from '#src/workers/deliver.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { idleMetrics } from '#test/support/metrics.ts';
import { knownAt } from '#test/support/n8n-known.ts';
import { plantConversation, plantEvent } from '#test/support/plant-event.ts';

/** An n8n whose requests go wrong on command, with how fast things happen there, in milliseconds. */
export interface FaultyN8n extends AsyncDisposable {
  config: N8nConfig;
  /** The same n8n without the faults, as its people see it. */
  past: N8nConfig;
  fail(fault: Fault): void;
  requests(): string[];
  /** An answer that takes longer is not waited for. */
  timeoutMs: number;
  /** Longer than that, and shorter than a request counts as lost. */
  faultMs: number;
  patience: Patience;
}

const ref = { platform: 'playground' as const, key: 'c', address: {} };

/** What workers work with, on a database of its own, against one n8n. Queues are played by hand. */
export async function startOnce(start: () => Promise<FaultyN8n>) {
  await using stack = new AsyncDisposableStack();
  const n8n = stack.use(await start());
  const database = stack.use(await createTestDatabase());
  const store = stack.use(await openStore(database.url));
  const direct = { ...n8n.past, gate: openGate() };
  const through = { ...n8n.config, gate: openGate() };
  const past = connectN8n(direct);
  const made = new Set<string>();
  stack.defer(async () => {
    for await (const id of made) await ensureRemoved(past.client, id);
  });
  const shown: string[] = [];
  const enqueued: string[] = [];
  const platform: ChatPlatform = {
    name: 'playground',
    linkable: true,
    post: async () => ({ message: { platform: 'playground', address: {} } }),
    notify: async () => {},
    linkTo: async () => undefined,
    atWork: async () => true,
    update: async (_, message) => void shown.push(JSON.stringify(message)),
  };
  const unused = undefined as never;
  const none = 'absent' as const;
  const sources = { place: none, chosen: none, workflows: none, n8n: none };
  const nothingKnown = { find: async () => ({ values: [], sources }) };
  const context: EngineContext = {
    ...{ store, limits: unused, planner: unused, policy: policySchema.parse({}) },
    ...{ platforms: new Map([['playground' as const, platform]]), metrics: idleMetrics() },
    queues: { enqueueCreation: async (id: string) => void enqueued.push(id) } as never,
    placeOf: () => undefined,
    ...{ log: createLogger(process.env['TEST_LOG_LEVEL'] ?? 'silent'), follow: followNothing, values: nothingKnown },
    n8n: toInstance(
      connectN8n(through, { timeoutMs: n8n.timeoutMs, retryTimeoutMs: n8n.timeoutMs }),
      { background: past, brief: past },
      {
        ...{ ...knownAt(n8n.config.baseUrl), editorUrl: n8n.past.baseUrl },
        capabilities: async () => (await readRelease(direct)).capabilities,
      },
    ),
    patience: n8n.patience,
  };

  const deliveries = stack.use(startDeliveries(context, { everyMs: 100 }));
  context.wake = deliveries.wake;

  /** An approved draft, a new workflow or a change of one, and its creation. */
  async function approve(
    { name, nodes, connections, settings }: N8nWorkflow,
    { publish = false, of, base }: { publish?: boolean; of?: WorkflowRecord; base?: StoredWorkflow } = {},
  ): Promise<string> {
    const event = await plantClick();
    // As drafts are kept: what n8n adds to a workflow it holds is no part of one.
    const workflow = { name, nodes, connections, settings };
    const [node] = nodes;
    const step = { name: node?.name, type: node?.type, parameters: node?.parameters };
    const document = { name: workflow.name, description: '', nodes: [step], connections: [], assumptions: [] };
    return store.fork().transactional(async (em) => {
      const id = crypto.randomUUID();
      const who = { requesterId: 'rita', requesterName: 'Rita', locale: null, timezone: null, expiresAt: null };
      const from = base ? { base: base as unknown as Json, baseVersionId: base.versionId ?? null } : {};
      const draft = await createDraft(em, { id, conversation: event.conversation, workflow: of?.id ?? null, ...who }, {
        ...{ event: event.id, request: 'x', document, workflow, issues: [], notes: [] },
        ...from,
      } as never);
      draft.card = { platform: 'playground', address: { draft: id } };
      draft.status = 'approved';
      const decision = { draft: id, revision: 1, decision: 'approved' as const, byPolicy: false, publish };
      const approval = await recordDecision(em, { ...decision, decidedBy: 'rita', decidedByName: 'Rita' });
      return (await createCreation(em, draft, approval)).id;
    });
  }

  async function plantClick() {
    const { id: conversation, tenant } = await plantConversation(store.fork(), { id: 't' }, ref);
    const id = crypto.randomUUID();
    const event = { kind: 'message', dedupeKey: id, tenant: { id: 't' }, conversation: ref, text: 'x', via: 'direct' };
    await plantEvent(store.fork(), { id, tenant, conversation }, {
      ...event,
      person: { id: 'rita', name: 'Rita' },
    } as never);
    return { id, conversation };
  }

  /** What somebody asked for with a button. */
  async function ask(
    workflow: WorkflowRecord,
    verb: ActRecord['verb'],
    more: { executionId?: string; argument?: string } = {},
  ): Promise<string> {
    const { id: event, conversation } = await plantClick();
    const by = { requestedBy: 'rita', requestedByName: 'Rita', card: null };
    const act = { workflow: workflow.id, conversation, event, verb, ...more, ...by };
    return (await store.fork().transactional((em) => createAct(em, act))).id;
  }

  const work = (kind: JobKind, id: string, attempt: number): Promise<JobResult> => {
    const job: RunningJob = { kind, id, attempt, signal: new AbortController().signal };
    return kind === 'act' ? runAct(context, job) : runCreation(context, job);
  };
  /** Plays the queue, in less time; `attempt` 8 is the last one. */
  async function drive(kind: JobKind, id: string, { attempt = 1 } = {}): Promise<void> {
    for (let tries = attempt; ; ) {
      try {
        const result = await work(kind, id, tries);
        if (result === 'done') return;
        await sleep(result.waitMs);
      } catch (error) {
        const decision = decideRetry(error, tries);
        if (decision.kind === 'give-up') throw error;
        await sleep(Math.min(decision.delayMs, 200));
        tries += 1;
      }
    }
  }

  async function everyWith(marker: string): Promise<StoredWorkflow[]> {
    const all = await findAllByMarker(past.client, marker);
    for (const { id } of all) made.add(id);
    return all;
  }

  const owned = stack.move();
  return {
    ...{ n8n, past, store, context, shown, enqueued, made, approve, ask, work, drive, everyWith },
    create: async (workflow: N8nWorkflow, options: { publish?: boolean } = {}) => {
      const id = await approve(workflow, options);
      await drive('creation', id);
      return row(id);
    },
    row,
    outcomeOf: async (creation: string) => (await findCreation(store.fork(), creation))?.outcome as Outcome | null,
    act: (id: string) => findAct(store.fork(), id),
    draftOf: async (creation: string) => {
      const { draft } = await store.fork().findOneOrFail(Creation, { id: creation });
      return store.fork().findOneOrFail(DraftRow, { id: draft });
    },
    /** Retry on the card. */
    reopen: async (creation: string) => {
      const em = store.fork();
      await reopenCreation(em, await em.findOneOrFail(Creation, { id: creation }), false);
    },
    /** How often such a request was sent to n8n. */
    sent: (line: RegExp) => n8n.requests().filter((each) => line.test(each)).length,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };

  /** The workflow a creation led to. */
  async function row(creation: string): Promise<WorkflowRecord> {
    const found = await findWorkflowOf(store.fork(), creation);
    if (!found) throw new Error(`creation ${creation} has no workflow`);
    made.add(found.n8nId);
    return found;
  }
}

export type Once = Awaited<ReturnType<typeof startOnce>>;
