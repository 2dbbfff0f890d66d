import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyReply } from 'fastify';
import { Html, html, type Part } from './html.ts';

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** No script at all, no other host, and this one style. */
const security = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  // The empty icon.
  'img-src data:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Answers with a whole page. Nothing of it is kept anywhere: not by browsers, not by what stands in between. */
export function sendPage(
  reply: FastifyReply,
  { status = 200, title, body }: { status?: number; title: string; body: Part },
): FastifyReply {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': security,
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      // Forms have to say where they come from, and only to us.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    })
    .send(
      html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Flowsmith</title>
<link rel="icon" href="data:,">
<style>${new Html(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.source,
    );
}

/** A page that only says something. */
export const sendWords = (reply: FastifyReply, status: number, title: string, words: string): FastifyReply =>
  sendPage(reply, {
    status,
    title,
    body: html`<header><h1>${title}</h1></header><main><section><p>${words}</p></section></main>`,
  });
