import { WebAPIRequestError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { DeliveryError } from '#src/errors.ts';
import { wordsIn } from '#src/language/words.ts';
import type { SlackAddress } from './address.ts';

export const metadataType = 'flowsmith';

/** Failures after which the message may be there all the same. */
const ambiguous = /^slack_(?:http_5\d\d|unreachable|internal_error|fatal_error|request_timeout|no_timestamp)$/;
/** The connection was never made, so nothing was sent. */
const notSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const answer = z.object({
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()) }).optional(),
    }),
  ),
});

/** True when nobody can say from this failure alone whether Slack took the message. */
export function mayHaveLanded(error: unknown): boolean {
  if (!(error instanceof DeliveryError) || !ambiguous.test(error.code)) return false;
  for (let cause = error.cause; cause instanceof Error; cause = originOf(cause)) {
    if ('code' in cause && typeof cause.code === 'string' && notSent.has(cause.code)) return false;
  }
  return true;
}

function originOf(error: Error): unknown {
  return error instanceof WebAPIRequestError ? (error.original ?? error.cause) : error.cause;
}

/**
 * Looks for the message with this id where it would be. Undefined: it is not there. Throws where the app may not read
 * (channels: it does not ask for `channels:history`) or Slack fails again.
 */
export async function findLanded(client: WebClient, address: SlackAddress, id: string): Promise<string | undefined> {
  const { channel, threadTs } = address;
  const common = { channel, limit: 15, include_all_metadata: true };
  const found = threadTs
    ? await client.conversations.replies({ ...common, ts: threadTs, limit: 100 })
    : await client.conversations.history(common);
  const ours = answer
    .parse(found)
    .messages.find(({ metadata }) => metadata?.event_type === metadataType && metadata.event_payload['id'] === id);
  return ours?.ts;
}

/** Slack did not say, and cannot be asked: never posted again, or it might be there twice. */
export const outcomeUnknown = (cause: unknown) =>
  new DeliveryError('Slack did not say whether it took the message', {
    code: 'slack_outcome_unknown',
    userMessage: wordsIn('en').adapters.slack.unknownOutcome,
    cause,
  });
