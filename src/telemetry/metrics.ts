import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** What /metrics shows. One registry per app, so that tests do not share counters. */
export interface Metrics {
  registry: Registry;
  turns: Counter<'platform' | 'result'>;
  creations: Counter<'result'>;
  plannerCalls: Counter<'model'>;
  plannerTokens: Counter<'model' | 'kind'>;
  queueDepth: Gauge<'queue'>;
}

/** @param depth asked at every scrape: jobs waiting, delayed and running */
export function createMetrics(depth: (queue: 'turns' | 'creations') => Promise<number>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    turns: new Counter({
      name: 'flowsmith_turns_total',
      help: 'Turns by how they ended',
      labelNames: ['platform', 'result'],
      registers,
    }),
    creations: new Counter({
      name: 'flowsmith_creations_total',
      help: 'Creations by how they ended',
      labelNames: ['result'],
      registers,
    }),
    plannerCalls: new Counter({
      name: 'flowsmith_planner_calls_total',
      help: 'Calls to the model',
      labelNames: ['model'],
      registers,
    }),
    plannerTokens: new Counter({
      name: 'flowsmith_planner_tokens_total',
      help: 'Tokens the model counted',
      labelNames: ['model', 'kind'],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'flowsmith_queue_depth',
      help: 'Jobs waiting, delayed and running',
      labelNames: ['queue'],
      registers,
      async collect() {
        for (const queue of ['turns', 'creations'] as const) this.set({ queue }, await depth(queue));
      },
    }),
  };
}
