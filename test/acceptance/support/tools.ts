import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '#test/support/chromium.ts';

/**
 * What the acceptance tests drive the app with. Fetched into the user's cache, never dependencies: one is a binary for
 * Linux on x64, the other is under a licence for evaluation.
 */
const wanted = { 'local-slack-linux-x64': '0.1.8', '@microsoft/m365agentsplayground': '0.2.28' } as const;

export interface Tools {
  /** The local-slack binary. */
  localSlack: string;
  /** The script that starts Agents Playground. */
  agentsPlayground: string;
  chromium: string;
}

/** Fetches the tools once per user and version. Throws, naming what cannot be had and why: nothing is left out silently. */
export function ensureTools(log: (line: string) => void): Tools {
  const chromium = chromiumPath();
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`local-slack is had for Linux on x64 only, this is ${process.platform} on ${process.arch}.`);
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folderOf = (name: keyof typeof wanted) =>
    join(cache, 'flowsmith', `acceptance-${name.replace(/^@[^/]+\//, '')}-${wanted[name]}`);
  for (const name of Object.keys(wanted) as (keyof typeof wanted)[]) ensurePackage(name, folderOf(name), log);
  const inside = (name: keyof typeof wanted, file: string) => join(folderOf(name), 'node_modules', name, file);
  return {
    localSlack: inside('local-slack-linux-x64', 'bin/local-slack'),
    agentsPlayground: inside('@microsoft/m365agentsplayground', 'cli.js'),
    chromium,
  };
}

function ensurePackage(name: keyof typeof wanted, folder: string, log: (line: string) => void): void {
  const version = wanted[name];
  if (versionIn(folder, name) === version) return;
  log(`fetching ${name} ${version} into ${folder} (once)`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'flowsmith-acceptance-cache', private: true, dependencies: { [name]: version } }),
  );
  const npm = spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (npm.status === 0 && versionIn(folder, name) === version) return;
  const why = npm.error?.message ?? npm.stderr.trim().split('\n').slice(0, 5).join('\n');
  throw new Error(`${name} ${version} cannot be had, so its acceptance tests cannot run: ${why}`);
}

function versionIn(folder: string, name: string): string | undefined {
  const file = join(folder, 'node_modules', name, 'package.json');
  if (!existsSync(file)) return undefined;
  return (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version;
}
