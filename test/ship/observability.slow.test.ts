import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '#src/dev/free-port.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { doors } from '#test/support/doors.ts';
import { modelDraft } from '#test/support/model-draft.ts';
import { queries } from '#test/support/observability.ts';
import { missingPrometheus, promtool, startPrometheus } from '#test/support/prometheus.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';
import { startProcess } from '#test/support/worker-process.ts';

const missing = await missingPrometheus();
if (missing)
  process.stderr.write(`Not run: alert rules and dashboard against a real Prometheus, because ${missing}.\n`);

/** Nothing of it happens while all is well. */
const mayBeEmpty = /flowsmith_(acts_total|planner_failures_total|rate_limited_total|feedback_total)|step=~"failed/;

describe.skipIf(missing)('with a real Prometheus', () => {
  it('the alert rules are valid, each fires for its cause, and none while all is well', async () => {
    expect(await promtool('check', 'rules', 'docs/observability/alerts.yml')).toMatchObject({ code: 0 });
    const { code, said } = await promtool('test', 'rules', 'docs/observability/alerts.test.yml');
    expect([code, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
  }, 180_000);

  describe('that scrapes a web and a worker process', () => {
    const stack = new AsyncDisposableStack();
    let prometheus: Awaited<ReturnType<typeof startPrometheus>>;
    beforeAll(async () => {
      const model = stack.use(await createOpenAiServer());
      model.setScript(() => ({ tool: 'submit_draft', args: modelDraft('https://example.com/health') }));
      const app = stack.use(
        await startTestApp({
          env: {
            ...{ ROLE: 'web', TEAMS_APP_ID: '', TEAMS_APP_PASSWORD: '', TEAMS_TENANT_ID: '' },
            ...{ OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model' },
          },
        }),
      );
      const [webPort, workerPort] = [String(await freePort()), String(await freePort())];
      stack.use(await startProcess({ ...app.env, PORT: webPort }, 'web'));
      stack.use(await startProcess({ ...app.env, PORT: workerPort }, 'worker'));
      prometheus = stack.use(await startPrometheus([`127.0.0.1:${webPort}`, `127.0.0.1:${workerPort}`]));
      const asked = await doors['Slack mention']({ ...app, url: `http://127.0.0.1:${webPort}` }, 'check the site');
      await asked.press('approve_publish');
      await eventually(() => asked.text().includes('/workflow/'), 'a link on the card');
      // Rates need two looks.
      const seen = async () => (await prometheus.query('flowsmith_delivery_seconds_count offset 3s')).length > 0;
      await eventually(seen, 'Prometheus has seen it for a while', 30_000);
    }, 120_000);
    afterAll(() => stack.disposeAsync());

    it('every query of the dashboard is answered, with something where something happened', async () => {
      const empty: string[] = [];
      for (const { panel, expr } of queries())
        if ((await prometheus.query(expr)).length === 0 && !mayBeEmpty.test(expr)) empty.push(`${panel}: ${expr}`);
      expect(empty).toEqual([]);
      expect(await prometheus.query('sum by (platform) (flowsmith_steps_total{step="received"})')).toMatchObject([
        { metric: { platform: 'slack' } },
      ]);
    });

    it('every alert rule is evaluated, and none fires', async () => {
      const rules = await eventually(async () => {
        const all = await prometheus.rules();
        return all.every(({ health }) => health !== 'unknown') && all;
      }, 'all rules were evaluated');
      expect(rules.length).toBeGreaterThan(20);
      expect(rules.filter(({ health, state }) => health !== 'ok' || state === 'firing')).toEqual([]);
    });
  });
});
