import { type CardElement, image, notice, text } from '#src/chat/card.ts';
import { readMarkdown } from '#src/chat/markdown.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { moment, plainWords, type Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Issue } from '#src/model/issue.ts';
import { toAltText } from '#src/workflow/diagram/alt-text.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { isFor, isQuestion, toChoose } from '#src/workflow/placeholders.ts';
import { isNeed } from '#src/workflow/validate/need.ts';
import { cityOf } from '#src/workflow/words/summary.ts';
import type { DraftView } from './draft-view.ts';
import { hasPicker } from './pickers.ts';
import { nextRunText } from './when.ts';

const maxShown = 5;

/** What only a person can say: nothing is wrong, so it does not look as if. */
export function questionElements({ issues, needs, reader: { language } }: DraftView): CardElement[] {
  const { draft: words } = wordsIn(language).cards;
  const isPicked = (issue: Issue) => needs.some((need) => isFor(need, issue) && hasPicker(need));
  const asked = [
    ...new Set(
      issues.filter(isQuestion).map((one) => (isPicked(one) ? toChoose(one, language) : toMessage(one, language))),
    ),
  ].slice(0, maxShown);
  return asked.length > 0 ? [notice('question', words.needs(asked.join(' '), asked.length))] : [];
}

/** What speaks against it: first what keeps it from being approved. */
export function problemElements({ issues, reader }: DraftView): CardElement[] {
  const wrong = errorsOf(issues).filter((issue) => !isQuestion(issue));
  // Who has to approve stands in the line of who and when.
  const doubtful = issues.filter((issue) => issue.severity === 'warning' && !isNeed(issue));
  return [
    ...messagesOf(wrong, reader.language).map((message) => notice('error', message)),
    ...messagesOf(doubtful, reader.language).map((message) => notice('warning', message)),
  ];
}

/** What was taken for granted, and what else whoever decides has to know. */
export function reservationElements({ assumptions, modelAssumed = [], notes, reader }: DraftView): CardElement[] {
  const { draft: words } = wordsIn(reader.language).cards;
  const few = (all: string[]): string => shorten(all, words.more).join(' ');
  return [
    ...(assumptions.length > 0 ? [text(words.assumed(few(assumptions)), 'muted')] : []),
    ...(modelAssumed.length > 0 ? [text(words.assumedByModel(few(modelAssumed.map(withoutMarks))), 'muted')] : []),
    ...shorten(notes, words.more).map((note) => text(note, 'muted')),
  ];
}

/** A model's words within words of ours. */
const withoutMarks = (markdown: string): string =>
  readMarkdown(markdown)
    .map((one) => plainWords(one))
    .join(' ');

/** Only where it shows what the lines do not. */
export const pictureElements = (view: DraftView): CardElement[] => (view.summary.pictured ? [pictureOf(view)] : []);

/** The picture of this revision, with what it shows in words. */
export const pictureOf = ({ draftId, revision, plainPicture, name, summary, reader }: DraftView): CardElement => {
  const ref: PictureRef = { draftId, revision, ...(plainPicture ? { plain: true } : {}) };
  return image(ref, toAltText(name, summary, reader.language, wordsIn(reader.language).cards.draft.stepsAndPicture));
};

/** One line: as whom it acts, when it runs next, who asked, and until when it is open. */
export function draftLine(view: DraftView): Words {
  const { draft: words } = wordsIn(view.reader.language).cards;
  const parts = [...asWhom(view), ...nextRunPart(view), ...askedParts(view), ...waitsPart(view)];
  const line = parts.join(' · ');
  return view.expiresAt ? [`${line} · ${words.openUntil}`, moment(view.expiresAt)] : line;
}

/** Who decides, where that is not whoever asked. */
const waitsPart = ({ waitsFor, takes = [], reader }: DraftView): string[] => [
  ...(waitsFor === undefined ? [] : [wordsIn(reader.language).engine.reach.waitsFor(waitsFor)]),
  ...takes,
];

/** The credentials it uses, by their names in n8n. */
export function asWhom({ credentials, reader }: DraftView): string[] {
  const { draft: words } = wordsIn(reader.language).cards;
  const names = [...new Set(credentials.flatMap(({ bound }) => (bound ? [bound.name] : [])))];
  return names.length > 0 ? [words.asWhom(shorten(names, words.more).join(', '))] : [];
}

/** When it runs next, by the clock of the workflow; with its zone where that does not stand in what it does. */
export function nextRunPart({ nextRuns: [next], timezone, summary, reader }: DraftView): string[] {
  const { draft: words } = wordsIn(reader.language).cards;
  if (!next) return [];
  const zone = cityOf(timezone);
  const said = summary.start.includes(zone);
  return [`${words.nextRun(nextRunText(next, timezone, reader))}${said ? '' : ` (${zone})`}`];
}

/** Whose words it is made of. */
export function askedParts({ requesterName, alsoBy = [], byModel, reader }: DraftView): string[] {
  const { draft: words } = wordsIn(reader.language).cards;
  return [
    words.askedBy(requesterName),
    ...(alsoBy.length > 0 ? [words.alsoBy(shorten(alsoBy, words.more).join(', '))] : []),
    ...(byModel ? [words.byModel] : []),
  ];
}

/** Each thing to say once, although several parameters may lack it. */
function messagesOf(issues: Issue[], language: Language): string[] {
  return [...new Set(issues.map((issue) => toMessage(issue, language)))].slice(0, maxShown);
}

function shorten(items: string[], rest: (count: number) => string): string[] {
  return items.length <= maxShown ? items : [...items.slice(0, maxShown), rest(items.length - maxShown)];
}
