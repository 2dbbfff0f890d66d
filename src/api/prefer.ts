import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { getAct } from './operations/acts.ts';
import type { getDraft } from './operations/drafts.ts';
import { type Problem, sendProblem } from './problem.ts';
import type { Call } from './serve.ts';
import { longestWaitMs, type Waiting } from './waiting.ts';

const longestSeconds = longestWaitMs / 1000;

/**
 * How long a call that has something done waits for what it leads to: as `Prefer` says (RFC 7240), at most 30 s.
 * `respond-async` alone is not at all, with `wait=5` five seconds. `applied` is for `Preference-Applied`.
 */
export function preferredWait(request: FastifyRequest, usualMs: number): { waitMs: number; applied?: string } {
  const given = [request.headers['prefer'] ?? []].flat().join(',').toLowerCase().split(',');
  const wanted = given.map((preference) => preference.split(';')[0]?.trim() ?? '');
  const async = wanted.includes('respond-async');
  const digits = wanted
    .map((each) => /^wait\s*=\s*"?(\d{1,9})"?$/.exec(each)?.[1])
    .find((found) => found !== undefined);
  const seconds = digits === undefined ? undefined : Math.min(Number(digits), longestSeconds);
  const applied = [...(async ? ['respond-async'] : []), ...(seconds === undefined ? [] : [`wait=${seconds}`])];
  const waitMs = seconds === undefined ? (async ? 0 : usualMs) : seconds * 1000;
  return { waitMs, ...(applied.length > 0 ? { applied: applied.join(', ') } : {}) };
}

/** Answers 202 for something under way, with where to read on. */
export function sendAccepted(reply: FastifyReply, at: { location: string; applied?: string }, state: object) {
  reply.code(202).headers({ location: at.location, etag: etagOf(state), vary: 'Prefer' });
  if (at.applied) reply.header('preference-applied', at.applied);
  return reply.send(state);
}

interface Watched<T> {
  read: (id: string) => Promise<T | undefined>;
  /** Flowsmith is at it and will go on by itself. */
  isUnderWay: (state: T) => boolean;
  /** Answered when there is none. */
  unknown: Problem;
}

/**
 * Reads a state as `?wait=` and `Prefer: wait=` want it. Without `If-None-Match` it waits while Flowsmith is at it, and
 * only until something changes; with it until the state is another than that one, and answers 304 when it stays so long.
 */
export async function sendWatched<T extends object>(
  { request, reply, key, params: { id }, query }: Call<typeof getDraft | typeof getAct>,
  waiting: Waiting,
  { read, isUnderWay, unknown }: Watched<T>,
): Promise<FastifyReply> {
  const preferred = preferredWait(request, 0);
  const waitMs = query.wait === undefined ? preferred.waitMs : query.wait * 1000;
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  let first: string | undefined;
  const enough = (state: T | undefined): boolean => {
    if (!state) return true;
    const etag = etagOf(state);
    if (known) return !known.includes(etag);
    first ??= etag;
    return etag !== first || !isUnderWay(state);
  };
  const gone = new AbortController();
  const leave = () => gone.abort();
  reply.raw.once('close', leave);
  const state = await waiting.until({ id, key: key.id, waitMs, signal: gone.signal }, () => read(id), enough);
  reply.raw.off('close', leave);
  if (!state) return sendProblem(reply, unknown);
  reply.headers({ etag: etagOf(state), 'cache-control': 'private, no-cache', vary: 'Prefer' });
  if (query.wait === undefined && preferred.applied?.includes('wait'))
    reply.header('preference-applied', preferred.applied);
  return known?.includes(etagOf(state)) ? reply.code(304).send() : reply.send(state);
}

const etagOf = (state: object): string =>
  `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`;
