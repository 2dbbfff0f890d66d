import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The entry of the command line. */
export const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** What one run has compiled the next need not compile again. */
const compiled = join(tmpdir(), 'flowsmith-test-compile-cache');

/** Runs `flowsmith` as an operator does: its own process, its own environment; in the project's folder unless named. */
export function flowsmith(args: string[], env: Record<string, string> = {}, cwd = process.cwd()): Promise<Run> {
  return new Promise((done) => {
    const { PATH, HOME } = process.env;
    const settings = { PATH, HOME, NODE_COMPILE_CACHE: compiled, CATALOG_DIR: '/nowhere/flowsmith', ...env };
    execFile(process.execPath, [cli, ...args], { env: settings, cwd }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: out.trim(), err: err.trim() }),
    );
  });
}

/** Each run is a process of its own: on a busy machine a handful of them takes minutes. */
export const patience = { timeout: 180_000 };
