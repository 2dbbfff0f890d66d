import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { EngineContext } from '#src/engine/context.ts';
import { failEvent, releaseEvent, replayDelivery } from '#src/engine/intake/operate.ts';
import { storable } from '#src/store/storable.ts';
import { admitOperator } from './access.ts';
import { html } from './html.ts';
import { sendPage, sendWords } from './page.ts';

const acts = {
  '/admin/deliveries/replay': replayDelivery,
  '/admin/events/release': releaseEvent,
  '/admin/events/fail': failEvent,
} as const;

/**
 * The page's buttons: what the command line does as well. They take what a form of our own page sends, and nothing that
 * a page of somebody else makes the operator's browser send.
 */
export function registerActs(app: FastifyInstance, { store, limits }: Pick<EngineContext, 'store' | 'limits'>): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  for (const [path, act] of Object.entries(acts)) {
    app.post(path, { bodyLimit: 1_000 }, async (request, reply) => {
      const operator = await admitOperator(request, reply, { store, limits });
      if (!operator) return reply;
      if (!isFromOwnPage(request))
        return sendWords(
          reply,
          403,
          'Not from here',
          'Another web page sent this, and it was not carried out. Use the buttons at /admin.',
        );
      const { id } = (storable(request.body) ?? {}) as { id?: unknown };
      const { key } = operator;
      const { done, words } = await act(store, String(id ?? ''), { via: 'page', ...(key ? { key } : {}) });
      return sendPage(reply, {
        status: done ? 200 : 409,
        title: done ? 'Done' : 'Not done',
        body: html`<header><h1>${done ? 'Done' : 'Not done'}</h1><a href="/admin">Overview</a></header><main><section><p>${words}</p></section></main>`,
      });
    });
  }
}

/** Browsers say where a request comes from, and no page can make them say something else. */
export function isFromOwnPage({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
