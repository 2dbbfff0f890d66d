import { z } from 'zod';
import { DeliveryError } from '#src/errors.ts';
import { ServiceUrlRefused } from './connector.ts';

const restErrorSchema = z.object({
  statusCode: z.number().optional().catch(undefined),
  code: z.string().optional().catch(undefined),
  errorCode: z.string().optional().catch(undefined),
  details: z
    .object({ error: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});

const later = 'Teams did not take the message just now. It will be sent again.';

/**
 * What a failed call to the Bot Connector means. Teams wants 429, 412 and gateway errors repeated with back-off; a
 * conversation the bot was removed from stays closed; a new one is sometimes not found for a moment.
 */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof ServiceUrlRefused) {
    return final(
      'teams_service_url_refused',
      'The address of this Teams conversation is not one of Microsoft’s.',
      error,
    );
  }
  const parsed = restErrorSchema.safeParse(error).data ?? {};
  const code = parsed.details?.error.code ?? parsed.code ?? '';
  const status = parsed.statusCode;
  if (status === undefined) return withoutStatus(parsed.errorCode, error);
  if (status === 429) return retryable('teams_rate_limited', error, retryAfterMs(error));
  if (status === 413) {
    return final('teams_message_too_big', 'Teams refused the message because it is too big.', error);
  }
  if (status === 403) {
    return final(
      'teams_bot_removed',
      'Flowsmith may not write here any more: add it to this conversation again.',
      error,
    );
  }
  if (status === 401) {
    return final(
      'teams_unauthorized',
      'Teams refused Flowsmith’s own credentials: the operator has to renew them.',
      error,
    );
  }
  if (status === 404 && code === 'ConversationNotFound') return retryable('teams_conversation_not_found', error);
  if (status === 408 || status === 412 || status >= 500)
    return retryable('teams_unavailable', error, retryAfterMs(error));
  return final('teams_refused', 'Teams refused the message.', error);
}

/** No answer: the network, a timeout, or Microsoft Entra refusing the bot's own secret. */
function withoutStatus(entraCode: string | undefined, error: unknown): DeliveryError {
  if (entraCode && /^(invalid_client|unauthorized_client|invalid_request)$/.test(entraCode)) {
    const advice = 'Microsoft Entra refused Flowsmith’s own credentials: the operator has to renew TEAMS_APP_PASSWORD.';
    return final('teams_unauthorized', advice, error);
  }
  return retryable('teams_unreachable', error);
}

function retryable(code: string, cause: unknown, retryAfterMs?: number): DeliveryError {
  return new DeliveryError(`Teams: ${code}`, { code, userMessage: later, retryable: true, retryAfterMs, cause });
}

function final(code: string, userMessage: string, cause: unknown): DeliveryError {
  return new DeliveryError(`Teams: ${code}`, {
    code,
    userMessage,
    // Our own credentials: the operator renews them.
    mendable: code === 'teams_unauthorized',
    cause,
  });
}

/** Retry-After in seconds or as a date. */
function retryAfterMs(error: unknown): number | undefined {
  const response = (error as { response?: { headers?: { get?: (name: string) => string | undefined } } }).response;
  const header = response?.headers?.get?.('retry-after')?.trim();
  if (!header) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}
