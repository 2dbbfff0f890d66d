import { PlannerError } from '#src/errors.ts';
import { redactJson } from '#src/policy/secrets.ts';
import { type SpanFields, span } from '#src/telemetry/spans.ts';
import type { PlannerUsage } from '../planner.ts';
import { garbage, refused, stopped, unreachable } from './failures.ts';
import type { ModelAnswer, ModelMessage, ModelProvider } from './provider.ts';
import { modelTools } from './tool-definitions.ts';

export interface AskOptions {
  /** Whoever asked wants no answer any more. */
  stop: AbortSignal;
  /** The time for the whole turn is over. */
  deadline: AbortSignal;
  /** Longest wait for one answer. */
  timeoutMs: number;
  usage: PlannerUsage;
}

/**
 * One call of the model with the tools of every call, as a span; what it cost is added to `usage`, also when nothing
 * came of it. The one door to the model: whatever a text was put together from, no secret leaves in it.
 */
export async function askModel(
  provider: ModelProvider,
  messages: readonly ModelMessage[],
  { stop, deadline, timeoutMs, usage }: AskOptions,
): Promise<ModelAnswer> {
  const fields = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': provider.name,
    'gen_ai.request.model': provider.model,
    'server.address': provider.address,
  };
  return span(`chat ${provider.model}`, { kind: 'client', fields }, async (made) => {
    try {
      const signal = AbortSignal.any([stop, deadline]);
      signal.throwIfAborted();
      usage.calls += 1;
      const answer = await provider.complete(messages.map(clean), { tools: modelTools, signal, timeoutMs });
      usage.promptTokens += answer.cost.prompt;
      usage.completionTokens += answer.cost.completion;
      usage.cachedTokens = (usage.cachedTokens ?? 0) + answer.cost.cached;
      made.set(toFields(answer));
      if (answer.ending === 'refused') throw refused();
      if (answer.ending === 'unreadable') throw garbage('The model server answered without a message');
      return answer;
    } catch (error) {
      if (stop.aborted) throw stopped(error);
      throw error instanceof PlannerError ? error : unreachable(error);
    }
  });
}

/** The rules are ours. Each call repeats the messages before it, which are clean already. */
function clean(message: ModelMessage): ModelMessage {
  if (message.role === 'system') return message;
  const before = cleaned.get(message);
  if (before) return before;
  const after = redactJson(message);
  cleaned.set(message, after);
  return after;
}
const cleaned = new WeakMap<ModelMessage, ModelMessage>();

/** OpenTelemetry's names for what a model call cost and how it ended; nothing that was said. */
function toFields({ cost, said }: ModelAnswer): SpanFields {
  return {
    'gen_ai.response.model': said?.model,
    'gen_ai.response.finish_reasons': said?.finish === undefined ? undefined : [said.finish],
    'gen_ai.usage.input_tokens': cost.prompt,
    'gen_ai.usage.cache_read.input_tokens': cost.cached,
    'gen_ai.usage.output_tokens': cost.completion,
  };
}
