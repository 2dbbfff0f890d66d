import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The entry of the command line. */
export const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

export interface Run {
  code: number;
  out: string;
  err: string;
}

/** Runs `flowsmith` as an operator does: its own process, its own environment. */
export function flowsmith(args: string[], env: Record<string, string> = {}): Promise<Run> {
  return new Promise((done) => {
    const { PATH, HOME } = process.env;
    const settings = { PATH, HOME, CATALOG_DIR: '/nowhere/flowsmith', ...env };
    execFile(process.execPath, [cli, ...args], { env: settings }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: out.trim(), err: err.trim() }),
    );
  });
}

const _json = (run: Run): unknown => JSON.parse(run.out);

/** Each run is a process of its own: on a busy machine a handful of them takes its time. */
export const patience = { timeout: 60_000 };
