import type { Answer, Shot } from './flood.ts';

/** What HTTP answers to nonsense; nothing of 500 and more. */
export const restAnswers = [200, 201, 202, 204, 400, 401, 403, 404, 405, 409, 413, 414, 415, 422, 429, 431];

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
