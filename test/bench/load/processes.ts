import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Tells whoever started this process where it listens. */
export function ready(url: string): void {
  process.send?.({ url });
}

export interface Served extends AsyncDisposable {
  url: string;
  /** Seconds of processor time since the start, of both kinds. */
  cpu(): Promise<number>;
  /** Everything it has written to standard error. */
  output(): string;
}

/** Starts a file of this folder in a process of its own, with this environment only; resolves when it listens. */
export async function serve(file: string, env: Record<string, string>): Promise<Served> {
  const child = spawnHere(file, env, 'pipe');
  const written: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => {
    written.push(chunk);
    // What it has to say to whoever looks on; its steps are only counted.
    for (const line of chunk.toString().split('\n'))
      if (line && !line.includes('"level":"info"')) process.stderr.write(`${line}\n`);
  });
  const { url } = await nextMessage<{ url: string }>(child, file);
  return {
    url,
    cpu: async () => {
      const { readFile } = await import('node:fs/promises');
      const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => '');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    output: () => Buffer.concat(written).toString(),
    [Symbol.asyncDispose]: () => end(child),
  };
}

/** Runs a file of this folder until it sends its result. */
export async function ask<T>(file: string, env: Record<string, string>): Promise<T> {
  const child = spawnHere(file, env);
  try {
    return await nextMessage<T>(child, file);
  } finally {
    await end(child);
  }
}

function spawnHere(file: string, env: Record<string, string>, errors: 'inherit' | 'pipe' = 'inherit'): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, file)], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'inherit', errors, 'ipc'],
  });
}

function nextMessage<T>(child: ChildProcess, file: string): Promise<T> {
  return new Promise((done, failed) => {
    child.once('message', (message) => done(message as T));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(late);
}
