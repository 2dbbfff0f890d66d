import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '#src/dev/free-port.ts';
import { eventually } from './test-app.ts';

const run = promisify(execFile);

/** What is missing to run a real Prometheus here; undefined when nothing is. Debian's package `prometheus` has both. */
export async function missingPrometheus(): Promise<string | undefined> {
  for (const program of ['promtool', 'prometheus']) {
    const there = await run(program, ['--version']).then(
      () => true,
      () => false,
    );
    if (!there) return `${program} is not installed (apt-get install prometheus)`;
  }
  return undefined;
}

/** Runs promtool; its exit code and all that it said. */
export async function promtool(...args: string[]): Promise<{ code: number; said: string }> {
  return run('promtool', args).then(
    ({ stdout, stderr }) => ({ code: 0, said: `${stdout}${stderr}` }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: `${error.stdout}${error.stderr}`,
    }),
  );
}

/** A Prometheus on loopback that scrapes these addresses every second and has the alert rules. */
export async function startPrometheus(targets: string[]) {
  await using stack = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-prometheus-'));
  stack.defer(() => rmSync(folder, { recursive: true, force: true }));
  const config = {
    global: { scrape_interval: '1s', evaluation_interval: '1s' },
    rule_files: [resolve('docs/observability/alerts.yml')],
    scrape_configs: [{ job_name: 'flowsmith', static_configs: [{ targets }] }],
  };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    'prometheus',
    [
      ...[`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`],
      ...[`--web.listen-address=127.0.0.1:${port}`, '--log.level=error'],
    ],
    { stdio: 'ignore' },
  );
  const gone = once(child, 'exit');
  stack.defer(async () => {
    child.kill();
    await gone;
  });
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}${path}`);
    const body = (await response.json()) as { status: string; error?: string; data: T };
    if (body.status !== 'success') throw new Error(`${path}: ${body.error}`);
    return body.data;
  };
  await eventually(
    () =>
      fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    'Prometheus is ready',
  );
  const owned = stack.move();
  return {
    /** The series an expression gives now. Throws with what Prometheus says against it. */
    query: async (expr: string) =>
      (
        await get<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
          `/api/v1/query?query=${encodeURIComponent(expr)}`,
        )
      ).result,
    rules: async () =>
      (
        await get<{ groups: { rules: { name: string; health: string; state: string; lastError?: string }[] }[] }>(
          '/api/v1/rules',
        )
      ).groups.flatMap((group) => group.rules),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
