import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { cli } from '#test/support/run-cli.ts';
import { chain, hourly, next } from '#test/workflow/documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'flowsmith-loads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes every module that a process has loaded to a file, one a line. */
const hook = join(folder, 'hook.mjs');
writeFileSync(
  hook,
  `import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const urls = [];
registerHooks({ load(url, context, next) { urls.push(url); return next(url, context); } });
process.on('exit', () => writeFileSync(process.env.LOADED, urls.join('\\n')));`,
);

/** The modules a command loads: our own by their path, packages by their name. */
async function loadedBy(...args: string[]): Promise<{ own: string[]; packages: string[] }> {
  const list = join(folder, 'loaded');
  const env = { PATH: process.env['PATH'], CATALOG_DIR: folder, LOADED: list };
  await promisify(execFile)(process.execPath, ['--import', hook, cli, ...args], { env });
  const urls = readFileSync(list, 'utf8').split('\n');
  const packages = urls.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  const own = urls.flatMap((url) => /^(?!.*\/node_modules\/).*\/((?:src|adapters)\/.+)$/.exec(url)?.[1] ?? []);
  return { own, packages: [...new Set(packages)].sort() };
}

it.each([[['--help']], [['keys', 'create', '--help']], [['doctor', '--help']], [['catalog', '--help']]])(
  '%j: help loads the words of the commands and nothing they run',
  async (args) => {
    const { own, packages } = await loadedBy(...args);
    expect(packages).toEqual(['commander']);
    expect(own).toContain('src/cli/validate.ts');
    expect(own.filter((path) => !/^src\/(cli\.ts|cli\/[^/]+\.ts|errors\.ts|api\/scopes\.ts)$/.test(path))).toEqual([]);
  },
);

it('validate of a file needs no database, queue, model, door nor registry', async () => {
  const file = join(folder, 'workflow.json');
  writeFileSync(file, JSON.stringify(chain(hourly, next)));
  const { own, packages } = await loadedBy('validate', file);
  expect(own).toContain('src/workflow/validate/index.ts');
  expect(packages).toContain('zod');
  const heavy =
    /^(@mikro-orm\/|kysely$|pg$|openai$|fastify$|bullmq$|ioredis$|got$|pino$|tar-stream$|@slack\/|botbuilder)/;
  expect(packages.filter((name) => heavy.test(name))).toEqual([]);
  expect(own.filter((path) => /^(adapters|src\/(store|queue|n8n|planner|engine)\/)/.test(path))).toEqual([]);
});
