import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type AtDoor, atDoor } from '#src/telemetry/door.ts';
import type { Metrics } from '#src/telemetry/metrics.ts';
import { isTracing, type Span, span } from '#src/telemetry/spans.ts';

/** Probes and scrapes ask all day: as numbers only. */
const unspoken = new Set(['/livez', '/readyz', '/metrics']);
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Every answer as a number, and as a span when spans are made: by route, never by the address that was asked for. */
export function observeRequests(app: FastifyInstance, metrics: Pick<Metrics, 'http' | 'acknowledgement'>): void {
  const doors = new WeakMap<FastifyRequest, AtDoor>();
  const spans = new WeakMap<FastifyRequest, { made: Span; end: () => void }>();

  app.addHook('onRequest', (request, _reply, done) => {
    const at: AtDoor = {};
    doors.set(request, at);
    const go = () => atDoor(at, done);
    const route = routeOf(request);
    if (!isTracing() || unspoken.has(route)) return go();
    const { promise, resolve } = Promise.withResolvers<void>();
    const fields = {
      'http.request.method': methodOf(request),
      'http.route': route,
      'url.scheme': request.protocol,
      'server.address': request.hostname,
    };
    const parent = callerOf(request);
    void span(`${methodOf(request)} ${route}`, { kind: 'server', fields, ...(parent ? { parent } : {}) }, (made) => {
      spans.set(request, { made, end: resolve });
      go();
      return promise;
    });
  });

  app.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const seconds = reply.elapsedTime / 1000;
    metrics.http.observe(
      { method: methodOf(request), route: routeOf(request), status: `${Math.floor(status / 100)}xx` },
      seconds,
    );
    const platform = doors.get(request)?.accepted;
    if (platform) metrics.acknowledgement.observe({ platform }, seconds);
    endSpan(request, status);
    done();
  });
  // Whoever asked went away: there is no answer, and so no `onResponse`.
  app.addHook('onRequestAbort', (request, done) => {
    endSpan(request, undefined);
    done();
  });

  function endSpan(request: FastifyRequest, status: number | undefined): void {
    const open = spans.get(request);
    if (!open) return;
    spans.delete(request);
    open.made.set({ 'http.response.status_code': status });
    if (status === undefined || status >= 500) open.made.failed(String(status ?? 'aborted'));
    open.end();
  }
}

const routeOf = ({ routeOptions }: FastifyRequest): string => routeOptions.url ?? 'none';
/** Anybody can send any method; labels are of few values. */
const methodOf = ({ method }: FastifyRequest): string => (methods.has(method) ? method : '_OTHER');

/** Programs that call the API may go on with a trace of theirs; Slack and Teams have none, and no one else is asked for one. */
function callerOf(request: FastifyRequest): string | undefined {
  const { traceparent } = request.headers;
  const ofApi = /^\/(api\/v1\/|create-n8n-workflow)/.test(request.url);
  return ofApi && typeof traceparent === 'string' ? traceparent : undefined;
}
