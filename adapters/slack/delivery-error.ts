import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { DeliveryError } from '#src/errors.ts';

/** Slack's own errors (`ok: false`) that may pass without anyone changing anything. */
const passing = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);
/** What to tell people where they can do something about it. */
const advice: Record<string, string> = {
  not_in_channel: 'I am not a member of that Slack channel. Invite me there and try again.',
  channel_not_found: 'I cannot see that Slack conversation. Invite me there and try again.',
  is_archived: 'That Slack channel is archived, so I cannot write there. Ask again in another channel.',
  missing_scope: 'The Slack app lacks a permission. Ask your Slack admin to reinstall it with the current manifest.',
  invalid_auth: 'Slack no longer accepts the bot token. Ask your Flowsmith operator to renew it.',
  token_revoked: 'The Slack app was removed from this workspace. Ask your Slack admin to install it again.',
  account_inactive: 'The Slack app was removed from this workspace. Ask your Slack admin to install it again.',
};
/** The token, or what it allows: the same message is taken once somebody saw to that. */
const mendable = new Set([
  'missing_scope',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);
const tryLater = 'Slack did not take the message just now. It will be sent again shortly.';
const gaveUp = 'Slack refused the message. Tell your Flowsmith operator the reference.';
const defaultRetryAfterMs = 30_000;

/** Any failure of a Web API call as ours. Slack's words stay in `cause`; `code` is `slack_` and Slack's error name. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof WebAPIRateLimitedError) return toStatusError(429, error.retryAfter, error);
  if (error instanceof WebAPIHTTPError) return toStatusError(error.statusCode, Number.NaN, error);
  if (error instanceof WebAPIPlatformError) return toPlatformError(error);
  // A 429 without a usable Retry-After is a plain Error in the SDK; everything else here is the network or a timeout.
  if (error instanceof Error && /retry-after/i.test(error.message)) return toStatusError(429, Number.NaN, error);
  return new DeliveryError('Slack could not be reached', {
    code: 'slack_unreachable',
    userMessage: tryLater,
    retryable: true,
    cause: error,
  });
}

/** An HTTP status as ours; `retryAfter` in seconds, as Slack sends it, NaN when it did not. */
export function toStatusError(status: number, retryAfter: number, cause?: unknown): DeliveryError {
  if (status === 429) {
    const retryAfterMs = retryAfter > 0 ? retryAfter * 1000 : defaultRetryAfterMs;
    const options = { code: 'slack_rate_limited', userMessage: tryLater, retryable: true, retryAfterMs, cause };
    return new DeliveryError('Slack asked to slow down', options);
  }
  const retryable = status >= 500;
  return new DeliveryError(`Slack answered with HTTP ${status}`, {
    code: `slack_http_${status}`,
    userMessage: retryable ? tryLater : gaveUp,
    retryable,
    cause,
  });
}

function toPlatformError(error: WebAPIPlatformError): DeliveryError {
  const name = error.data.error;
  if (name === 'ratelimited' || name === 'rate_limited') return toStatusError(429, Number.NaN, error);
  const retryable = passing.has(name);
  return new DeliveryError('Slack refused the call', {
    code: `slack_${name}`,
    userMessage: advice[name] ?? (retryable ? tryLater : gaveUp),
    retryable,
    mendable: mendable.has(name),
    cause: error,
  });
}

/** Slack took a message and did not say where it is. */
export const noTimestamp = () =>
  new DeliveryError('Slack named no message to write to', {
    code: 'slack_no_timestamp',
    userMessage: 'Slack took the message but did not say where it is, so this card can no longer be updated.',
  });
