import { setTimeout as sleep } from 'node:timers/promises';
import {
  createPostgresBackend,
  createRedisBackend,
  DelayedError,
  type Job,
  type Queue,
  type Worker,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import type { Lane } from '#src/chat/lane.ts';
import type { Logger } from '#src/log.ts';
import { createHeldBack } from '#src/telemetry/held-back.ts';
import { span } from '#src/telemetry/spans.ts';
import {
  actJobId,
  creationJobId,
  type JobData,
  type JobHandler,
  type JobKind,
  type JobResult,
  type QueueName,
  rehearsalJobId,
} from './jobs.ts';
import { assertRedisAnswers } from './reach.ts';
import { decideRetry } from './retry.ts';

export interface QueueConfig {
  /** Used when set; otherwise the queue lives in PostgreSQL, schema `bullmq`. */
  redisUrl?: string;
  databaseUrl: string;
  /** Keeps several Flowsmiths on one Redis apart. */
  prefix?: string;
}

export interface WorkOptions {
  concurrency: number;
  /** How long a worker may be silent before another takes its job over. */
  lockMs?: number;
}

export interface Queues extends AsyncDisposable {
  /** A sign that an event waits in that lane: as many as come, the turns are taken by `src/store/dispatch.ts`. */
  enqueueTurn(eventId: string, lane: Lane): Promise<void>;
  enqueueCreation(creationId: string, round: number): Promise<void>;
  enqueueAct(actId: string): Promise<void>;
  /** A sign that the newest revision of a draft may be rehearsed. */
  enqueueRehearsal(draftId: string, revision: number): Promise<void>;
  /** Starts taking jobs. Errors are retried as `decideRetry` says. Dispose: takes no more and finishes what runs. */
  work(queue: QueueName, handler: JobHandler, options: WorkOptions): AsyncDisposable;
  /** Throws when the queue's server does not answer. */
  ping(): Promise<void>;
  /** How many jobs there are of each queue, by what they do: they wait, wait for their time, or run. */
  counts(): Promise<{ queue: QueueName; state: 'waiting' | 'delayed' | 'active'; count: number }[]>;
}

/** What runs at shutdown may go on for this long before its signal aborts; it is then taken up by the next process. */
const drainMs = 20_000;

const states = ['waiting', 'delayed', 'active'] as const;

/** Between two attempts to reach a Redis that went away. */
const longestRetryMs = 2_000;

/** Between two lines about the same trouble with the connection. */
const toldEveryMs = 10_000;

/** More than any error deserves: `decideRetry` gives up first. */
const attemptCap = 20;

/** Opens the queues. The caller disposes: running jobs are finished first. Throws ConfigError when Redis does not answer. */
export async function openQueues(config: QueueConfig, log: Logger): Promise<Queues> {
  // BullMQ would wait for ever, without a word.
  if (config.redisUrl) await assertRedisAnswers(config.redisUrl);
  /** No more attempts to reach Redis: what waits for it fails instead. */
  let givenUp = false;
  const bull = bindBackend(config, () => givenUp);
  /**
   * BullMQ waits for a Redis that is away for as long as it takes, and what it cuts off while it is about to connect again
   * never ends. What jobs came to is in PostgreSQL: so nothing is waited for then but the work that runs.
   */
  const closeBounded = async (part: Queue | Worker, work: ReadonlySet<Promise<unknown>> = new Set()) => {
    // First of all: a worker that does not know that it ends asks a connection that is given up again and again, at once.
    const closed = part.close();
    if (!config.redisUrl || !(givenUp || (await isAway(config.redisUrl)))) return await closed;
    for (const worker of workers) void worker.close().catch(() => {});
    givenUp = true;
    await Promise.race([closed, Promise.allSettled(work).then(() => sleep(500))]);
  };
  // BullMQ tells each attempt of each queue and worker: some hundred lines a second while Redis is away.
  const lost = createHeldBack<Error>((err, times) => log.warn({ err, times }, 'queue connection error'), toldEveryMs);
  const onError = (error: Error & { code?: string }) => lost.tell(error.code ?? error.name, error);
  const queues = {
    turns: bull.createQueue('turns'),
    plans: bull.createQueue('plans'),
    creations: bull.createQueue('creations'),
    rehearsals: bull.createQueue('rehearsals'),
  };
  for (const queue of Object.values(queues)) queue.on('error', onError);
  await Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady()));
  const workers = new Set<Worker>();
  const stopping = new AbortController();

  const add = async (queue: Queue, kind: JobKind, id: string, jobId?: string) => {
    const options = {
      ...(jobId ? { jobId } : {}),
      attempts: attemptCap,
      backoff: { type: 'custom' },
      removeOnComplete: true,
      removeOnFail: true,
    };
    const fields = { 'messaging.system': 'bullmq', 'messaging.operation.name': 'send' };
    await span(`send ${queue.name}`, { kind: 'producer', inside: true, fields }, () =>
      queue.add(kind, { id }, options),
    );
  };

  return {
    enqueueTurn: (eventId, lane) => add(lane === 'plan' ? queues.plans : queues.turns, 'turn', eventId),
    enqueueCreation: (creationId, round) =>
      add(queues.creations, 'creation', creationId, creationJobId(creationId, round)),
    enqueueAct: (actId) => add(queues.creations, 'act', actId, actJobId(actId)),
    enqueueRehearsal: (draftId, revision) =>
      add(queues.rehearsals, 'rehearsal', draftId, rehearsalJobId(draftId, revision)),
    work(name, handler, { concurrency, lockMs = 30_000 }) {
      const work = new Set<Promise<JobResult>>();
      const run = async (job: Job<JobData>, token?: string) => {
        const kind = kindOf(name, job.name);
        const running = { kind, id: job.data.id, attempt: job.attemptsMade + 1, signal: stopping.signal };
        const handling = handler(running);
        work.add(handling);
        const result = await handling
          .catch((error): JobResult => {
            const decision = decideRetry(error, running.attempt);
            if (decision.kind !== 'wait') throw error;
            return { waitMs: decision.delayMs };
          })
          .finally(() => work.delete(handling));
        if (result === 'done') return;
        await job.moveToDelayed(Date.now() + result.waitMs, token);
        throw new DelayedError();
      };
      const worker = bull.createWorker(name, run, {
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs / 2,
        maxStalledCount: 10,
        settings: {
          backoffStrategy: (attemptsMade, _type, error) => {
            const decision = decideRetry(error, attemptsMade);
            return decision.kind === 'give-up' ? -1 : decision.delayMs;
          },
        },
      });
      worker.on('error', onError);
      worker.on('failed', (job, error) => log.debug({ queue: name, job: job?.data.id, err: error }, 'attempt failed'));
      workers.add(worker);
      return {
        async [Symbol.asyncDispose]() {
          workers.delete(worker);
          const late = setTimeout(() => stopping.abort(), drainMs);
          await closeBounded(worker, work).finally(() => clearTimeout(late));
        },
      };
    },
    async ping() {
      await queues.turns.getJobCounts('waiting');
    },
    async counts() {
      const all = Object.entries(queues) as [QueueName, Queue][];
      const counted = await Promise.all(
        all.map(async ([queue, bullQueue]) => ({ queue, counts: await bullQueue.getJobCounts(...states) })),
      );
      return counted.flatMap(({ queue, counts }) =>
        states.map((state) => ({ queue, state, count: counts[state] ?? 0 })),
      );
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all([...workers].map((worker) => closeBounded(worker)));
      await Promise.all(Object.values(queues).map((queue) => closeBounded(queue)));
    },
  };
}

function kindOf(queue: QueueName, name: string): JobKind {
  if (queue === 'rehearsals') return 'rehearsal';
  if (queue !== 'creations') return 'turn';
  return name === 'act' ? 'act' : 'creation';
}

const isAway = (redisUrl: string): Promise<boolean> =>
  assertRedisAnswers(redisUrl, 1_000).then(
    () => false,
    () => true,
  );

type Processor = (job: Job<JobData>, token?: string) => Promise<void>;
interface BoundBull {
  createQueue(name: QueueName): Queue;
  createWorker(name: QueueName, run: Processor, options: Omit<WorkerOptions, 'connection'>): Worker;
}

/** BullMQ on Redis or on PostgreSQL: same classes, one choice. */
function bindBackend({ redisUrl, databaseUrl, prefix }: QueueConfig, givenUp: () => boolean): BoundBull {
  const shared = prefix ? { prefix } : {};
  if (redisUrl) {
    return bind(withBackend(createRedisBackend), {
      ...shared,
      connection: {
        ...{ url: redisUrl, maxRetriesPerRequest: null },
        retryStrategy: (times: number) => (givenUp() ? null : Math.min(times * 500, longestRetryMs)),
      },
    });
  }
  const connection = { connectionString: databaseUrl, schema: 'bullmq', migrate: true, max: 4 };
  return bind(withBackend(createPostgresBackend), { ...shared, connection });
}

/** The two backends' classes differ in their type arguments only; from here on nobody needs them. */
function bind(classes: { Queue: unknown; Worker: unknown }, options: object): BoundBull {
  const { Queue: BoundQueue, Worker: BoundWorker } = classes as {
    Queue: new (name: string, options: object) => Queue;
    Worker: new (name: string, run: Processor, options: object) => Worker;
  };
  return {
    createQueue: (name) => new BoundQueue(name, options),
    createWorker: (name, run, workerOptions) => new BoundWorker(name, run, { ...workerOptions, ...options }),
  };
}
