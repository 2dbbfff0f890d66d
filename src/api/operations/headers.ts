import { z } from 'zod';
import { text } from './fields.ts';

/** What requests may have in their headers. */
export const requestHeaders = {
  'Idempotency-Key': z
    .string()
    .max(200)
    .regex(/^[\x21-\x7e]+$/)
    .meta({
      description: 'The same key and body are the same call: it is done once, and answered with where it stands',
    }),
  Prefer: text('`respond-async`: answer at once; `wait=10`: wait at most so many seconds (RFC 7240)'),
  'If-None-Match': text('The ETag you know: 304 when it is still that'),
  'If-Match': text('The versionId the change was made from'),
} as const;
export type RequestHeader = keyof typeof requestHeaders;

/** Of every answer to a key. */
export const limitHeaders = {
  'RateLimit-Policy': text('What is counted: points `q` in `w` seconds'),
  RateLimit: text('What is left: points `r`, all of them again in `t` seconds'),
};
/** Of an answer about something that changes. */
const stateHeaders = { ETag: text('Names this state, for If-None-Match') };
/** Of an answer that may have been waited for. */
export const watchedHeaders = {
  ...stateHeaders,
  'Preference-Applied': text('What of Prefer was followed').optional(),
};
/** Of something that is under way. */
export const acceptedHeaders = { ...watchedHeaders, Location: text('Where its state is read') };
