import { DeliveryError } from '#src/errors.ts';
import { toDeliveryError, toStatusError } from './delivery-error.ts';

const timeoutMs = 10_000;

/**
 * Speaks through the URL that came with a command or click: 30 minutes, 5 times, also where the bot is no member.
 * Throws a DeliveryError; an expired URL is not retryable.
 */
export async function callResponseUrl(url: string, body: Record<string, unknown>): Promise<void> {
  const response = await send(url, body);
  if (response.ok) return;
  const retryAfter = Number(response.headers.get('retry-after'));
  if (response.status !== 404 && response.status !== 410) throw toStatusError(response.status, retryAfter);
  throw new DeliveryError('The response URL is used up or expired', {
    code: 'slack_response_url_expired',
    userMessage:
      'Slack lets me answer this command for 30 minutes only, and that time is over. Invite me to the channel and ask again.',
  });
}

async function send(url: string, body: Record<string, unknown>): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (error) {
    throw toDeliveryError(error);
  }
}
