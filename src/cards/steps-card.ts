import { type Card, facts, steps, text } from '#src/chat/card.ts';
import { wordsIn } from '#src/language/words.ts';
import { pictureOf } from './draft-body.ts';
import type { DraftView } from './draft-view.ts';
import { nextRunsText } from './when.ts';

/** All there is to know of a draft besides its card: every step, the picture, when it runs, and how it came about. */
export function stepsCard(view: DraftView): Card {
  const { summary, reader, nextRuns, credentials } = view;
  const { draft: words } = wordsIn(reader.language).cards;
  const bound = credentials.flatMap((need) => (need.bound ? [`${need.bound.name} (${need.displayName})`] : []));
  return {
    language: reader.language,
    title: words.stepsTitle(view.name),
    elements: [
      text(`${summary.trigger}.`),
      steps(summary.lines),
      pictureOf(view),
      facts([
        ...(nextRuns.length > 0
          ? [[words.nextRuns, nextRunsText(nextRuns, view.timezone, reader)] as [string, string]]
          : []),
        [words.apps, summary.apps.join(', ') || words.noApps],
        ...(bound.length > 0 ? [[words.credentialsUsed, bound.join(', ')] as [string, string]] : []),
      ]),
      ...(view.plannedBy ?? []).map((line) => text(line, 'muted')),
      text(footer(view), 'muted'),
    ],
  };
}

/** The same in words, for where no card is shown. */
export const stepsText = (view: DraftView): string =>
  [`${view.name}: ${view.summary.trigger}.`, ...view.summary.steps].join('\n');

function footer({ requesterName, revision, checkedAgainst, reader }: DraftView): string {
  const { draft: words } = wordsIn(reader.language).cards;
  const { kind, n8nVersion, nearest } = checkedAgainst;
  const instance = nearest ? words.checkedNearest : words.checkedInstance;
  const checked = (kind === 'instance' ? instance : words.checkedBuiltIn)(n8nVersion);
  return words.footer(requesterName, revision, checked);
}
