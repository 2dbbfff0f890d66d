import { homeCard } from '#src/cards/home-card.ts';
import { linksCard } from '#src/cards/links-card.ts';
import { type ListRow, type ListView, listCard } from '#src/cards/list-card.ts';
import {
  answeredQuestionMessage,
  answerMessage,
  errorMessage,
  goneMessage,
  interruptedMessage,
  progressMessage,
  questionMessage,
  waitingMessage,
} from '#src/cards/message-cards.ts';
import { previewCard } from '#src/cards/preview-card.ts';
import { waitingCard } from '#src/cards/waiting-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Language } from '#src/language/language.ts';
import { problemText } from '#src/language/problem-text.ts';
import { wordsIn } from '#src/language/words.ts';
import { ids, readerIn } from '../cards.ts';
import { problem } from './decided.ts';
import { at, failedRow, type State, simple, url } from './view.ts';

const when = at.toISOString();
const cardOf = ({ card }: OutboundMessage): Card => card as Card;
const rows: ListRow[] = [
  {
    ...{ workflowId: 'w-1', name: 'Stand-up', url, state: 'there', published: true },
    last: { status: 'success', at: when },
  },
  {
    ...{ workflowId: 'w-2', name: 'Website', url, state: 'there', published: true },
    last: { status: 'error', at: when },
  },
  { workflowId: 'w-3', name: 'Orders', url, state: 'there', published: false },
  { workflowId: 'w-4', name: 'Newsletter', url, state: 'gone', published: false },
  { workflowId: 'w-5', name: 'Backup', url, state: 'unknown', published: true },
];
const list = (language: Language, change: Partial<ListView>): Card =>
  listCard({
    ...{ which: 'mine', page: 0, pages: 1, total: rows.length, wholeInstance: false, rows },
    ...{ allUrl: 'https://n8n.example.com/home/workflows', reader: readerIn(language, 'Europe/Berlin') },
    ...change,
  });
const waiting = (language: Language, total: number): Card =>
  waitingCard({
    ...{ page: 0, pages: 1, total, reader: readerIn(language, 'Europe/Berlin') },
    rows: ['Stand-up', 'Orders'].slice(0, total).map((name) => ({
      ...{ ...ids, name, requester: 'Anna', place: 'Slack (Acme)', at },
    })),
  });
const choices = (language: Language): string[] => [...wordsIn(language).planning.whenChoices];

/** Lists, the bot's own page, and messages that are no card of a draft or workflow. */
export const others = {
  'list of one’s own': (language) => list(language, {}),
  'list of all': (language) => list(language, { which: 'all', page: 1, pages: 3, total: 25 }),
  'list, empty': (language) => list(language, { total: 0, rows: [] }),
  'waiting for a decision': (language) => waiting(language, 2),
  'nothing waits': (language) => waiting(language, 0),
  'home, new': (language) =>
    homeCard({
      workflows: [],
      waiting: [],
      further: [],
      moreWaiting: 0,
      failures: [],
      reader: readerIn(language, 'Europe/Berlin'),
    }),
  home: (language) =>
    homeCard({
      workflows: rows,
      waiting: [simple(language)],
      further: [{ ...ids, name: 'Orders', requester: 'Ben' }],
      moreWaiting: 2,
      failures: [failedRow(language)],
      reader: readerIn(language, 'Europe/Berlin'),
    }),
  links: (language) =>
    linksCard({
      ...{ page: 0, pages: 1, total: 2, language },
      rows: [
        { linkId: 'l-1', state: 'waiting', who: 'Anna (Slack) ↔ Anna B. (Teams)', ids: 'U1 ↔ 8:orgid:1', at },
        { linkId: 'l-2', state: 'linked', who: 'Bo (Slack) ↔ Bo (Teams)', ids: 'U2 ↔ 8:orgid:2', at, by: 'Mia' },
      ],
    }),
  'links, none': (language) => linksCard({ page: 0, pages: 1, total: 0, rows: [], language }),
  'preview of a link': (language) =>
    previewCard({ name: 'Stand-up', published: true, requester: 'Anna' }, readerIn(language)),
  working: (language) => cardOf(progressMessage('choosing', 'e-1', language)),
  'one moment': (language) => cardOf(waitingMessage('working', language)),
  'answered in private': (language) => cardOf(goneMessage(language)),
  'question with buttons': (language) =>
    cardOf(questionMessage('q-1', wordsIn(language).planning.when, choices(language), language)),
  'question with a list': (language) =>
    cardOf(
      questionMessage(
        'q-1',
        wordsIn(language).planning.when,
        [...choices(language), ...choices(language)].map((choice, index) => `${index + 1}: ${choice}`),
        language,
      ),
    ),
  'question answered': (language) =>
    cardOf(answeredQuestionMessage(wordsIn(language).planning.when, choices(language)[0] ?? '', 'Anna', language)),
  help: (language) => cardOf(answerMessage(wordsIn(language).engine.answers.help, language)),
  'answer of a model': (language) =>
    cardOf(answerMessage('**n8n**: [n8n.io](https://n8n.io)\n\n- `#team`\n- *Slack*', language, { markdown: true })),
  error: (language) => cardOf(errorMessage(problemText(problem, language), problem.reference, language)),
  interrupted: (language) => cardOf(interruptedMessage(language)),
} satisfies Record<string, State>;
