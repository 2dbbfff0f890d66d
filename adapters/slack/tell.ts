import { z } from 'zod';
import { createReference } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import type { Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import { callResponseUrl } from './response-url.ts';

const withResponseUrl = z.object({ response_url: z.string() });

/** Words for one person's eyes only, as a command's acknowledgement or through a response URL. */
export const ephemeral = (text: string) => ({ response_type: 'ephemeral' as const, text });

/** Logs a failure and returns the reference under which it is found. */
export function logFailure(log: Logger, err: unknown, message: string): string {
  const reference = createReference();
  log.error({ err, reference }, message);
  return reference;
}

/** Tells somebody where the bot speaks with them, for want of another place. Never throws. */
export async function tellAlone(
  { clients, log }: { clients: SlackClients; log: Logger },
  workspace: Workspace,
  user: string,
  text: string,
): Promise<void> {
  try {
    await (await clients.of(workspace)).chat.postMessage({ channel: user, text });
  } catch (error) {
    log.warn({ code: toDeliveryError(error).code }, 'slack: somebody was not told');
  }
}

/** Tells whoever clicked, through the click's response URL; a click without one stays silent. Never throws. */
export async function tellPrivately(body: unknown, text: string, log: Logger): Promise<void> {
  const url = withResponseUrl.safeParse(body).data?.response_url;
  if (!url) return;
  try {
    await callResponseUrl(url, { ...ephemeral(text), replace_original: false });
  } catch (err) {
    log.warn({ err }, 'slack private answer was not delivered');
  }
}
