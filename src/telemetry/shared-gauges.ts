import { Gauge, type Registry } from 'prom-client';

/** What all processes have in common, as it is now. Ages are in seconds; 0 where nothing waits. */
export interface SharedState {
  waiting: { work: Work; state: 'waiting' | 'running'; count: number }[];
  oldest: { work: Work; seconds: number }[];
  jobs: { queue: string; state: string; count: number }[];
  deliveries: { platform: string; state: 'owed' | 'overdue' | 'given_up'; count: number }[];
  oldestDelivery: { platform: string; seconds: number }[];
  workflows: { state: 'published' | 'unpublished' | 'missing'; count: number }[];
}
export const works = ['turns', 'plans', 'creations', 'acts'] as const;
export type Work = (typeof works)[number];

/** A scrape every few seconds by several servers asks the database no oftener than this. */
const maxAgeMs = 5_000;
/** A database that takes longer counts as away: a scrape waits for nothing. */
const patienceMs = 2_000;

/**
 * Gauges that are read from PostgreSQL and the queue: every process shows the same numbers, because any of them may be
 * the one that still runs. So they are never added up over processes: `max by (...)`. While the database does not answer
 * they are absent and `flowsmith_database_up` is 0.
 */
export function registerSharedGauges(
  registry: Registry,
  read: () => Promise<SharedState>,
  onError: (error: unknown) => void,
): void {
  let known: { at: number; state: Promise<SharedState | undefined> } | undefined;
  const look = (): Promise<SharedState | undefined> => {
    if (!known || performance.now() - known.at > maxAgeMs) {
      const late = new Promise<undefined>((done) => setTimeout(done, patienceMs, undefined).unref());
      known = {
        at: performance.now(),
        state: Promise.race([
          read().catch((error) => {
            onError(error);
            return undefined;
          }),
          late,
        ]),
      };
    }
    return known.state;
  };
  const gauge = <L extends string>(
    name: string,
    help: string,
    labelNames: L[],
    values: (state: SharedState) => { labels: Record<L, string>; value: number }[],
  ) =>
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        const state = await look();
        this.reset();
        for (const { labels, value } of state ? values(state) : []) this.set(labels, value);
      },
    });
  new Gauge({
    ...{ name: 'flowsmith_database_up', help: 'Whether PostgreSQL answered this process', registers: [registry] },
    async collect() {
      this.set((await look()) ? 1 : 0);
    },
  });
  gauge('flowsmith_waiting', 'Work without an end: events, creations, acts', ['work', 'state'], ({ waiting }) =>
    waiting.map(({ work, state, count }) => ({ labels: { work, state }, value: count })),
  );
  gauge('flowsmith_oldest_waiting_seconds', 'How long the oldest of them has waited', ['work'], ({ oldest }) =>
    oldest.map(({ work, seconds }) => ({ labels: { work }, value: seconds })),
  );
  gauge('flowsmith_queue_jobs', 'Jobs in the queue', ['queue', 'state'], ({ jobs }) =>
    jobs.map(({ queue, state, count }) => ({ labels: { queue, state }, value: count })),
  );
  gauge('flowsmith_deliveries', 'What people do not see yet as it is', ['platform', 'state'], ({ deliveries }) =>
    deliveries.map(({ platform, state, count }) => ({ labels: { platform, state }, value: count })),
  );
  gauge('flowsmith_oldest_delivery_seconds', 'How long the oldest has been owed', ['platform'], ({ oldestDelivery }) =>
    oldestDelivery.map(({ platform, seconds }) => ({ labels: { platform }, value: seconds })),
  );
  gauge('flowsmith_workflows', 'Workflows in n8n that Flowsmith knows', ['state'], ({ workflows }) =>
    workflows.map(({ state, count }) => ({ labels: { state }, value: count })),
  );
}
