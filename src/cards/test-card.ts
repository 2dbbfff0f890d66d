import { actions, button, type Card, type CardElement, notice, text } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { OnDraft } from '#src/model/action.ts';
import type { ShownValue, TestOutcome } from '#src/model/rehearsal.ts';
import { harmless, shorten } from '#src/workflow/words/text.ts';

/** What can be sent for real, to one person alone, and what became of each. */
export interface TestsView extends OnDraft {
  language: Language;
  /** Of the workflow. */
  name: string;
  /** Whoever asked for it, and alone gets it. */
  person: string;
  /** The event that led to this card. */
  offeredIn: string;
  tests: TestView[];
}

export interface TestView {
  step: string;
  kind: 'slack' | 'mail';
  to: string;
  credentials: string[];
  times: number;
  values: ShownValue[];
  state: 'open' | 'under_way' | TestOutcome;
}

type Words = Dictionary['rehearsal'];
const longestLabel = 60;
const longestValue = 2_000;

/** Exactly what would be sent, to whom and as whom, with a button each; once pressed, what became of it. */
export function testCard(view: TestsView): Card {
  const { rehearsal: words } = wordsIn(view.language);
  const { title, only } = words.test;
  return {
    language: view.language,
    title: title(view.name),
    elements: [
      ...view.tests.flatMap((test, index) => testElements(view, test, index, words)),
      text(only(view.person), 'muted'),
    ],
  };
}

/** The same in words, for where no card is shown. */
export const testText = ({ tests, person, language }: TestsView): string =>
  tests.map((test) => whereTo(test, person, wordsIn(language).rehearsal)).join('\n');

function testElements(view: TestsView, test: TestView, index: number, words: Words): CardElement[] {
  const lines = test.values.map(({ label, text: value }) =>
    words.value(shorten(harmless(label), longestLabel), words.quoted(shorten(value, longestValue))),
  );
  return [
    text(whereTo(test, view.person, words)),
    ...(lines.length > 0 ? [text(lines.map((line) => `• ${line}`).join('\n'))] : []),
    ...(test.times > 1 ? [text(words.test.first(test.times), 'muted')] : []),
    ...stateElements(view, test, index, words),
  ];
}

function whereTo({ step, kind, to, credentials }: TestView, person: string, { test: words, quoted }: Words): string {
  return words[kind](quoted(step), kind === 'slack' ? person : to, credentials.map(quoted).join(', '));
}

function stateElements(
  view: TestsView,
  { state }: TestView,
  index: number,
  { test: words, skipped, quoted }: Words,
): CardElement[] {
  if (state === 'under_way') return [notice('info', words.underWay)];
  if (state === 'open') {
    const { draftId, revision, offeredIn } = view;
    return [
      actions(
        button({ kind: 'send_test', draftId, revision, offeredIn, test: index }, words.send, { style: 'primary' }),
      ),
    ];
  }
  switch (state.kind) {
    case 'sent':
      return [notice('success', words.sent)];
    case 'refused':
      return [notice('error', words.refused(quoted(state.message)))];
    case 'not_sent':
      return [notice('warning', words.notSent(skipped[state.reason]))];
    case 'unknown':
      return [notice('warning', words.unknown)];
    default:
      return state satisfies never;
  }
}
