import { expect, it } from 'vitest';
import { program } from '#src/cli.ts';
import { commandsIn } from './commands.ts';
import { readMarkdown } from './markdown.ts';
import { toNotRun } from './not-run.ts';
import { alternatives, resolve } from './own-command.ts';

const page = (text: string) => readMarkdown('page.md', text).code.flatMap((code) => commandsIn(code, program));

it('finds commands in blocks, in workflows for GitHub and within lines', () => {
  const found = page(
    [
      '```sh\nnpm ci && A=1 npm run demo   # comment\ncurl -s "http://x/?a=1&&b" \\\n  -H \'x; y\'\nfor a in b; do\n  echo $a\ndone\n```',
      '```yaml\njobs: { a: { steps: [{ run: npm ci --prefix x }] } }\n```',
      'Say `restore weather` in a chat, `keys list` here, or `flowsmith trace <reference>`; `npm` alone is a word.',
    ].join('\n'),
  );
  expect(found.map(({ words }) => words.join(' '))).toEqual([
    'npm ci',
    'npm run demo',
    'curl -s http://x/?a=1&&b -H x; y',
    'for a in b do echo $a done',
    'npm ci --prefix x',
    'keys list',
    'flowsmith trace <reference>',
  ]);
  expect(found[1]?.env).toEqual({ A: '1' });
  expect(found.map(({ flowsmith }) => flowsmith?.join(' ')).filter(Boolean)).toEqual([
    'keys list',
    'trace <reference>',
  ]);
});

it.each([
  ['frobnicate now', 'no such command'],
  ['keys create ci --operater', 'no option --operater'],
  ['keys create ci --operator', undefined],
])('flowsmith %s: %s', (line, wrong) => {
  expect(resolve(program, line.split(' ')).wrong).toBe(wrong);
});

it('takes one of two that exclude each other', () => {
  expect(alternatives('audit verify [--checkpoint FILE | --from ROW:HEAD]'.split(' '))).toEqual([
    ['audit', 'verify', '--checkpoint', 'FILE'],
    ['audit', 'verify', '--from', 'ROW:HEAD'],
  ]);
});

it.each([
  ['docker compose up -d nothing', 'no service "nothing"'],
  ['docker compose --profile none up -d', 'no profile "none"'],
  ['npm run bench -- nothing', 'no part "nothing"'],
  ['kubectl -n flowsmith exec deploy/other -- ls', 'nothing in manifest/kubernetes is named deploy/other'],
])('what cannot be run is looked at: %s', (line, says) => {
  const [command] = page(`\`${line}\``);
  expect(command && toNotRun(command)?.wrong?.(command)).toBe(says);
});

it('has no reason for a command that nobody thought of', () => {
  const [command] = page('`helm install flowsmith .`');
  expect(command && toNotRun(command)).toBeUndefined();
  expect(command?.words).toEqual(['helm', 'install', 'flowsmith', '.']);
});
