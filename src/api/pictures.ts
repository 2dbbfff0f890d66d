import type { FastifyInstance } from 'fastify';
import type { Pictures } from '#src/chat/picture.ts';
import type { PictureTokens } from '#src/engine/shown/picture-token.ts';
import { picturesPath } from '#src/engine/shown/pictures.ts';
import type { RateLimits } from '#src/queue/rate-limit.ts';
import { sendProblem } from './problem.ts';

/** Per draft: the people of a channel who open one card at once are fewer than this. */
const perDraft = { points: 120, windowMs: 60_000 };

/**
 * `GET /pictures/<token>.png`: for chat clients, which cannot send a key. The token is the permission. A wrong one costs
 * one HMAC and no query, so only right ones are counted.
 */
export function registerPictures(
  app: FastifyInstance,
  { pictures, tokens, limits }: { pictures: Pictures; tokens: PictureTokens; limits: RateLimits },
): void {
  app.get(`${picturesPath}:token`, async (request, reply) => {
    reply.headers({ 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
    const { token } = request.params as { token: string };
    const ref = tokens.read(token.replace(/\.png$/, ''));
    const allowance = ref && (await limits.take(`picture:${ref.draftId}`, perDraft.points, perDraft.windowMs));
    if (allowance?.allowed === false) {
      return sendProblem(reply, {
        status: 429,
        code: 'rate_limited',
        title: 'Too many requests',
        detail: 'This picture is being loaded too often. Try again in a minute.',
        retryAfterMs: allowance.retryAfterMs,
      });
    }
    const png = ref && (await pictures.png(ref));
    if (!png) {
      return sendProblem(reply, {
        status: 404,
        code: 'picture_unknown',
        title: 'No such picture',
        detail: 'The address is wrong or has expired. Ask again in the chat to get a new card.',
      });
    }
    return reply
      .headers({
        'cache-control': 'private, max-age=86400, immutable',
        'content-security-policy': "default-src 'none'",
        'content-disposition': 'inline; filename="workflow.png"',
        'cross-origin-resource-policy': 'cross-origin',
        'referrer-policy': 'no-referrer',
      })
      .type('image/png')
      .send(png);
  });
}
