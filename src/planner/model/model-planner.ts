import type { Catalog } from '#src/catalog/catalog.ts';
import { PlannerError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { Note } from '#src/model/note.ts';
import {
  maxRequestLength,
  type Planner,
  type PlannerInput,
  type PlannerResult,
  type PlannerUsage,
} from '../planner.ts';
import { act } from './act.ts';
import { askModel } from './ask-model.ts';
import { garbage } from './failures.ts';
import { toMessages } from './prompt.ts';
import type { ModelAnswer, ModelMessage, ModelProvider } from './provider.ts';
import { keepRead } from './read.ts';
import { tokenCounter } from './tokens.ts';
import { parseToolCall } from './tools.ts';
import { countMistake, type Turn, type TurnLimits, toResult } from './turn.ts';

export interface ModelLimits extends TurnLimits {
  /** Longest wait for one answer. */
  callTimeoutMs: number;
  turnTimeoutMs: number;
}

const defaults: ModelLimits = {
  maxCalls: 8,
  maxToolCalls: 8,
  maxRepairs: 3,
  maxMistakes: 3,
  callTimeoutMs: 60_000,
  turnTimeoutMs: 120_000,
};

export interface ModelPlannerOptions {
  provider: ModelProvider;
  /** Read once per turn, so that a refreshed catalogue is used at once. */
  catalog: () => Catalog;
  log: Logger;
  limits?: Partial<ModelLimits>;
}

/**
 * Plans with a model, whoever serves it. A bounded loop: look up, hand in a draft or changes, repair what validation
 * finds. Its tools read and draft; nothing it says writes anywhere. Throws PlannerError: planner_unreachable
 * (retryable), planner_refused, planner_garbage, planner_stopped and what the provider adds; and whatever the sources
 * throw.
 */
export function createModelPlanner({ provider, catalog, log, limits }: ModelPlannerOptions): Planner {
  const bounds = { ...defaults, ...limits };
  return {
    name: provider.name,
    async plan(input) {
      const usage: PlannerUsage = { model: provider.model, calls: 0, promptTokens: 0, completionTokens: 0 };
      const deadline = AbortSignal.timeout(bounds.turnTimeoutMs);
      const options = { stop: input.signal, deadline, timeoutMs: bounds.callTimeoutMs, usage };
      const ask = (messages: readonly ModelMessage[]) => askModel(provider, messages, options);
      const notes = [{ code: 'model' as const, model: provider.model }];
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
  ask: (messages: readonly ModelMessage[]) => Promise<ModelAnswer>,
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
    const result = await follow(turn, answer, messages).catch((error: unknown) => {
      // So is a draft that lacks nothing but values, whatever the model goes on saying.
      if (turn.ready && error instanceof PlannerError && error.code === 'planner_garbage') return toResult(turn.ready);
      throw error;
    });
    if (result) return { result, notes: [...notes, ...turn.mended] };
  }
  if (turn.best) return { result: toResult(turn.best), notes: [...notes, ...turn.mended] };
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
    rehearsals: 0,
    mended: [],
    accounted: false,
    leftOpen: new Set(),
  };
  const background = { catalog, facts, count, templates, sights };
  const messages: ModelMessage[] = toMessages(
    input,
    workflow && draft ? { ...background, workflow: { draft, published: workflow.published } } : background,
  );
  return { turn, messages };
}

const emptyText = 'Your answer was empty. Use one of the tools submit_draft, submit_changes, ask or answer.';
const cutText = 'Your answer was cut off at your length limit. Be shorter: fewer nodes at once, then submit_changes.';

/** Does what an answer asks for; the result when it ends the turn, else the messages have grown. */
async function follow(turn: Turn, answer: ModelAnswer, messages: ModelMessage[]): Promise<PlannerResult | undefined> {
  const cut = answer.ending === 'cut';
  if (answer.calls.length === 0) {
    if (answer.text !== '' && !cut) {
      if (turn.ready) return toResult(turn.ready);
      return { kind: 'answer', text: answer.text.slice(0, 8000) };
    }
    countMistake(turn);
    messages.push({ role: 'user', text: cut ? cutText : emptyText });
    return undefined;
  }
  messages.push({ role: 'assistant', text: answer.text, calls: answer.calls });
  for (const [place, { id, name, args }] of answer.calls.entries()) {
    const outcome = place < turn.limits.maxToolCalls ? await doCall(turn, name, args, cut) : tooMany(turn);
    if (typeof outcome !== 'string') return outcome;
    messages.push({ role: 'tool', callId: id, text: outcome });
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
