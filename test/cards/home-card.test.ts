import { describe, expect, it } from 'vitest';
import { toBlocks } from '#adapters/slack/block-kit.ts';
import { homeCard } from '#src/cards/home-card.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { readerIn, view } from '#test/support/cards.ts';
import { catalog } from '#test/support/example-drafts.ts';

/** A draft of so many requests, one after the other. */
function draftOf(number: number, steps: number) {
  const names = Array.from({ length: steps }, (_, at) => `s${number}-${at}`);
  const node = (name: string) => ({
    ...{ name, type: 'n8n-nodes-base.httpRequest' },
    parameters: { method: 'POST', url: `https://host${number}-${name}.example.com/${'a'.repeat(60)}`, sendBody: true },
  });
  const trigger = { name: 'T', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
  const connections = ['T', ...names.slice(0, -1)].map((from, at) => ({
    ...{ from, to: names[at] ?? '', output: 0, input: 0, kind: 'main' as const },
  }));
  const draft = { name: `Draft ${number}`, description: '', nodes: [trigger, ...names.map(node)], connections };
  const summary = summarize({ ...draft, assumptions: [] }, { catalog });
  return view({ draftId: `d-${number}`, name: draft.name, summary });
}

const shownOf = (steps: number): string => {
  const waiting = [1, 2, 3].map((number) => draftOf(number, steps));
  const card = homeCard({
    ...{ workflows: [], waiting, further: [], moreWaiting: 0, failures: [] },
    reader: readerIn('en'),
  });
  return JSON.stringify(toBlocks(card));
};

describe('on Home', () => {
  it('a draft that is decided there is there whole', () => {
    const shown = shownOf(2);
    for (const number of [1, 2, 3])
      for (const step of [0, 1]) expect(shown).toContain(`host${number}-s${number}-${step}.`);
    expect(shown.match(/"approve/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('what would not be there whole has no button to decide, but one to be shown', () => {
    const shown = shownOf(60);
    const fates = [1, 2, 3].map((number) => {
      const whole = Array.from({ length: 60 }, (_, step) => shown.includes(`host${number}-s${number}-${step}.`));
      const decides = shown.includes(
        `"approve_publish","text":{"type":"plain_text","text":"Turn on","emoji":true},"value":"{\\"draftId\\":\\"d-${number}\\"`,
      );
      return { decides, whole: whole.every(Boolean), named: shown.includes(`Draft ${number}`) };
    });
    for (const { decides, whole, named } of fates) expect([decides, named]).toEqual([whole, true]);
    expect(fates.map(({ decides }) => decides)).toContain(false);
    expect(shown).toContain('"text":"Show"');
  });
});
