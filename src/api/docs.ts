import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const packaged = (name: string): string => createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`);
const own = (name: string): URL => new URL(`./docs/${name}`, import.meta.url);
const javascript = 'text/javascript; charset=utf-8';

const files = [
  { path: '/docs', file: own('page.html'), type: 'text/html; charset=utf-8', cache: 'no-cache' },
  { path: '/docs/start.js', file: own('start.js'), type: javascript, cache: 'no-cache' },
  {
    path: '/docs/swagger-ui-bundle.js',
    file: packaged('swagger-ui-bundle.js'),
    type: javascript,
    cache: 'public, max-age=86400',
  },
  {
    path: '/docs/swagger-ui.css',
    file: packaged('swagger-ui.css'),
    type: 'text/css; charset=utf-8',
    cache: 'public, max-age=86400',
  },
];

/** Nothing from other hosts, and no script or style but these files. */
const security = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  // Icons stand in the style.
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * `GET /docs`: the API to read and to try. Open like /openapi.json, which it shows: it says what Flowsmith is, nothing
 * of what is in this one. What is tried there needs a key.
 */
export function registerDocs(app: FastifyInstance): void {
  for (const { path, file, type, cache } of files) {
    let packed: Promise<Buffer> | undefined;
    app.get(path, async (request, reply) => {
      reply.type(type).headers({
        'cache-control': cache,
        'content-security-policy': security,
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex',
        vary: 'Accept-Encoding',
      });
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return readFile(file);
      packed ??= readFile(file).then((bytes) => promisify(gzip)(bytes));
      return reply.header('content-encoding', 'gzip').send(await packed);
    });
  }
}
