import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ChildOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Answers once it is up; waited for 30 s. */
  readyUrl: string;
}

/**
 * Starts a program and waits until it answers over HTTP. Disposing ends it, with SIGKILL after 3 s. Throws with its last
 * words when it ends or stays silent.
 */
export async function startChild(command: string, args: string[], options: ChildOptions): Promise<AsyncDisposable> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: options.cwd ?? '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-4000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.once('error', (error) => keep(Buffer.from(error.message)));
  for (const end = Date.now() + 30_000; !(await answers(options.readyUrl)); await sleep(100)) {
    if (child.exitCode === null && child.pid !== undefined && Date.now() < end) continue;
    await stop(child);
    throw new Error(`${command} did not answer at ${options.readyUrl}:\n${output}`);
  }
  return { [Symbol.asyncDispose]: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 3_000);
  await gone;
  clearTimeout(late);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
