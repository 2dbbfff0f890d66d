import { inject } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { fullCatalogFolder } from '#test/support/full-catalog.ts';
import { startTestApp, type TestAppOptions } from '#test/support/test-app.ts';
import type {} from './acceptance-setup.ts';
import { startLocalSlack, workspace } from './local-slack.ts';

/** The app as an operator would set it up for a workspace, and local-slack as that workspace. */
export async function startInLocalSlack(
  options: Pick<TestAppOptions, 'policy' | 'env' | 'overrides'> & {
    mode?: 'events' | 'socket';
    /** The stand-in of n8n, which has what no real one on this machine has: things of other services to choose from. */
    standIn?: boolean;
  } = {},
) {
  await using stack = new AsyncDisposableStack();
  const port = await freePort();
  const env = {
    SLACK_BOT_TOKEN: workspace.token,
    SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    CATALOG_DIR: fullCatalogFolder,
    N8N_VERSION: inject('n8n').version,
    ...(options.mode === 'socket' ? { SLACK_APP_TOKEN: workspace.appToken } : {}),
    ...options.env,
  };
  const { policy, overrides } = options;
  const n8n = options.standIn ? {} : { n8n: inject('n8n') };
  const start = async () => stack.use(await startTestApp({ ...n8n, policy, overrides, env }));
  const slackFor = async (appUrl: string) =>
    stack.use(await startLocalSlack(inject('tools').localSlack, { port, appUrl, mode: options.mode }));
  // In Socket Mode the app calls out first; over HTTP it is called.
  const slack = options.mode === 'socket' ? await slackFor('') : undefined;
  const app = await start();
  const owned = { app, slack: slack ?? (await slackFor(app.url)) };
  const moved = stack.move();
  return { ...owned, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}
