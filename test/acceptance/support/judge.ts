import type { Answer, Shot } from './flood.ts';

/** What HTTP answers to nonsense; nothing of 500 and more. */
export const restAnswers = [200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431];

/** A fault that is known, so that others stand out. */
export type Known = (shot: Shot | undefined, answer: Answer) => boolean;

/** PostgreSQL stores neither half a surrogate pair nor, in an address, a NUL. */
export const isNotStorable: Known = (shot, { status }) =>
  status >= 500 &&
  (/\\ud[89a-f]/i.test(shot?.body.toString('utf8') ?? '') || /\/templates\/[^?]*%00/.test(shot?.path ?? ''));

/** Bolt reads these members before the app sees the event. */
export const isUnreadableEvent: Known = (shot, answer) => {
  if (answer.status !== 500 || !shot) return false;
  if (isNotStorable(shot, answer)) return true;
  if (shot.headers['content-type']?.includes('form')) return false;
  const { event, authorizations } = JSON.parse(shot.body.toString('utf8')) as Record<string, unknown>;
  if (typeof event !== 'object' || event === null) return true;
  if (authorizations !== undefined && !isObject(Array.isArray(authorizations) ? authorizations[0] : null)) return true;
  const { user, channel, item } = event as Record<string, unknown>;
  return [user, channel, item].includes(null);
};

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** What is wrong with an answer, in words; undefined when nothing is. */
export function whatIsWrong({ status, text }: Answer, mayAnswer: readonly number[]): string | undefined {
  // A body over the limit may be cut off before it was sent whole.
  if (status === 0) return /ECONNRESET|EPIPE|socket hang up/.test(text) ? undefined : 'no answer';
  if (!mayAnswer.includes(status)) return 'an answer nobody meant';
  if (/\bat \S+ \(|node_modules|\.ts:\d+/.test(text)) return 'a stack was shown';
  return undefined;
}

/** A request and its answer in two lines. */
export function tell(shot: Shot | undefined, { status, text }: Answer): string {
  const body = shot?.body.toString('utf8').slice(0, 700);
  return `${shot?.method} ${shot?.path.slice(0, 200)} ${shot?.headers['content-type']} → ${status} ${text.slice(0, 300)}\n  ${body}`;
}
