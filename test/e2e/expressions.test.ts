import { createRequire } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ensureN8nInstalled } from '#src/dev/real-n8n.ts';
import { isCron } from '#src/workflow/schedule/cron.ts';
import { readExpression } from '#src/workflow/validate/code/script.ts';
import { blocksOf } from '#src/workflow/validate/expressions/expression-blocks.ts';

/** What the real n8n reads with; only its parsers are called, nothing of it is copied. */
let parses: (value: string) => boolean;
let fires: (cron: string) => boolean;

beforeAll(async () => {
  const folder = await ensureN8nInstalled({ log: () => {} });
  const load = createRequire(join(folder, 'node_modules/n8n-workflow/package.json'));
  const { Tournament } = load('@n8n/tournament') as {
    Tournament: new (onError: () => void) => { getExpressionCode(value: string): [code: string] };
  };
  const engine = new Tournament(() => {});
  // Compiled, not run: some mistakes only show then.
  parses = (value) => succeeds(() => new Function('E', engine.getExpressionCode(value)[0]));
  const timers = createRequire(join(folder, 'node_modules/n8n-core/package.json'));
  const { CronTime } = timers('cron') as { CronTime: new (line: string, zone: string) => { sendAt(): unknown } };
  fires = (line) => succeeds(() => new CronTime(line.trim(), 'UTC').sendAt());
});

function succeeds(run: () => unknown): boolean {
  try {
    run();
    return true;
  } catch {
    return false;
  }
}

const reads = (value: string): boolean =>
  blocksOf(value).every(({ code }) => {
    const script = readExpression(code);
    return script !== undefined && 'facts' in script;
  });

const parts = fc.constantFrom(
  ...[
    '{{',
    '}}',
    '{',
    '}',
    ' ',
    '$json',
    '.a',
    '["b"]',
    '(',
    ')',
    '1',
    '+',
    "'x'",
    '"',
    '`',
    '\\',
    ';',
    '=>',
    'return ',
    '//',
    '/*',
    '*/',
    '\n',
    '?',
    ':',
    '…',
  ],
);

describe('as the real n8n does', () => {
  it('takes no expression that n8n refuses', () => {
    const inside = fc.array(parts, { maxLength: 8 }).map((all) => `{{ $json.a ${all.join('')} }}`);
    const free = fc.array(parts, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(fc.oneof(inside, free), (value) => {
        // n8n loses what stands before escaped braces at the very end; nobody writes that.
        if (value !== '' && !/\\[{}]{2}$/.test(value) && reads(value)) expect(parses(value), value).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    '{{ $json.id; }}',
    '{{ {a:1} }}',
    '{{ $json.id',
    '{{ `a\nb` }} {{ 1 }}',
    '{{ }}',
    '{{ {a:{b:1}} }}',
    '{{ {{ $json.id }} }}',
    '{{ await 1 }}',
    '{{ "}}" }}',
    '{{ “x” }}',
    '\\{{ x y }}',
    '{{ const a = 1; a }}',
  ])('judges %j the same', (value) => {
    expect(reads(value)).toBe(parses(value));
  });

  it('reads cron lines like its timer', () => {
    const field = fc.constantFrom(
      ...[
        '*',
        '*',
        '*',
        '0',
        '5',
        '31',
        '60',
        '24',
        '7',
        '8',
        '1-5',
        '5-1',
        '*/5',
        '*/0',
        '*/90',
        'mon',
        'MON-FRI',
        'jan',
        '?',
        'L',
        '1,2',
        '1-',
        '3/5',
        '**',
        '1#2',
        '1,*',
        '*-5',
        '12',
        '2',
      ],
    );
    fc.assert(
      fc.property(fc.array(field, { minLength: 4, maxLength: 7 }), (fields) => {
        const line = fields.join(' ');
        expect(isCron(line), line).toBe(fires(line));
      }),
      { numRuns: 3000 },
    );
  });
});
