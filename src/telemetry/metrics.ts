import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What /metrics shows. One registry per app, so that tests do not share counters. */
export interface Metrics {
  registry: Registry;
  turns: Counter<'platform' | 'result'>;
  creations: Counter<'result'>;
  acts: Counter<'verb' | 'result'>;
  feedback: Counter<'verdict'>;
  /** Rows that were removed, or emptied of their words, because their time is over. */
  retention: Counter<'table'>;
  plannerCalls: Counter<'model'>;
  plannerTokens: Counter<'model' | 'kind'>;
  /** Calls one turn took, and the prompt tokens of all of them together. */
  plannerTurnCalls: Histogram<'model'>;
  plannerTurnTokens: Histogram<'model'>;
  queueDepth: Gauge<'queue'>;
}

/** @param depth asked at every scrape: events without an answer, and jobs that wait, are delayed or run */
export function createMetrics(depth: (queue: 'turns' | 'plans' | 'creations') => Promise<number>): Metrics {
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
    acts: new Counter({
      name: 'flowsmith_acts_total',
      help: 'What was done with workflows in n8n, by how it ended',
      labelNames: ['verb', 'result'],
      registers,
    }),
    feedback: new Counter({
      name: 'flowsmith_feedback_total',
      help: 'What people thought of answers; who changes their mind counts again',
      labelNames: ['verdict'],
      registers,
    }),
    retention: new Counter({
      name: 'flowsmith_retention_rows_total',
      help: 'Rows removed, or emptied of their words, because RETENTION_DAYS are over',
      labelNames: ['table'],
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
    plannerTurnCalls: new Histogram({
      name: 'flowsmith_planner_turn_calls',
      help: 'Calls to the model in one turn',
      labelNames: ['model'],
      buckets: [1, 2, 3, 4, 6, 8],
      registers,
    }),
    plannerTurnTokens: new Histogram({
      name: 'flowsmith_planner_turn_prompt_tokens',
      help: 'Prompt tokens of one turn, all its calls together',
      labelNames: ['model'],
      buckets: [2_500, 5_000, 10_000, 20_000, 40_000, 80_000],
      registers,
    }),
    queueDepth: new Gauge({
      name: 'flowsmith_queue_depth',
      help: 'Waiting and running: quick turns, turns that need the planner, creations and acts',
      labelNames: ['queue'],
      registers,
      async collect() {
        for (const queue of ['turns', 'plans', 'creations'] as const) this.set({ queue }, await depth(queue));
      },
    }),
  };
}
