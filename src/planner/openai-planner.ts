import type { Catalog } from '#src/catalog/catalog.ts';
import type { ModelConfig } from '#src/config.ts';
import { PlannerError } from '#src/errors.ts';
import type { Note } from '#src/language/note-text.ts';
import type { Logger } from '#src/log.ts';
import { act } from './openai-act.ts';
import { createModel, type Message, type ModelAnswer, toAssistantMessage } from './openai-call.ts';
import { garbage, toPlannerError } from './openai-errors.ts';
import { keepRead } from './openai-read.ts';
import { countMistake, type Turn, type TurnLimits, toResult } from './openai-turn.ts';
import type { Planner, PlannerInput, PlannerResult, PlannerUsage } from './planner.ts';
import { toMessages } from './prompt.ts';
import { tokenCounter } from './tokens.ts';
import { parseToolCall } from './tools.ts';
import { maxRequestLength } from './words.ts';

export interface OpenAiLimits extends TurnLimits {
  /** Longest wait for one answer. */
  callTimeoutMs: number;
  turnTimeoutMs: number;
  /** Retries of one call on 429 and 5xx, done by the SDK. */
  maxRetries: number;
}

const defaults: OpenAiLimits = {
  maxCalls: 8,
  maxToolCalls: 8,
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

/** Said on the card when a draft is shown that the model did not finish. */

/**
 * Plans with a model behind any OpenAI-compatible server (Chat Completions with tools). A bounded loop: look up, hand
 * in a draft or changes, repair what validation finds. Its tools read and draft; nothing it says writes anywhere.
 * Throws PlannerError: planner_unreachable (retryable), planner_unauthorized, planner_misconfigured, planner_rejected,
 * planner_refused, planner_garbage, planner_stopped; and whatever the sources throw.
 */
export function createOpenAiPlanner({ config, catalog, log, limits }: OpenAiPlannerOptions): Planner {
  const bounds = { ...defaults, ...limits };
  const model = createModel(config, { timeoutMs: bounds.callTimeoutMs, maxRetries: bounds.maxRetries });
  return {
    name: 'openai',
    async plan(input) {
      const usage: PlannerUsage = { model: config.model, calls: 0, promptTokens: 0, completionTokens: 0 };
      const deadline = AbortSignal.timeout(bounds.turnTimeoutMs);
      const signal = AbortSignal.any([input.signal, deadline]);
      const ask = async (messages: Message[]): Promise<ModelAnswer> => {
        try {
          return await model(messages, { signal, usage, timeoutMs: bounds.callTimeoutMs });
        } catch (error) {
          throw toPlannerError(error, input.signal.aborted ? 'requester' : deadline.aborted ? 'deadline' : 'no');
        }
      };
      const notes = [{ code: 'model' as const, model: config.model }];
      try {
        return { ...(await runTurn(input, catalog(), ask, bounds, notes)), usage };
      } catch (error) {
        if (error instanceof PlannerError) {
          error.usage = usage;
          const { calls, promptTokens, completionTokens } = usage;
          const cost = { calls, promptTokens, completionTokens };
          if (error.code === 'planner_stopped') log.debug(cost, 'planning stopped');
          else log.warn({ code: error.code, ...cost }, 'planning failed');
        }
        throw error;
      }
    },
  };
}

interface Planned {
  result: PlannerResult;
  notes: Note[];
}

async function runTurn(
  input: PlannerInput,
  catalog: Catalog,
  ask: (messages: Message[]) => Promise<ModelAnswer>,
  limits: TurnLimits,
  notes: Note[],
): Promise<Planned> {
  input.onProgress?.('understanding');
  const { turn, messages } = await begin(input, catalog, limits);
  for (let calls = 0; calls < limits.maxCalls; calls += 1) {
    let answer: ModelAnswer;
    try {
      answer = await ask(messages);
    } catch (error) {
      // What was handed in before is worth more than an apology.
      if (!turn.best || !(error instanceof PlannerError) || error.code !== 'planner_unreachable') throw error;
      return { result: toResult(turn.best), notes: [...notes, { code: 'unfinished' }] };
    }
    const result = await follow(turn, answer, messages);
    if (result) return { result, notes };
  }
  if (turn.best) return { result: toResult(turn.best), notes };
  throw garbage(`No draft after ${limits.maxCalls} calls`);
}

/** Looks up what the first prompt tells. */
async function begin(input: PlannerInput, catalog: Catalog, limits: TurnLimits) {
  const { sources, workflow } = input;
  const [read, n8nIds]: [Turn['read'], Turn['n8nIds']] = [new Map(), new Map()];
  const [count, facts, templates, draft] = await Promise.all([
    tokenCounter(),
    sources.readFacts(),
    input.current || workflow ? [] : sources.findTemplates(input.request.slice(0, maxRequestLength)),
    workflow && keepRead({ input, read, n8nIds }, workflow.id),
  ]);
  const told = new Set(workflow ? [workflow.id] : []);
  const sights: Turn['sights'] = new Map();
  const turn: Turn = {
    input,
    catalog,
    facts,
    count,
    limits,
    told,
    read,
    sights,
    n8nIds,
    mistakes: 0,
    repairs: 0,
    accounted: false,
  };
  const background = { catalog, facts, count, templates, sights };
  const messages: Message[] = toMessages(
    input,
    workflow && draft ? { ...background, workflow: { draft, published: workflow.published } } : background,
  );
  return { turn, messages };
}

const emptyText = 'Your answer was empty. Use one of the tools submit_draft, submit_changes, ask or answer.';
const cutText = 'Your answer was cut off at your length limit. Be shorter: fewer nodes at once, then submit_changes.';

/** Does what an answer asks for; the result when it ends the turn, else the messages have grown. */
async function follow(turn: Turn, answer: ModelAnswer, messages: Message[]): Promise<PlannerResult | undefined> {
  if (answer.calls.length === 0) {
    if (answer.text !== '' && !answer.cut) return { kind: 'answer', text: answer.text.slice(0, 8000) };
    countMistake(turn);
    messages.push({ role: 'user', content: answer.cut ? cutText : emptyText });
    return undefined;
  }
  messages.push(toAssistantMessage(answer));
  for (const [place, { id, name, args }] of answer.calls.entries()) {
    const outcome = place < turn.limits.maxToolCalls ? await doCall(turn, name, args, answer.cut) : tooMany(turn);
    if (typeof outcome !== 'string') return outcome;
    messages.push({ role: 'tool', tool_call_id: id, content: outcome });
  }
  // A storm is one mistake, however long it is.
  if (answer.calls.length > turn.limits.maxToolCalls) countMistake(turn);
  return undefined;
}

async function doCall(turn: Turn, name: string, args: unknown, cut: boolean): Promise<PlannerResult | string> {
  const call = parseToolCall(name, args);
  if (isLookUp(name) && !turn.last) turn.input.onProgress?.('choosing');
  const outcome = await act(turn, call);
  return cut && call.name === 'invalid' ? `${cutText} ${call.problem}` : outcome;
}

const tooMany = ({ limits }: Turn): string =>
  `Not done: at most ${limits.maxToolCalls} tool calls in one message. Ask again if it matters.`;

const isLookUp = (name: string): boolean => /^(?:search|describe|find|get)_/.test(name);
