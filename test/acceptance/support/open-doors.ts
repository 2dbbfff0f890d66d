import { randomBytes } from 'node:crypto';
import { freePort } from '#src/dev/free-port.ts';
import { WorkflowRow } from '#src/store/entities.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';
import type { Begun } from './more-hostile-requests.ts';

const firstRequest = 'every hour get https://example.com/health';

/** The app with every door it has open: installed into a workspace by OAuth, told of failed executions, playground on. */
export async function startWithOpenDoors() {
  const planner = createScriptedPlanner(async ({ request }) =>
    request === firstRequest ? undefined : { kind: 'answer', text: 'ok' },
  );
  const port = await freePort();
  const env = {
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: 'client-id',
    SLACK_CLIENT_SECRET: 'client-secret',
    SLACK_STATE_SECRET: 'state-secret',
    FLOWSMITH_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
  const app = await startTestApp({ env, policy: { errorNotices: true }, overrides: { planner } });

  /** As a browser that was sent to Slack's page. */
  async function begin(): Promise<Begun> {
    const response = await fetch(`${app.url}/slack/install`, { redirect: 'manual' });
    const state = new URL(response.headers.get('location') ?? '').searchParams.get('state') ?? '';
    return { state, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  }
  async function install(team: string): Promise<void> {
    const { state, cookie } = await begin();
    app.slack.oauth.codes.set(team, { team });
    const page = await fetch(`${app.url}/slack/oauth_redirect?code=${team}&state=${state}`, { headers: { cookie } });
    if (page.status !== 200) throw new Error(`not installed: ${page.status} ${await page.text()}`);
  }

  try {
    await install('T0TEAM');
    const asked = await doors['Slack mention'](app, firstRequest);
    await asked.press('approve');
    await eventually(() => asked.text().includes('/workflow/'), 'a workflow');
    const { n8nId } = await app.store.fork().findOneOrFail(WorkflowRow, { published: false });
    return {
      app,
      begin,
      /** A workflow that was made here. */
      n8nId,
      /** What fakes and counters remember is not the app's: forgotten, so that the next requests get past the limits too. */
      async forget(): Promise<void> {
        planner.requests.length = 0;
        app.slack.calls.length = 0;
        app.slack.responseUrlCalls.length = 0;
        app.slack.messages.clear();
        app.slack.ephemerals.length = 0;
        app.teams.activities.length = 0;
        app.teams.requests.length = 0;
        app.teams.typing.length = 0;
        await app.store.fork().execute('delete from flowsmith_limits.counters');
      },
      [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
    };
  } catch (error) {
    await app[Symbol.asyncDispose]();
    throw error;
  }
}
