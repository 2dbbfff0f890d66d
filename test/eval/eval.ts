import type { Catalog } from '#src/catalog/catalog.ts';
import type { ModelConfig } from '#src/config.ts';
import { toUserMessage } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { createModelPlanner } from '#src/planner/model/model-planner.ts';
import { createOpenAiProvider } from '#src/planner/model/openai/chat-completions.ts';
import { isForPerson } from '#src/planner/model/person-values.ts';
import { noSources, type PlannerResult, type PlannerTurn } from '#src/planner/planner.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { type PlanRequest, whatIsWrong } from '#test/support/requests.ts';

/** What came of one request. */
export interface Judged {
  id: string;
  planned: boolean;
  /** Why it is not planned; undefined when it is. */
  problem?: string | undefined;
  /** Errors somebody would have to repair. */
  errors: number;
  warnings: number;
  /** Values the card asks a person for. */
  missing: number;
  calls: number;
  promptTokens: number;
  completionTokens: number;
  ms: number;
}

export interface EvalOptions {
  model: ModelConfig;
  catalog: Catalog;
  log: Logger;
  requests: readonly PlanRequest[];
  /** Requests planned at the same time. */
  concurrency: number;
  /** Told after each request, in the order they end. */
  onJudged?: (judged: Judged) => void;
  signal?: AbortSignal;
}

/** Plans every request with the model and judges what comes of it. A request that fails counts as not planned; the others go on. */
export async function evaluate({ requests, concurrency, onJudged, ...options }: EvalOptions): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = requests.entries();
  const work = async () => {
    for (const [place, request] of waiting) {
      if (options.signal?.aborted) return;
      const one = await judge(request, options);
      judged[place] = one;
      onJudged?.(one);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, concurrency) }, work));
  return judged.filter((one) => one !== undefined);
}

async function judge(
  { id, request, expect }: PlanRequest,
  { model, catalog, log, signal }: Pick<EvalOptions, 'model' | 'catalog' | 'log' | 'signal'>,
): Promise<Judged> {
  const started = performance.now();
  const planner = createModelPlanner({ provider: createOpenAiProvider(model), catalog: () => catalog, log });
  const nothing = { errors: 0, warnings: 0, missing: 0, calls: 0, promptTokens: 0, completionTokens: 0 };
  let turn: PlannerTurn;
  try {
    turn = await planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal: signal ?? new AbortController().signal,
    });
  } catch (error) {
    return { id, planned: false, problem: toUserMessage(error), ...nothing, ms: performance.now() - started };
  }
  const { calls, promptTokens, completionTokens } = turn.usage;
  const cost = { calls, promptTokens, completionTokens, ms: performance.now() - started };
  const { result } = turn;
  if (result.kind !== 'draft') return { id, planned: false, problem: insteadOf(result), ...nothing, ...cost };
  const errors = errorsOf(result.issues);
  const missing = errors.filter((issue) => isForPerson(issue, result.draft, catalog)).length;
  const open = errors.length - missing;
  const problem = whatIsWrong(result.draft, expect) ?? (open > 0 ? `errors: ${errors[0]?.message}` : undefined);
  const warnings = result.issues.length - errors.length;
  return { id, planned: problem === undefined, problem, errors: open, warnings, missing, ...cost };
}

const insteadOf = (result: PlannerResult): string =>
  `no draft but: ${result.kind}${'text' in result ? ` “${result.text.replaceAll('\n', ' ').slice(0, 120)}”` : ''}`;

/** One line for each request, with the totals in the last. */
export function toLine({ id, planned, problem, errors, warnings, missing, ...cost }: Judged): string {
  const { calls, promptTokens, completionTokens, ms } = cost;
  const issues = `${errors} errors, ${missing} missing, ${warnings} warnings`;
  const tokens = `${promptTokens}+${completionTokens} tokens`;
  return `${planned ? 'yes' : 'NO '} ${id.padEnd(28)} ${issues}, ${calls} calls, ${tokens}, ${(ms / 1000).toFixed(1)} s${problem ? `: ${problem}` : ''}`;
}

/** The totals in words. */
export function toTotals(judged: readonly Judged[]): string {
  const planned = judged.filter((one) => one.planned).length;
  const sum = (of: (one: Judged) => number) => judged.reduce((total, one) => total + of(one), 0);
  const mean = (of: (one: Judged) => number, digits = 0) => (sum(of) / Math.max(1, judged.length)).toFixed(digits);
  return [
    `planned ${planned} of ${judged.length} (${((100 * planned) / Math.max(1, judged.length)).toFixed(1)} %)`,
    `per request ${mean(({ calls }) => calls, 1)} calls, ${mean(({ promptTokens }) => promptTokens)} prompt tokens, ${mean(({ completionTokens }) => completionTokens)} completion tokens, ${mean(({ ms }) => ms / 1000, 1)} s`,
    `in all ${sum(({ calls }) => calls)} calls, ${sum(({ promptTokens }) => promptTokens)} prompt tokens, ${sum(({ completionTokens }) => completionTokens)} completion tokens`,
  ].join('\n');
}
