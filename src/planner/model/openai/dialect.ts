import type OpenAI from 'openai';
import { isTooDeep } from '#src/json-depth.ts';
import type { ModelAnswer, ModelCall, ModelCost, ModelMessage, ModelTool } from '../provider.ts';
import { tokenCounter } from '../tokens.ts';

const mostCalls = 64;

type Fields = Record<string, unknown>;

/** A message as Chat Completions takes it; extra fields of a server's dialect are left out. */
export function toChatMessage(message: ModelMessage): OpenAI.Chat.Completions.ChatCompletionMessageParam {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.callId, content: message.text };
  if (message.role !== 'assistant') return { role: message.role, content: message.text };
  const { text, calls } = message;
  if (calls.length === 0) return { role: 'assistant', content: text === '' ? null : text };
  const toCall = ({ id, name, args }: ModelCall) => ({
    id,
    type: 'function' as const,
    function: { name, arguments: toJson(args) },
  });
  return { role: 'assistant', content: null, tool_calls: calls.map(toCall) };
}

export function toChatTool(tool: ModelTool): OpenAI.Chat.Completions.ChatCompletionFunctionTool {
  return { type: 'function', function: tool };
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

/**
 * What a server answered, in our own form; tokens are counted here where the server does not say how many they were.
 * @param received the answer as it came, throws SyntaxError where that is no JSON
 */
export async function toAnswer(
  received: string,
  sent: { messages: unknown; tools: readonly { function: { name: string } }[] },
): Promise<ModelAnswer> {
  const parsed = asRecord(JSON.parse(received));
  const cost = await costOf(parsed, sent, received);
  const message = messageOf(parsed);
  const { model } = parsed;
  const finish = firstChoice(parsed)['finish_reason'];
  const rest = {
    cost,
    said: { ...(typeof model === 'string' ? { model } : {}), ...(typeof finish === 'string' ? { finish } : {}) },
  };
  if (!message) return { text: '', calls: [], ending: 'unreadable', ...rest };
  if ((typeof message['refusal'] === 'string' && message['refusal'] !== '') || finish === 'content_filter')
    return { text: '', calls: [], ending: 'refused', ...rest };
  const calls = callsOf(message);
  const text = textOf(message['content']);
  return {
    text,
    calls: calls.length > 0 ? calls : callInText(text, new Set(sent.tools.map((tool) => tool.function.name))),
    ending: finish === 'length' ? 'cut' : 'whole',
    ...rest,
  };
}

/** What the server counted; counted here where it does not say. */
async function costOf(
  answer: Fields,
  sent: { messages: unknown; tools: unknown },
  received: string,
): Promise<ModelCost> {
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

/** What the model wrote; where that is nested too deeply to be written down again, all that the server sent. */
const completionOf = (answer: Fields, received: string): string =>
  isTooDeep(answer) ? received : JSON.stringify(messageOf(answer) ?? '');

const tokens = (count: unknown): number | undefined =>
  typeof count === 'number' && Number.isFinite(count) && count > 0 ? count : undefined;

const asRecord = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const firstChoice = (answer: Fields): Fields =>
  asRecord(Array.isArray(answer['choices']) ? answer['choices'][0] : undefined);

function messageOf(answer: Fields): Fields | undefined {
  const message = firstChoice(answer)['message'];
  return typeof message === 'object' && message !== null ? asRecord(message) : undefined;
}

function callsOf(message: Fields): ModelCall[] {
  const given = Array.isArray(message['tool_calls']) ? message['tool_calls'].slice(0, mostCalls) : [];
  return given.flatMap((one: unknown, place) => {
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
}

/** Content is text, or parts of which the texts count; thoughts that some servers leave in it do not. */
function textOf(content: unknown): string {
  const parts = Array.isArray(content) ? content.map((part) => asRecord(part)['text']) : [content];
  const text = parts.filter((part) => typeof part === 'string').join('\n');
  const thought = text.lastIndexOf('</think>');
  return (thought < 0 ? text : text.slice(thought + '</think>'.length)).trim();
}

/** Small models write a tool call as text, with or without a fence around it. */
function callInText(text: string, toolNames: ReadonlySet<string>): ModelCall[] {
  const json = text.replace(/^```(?:json)?\s*|\s*```$/g, '');
  if (!json.startsWith('{')) return [];
  try {
    const { name, arguments: args } = asRecord(JSON.parse(json));
    return typeof name === 'string' && toolNames.has(name) ? [{ id: 'call_0', name, args }] : [];
  } catch {
    return [];
  }
}
