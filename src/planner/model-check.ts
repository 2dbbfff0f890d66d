import OpenAI from 'openai';
import type { ModelConfig } from '#src/config.ts';
import { toPlannerError } from './openai-errors.ts';

/**
 * One tiny call of the model, with a tool as every real one has: some tens of tokens. Throws PlannerError.
 * `tokens` are those the server counted; undefined when it does not say.
 */
export async function askModelOnce(
  { apiKey, baseUrl, model }: ModelConfig,
  timeoutMs = 25_000,
): Promise<{ ms: number; tokens?: number }> {
  const client = new OpenAI({
    apiKey,
    ...(baseUrl ? { baseURL: baseUrl } : {}),
    ...{ maxRetries: 0, timeout: timeoutMs, logLevel: 'off' as const },
  });
  const began = performance.now();
  try {
    const answer = await client.chat.completions.create({
      model,
      messages: [{ role: 'user', content: 'Say OK.' }],
      tools: [{ type: 'function', function: { name: 'say', parameters: { type: 'object', properties: {} } } }],
    });
    if (!answer.choices?.[0]?.message) throw new SyntaxError('no message');
    const tokens = answer.usage?.total_tokens;
    return { ms: Math.round(performance.now() - began), ...(tokens === undefined ? {} : { tokens }) };
  } catch (error) {
    throw toPlannerError(error, 'no');
  }
}
