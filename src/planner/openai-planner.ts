import OpenAI from 'openai';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { ModelConfig } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import { type Draft, errorsOf, type Issue } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { garbage, refused, toPlannerError } from './openai-errors.ts';
import type { Planner, PlannerInput, PlannerResult, PlannerTurn, PlannerUsage } from './planner.ts';
import { asData, toMessages } from './prompt.ts';
import { describeText, parseToolCall, searchText, type ToolCall, toolDefinitions } from './tools.ts';

export interface OpenAiLimits {
  /** Calls of the model in one turn. */
  maxCalls: number;
  /** Times validation may send a draft back. */
  maxRepairs: number;
  /** Times the model is told that its answer cannot be used. */
  maxMistakes: number;
  callTimeoutMs: number;
  turnTimeoutMs: number;
  /** Retries of one call on 429 and 5xx, done by the SDK. */
  maxRetries: number;
}

const defaults: OpenAiLimits = {
  maxCalls: 8,
  maxRepairs: 3,
  maxMistakes: 3,
  callTimeoutMs: 60_000,
  turnTimeoutMs: 120_000,
  maxRetries: 2,
};

export interface OpenAiPlannerOptions {
  config: ModelConfig;
  /** Read once per turn, so that a refreshed catalogue is used at once. */
  catalog: () => Catalog;
  log: Logger;
  limits?: Partial<OpenAiLimits>;
}

type FunctionCall = OpenAI.Chat.Completions.ChatCompletionMessageFunctionToolCall;
type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/**
 * Plans with a model behind any OpenAI-compatible server (Chat Completions with tools). A bounded loop: search and
 * describe node types, submit a draft, repair what validation finds. Throws PlannerError: planner_unreachable
 * (retryable), planner_unauthorized, planner_misconfigured, planner_rejected, planner_refused, planner_garbage,
 * planner_stopped.
 */
export function createOpenAiPlanner({ config, catalog, log, limits }: OpenAiPlannerOptions): Planner {
  const bounds = { ...defaults, ...limits };
  const client = new OpenAI({
    apiKey: config.apiKey,
    ...(config.baseUrl ? { baseURL: config.baseUrl } : {}),
    maxRetries: bounds.maxRetries,
    timeout: bounds.callTimeoutMs,
    logLevel: 'off',
  });
  return {
    name: 'openai',
    async plan(input) {
      const usage: PlannerUsage = { model: config.model, calls: 0, promptTokens: 0, completionTokens: 0 };
      const deadline = AbortSignal.timeout(bounds.turnTimeoutMs);
      const signal = AbortSignal.any([input.signal, deadline]);
      const call = (messages: Message[]) => complete(client, config.model, messages, signal, usage);
      try {
        const turn = await runTurn(input, catalog(), call, bounds, usage);
        log.debug({ calls: usage.calls, kind: turn.result.kind }, 'turn planned');
        return turn;
      } catch (error) {
        const failure = toPlannerError(
          error,
          input.signal.aborted ? 'requester' : deadline.aborted ? 'deadline' : 'no',
        );
        if (failure.code === 'planner_stopped') log.debug({ calls: usage.calls }, 'planning stopped');
        else log.warn({ code: failure.code, calls: usage.calls }, 'planning failed');
        throw failure;
      }
    },
  };
}

type Completion = OpenAI.Chat.Completions.ChatCompletionMessage & { finishReason?: string };

/** One call of the model; ends at once when the signal aborts, even while the SDK waits to retry. */
async function complete(
  client: OpenAI,
  model: string,
  messages: Message[],
  signal: AbortSignal,
  usage: PlannerUsage,
): Promise<Completion> {
  signal.throwIfAborted();
  usage.calls += 1;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const request = client.chat.completions.create({ model, messages, tools: toolDefinitions() }, { signal });
    const answer = await Promise.race([request, aborted]);
    usage.promptTokens += tokens(answer?.usage?.prompt_tokens);
    usage.completionTokens += tokens(answer?.usage?.completion_tokens);
    const choice = answer?.choices?.[0];
    if (!choice?.message || typeof choice.message !== 'object')
      throw garbage('The model server answered without a message');
    return { ...choice.message, finishReason: choice.finish_reason };
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

const tokens = (count: unknown): number =>
  typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : 0;

interface Loop {
  mistakes: number;
  repairs: number;
  /** The last draft that parsed, with what validation found. */
  best?: { draft: Draft; issues: Issue[] };
}

async function runTurn(
  input: PlannerInput,
  catalog: Catalog,
  call: (messages: Message[]) => Promise<Completion>,
  bounds: OpenAiLimits,
  usage: PlannerUsage,
): Promise<PlannerTurn> {
  const messages = toMessages(input, catalog);
  const loop: Loop = { mistakes: 0, repairs: 0 };
  const done = (result: PlannerResult): PlannerTurn => ({ result, usage, notes: [`Planned by ${usage.model}.`] });
  const draftKind = input.current ? 'revision' : 'draft';
  while (usage.calls < bounds.maxCalls) {
    const answer = await call(messages);
    if (answer.refusal || answer.finishReason === 'content_filter') throw refused();
    const calls = (answer.tool_calls ?? []).filter(
      (tool): tool is FunctionCall => tool?.type === 'function' && Boolean(tool.function),
    );
    if (calls.length === 0) {
      const text = typeof answer.content === 'string' ? answer.content.trim() : '';
      if (text !== '') return done({ kind: 'answer', text: text.slice(0, 8000) });
      mistake(loop, bounds);
      messages.push({
        role: 'user',
        content: 'Your answer was empty. Use one of the tools submit_draft, ask or answer.',
      });
      continue;
    }
    messages.push({ role: 'assistant', content: answer.content ?? null, tool_calls: calls });
    for (const tool of calls) {
      const parsed = parseToolCall(String(tool.function.name), String(tool.function.arguments ?? ''));
      const outcome = act(parsed, catalog, loop, bounds);
      if (typeof outcome !== 'string')
        return done(outcome.kind === 'draft' ? { ...outcome, kind: draftKind } : outcome);
      messages.push({ role: 'tool', tool_call_id: tool.id, content: outcome });
    }
  }
  if (loop.best) return done({ kind: draftKind, ...loop.best });
  throw garbage(`No draft after ${usage.calls} calls`);
}

/** Does what a tool call asks: the result that ends the turn, or the text the model gets back. */
function act(call: ToolCall, catalog: Catalog, loop: Loop, bounds: OpenAiLimits): PlannerResult | string {
  switch (call.name) {
    case 'invalid':
      mistake(loop, bounds);
      return call.problem;
    case 'search_nodes':
      return asData('catalogue', searchText(catalog, call.args.query, call.args.limit));
    case 'describe_node':
      return asData('catalogue', describeText(catalog, call.args.type, call.args));
    case 'ask':
      return { kind: 'question', text: call.args.question, choices: call.args.choices };
    case 'answer':
      return { kind: 'answer', text: call.args.text };
    case 'submit_draft':
      return submit(call.args, catalog, loop, bounds);
  }
}

function submit(draft: Draft, catalog: Catalog, loop: Loop, bounds: OpenAiLimits): PlannerResult | string {
  const issues = validateDraft(draft, { catalog });
  const errors = errorsOf(issues);
  if (!loop.best || errors.length <= errorsOf(loop.best.issues).length) loop.best = { draft, issues };
  if (errors.length === 0) return { kind: 'draft', draft, issues };
  if (loop.repairs >= bounds.maxRepairs) return { kind: 'draft', ...loop.best };
  loop.repairs += 1;
  const list = asData('issues', JSON.stringify(issues).slice(0, 12_000));
  return `Validation found issues. Repair the errors and submit the complete draft again. Leave a parameter empty when only the requester can say it; then submit unchanged.\n${list}`;
}

function mistake(loop: Loop, bounds: OpenAiLimits): void {
  loop.mistakes += 1;
  if (loop.mistakes > bounds.maxMistakes) throw garbage(`The model answered unusably ${loop.mistakes} times`);
}
