import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 120_000;

export interface WorkerProcess extends AsyncDisposable {
  /** `kill -9`: it gets no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGSTOP for so long, then it goes on as if nothing had been: a virtual machine that was moved. */
  freeze(ms: number): Promise<void>;
  /** SIGTERM, as an operator ends it. Resolves with its exit code; null when a signal ended it. */
  end(): Promise<number | null>;
  /** Everything it has written to standard error. */
  output(): string;
}

/** Starts `src/main.ts` as an operator would, with ROLE=worker and this environment only. Throws with its last words. */
export const startWorkerProcess = (env: Record<string, string>): Promise<WorkerProcess> => startProcess(env, 'worker');

/** The same in another role; it listens on what `PORT` says. */
export async function startProcess(env: Record<string, string>, role: 'web' | 'worker'): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env, ROLE: role, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<number | null>((done) => child.once('close', done));
  const written: Buffer[] = [];
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  try {
    await listening(child);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return {
    kill: async () => void (await end('SIGKILL')),
    end: () => end('SIGTERM'),
    output: () => Buffer.concat(written).toString(),
    async freeze(ms) {
      child.kill('SIGSTOP');
      await sleep(ms);
      child.kill('SIGCONT');
    },
    [Symbol.asyncDispose]: async () => void (await end('SIGTERM')),
  };
}

function listening(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((done, failed) => {
    const fail = (what: string) => {
      clearTimeout(late);
      failed(new Error(`the process ${what}:\n${output.slice(-4000)}`));
    };
    const late = setTimeout(() => fail('did not start in time'), startTimeoutMs);
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.stderr?.on('data', (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-20_000);
      if (!output.includes('"msg":"listening"')) return;
      clearTimeout(late);
      done();
    });
  });
}
