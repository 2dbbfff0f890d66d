import { createHash } from 'node:crypto';
import OpenAI from 'openai';

/**
 * Requests with the same key go to the same of OpenAI's machines, which has read their common beginning before: the key
 * says what that beginning is, and nothing of who asks.
 */
export function cacheKeyOf(messages: readonly { role: string; content?: unknown }[], tools: unknown): string {
  const rules = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const digest = createHash('sha256')
    .update(JSON.stringify([rules, tools]))
    .digest('hex');
  return `flowsmith-${digest.slice(0, 16)}`;
}

/** OpenAI's own servers know the field; others are sent it when told so (`OPENAI_PROMPT_CACHE`). */
export function takesCacheKey(baseUrl: string, told: boolean | undefined): boolean {
  return told ?? /^(?:[\w-]+\.)?api\.openai\.com$/.test(new URL(baseUrl).hostname);
}

/** A server that says it knows no such field. Where it names none, the one that only some servers know is meant. */
export function refusesCacheKey(error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError) || (error.status !== 400 && error.status !== 422)) return false;
  const said = `${error.param ?? ''} ${error.message} ${JSON.stringify(error.error ?? '')}`;
  return /prompt_cache_key|\b(?:unknown|unrecogni[sz]ed|unsupported|unexpected|extra|additional)\b[^.]{0,40}\b(?:field|parameter|argument|propert|input|key)/i.test(
    said,
  );
}
