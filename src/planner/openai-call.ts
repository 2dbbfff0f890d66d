import OpenAI from 'openai';
import type { ModelConfig } from '#src/config.ts';
import { isTooDeep } from '#src/json-depth.ts';
import { redactJson } from '#src/policy/secrets.ts';
import { type Span, type SpanFields, span } from '#src/telemetry/spans.ts';
import { garbage, refused } from './openai-errors.ts';
import type { PlannerUsage } from './planner.ts';
import { tokenCounter } from './tokens.ts';
import { toolDefinitions } from './tool-definitions.ts';
import { toolNames } from './tools.ts';

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** What the model said, whatever the server's dialect. */
export interface ModelAnswer {
  text: string;
  calls: { id: string; name: string /** JSON text, or what a server parsed already. */; args: unknown }[];
  /** The answer ends where the server's limit was. */
  cut: boolean;
}

export interface CallOptions {
  signal: AbortSignal;
  usage: PlannerUsage;
  /** Longest wait for the whole of one answer, retries apart. */
  timeoutMs: number;
}

const mostCalls = 64;
const longestAnswer = 4_000_000;

export function createModel(config: ModelConfig, { timeoutMs, maxRetries }: { timeoutMs: number; maxRetries: number }) {
  const client = new OpenAI({
    apiKey: config.apiKey,
    ...(config.baseUrl ? { baseURL: config.baseUrl } : {}),
    maxRetries,
    timeout: timeoutMs,
    logLevel: 'off',
  });
  const { hostname } = new URL(client.baseURL);
  const fields = {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': config.model,
    'server.address': hostname,
  };
  return (messages: Message[], options: CallOptions) =>
    span(`chat ${config.model}`, { kind: 'client', fields }, (made) =>
      complete(client, config.model, messages, { ...options, span: made }),
    );
}

/**
 * One call of the model; its cost is added to `usage`. Ends at once when the signal aborts, even while the SDK waits
 * to retry or the answer comes in. Throws what the SDK throws, or PlannerError for a refusal and for garbage.
 */
async function complete(
  client: OpenAI,
  model: string,
  messages: Message[],
  { signal, usage, timeoutMs, span: made }: CallOptions & { span: Span },
): Promise<ModelAnswer> {
  signal.throwIfAborted();
  usage.calls += 1;
  const body = { model, messages: messages.map(clean), tools: [...toolDefinitions] };
  const over = new AbortController();
  const both = AbortSignal.any([signal, over.signal]);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(both.reason);
  both.addEventListener('abort', onAbort, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    const asked = client.chat.completions.create(body, { signal: both }).asResponse();
    // The SDK's own patience ends with the headers.
    const read = asked.then((response) => {
      timer = setTimeout(() => over.abort(new OpenAI.APIConnectionTimeoutError()), timeoutMs);
      return response.text();
    });
    const text = await Promise.race([read, aborted]);
    if (text.length > longestAnswer) throw garbage('The model server answered with too much');
    const parsed = asRecord(JSON.parse(text));
    const cost = await costOf(parsed, body, text);
    usage.promptTokens += cost.prompt;
    usage.completionTokens += cost.completion;
    usage.cachedTokens = (usage.cachedTokens ?? 0) + cost.cached;
    made.set(toFields(parsed, cost));
    return toAnswer(parsed);
  } finally {
    clearTimeout(timer);
    both.removeEventListener('abort', onAbort);
  }
}

/**
 * The one door to the model: whatever a text was put together from, no secret leaves in it. The rules are ours. Each call
 * repeats the messages before it, which are clean already.
 */
function clean(message: Message): Message {
  if (message.role === 'system') return message;
  const before = cleaned.get(message);
  if (before) return before;
  const after = redactJson(message);
  cleaned.set(message, after);
  return after;
}
const cleaned = new WeakMap<Message, Message>();

interface Cost {
  prompt: number;
  completion: number;
  /** Of the prompt: what the server had read before, and charges less for. */
  cached: number;
}

/** What the server counted; counted here where it does not say. */
async function costOf(answer: Fields, sent: { messages: unknown; tools: unknown }, received: string): Promise<Cost> {
  const counted = asRecord(answer['usage']);
  const count = await tokenCounter();
  const prompt = tokens(counted['prompt_tokens']);
  const completion = tokens(counted['completion_tokens']);
  return {
    prompt: prompt ?? count(JSON.stringify(sent.messages)) + count(JSON.stringify(sent.tools)),
    completion: completion ?? count(completionOf(answer, received).slice(0, 100_000)),
    cached: tokens(asRecord(counted['prompt_tokens_details'])['cached_tokens']) ?? 0,
  };
}

/** OpenTelemetry's names for what a model call cost and how it ended; nothing that was said. */
function toFields(answer: Fields, { prompt, completion, cached }: Cost): SpanFields {
  const { model } = answer;
  const finish = firstChoice(answer)['finish_reason'];
  return {
    'gen_ai.response.model': typeof model === 'string' ? model : undefined,
    'gen_ai.response.finish_reasons': typeof finish === 'string' ? [finish] : undefined,
    'gen_ai.usage.input_tokens': prompt,
    'gen_ai.usage.cache_read.input_tokens': cached,
    'gen_ai.usage.output_tokens': completion,
  };
}

/** What the model wrote; where that is nested too deeply to be written down again, all that the server sent. */
const completionOf = (answer: Fields, received: string): string =>
  isTooDeep(answer) ? received : JSON.stringify(messageOf(answer) ?? '');

const tokens = (count: unknown): number | undefined =>
  typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : undefined;

type Fields = Record<string, unknown>;
const asRecord = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const firstChoice = (answer: Fields): Fields =>
  asRecord(Array.isArray(answer['choices']) ? answer['choices'][0] : undefined);

function messageOf(answer: Fields): Fields | undefined {
  const message = firstChoice(answer)['message'];
  return typeof message === 'object' && message !== null ? asRecord(message) : undefined;
}

function toAnswer(parsed: Fields): ModelAnswer {
  const message = messageOf(parsed);
  if (!message) throw garbage('The model server answered without a message');
  const finish = firstChoice(parsed)['finish_reason'];
  if ((typeof message['refusal'] === 'string' && message['refusal'] !== '') || finish === 'content_filter') {
    throw refused();
  }
  const given = Array.isArray(message['tool_calls']) ? message['tool_calls'].slice(0, mostCalls) : [];
  const calls = given.flatMap((one: unknown, place) => {
    const called = asRecord(asRecord(one)['function']);
    const { id } = asRecord(one);
    if (typeof called['name'] !== 'string') return [];
    return [
      {
        id: typeof id === 'string' && id !== '' ? id : `call_${place}`,
        name: called['name'],
        args: called['arguments'],
      },
    ];
  });
  const text = textOf(message['content']);
  return { text, calls: calls.length > 0 ? calls : callInText(text), cut: finish === 'length' };
}

/** Content is text, or parts of which the texts count; thoughts that some servers leave in it do not. */
function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content.map((part) => asRecord(part)['text']) : [content];
  const text = parts.filter((part) => typeof part === 'string').join('\n');
  const thought = text.lastIndexOf('</think>');
  return (thought < 0 ? text : text.slice(thought + '</think>'.length)).trim();
}

/** Small models write a tool call as text, with or without a fence around it. */
function callInText(text: string): ModelAnswer['calls'] {
  const json = text.replace(/^```(?:json)?\s*|\s*```$/g, '');
  if (!json.startsWith('{')) return [];
  try {
    const { name, arguments: args } = asRecord(JSON.parse(json));
    return toolNames.some((tool) => tool === name) ? [{ id: 'call_0', name: String(name), args }] : [];
  } catch {
    return [];
  }
}

/** The answer as the next call repeats it to the server; extra fields of its dialect are left out. */
export function toAssistantMessage({ text, calls }: ModelAnswer): Message {
  return {
    role: 'assistant',
    content: text === '' || calls.length > 0 ? null : text,
    ...(calls.length > 0
      ? {
          tool_calls: calls.map(({ id, name, args }) => ({
            id,
            type: 'function' as const,
            function: { name, arguments: toJson(args) },
          })),
        }
      : {}),
  };
}

/** Arguments that are no JSON would make some servers refuse the whole conversation. */
function toJson(args: unknown): string {
  if (typeof args !== 'string') return isTooDeep(args) ? '{}' : JSON.stringify(args ?? {});
  try {
    JSON.parse(args);
    return args;
  } catch {
    return '{}';
  }
}
