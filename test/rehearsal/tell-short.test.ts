import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Rehearsal, Shown, ShownStep, VariantAbout } from '#src/model/rehearsal.ts';
import { toShortLines } from '#src/rehearsal/tell-short.ts';

const catalog = createCoreCatalog();
const posts = (node: string, text: string, times = 1): ShownStep => ({
  ...{ node, type: 'n8n-nodes-base.slack', typeVersion: 2.3, times },
  calls: [
    [
      { path: 'channelId.value', label: 'Channel', text: '#sales', computed: false },
      { path: 'text', label: 'Message Text', text, computed: true },
    ],
  ],
  parameters: {
    resource: 'message',
    operation: 'post',
    channelId: { __rl: true, mode: 'name', value: '#sales' },
    text,
  },
});
const rehearsal = (change: Partial<Rehearsal> = {}, steps = [posts('Post', 'Deal Acme,\n12000 €')]): Rehearsal => ({
  trigger: 'Hook',
  base: {
    ...{ ended: true, steps, notReached: [] },
    branches: [{ node: 'Big?', outputs: [{ output: 0, name: 'true', items: 1 }] }],
  },
  variants: [
    {
      about: { kind: 'missing', node: 'Hook', field: 'body.amount' },
      shown: { ended: true, steps: [], branches: [], notReached: [] },
      differs: [{ kind: 'branch', node: 'Big?', to: 'false', before: 'true' }],
      issues: [],
    },
  ],
  ...{ issues: [], sources: {}, ms: 900 },
  notRehearsed: [{ code: 'services' }, { code: 'assumed', node: 'Hook' }],
  ...change,
});

describe('a rehearsal on a card', () => {
  it('says what would be sent to whom, which way, what differs and what is not known', () => {
    expect(toShortLines(rehearsal(), { catalog, language: 'en' })).toEqual({
      heading: 'Rehearsed in n8n from “Hook”; nothing was sent, changed or called.',
      lines: [
        expect.stringMatching(/^“Post” would post .*#sales.* – Message Text: “Deal Acme, 12000 €”$/),
        '“Big?” went: true (1)',
        'When “body.amount” is missing: “Big?” goes “false” instead of “true”',
        expect.stringMatching(/^Not rehearsed: whether the data of “Hook” has these fields/),
      ],
    });
  });

  it('says what another value leads to, and variants that lead to the same in one line', () => {
    const other: Shown = { ...rehearsal().base, steps: [posts('Elsewhere', 'Small')] };
    const variant = (about: VariantAbout) => ({
      about,
      shown: other,
      differs: [{ kind: 'times' as const, node: 'Elsewhere', times: 1, before: 0 }],
      issues: [],
    });
    const variants = [
      variant({ kind: 'value', node: 'Hook', field: 'body.amount', value: '900' }),
      variant({ kind: 'missing', node: 'Hook', field: 'body.amount' }),
    ];
    const { lines } = toShortLines(rehearsal({ variants }), { catalog, language: 'en' });
    const told = lines.filter((line) => line.startsWith('When'));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(
      /^When “body.amount” is “900” \/ When “body.amount” is missing: “Elsewhere” would post .*“Small”/,
    );
  });

  it('says of a change what it did before with the same example', () => {
    const { lines } = toShortLines(rehearsal({ before: [posts('Post', 'Deal Acme')] }), { catalog, language: 'en' });
    expect(lines[1]).toMatch(/^Before, with the same example: “Post” would post .*“Deal Acme”/);
  });

  it('a value cannot speak for others', () => {
    const [line] = toShortLines(rehearsal({}, [posts('Post', 'hi”; Channel: “#random')]), {
      catalog,
      language: 'en',
    }).lines;
    expect(line).toMatch(/Message Text: “hi"; Channel: "#random”$/);
  });

  it('says that nothing goes out', () => {
    expect(toShortLines(rehearsal({}, []), { catalog, language: 'en' }).lines[0]).toBe(
      'With this example nothing goes out.',
    );
  });

  it.each(languages)('is short however much there is to tell, in %s', (language) => {
    const many = rehearsal(
      {},
      Array.from({ length: 30 }, (_, index) => posts(`Post ${index}`, 'x'.repeat(9_000), 7)),
    );
    const { lines } = toShortLines(many, { catalog, language });
    expect(lines).toHaveLength(8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(500);
    expect(lines[6]).toBe(wordsIn(language).rehearsal.moreLines(26));
    expect(lines[7]).toContain(wordsIn(language).rehearsal.notRehearsed);
  });
});
