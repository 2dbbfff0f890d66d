import OpenAI from 'openai';
import type { ModelConfig } from '#src/config.ts';
import { garbage } from '../failures.ts';
import type { ModelAnswer, ModelCallOptions, ModelMessage, ModelProvider } from '../provider.ts';
import { cacheKeyOf, refusesCacheKey, takesCacheKey } from './cache-key.ts';
import { toAnswer, toChatMessage, toChatTool } from './dialect.ts';
import { toPlannerError } from './errors.ts';

const longestAnswer = 4_000_000;

export interface OpenAiOptions {
  /** [2] Retries of one call on 429 and 5xx, done by the SDK. */
  maxRetries?: number;
}

type Body = OpenAI.Chat.Completions.ChatCompletionCreateParamsNonStreaming;

/**
 * A model behind any server with OpenAI's Chat Completions and tools. Throws PlannerError: planner_unreachable
 * (retryable), planner_unauthorized, planner_misconfigured, planner_rejected, planner_garbage.
 */
export function createOpenAiProvider(config: ModelConfig, { maxRetries = 2 }: OpenAiOptions = {}): ModelProvider {
  const client = createClient(config, maxRetries);
  let sendsKey = takesCacheKey(client.baseURL, config.promptCacheKey);
  return {
    name: 'openai',
    model: config.model,
    address: new URL(client.baseURL).hostname,
    async complete(messages, options) {
      const body = toBody(config.model, messages, options);
      try {
        if (!sendsKey) return await complete(client, body, options);
        const keyed = { ...body, prompt_cache_key: cacheKeyOf(body.messages, body.tools) };
        try {
          return await complete(client, keyed, options);
        } catch (error) {
          if (!refusesCacheKey(error)) throw error;
          const answer = await complete(client, body, options);
          // Without the key it was taken: the next call does not try again.
          sendsKey = false;
          return answer;
        }
      } catch (error) {
        throw toPlannerError(error);
      }
    },
  };
}

export function createClient({ apiKey, baseUrl }: ModelConfig, maxRetries: number): OpenAI {
  return new OpenAI({ apiKey, ...(baseUrl ? { baseURL: baseUrl } : {}), maxRetries, logLevel: 'off' });
}

function toBody(model: string, messages: readonly ModelMessage[], { tools }: ModelCallOptions) {
  return { model, messages: messages.map(toChatMessage), tools: tools.map(toChatTool) };
}

/** One call; ends at once when the signal aborts, even while the SDK waits to retry or the answer comes in. */
async function complete(
  client: OpenAI,
  body: Body & ReturnType<typeof toBody>,
  { signal, timeoutMs }: ModelCallOptions,
): Promise<ModelAnswer> {
  signal.throwIfAborted();
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(both.reason);
  both.addEventListener('abort', onAbort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const asked = client.chat.completions.create(body, { signal: both, timeout: timeoutMs }).asResponse();
    // The SDK's own patience ends with the headers.
    const read = asked.then((response) => {
      timer = setTimeout(() => over.abort(new OpenAI.APIConnectionTimeoutError()), timeoutMs);
      return response.text();
    });
    const text = await Promise.race([read, aborted]);
    if (text.length > longestAnswer) throw garbage('The model server answered with too much');
    return await toAnswer(text, body);
  } finally {
    clearTimeout(timer);
    both.removeEventListener('abort', onAbort);
  }
}
