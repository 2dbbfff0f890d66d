import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string) => JSON.parse(readFileSync(`${root}/${file}`, 'utf8'));

it('npm ci warns of no package on Node 20: what runs, runs on the Node that comes along', () => {
  const checked = spawnSync(process.execPath, ['src/dev/tidy-lock.ts', '--check'], { cwd: root, encoding: 'utf8' });
  expect(checked).toMatchObject({ status: 0, stdout: '' });
});

it('package.json, the lock and README name the same Node', () => {
  const { engines, scripts } = read('package.json');
  expect(engines.node).toBe('>=20');
  expect(read('package-lock.json').packages[''].engines).toEqual(engines);
  expect(readFileSync(`${root}/README.md`, 'utf8')).toContain('Node 20 or newer and npm');
  expect(scripts.postinstall).toContain('< 24');
});

it('every script that runs node hands its signals on: the shell becomes node', () => {
  const { scripts } = read('package.json') as { scripts: Record<string, string> };
  const own = Object.entries(scripts).filter(([name]) => !['check', 'postinstall'].includes(name));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(([, command]) => !/^exec \w+ /.test(command) || /[;|]/.test(command))).toEqual([]);
});
