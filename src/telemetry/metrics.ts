import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { registerSharedGauges, type SharedState } from './shared-gauges.ts';

/**
 * What /metrics shows; docs/metrics.md says what each means. One registry per app, so that tests do not share counters.
 * Labels have few values: no tenants, no people, no workflows, whose number only the world bounds.
 */
export type Metrics = ReturnType<typeof createMetrics>;

/** What the numbers come from. */
export interface MetricsSources {
  build: { version: string; role: string };
  /** Asked at most every few seconds. May throw. */
  shared(): Promise<SharedState>;
  /** How n8n was seen last; undefined before the first look. */
  n8nUp(): boolean | undefined;
  /** Seconds since the catalogue was known to be that of the connected n8n. */
  catalogAge(): number;
  /** Hears why something could not be read; what was read from there is absent then. */
  onError(error: unknown): void;
}

/** Seconds, by what they measure: answers of machines, of people's patience, and of queues. */
const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const calls = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const patience = [0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300];
const long = [0.5, 1, 2, 5, 10, 30, 60, 120, 300, 900, 3600];

export function createMetrics({ build, shared, n8nUp, catalogAge, onError }: MetricsSources) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: L[] = []) =>
    new Histogram({ name, help, buckets, labelNames, registers });

  const info = new Gauge({
    ...{ name: 'flowsmith_build_info', help: 'Always 1; what runs here', registers },
    labelNames: ['version', 'node', 'role'] as const,
  });
  info.set({ ...build, node: process.versions.node }, 1);
  new Gauge({
    ...{
      name: 'flowsmith_n8n_up',
      help: 'Whether n8n answered and took the key when this process last looked',
      registers,
    },
    collect() {
      const up = n8nUp();
      if (up !== undefined) this.set(up ? 1 : 0);
    },
  });
  new Gauge({
    name: 'flowsmith_catalog_age_seconds',
    help: 'Since the catalogue of node types was known to be that of the connected n8n',
    registers,
    collect() {
      this.set(catalogAge());
    },
  });
  registerSharedGauges(registry, shared, onError);

  return {
    registry,
    http: histogram('flowsmith_http_request_duration_seconds', 'Answers over HTTP', quick, [
      'method',
      'route',
      'status',
    ]),
    acknowledgement: histogram(
      'flowsmith_acknowledgement_seconds',
      'From the arrival of an event to its acknowledgement, it being stored then',
      quick,
      ['platform'],
    ),
    steps: counter('flowsmith_steps_total', 'Steps in the life of requests', ['step', 'outcome', 'platform']),
    firstSign: histogram('flowsmith_first_sign_seconds', 'From receipt to the first sign of life', patience, [
      'platform',
    ]),
    answers: histogram('flowsmith_answer_seconds', 'From receipt to the answer', patience, ['platform', 'answer']),
    planning: histogram('flowsmith_planning_seconds', 'The planner, all its calls', patience, ['result']),
    creation: histogram('flowsmith_creation_seconds', 'From approval to what n8n holds', long, ['result']),
    publication: histogram('flowsmith_publication_seconds', 'From approval to published', long, ['result']),
    delivery: histogram('flowsmith_delivery_seconds', 'From owed to shown', long, ['platform', 'kind']),
    turns: counter('flowsmith_turns_total', 'Turns by how they ended', ['platform', 'result']),
    creations: counter('flowsmith_creations_total', 'Creations by how they ended', ['result']),
    acts: counter('flowsmith_acts_total', 'What was done with workflows in n8n, by how it ended', ['verb', 'result']),
    rateLimited: counter('flowsmith_rate_limited_total', 'Refused because it was too much at once', ['limit']),
    feedback: counter(
      'flowsmith_feedback_total',
      'What people thought of answers; who changes their mind counts again',
      ['verdict'],
    ),
    retention: counter(
      'flowsmith_retention_rows_total',
      'Rows removed, or emptied of their words, because RETENTION_DAYS are over',
      ['table'],
    ),
    n8nCalls: histogram('flowsmith_n8n_request_duration_seconds', 'Requests to n8n', calls, ['operation', 'outcome']),
    n8nWait: histogram('flowsmith_n8n_wait_seconds', 'What requests to n8n wait for their turn', calls),
    platformCalls: histogram('flowsmith_platform_request_duration_seconds', 'Calls to chat platforms', calls, [
      'platform',
      'operation',
      'outcome',
    ]),
    plannerFailures: counter('flowsmith_planner_failures_total', 'Turns the model could not plan', ['code']),
    plannerCalls: counter('flowsmith_planner_calls_total', 'Calls to the model', ['model']),
    plannerTokens: counter('flowsmith_planner_tokens_total', 'Tokens the model counted', ['model', 'kind']),
    plannerCached: counter(
      'flowsmith_planner_cached_tokens_total',
      'Of the prompt tokens: those the model had read before',
      ['model'],
    ),
    plannerTurnCalls: histogram(
      'flowsmith_planner_turn_calls',
      'Calls to the model in one turn',
      [1, 2, 3, 4, 6, 8],
      ['model'],
    ),
    plannerTurnTokens: histogram(
      'flowsmith_planner_turn_prompt_tokens',
      'Prompt tokens of one turn, all its calls together',
      [2_500, 5_000, 10_000, 20_000, 40_000, 80_000],
      ['model'],
    ),
  };
}
