import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { ConfigError } from '../errors.ts';

type Variables = Record<string, string | undefined>;

/** No setting is longer; a file that is one was named by mistake. */
const maxBytes = 64 * 1024;

/** Addresses whose password may stand in a setting of its own. */
const passwords = [
  ['DATABASE_URL', 'DATABASE_PASSWORD'],
  ['REDIS_URL', 'REDIS_PASSWORD'],
] as const;

/**
 * The environment with `NAME_FILE` taken in: the setting NAME is what that file holds, less one line end at its end, as
 * Docker's and Kubernetes' secrets are handed on. Passwords that stand alone are put into their address. Doing it twice
 * does no harm. Throws ConfigError for a file that cannot be read, and where a setting is given in two ways; it names
 * files, never what they hold.
 * @param names of all settings
 */
export function takeInFiles(env: Variables, names: readonly string[]): Variables {
  const taken = { ...env };
  for (const name of names) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (env[name]) throw new ConfigError(`${name} and ${name}_FILE are both set: take one of them away.`);
    taken[name] = readSetting(`${name}_FILE`, path);
    delete taken[`${name}_FILE`];
  }
  for (const [name, password] of passwords) {
    const address = taken[name];
    const secret = taken[password];
    if (!secret) continue;
    if (!address) throw new ConfigError(`${password} is set and ${name} is not: it is the password of that address.`);
    taken[name] = withPassword(address, secret, { name, password });
    delete taken[password];
  }
  return taken;
}

function readSetting(name: string, path: string): string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).size > maxBytes) throw new ConfigError(`${name}: ${path} is too long to be a setting.`);
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `${name}: ${path} cannot be read (${code ?? 'no reason given'}). Check that the file is there and that user ${process.getuid?.() ?? ''} may read it.`,
    );
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function withPassword(address: string, secret: string, { name, password }: { name: string; password: string }): string {
  if (!URL.canParse(address)) throw new ConfigError(`${name} is no address.`);
  const url = new URL(address);
  if (url.password) throw new ConfigError(`${name} has a password and ${password} is set: take one of them away.`);
  url.password = encodeURIComponent(secret);
  return url.href;
}
