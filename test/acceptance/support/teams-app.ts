import { inject } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createTeamsServer } from '#test/fakes/teams-server.ts';
import { fullCatalogFolder } from '#test/support/full-catalog.ts';
import { startTestApp, type TestAppOptions } from '#test/support/test-app.ts';
import type {} from './acceptance-setup.ts';
import { startAgentsPlayground } from './agents-playground.ts';
import { startSigningProxy } from './signing-proxy.ts';

/** Where the app is told it is seen from: cards show pictures from https only. A window stands in for the proxy there. */
export const publicUrl = 'https://flowsmith.example';

/** The app with its authentication on, and Agents Playground as the Teams it is installed in. */
export async function startInPlayground(
  env: Record<string, string> = {},
  options: Pick<TestAppOptions, 'policy' | 'overrides'> & {
    /** The stand-in of n8n, which has what no real one on this machine has: things of other services to choose from. */
    standIn?: boolean;
  } = {},
) {
  await using stack = new AsyncDisposableStack();
  const issuer = stack.use(await createTeamsServer());
  const port = await freePort();
  const app = stack.use(
    await startTestApp({
      ...(options.standIn ? {} : { n8n: inject('n8n') }),
      ...(options.policy ? { policy: options.policy } : {}),
      env: {
        TEAMS_APP_ID: issuer.appId,
        TEAMS_TENANT_ID: issuer.tenantId,
        PUBLIC_URL: publicUrl,
        CATALOG_DIR: fullCatalogFolder,
        N8N_VERSION: inject('n8n').version,
        ...env,
      },
      overrides: {
        teams: { ...issuer.overrides, serviceHosts: [`localhost:${port}`], timeoutMs: 10_000 },
        queuePrefix: `test-${crypto.randomUUID()}`,
        ...options.overrides,
      },
    }),
  );
  const proxy = stack.use(await startSigningProxy(issuer, () => app.url));
  const playground = stack.use(
    await startAgentsPlayground(inject('tools').agentsPlayground, {
      port,
      botEndpoint: proxy.url,
      botId: `28:${issuer.appId}`,
      tenantId: issuer.tenantId,
    }),
  );
  const owned = stack.move();
  return { app, proxy, playground, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
