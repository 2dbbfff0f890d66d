import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { authenticate } from './api/keys.ts';
import { sendProblem } from './api/problem.ts';
import { isLoopback } from './config.ts';
import { ConfigError } from './errors.ts';
import { observeRequests } from './http/observe.ts';
import { letGoWhenStopping } from './http/stopping.ts';
import { callIds, followCalls } from './http-follow.ts';
import { isTextTooDeep, maxJsonDepth } from './json-depth.ts';
import type { Logger } from './log.ts';
import type { Store } from './store/orm.ts';
import type { Follow } from './telemetry/follow.ts';
import type { Metrics } from './telemetry/metrics.ts';

export interface HttpOptions {
  log: Logger;
  follow: Follow;
  store: Store;
  metrics: Metrics;
  /** What /readyz asks; each throws when its part is not usable. */
  checks: Record<Part, () => Promise<void>>;
  /** Without which this process is of no use: then /readyz is 503. The rest is told. */
  required: readonly Part[];
  /** How n8n was seen last; undefined before the first look. */
  n8n(): { up: boolean; code?: string } | undefined;
}

type Part = 'database' | 'queue';

const maxBodyBytes = 1024 * 1024;
const checkTimeoutMs = 3_000;

/** One server for everything: health and metrics here, the doors are registered by app.ts. */
export function createHttp({ log, follow, store, metrics, checks, required, n8n }: HttpOptions): FastifyInstance {
  const app = Fastify({
    ...callIds,
    logger: false,
    bodyLimit: maxBodyBytes,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  });

  letGoWhenStopping(app);
  // A text is no body of ours; doors that read other things bring their own parsers.
  app.removeContentTypeParser('text/plain');
  followCalls(app, { log, follow });
  observeRequests(app, metrics);

  // Before anything walks it, and before anybody is known: what is nested too deeply would overflow the stack there.
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTextTooDeep(String(body))) return done(Object.assign(new Error('nested too deeply'), { statusCode: 400 }));
    return parse(request, String(body), done);
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413)
      return sendProblem(reply, {
        status,
        code: 'too_large',
        title: 'Too large',
        detail: 'The body is larger than 1 MB.',
      });
    if (status === 415)
      return sendProblem(reply, {
        status,
        code: 'media_type_unsupported',
        title: 'Not JSON',
        detail: `Send the body as JSON, with content-type: application/json${request.headers['content-type'] ? '' : '; there was no content-type'}.`,
      });
    if (status < 500)
      return sendProblem(reply, {
        status,
        code: 'bad_request',
        title: 'Not readable',
        detail: `Send valid JSON with content-type application/json, nested at most ${maxJsonDepth} deep.`,
      });
    log.error({ err: error, reference: request.id, route: request.routeOptions.url }, 'request failed');
    return sendProblem(reply, {
      status: 500,
      code: 'internal',
      title: 'Something went wrong here',
      detail: 'Nothing was created. Try again in a minute; tell your operator the reference if it keeps happening.',
      reference: request.id,
    });
  });
  const methodsAt = rememberRoutes(app);
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(request.url);
    if (methods.length > 0) {
      return sendProblem(reply.header('allow', methods.join(', ')), {
        status: 405,
        code: 'method_not_allowed',
        title: 'Not with this method',
        detail: `This address takes ${methods.join(', ')}, not ${request.method}.`,
      });
    }
    return sendProblem(reply, {
      status: 404,
      code: 'not_found',
      title: 'No such address',
      detail: 'See /docs or /openapi.json for what there is.',
    });
  });

  app.get('/livez', async () => ({ status: 'ok' }));

  app.get('/readyz', async (_request, reply) => {
    const [database, queue] = await Promise.all([run(checks.database), run(checks.queue)]);
    const parts = { database, queue };
    const ready = required.every((part) => parts[part] === 'ok');
    const seen = n8n();
    const state = seen ? (seen.up ? 'ok' : (seen.code ?? 'failed')) : 'not looked yet';
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'not ready', ...parts, n8n: state });
  });

  app.get('/metrics', async (request, reply) => {
    // What a proxy on this machine forwards comes from loopback too, but not from this machine.
    const local = isLoopback(request.ip) && !request.headers['x-forwarded-for'] && !request.headers.forwarded;
    const key = local ? undefined : await authenticate(store.fork(), request.headers.authorization);
    if (!local && !key?.scopes.includes('read')) {
      return sendProblem(reply, {
        status: 401,
        code: 'unauthorized',
        title: 'No valid API key',
        detail: 'Metrics need a key with the scope "read" from anywhere but this machine.',
      });
    }
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });

  async function run(check: () => Promise<void>): Promise<string> {
    const late = new Promise<string>((done) => setTimeout(() => done('no answer'), checkTimeoutMs).unref());
    const work = check().then(
      () => 'ok',
      (error: { code?: unknown }) => {
        log.warn({ err: error }, 'not ready');
        return typeof error.code === 'string' ? error.code : 'failed';
      },
    );
    return Promise.race([work, late]);
  }

  return app;
}

/** What any route registered from now on takes, by address: for 405 and its `Allow`. */
function rememberRoutes(app: FastifyInstance): (url: string) => string[] {
  const routes = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  app.addHook('onRoute', ({ url, method }) => {
    const source = url
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*');
    const route = routes.get(url) ?? { pattern: new RegExp(`^${source}$`), methods: new Set() };
    for (const each of [method].flat()) route.methods.add(each);
    routes.set(url, route);
  });
  return (url) => {
    const path = url.split(/[?#]/)[0] ?? '';
    const found = [...routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  };
}

/** The address it listens on. Throws ConfigError for an address that cannot be listened on. */
export async function listen(http: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const what: Record<string, string> = {
      EADDRINUSE: `PORT ${port} is taken on ${host}: another process listens there, perhaps a Flowsmith that was not stopped. Stop it, or set PORT to another.`,
      EACCES: `PORT ${port} may not be listened on by this user: set PORT to one above 1023.`,
      EADDRNOTAVAIL: `HOST ${host} is no address of this machine: set it to one, e.g. 127.0.0.1, or 0.0.0.0 for all.`,
      ENOTFOUND: `HOST ${host} leads nowhere: set it to an address of this machine, e.g. 127.0.0.1.`,
    };
    if (!what[code]) throw error;
    throw new ConfigError(what[code], { cause: error });
  }
}
