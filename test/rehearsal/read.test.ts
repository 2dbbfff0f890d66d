import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { languages } from '#src/language/language.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import type { ExecutionRun, NodeRun } from '#src/n8n/run-data.ts';
import { readRun } from '#src/rehearsal/read.ts';
import { toLines } from '#src/rehearsal/tell.ts';
import { toTwin } from '#src/rehearsal/twin.ts';
import { chain, hook, node, slack } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = (await fullCatalog()) ?? createCoreCatalog();
const message = {
  select: 'channel',
  channelId: { __rl: true, mode: 'list', value: 'C1', cachedResultName: 'sales' },
  text: '=Deal {{ $json.name }}, {{ $json.amount }}',
  otherOptions: { thread_ts: '={{ $json.thread }}' },
};
const workflow = chain(
  hook('a'),
  node('Big?', 'if', 2.2, { conditions: { conditions: [] } }),
  { ...slack(), parameters: { ...slack().parameters, ...message } },
  node('Last', 'httpRequest', 4.2, { url: 'https://example.com' }),
);
const twin = toTwin(workflow, { catalog });
if (!twin) throw new Error('nothing starts it');
const { plan } = twin;
const leaves = plan.held[1]?.leaves ?? {};

/** Items of the leaves of the Slack step, one pair per time it would post. */
function ran(
  times: { texts: object; blocks: object }[],
  more: [string, object[][], string?][] = [],
  status = 'success',
): ExecutionRun {
  const runs = new Map<string, NodeRun[]>([
    [leaves.blocks ?? '', [{ outputs: [times.map(({ blocks }) => blocks)] }]],
    [leaves.texts ?? '', [{ outputs: [times.map(({ texts }) => texts)] }]],
    ...more.map(
      ([name, outputs, error]) => [name, [{ outputs, ...(error ? { error } : {}) }]] satisfies [string, NodeRun[]],
    ),
  ]);
  return { id: '1', status, runs };
}
const [text, thread] = plan.held[1]?.texts ?? [];
const keys = {
  text: text?.key ?? '',
  blocks: text?.blocks.map(({ key }) => key) ?? [],
  thread: thread?.blocks[0]?.key ?? '',
};
const posts = (said: string, name: object, amount: object, third: object = { v: '1.2' }) => ({
  texts: { [keys.text]: said },
  blocks: { [keys.blocks[0] ?? '']: name, [keys.blocks[1] ?? '']: amount, [keys.thread]: third },
});

describe('reading what a twin did', () => {
  it('shows the values n8n worked out, to whom, and how often', () => {
    const { shown, issues } = readRun(
      plan,
      ran([posts('Deal A, 1', { v: 'A' }, { v: 1 }), posts('Deal B, 0', { v: 'B' }, { v: 0 })]),
      catalog,
    );
    const [step] = shown.steps;
    expect(issues).toEqual([]);
    expect(step).toMatchObject({ node: 'Tell people', times: 2 });
    expect(
      step?.calls.map((values) => Object.fromEntries(values.map((value) => [value.label, value.text]))),
    ).toMatchObject([
      { Channel: 'sales', 'Message Text': 'Deal A, 1' },
      { Channel: 'sales', 'Message Text': 'Deal B, 0' },
    ]);
    expect(step?.calls[0]?.find(({ path }) => path === 'text')?.computed).toBe(true);
    expect(shown.notReached).toEqual(['Last', 'Big?']);
  });

  it('names the expression that came out empty, odd, or not at all', () => {
    const empty = readRun(plan, ran([posts('Deal , 1', {}, { v: 1 })]), catalog);
    expect(empty.issues).toMatchObject([
      { code: 'rehearsal-value-empty', severity: 'warning', params: { code: '$json.name' } },
    ]);
    const odd = readRun(plan, ran([posts('Deal [object Object], NaN', { v: {} }, { n: 'NaN' })]), catalog);
    expect(odd.issues).toMatchObject([{ code: 'rehearsal-value-odd', params: { shows: '[object Object]' } }]);
    const fails = readRun(
      plan,
      ran([{ ...posts('', { e: 'no path back' }, { v: 1 }), texts: { error: 'x' } }]),
      catalog,
    );
    expect(fails.issues).toMatchObject([
      { code: 'rehearsal-value-fails', severity: 'error', params: { code: '$json.name', message: 'no path back' } },
    ]);
  });

  it('says which way a branch went, and which step failed', () => {
    const { shown, issues } = readRun(plan, ran([], [['Big?', [[{}, {}], []], 'wrong type']], 'error'), catalog);
    expect(shown.branches).toMatchObject([
      {
        node: 'Big?',
        outputs: [
          { name: 'true', items: 2 },
          { name: 'false', items: 0 },
        ],
      },
    ]);
    expect(issues).toMatchObject([{ code: 'rehearsal-step-fails', node: 'Big?', params: { message: 'wrong type' } }]);
    expect(shown.ended).toBe(false);
  });

  it('keeps secrets to itself', () => {
    const secret = 'xoxb-123456789012-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx';
    const { shown, issues } = readRun(
      plan,
      ran([posts(`Deal ${secret}`, { v: secret }, { e: `no ${secret}` })], [['Big?', [[]], secret]]),
      catalog,
    );
    expect(JSON.stringify({ shown, issues })).not.toContain(secret);
  });

  it('is told in every language', () => {
    const { shown, issues } = readRun(plan, ran([posts('Deal A, 1', { v: 'A' }, {})], [['Big?', [[{}], []]]]), catalog);
    const rehearsal: Rehearsal = {
      ...{ trigger: 'Hook', base: shown, issues, ms: 1, sources: { Hook: 'given' } },
      variants: [
        {
          about: { kind: 'missing', node: 'Hook', field: 'body.name' },
          shown,
          differs: [{ kind: 'times', node: 'Tell people', times: 0, before: 1 }],
          issues: [],
        },
      ],
      notRehearsed: [{ code: 'services' }, { code: 'withheld', node: 'Last', field: 'URL' }],
    };
    const told = languages.map((language) =>
      toLines(rehearsal, { catalog, language })
        .map((line) => line.text)
        .join('\n'),
    );
    for (const each of told) {
      expect(each).toContain('Deal A, 1');
      expect(each).toContain('{{ $json.amount }}');
      expect(each).not.toMatch(/undefined|\[object/);
    }
    expect(new Set(told).size).toBe(languages.length);
    expect(told[0]).toContain('“Tell people” would post a message to Slack');
  });
});
