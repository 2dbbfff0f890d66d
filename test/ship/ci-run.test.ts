import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ci-run-'));
  mkdirSync(join(home, 'bin'));
  cpSync('.ci/run', join(home, '.ci/run'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const program = (name: string, script: string): void =>
  writeFileSync(join(home, 'bin', name), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });

/** Runs .ci/run with an npm that says and returns what the test wants; Redis is not this test's matter. */
function run(answers: Partial<Record<'ci' | 'check' | 'test' | 'e2e', string>>): {
  code: number | null;
  output: string;
} {
  for (const name of ['redis-server', 'redis-cli', 'sleep']) program(name, 'exit 0');
  const { ci = 'exit 0', check = 'exit 0', test = passing(59), e2e = passing(4) } = answers;
  program('npm', `case "$*" in ci) ${ci};; "run check") ${check};; test) ${test};; "run test:e2e") ${e2e};; esac`);
  const env = { ...process.env, PATH: `${join(home, 'bin')}:${process.env['PATH']}` };
  const { status, stdout } = spawnSync(join(home, '.ci/run'), { encoding: 'utf8', env });
  return { code: status, output: stdout.trimEnd() };
}
const lastLine = (output: string): string | undefined => output.split('\n').at(-1);
const passing = (count: number): string =>
  `echo ' Test Files  2 passed (2)'; echo '      Tests  ${count} passed (${count})'; exit 0`;

test('adds up every suite, checks as one', () => {
  const { code, output } = run({});
  expect(lastLine(output)).toBe('64 passed, 0 failed');
  expect(code).toBe(0);
  expect(output).toContain('Test Files  2 passed (2)');
});

test('lists what needed a second try', () => {
  const again = `echo 'second try: passed test/e2e/a.test.ts > waits'; ${passing(59)}`;
  const { code, output } = run({ test: again });
  expect(output.split('\n').slice(-2)).toEqual([
    'second try: passed test/e2e/a.test.ts > waits',
    '64 passed, 0 failed',
  ]);
  expect(code).toBe(0);
});

test('reads coloured lines and counts failures', () => {
  const line = String.raw`printf '\x1b[2m      Tests \x1b[22m \x1b[1m\x1b[31m2 failed\x1b[39m\x1b[22m | \x1b[32m57 passed\x1b[39m (59)\n'; exit 1`;
  const { code, output } = run({ test: line });
  expect(lastLine(output)).toBe('62 passed, 2 failed');
  expect(code).toBe(1);
});

test.each([
  ['a suite without a count', { e2e: 'echo "Error: no n8n"; exit 1' }, '60 passed, 1 failed'],
  ['a suite that says nothing and succeeds', { e2e: 'exit 0' }, '60 passed, 1 failed'],
  [
    'a file that did not load while every test passed',
    { test: passing(59).replace('exit 0', 'exit 1') },
    '64 passed, 1 failed',
  ],
  ['a failed check', { check: 'exit 2' }, '63 passed, 1 failed'],
  ['packages that cannot be installed', { ci: 'exit 1' }, '0 passed, 1 failed'],
] as const)('%s counts as one failure', (_what, answers, expected) => {
  const { code, output } = run(answers);
  expect(lastLine(output)).toBe(expected);
  expect(code).toBe(1);
});
