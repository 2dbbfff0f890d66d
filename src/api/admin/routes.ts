import type { FastifyInstance } from 'fastify';
import type { EngineContext } from '#src/engine/context.ts';
import { readTrace } from '#src/engine/trace/read.ts';
import type { N8nSeen } from '#src/n8n/watch.ts';
import { describePolicy } from '#src/policy/roles.ts';
import { readNumbers } from '#src/store/numbers.ts';
import { readOperating } from '#src/store/operating.ts';
import { ownVersion } from '#src/store/same-schema.ts';
import { storable } from '#src/store/storable.ts';
import { admitOperator } from './access.ts';
import { registerActs } from './acts.ts';
import { type Overview, overviewPage } from './overview.ts';
import { sendPage } from './page.ts';
import { tracePage } from './trace-page.ts';

export interface AdminOptions {
  context: EngineContext;
  role: 'all' | 'web' | 'worker';
  /** How n8n was seen last. */
  n8n: () => N8nSeen | undefined;
  /** Seconds since the catalogue was known to be that of the connected n8n. */
  catalogAge: () => number;
}

/** `GET /admin` and `GET /admin/trace?of=…`: what an operator looks at, as plain pages with a few buttons. */
export async function registerAdmin(server: FastifyInstance, options: AdminOptions): Promise<void> {
  await server.register(async (app) => {
    registerPages(app, options);
    registerActs(app, options.context);
  });
}

function registerPages(app: FastifyInstance, options: AdminOptions): void {
  const { context } = options;
  app.get('/admin', async (request, reply) => {
    if (!(await admitOperator(request, reply, context))) return reply;
    return sendPage(reply, { title: 'Operating', body: overviewPage(await readOverview(options)) });
  });
  app.get('/admin/trace', async (request, reply) => {
    if (!(await admitOperator(request, reply, context))) return reply;
    const { of } = storable(request.query) as { of?: unknown };
    const given = typeof of === 'string' ? of.slice(0, 100) : '';
    const found = given.trim() ? await readTrace(context.store.fork(), given) : ({ kind: 'unknown' } as const);
    const status = found.kind === 'unknown' ? 404 : 200;
    return sendPage(reply, { status, title: 'Request', body: tracePage(found, new Date()) });
  });
}

/** Asks n8n nothing: how it was seen last is known. */
async function readOverview({ context, role, n8n, catalogAge }: AdminOptions): Promise<Overview> {
  const { store, queues, metrics, platforms, policy } = context;
  const em = store.fork();
  const catalog = context.n8n.catalog();
  const cached = role === 'web' ? undefined : (await metrics.plannerCached.get()).values;
  return {
    ...(await readOperating(em)),
    numbers: await readNumbers(em, [...platforms.keys()]),
    // Redis away: the page says what the database knows.
    jobs: await Promise.race([
      queues.counts().catch(() => []),
      new Promise<[]>((done) => setTimeout(done, 2_000, []).unref()),
    ]),
    n8n: n8n(),
    catalog: { ...catalog.source, ageSeconds: catalogAge(), types: catalog.all().length },
    policy: describePolicy(policy),
    version: ownVersion(),
    role,
    cached: cached?.map(({ labels, value }) => ({ model: String(labels.model), tokens: value })),
  };
}
