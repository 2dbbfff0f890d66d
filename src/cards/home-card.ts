import {
  actions,
  button,
  type Card,
  type CardElement,
  divider,
  formButton,
  notice,
  rows,
  steps,
  text,
} from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { draftCard } from './draft-card.ts';
import type { DraftView } from './draft-view.ts';
import { type FailedRow, failedElements, saidOf } from './failed-card.ts';
import { findForm, newForm } from './home-forms.ts';
import { type ListRow, rowText } from './list-card.ts';

export interface HomeView {
  workflows: ListRow[];
  /** Drafts this person may decide about, the newest first: whole, as they are decided about here. */
  waiting: DraftView[];
  /** Those after them, to be shown where the bot speaks with this person. */
  further: { draftId: string; revision: number; name: string; requester: string }[];
  /** Drafts that wait besides those. */
  moreWaiting: number;
  /** What failed of theirs of late, the newest first. */
  failures: readonly FailedRow[];
  reader: Reader;
}

/**
 * The bot's own page: what waits for this person, with its buttons, what failed, their workflows; first steps for those
 * who have nothing yet. Nothing on it leads into a conversation: they may be other people's.
 */
export function homeCard(view: HomeView): Card {
  const { workflows, waiting, reader } = view;
  const { language } = reader;
  const { home } = wordsIn(language).cards;
  const isNew = workflows.length === 0 && waiting.length === 0;
  return {
    language,
    title: 'Flowsmith',
    elements: [
      ...(isNew ? [text(home.welcome, 'bold'), steps(home.firstSteps), text(home.example)] : []),
      actions(
        formButton(home.newTitle, newForm(language), waiting.length === 0 ? 'primary' : 'default'),
        ...(workflows.length > 0 ? [formButton(home.find, findForm(language))] : []),
      ),
      ...waitingElements(view),
      ...failureElements(view),
      ...(isNew ? [] : workflowElements(view)),
      text(home.disclaimer, 'muted'),
    ],
  };
}

/** What drafts may take of the page, of which Slack shortens what is longer: beside them stand failures and workflows. */
const mostCharacters = 6_000;
const mostBlocks = 45;

/** Characters that are read; those of buttons are not shortened. */
function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if ('kind' in value && value.kind === 'actions') return 0;
  return Object.values(value).reduce((sum: number, each) => sum + lengthOf(each), 0);
}

/**
 * As in a conversation, so that nobody approves what they did not see; without pictures, to stay short. What would not be
 * there whole is shown where the bot speaks with this person.
 */
function waitingElements({ waiting, further, moreWaiting, reader }: HomeView): CardElement[] {
  const { home, list } = wordsIn(reader.language).cards;
  if (waiting.length + further.length === 0) return [];
  let [characters, blocks] = [mostCharacters, mostBlocks];
  const whole: CardElement[] = [];
  const others: HomeView['further'] = [];
  for (const view of waiting) {
    const { title, elements } = draftCard(view);
    const shown = [divider(), text(title, 'bold'), ...elements.filter(({ kind }) => kind !== 'image')];
    const length = lengthOf(shown);
    if (length > characters || shown.length > blocks) {
      const { draftId, revision, name, requesterName } = view;
      others.push({ draftId, revision, name, requester: requesterName });
      continue;
    }
    characters -= length;
    blocks -= shown.length;
    whole.push(...shown);
  }
  const more = [...others, ...further].map(({ name, requester, ...ids }) => ({
    title: name,
    text: home.askedForBy(requester),
    button: button({ kind: 'show_draft', ...ids }, list.show),
  }));
  return [
    text(home.waiting, 'bold'),
    ...whole,
    ...(more.length > 0 ? [divider(), rows(more)] : []),
    ...(moreWaiting > 0 ? [text(home.more(moreWaiting), 'muted')] : []),
    divider(),
  ];
}

function failureElements({ failures, reader }: HomeView): CardElement[] {
  if (failures.length === 0) return [];
  return [
    notice('warning', wordsIn(reader.language).engine.failing.week),
    ...failures.flatMap((row) => failedElements(row, saidOf(row, reader), reader, { muting: false })),
  ];
}

function workflowElements({ workflows, reader }: HomeView): CardElement[] {
  const { home, list } = wordsIn(reader.language).cards;
  const own = workflows.map((row) => ({
    title: row.name,
    text: rowText(row, reader),
    button: button({ kind: 'show_workflow', workflowId: row.workflowId }, list.show),
  }));
  return [text(home.yours, 'bold'), own.length > 0 ? rows(own) : text(home.none), text(home.hint, 'muted')];
}
