import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const maxSkewSeconds = 300;

/**
 * True when Slack signed these bytes within five minutes of now, in either direction (Bolt itself refuses only the
 * past). No memory of what was seen: a redelivery is the inbox's to recognise.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function isSigned(headers: IncomingHttpHeaders, body: Buffer, secret: string, nowMs = Date.now()): boolean {
  const signature = headers['x-slack-signature'];
  const timestamp = headers['x-slack-request-timestamp'];
  if (typeof signature !== 'string' || typeof timestamp !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > maxSkewSeconds) return false;
  const expected = Buffer.from(
    `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  );
  const actual = Buffer.from(signature);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
