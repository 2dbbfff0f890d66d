import type { ModelConfig } from '#src/config.ts';
import { createClient } from './chat-completions.ts';
import { toPlannerError } from './errors.ts';

/**
 * One tiny call of the model, with a tool as every real one has: some tens of tokens. Throws PlannerError.
 * `tokens` are those the server counted; undefined when it does not say.
 */
export async function askModelOnce(config: ModelConfig, timeoutMs = 25_000): Promise<{ ms: number; tokens?: number }> {
  const client = createClient(config, 0);
  const began = performance.now();
  const body = {
    model: config.model,
    messages: [{ role: 'user' as const, content: 'Say OK.' }],
    tools: [{ type: 'function' as const, function: { name: 'say', parameters: { type: 'object', properties: {} } } }],
  };
  try {
    const answer = await client.chat.completions.create(body, { timeout: timeoutMs });
    if (!answer.choices?.[0]?.message) throw new SyntaxError('no message');
    const tokens = answer.usage?.total_tokens;
    return { ms: Math.round(performance.now() - began), ...(tokens === undefined ? {} : { tokens }) };
  } catch (error) {
    throw toPlannerError(error);
  }
}
