import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CatalogError } from '#src/errors.ts';

/** Where packages come from, as the operator's npm has it. */
export interface NpmConfig {
  /** Base address without a slash at its end. */
  registryOf(packageName: string): Promise<string>;
  /** The `authorization` header for an address; undefined where npm has none for it. */
  authorizationOf(url: URL): string | undefined;
}

export interface NpmConfigOptions {
  /** NPM_REGISTRY_URL: wins over npm's own configuration. */
  registryUrl?: string | undefined;
  /** An environment variable: npm's own (`npm_config_…`), `HOME`, and what an .npmrc refers to as `${NAME}`. */
  variable(name: string): string | undefined;
}

const askTimeoutMs = 20_000;

/**
 * NPM_REGISTRY_URL, else the scope's registry of .npmrc, else `npm_config_registry`, else the registry of .npmrc, else
 * what `npm config get registry` says. Tokens are taken from .npmrc (project before user) and sent to the address they
 * are written for, nowhere else.
 */
export function readNpmConfig({ registryUrl, variable }: NpmConfigOptions): NpmConfig {
  const userFile = variable('npm_config_userconfig') ?? join(variable('HOME') ?? homedir(), '.npmrc');
  const settings = { ...readRc(userFile, variable), ...readRc('.npmrc', variable) };
  let asked: Promise<string> | undefined;
  return {
    async registryOf(packageName) {
      if (registryUrl) return toBase(registryUrl);
      const scope = /^(@[^/]+)\//.exec(packageName)?.[1];
      const known = (scope && settings[`${scope}:registry`]) || variable('npm_config_registry') || settings['registry'];
      if (known) return toBase(known);
      asked ??= askNpm(variable);
      return toBase(await asked);
    },
    authorizationOf(url) {
      for (const prefix of prefixesOf(url)) {
        const token = settings[`${prefix}:_authToken`];
        if (token) return `Bearer ${token}`;
        const basic = settings[`${prefix}:_auth`];
        if (basic) return `Basic ${basic}`;
      }
      return undefined;
    },
  };
}

/** `//host/a/b/`, `//host/a/`, `//host/`: how .npmrc names what a token is for; the narrowest first. */
function prefixesOf(url: URL): string[] {
  const parts = url.pathname.split('/').slice(1, -1);
  return Array.from({ length: parts.length + 1 }, (_, dropped) =>
    ['', '', url.host, ...parts.slice(0, parts.length - dropped), ''].join('/'),
  );
}

function readRc(path: string, variable: NpmConfigOptions['variable']): Record<string, string> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return {};
  }
  const entries = text.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*([^#;\s=][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
    const value = found?.[2]
      ?.replace(/^(["'])(.*)\1$/, '$2')
      .replace(/\$\{([^}]+)\}/g, (_, name: string) => variable(name) ?? '');
    return found?.[1] && value ? [[found[1], value] as const] : [];
  });
  return Object.fromEntries(entries);
}

async function askNpm(variable: NpmConfigOptions['variable']): Promise<string> {
  const names = ['PATH', 'HOME', 'npm_config_userconfig', 'npm_config_globalconfig', 'SystemRoot', 'APPDATA'];
  const env = Object.fromEntries(names.flatMap((name) => (variable(name) ? [[name, variable(name)]] : [])));
  try {
    const { stdout } = await promisify(execFile)('npm', ['config', 'get', 'registry'], { env, timeout: askTimeoutMs });
    return stdout.trim();
  } catch (cause) {
    throw unknownRegistry('npm could not be asked for it', cause);
  }
}

function toBase(text: string): string {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw unknownRegistry('its address is no http or https address');
  return url.href.replace(/\/+$/, '');
}

function unknownRegistry(why: string, cause?: unknown): CatalogError {
  return new CatalogError(`no package registry: ${why}`, {
    code: 'catalog_registry_unknown',
    userMessage: `Flowsmith does not know which package registry to read: ${why}. Set NPM_REGISTRY_URL.`,
    cause,
  });
}
