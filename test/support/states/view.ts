import type { DraftView } from '#src/cards/draft-card.ts';
import type { FailedRow } from '#src/cards/failed-card.ts';
import type { Card } from '#src/chat/card.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { readerIn, view } from '../cards.ts';
import { branching, catalog, standUp } from '../example-drafts.ts';

/** A card as somebody who reads this language gets it. */
export type State = (language: Language) => Card;

export const at = new Date('2026-11-29T10:42:00Z');
export const url = 'https://n8n.example.com/workflow/7';
const expiresAt = new Date('2026-12-12T09:30:00Z');
export const nextRuns = [{ at: new Date('2026-11-30T08:00:00Z'), about: false }];
export const slack = { type: 'slackApi', displayName: 'Slack API', nodes: ['Post to #team'] };
const bound = { ...slack, options: [], bound: { id: '1', name: 'Company Slack' } };

/** A draft of Anna's who lives in Berlin, told in this language. */
export const viewOf = (given: Draft, language: Language, change: Partial<DraftView> = {}): DraftView =>
  view({
    ...{
      name: given.name,
      summary: summarize(given, { catalog, language }),
      reader: readerIn(language, 'Europe/Berlin'),
    },
    ...{ requesterName: 'Anna', expiresAt, timezone: 'Europe/Berlin', credentials: [bound] },
    ...change,
  });

/** One message on weekdays. */
export const simple = (language: Language, change: Partial<DraftView> = {}): DraftView =>
  viewOf(standUp, language, { nextRuns, ...change });

/** A form, a row, and one message or the other. */
export const branch = (language: Language, change: Partial<DraftView> = {}): DraftView =>
  viewOf(branching, language, change);

/** A kind of failure as lists of them say it. */
export const failedRow = (language: Language): FailedRow => ({
  ...{ workflowId: 'w-1', name: 'Stand-up', count: 2, last: at, executionId: '9', step: 'Post to #team' },
  ...{ problem: 'channel_not_found', advice: wordsIn(language).engine.failures.slackChannel, recovered: false },
});
