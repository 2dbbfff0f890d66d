import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const startTimeoutMs = 90_000;

export interface WorkerProcess extends AsyncDisposable {
  /** `kill -9`: it gets no chance to tidy up. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts `src/main.ts` as an operator would, with ROLE=worker and this environment only. Throws with its last words. */
export async function startWorkerProcess(env: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...env, ROLE: 'worker', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await gone;
  };
  try {
    await listening(child);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { kill: () => end('SIGKILL'), [Symbol.asyncDispose]: () => end('SIGTERM') };
}

function listening(child: ChildProcess): Promise<void> {
  let output = '';
  return new Promise((done, failed) => {
    const fail = (what: string) => {
      clearTimeout(late);
      failed(new Error(`the worker ${what}:\n${output.slice(-4000)}`));
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
