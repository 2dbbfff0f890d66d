import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Packages of OpenTelemetry that a process has loaded once it has loaded these files. */
async function loadedBy(files: string[]): Promise<string[]> {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({ load(url, context, next) {
      const name = /@opentelemetry\\/[a-z-]+/.exec(url)?.[0];
      if (name) loaded.add(name);
      return next(url, context);
    } });
    for (const file of ${JSON.stringify(files)}) await import(file);
    process.stdout.write(JSON.stringify([...loaded].sort()), () => process.exit(0));`;
  const cwd = fileURLToPath(new URL('../..', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd });
  return JSON.parse(stdout) as string[];
}

it('without an endpoint nothing of OpenTelemetry is loaded but its interfaces, which prom-client brings', async () => {
  expect((await loadedBy(['#src/app.ts'])).filter((name) => name !== '@opentelemetry/api')).toEqual([]);
  // What the look above would have seen.
  expect(await loadedBy(['#src/telemetry/tracing.ts'])).toEqual(
    expect.arrayContaining(['@opentelemetry/sdk-trace', '@opentelemetry/exporter-trace-otlp-proto']),
  );
}, 30_000);
