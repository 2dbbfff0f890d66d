import { doneCard } from '#src/cards/done-card.ts';
import { expiredCard } from '#src/cards/expired-card.ts';
import { closedCard, creatingCard, failedCard } from '#src/cards/outcome-card.ts';
import { type Signed, signedText, type WorkflowNow } from '#src/cards/workflow-now.ts';
import type { Card } from '#src/chat/card.ts';
import { addressesOf } from '#src/engine/shown/addresses.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { Draft } from '#src/model/draft.ts';
import type { DoneOutcome, Problem } from '#src/model/outcome.ts';
import { compile } from '#src/workflow/compile.ts';
import { nowOf } from '../cards.ts';
import { branching, catalog, standUp } from '../example-drafts.ts';
import { differenceIn } from './drafts.ts';
import { at, branch, type State, simple, slack, url, viewOf } from './view.ts';

const bo: Signed = { name: 'Bo', at };
const here = 'https://n8n.example.com';
/** Kept as its code: it is told in the reader's words. */
export const problem: Problem = {
  message: 'n8n did not answer: nothing was created.',
  ...{ code: 'n8n_unreachable', reference: 'abcd1234', retryable: true },
};
const noTrigger: Problem = {
  message: 'The workflow has nothing that starts it. The workflow was not turned on (published, in n8n).',
  ...{ code: 'n8n_no_trigger', reference: 'abcd1234', retryable: false },
};
const offline: Problem = { ...problem, message: 'n8n did not answer: nothing was changed.', code: 'n8n_unreachable' };
const live: DoneOutcome = { kind: 'published', url, live: true, verified: true, seen: 'live' };
const created: DoneOutcome = { kind: 'created', url };
const savedLive: DoneOutcome = { kind: 'updated', url, live: true, seen: 'savedLive' };
const done = (language: Language, outcome: DoneOutcome, now: Partial<WorkflowNow> = {}, view = simple): Card =>
  doneCard(view(language), bo, outcome, nowOf({ name: view(language).name, ...now }));
const changed = (language: Language) =>
  simple(language, { difference: differenceIn(language), changes: { wasPublished: true } });
const byMia = (outcome: ActOutcome): Pick<WorkflowNow, 'switched'> => ({ switched: { by: 'Mia', at, outcome } });
const off = { state: 'unpublished' } as const;

const called: Draft = {
  ...standUp,
  name: 'Orders to #team',
  nodes: [
    {
      name: 'Orders',
      type: 'n8n-nodes-base.webhook',
      parameters: { path: 'orders', httpMethod: 'POST', responseMode: 'onReceived' },
    },
    {
      ...(standUp.nodes[1] as Draft['nodes'][number]),
      parameters: { ...standUp.nodes[1]?.parameters, text: '={{ $json.body.customer }}' },
    },
  ],
  connections: [{ from: 'Orders', to: 'Post to #team', output: 0, input: 0, kind: 'main' }],
};
const addressed = (given: Draft) => addressesOf(compile(given, { catalog }).nodes, here);

/** What became of a draft, and what is true now of the workflow it led to. */
export const decided = {
  approved: (language) => creatingCard(simple(language), bo),
  'approved, n8n is late': (language) =>
    creatingCard(simple(language), bo, wordsIn(language).engine.seen.stillTryingDraft),
  'approved, n8n has not answered': (language) =>
    creatingCard(simple(language), bo, wordsIn(language).engine.seen.unansweredDraft),
  'not created': (language) => failedCard(simple(language), bo, { kind: 'failed', problem, nothingCreated: true }),
  'not created, not certainly': (language) =>
    failedCard(simple(language), bo, { kind: 'failed', problem, nothingCreated: false }),
  'not changed: a conflict': (language) =>
    failedCard(changed(language), bo, {
      kind: 'conflict',
      url,
      theirs: differenceIn(language).slice(0, 1),
      ours: differenceIn(language),
    }),
  'created, off': (language) => done(language, created, off),
  'created, without a credential': (language) =>
    done(language, created, off, (to) => simple(to, { credentials: [{ ...slack, options: [] }] })),
  'created, not turned on': (language) => done(language, { ...created, publishProblem: noTrigger }, off),
  live: (language) => done(language, live),
  'on, but not running': (language) =>
    done(language, { kind: 'published', url, live: false, verified: true, seen: 'notStarted' }),
  'on again, n8n does not tell more': (language) =>
    done(language, { kind: 'published', url, live: false, verified: false, seen: 'unverified' }),
  'live, called from outside': (language) =>
    done(language, live, {}, (to) => viewOf(called, to, { addresses: addressed(called) })),
  'live, with a form': (language) => done(language, live, {}, (to) => branch(to, { addresses: addressed(branching) })),
  'live, made twice': (language) => done(language, { ...live, twinUrl: `${here}/workflow/8` }),
  'live, with edits made in n8n': (language) => done(language, { ...live, edited: true }),
  'change live': (language) => done(language, savedLive, {}, changed),
  'change live, n8n does not tell more': (language) =>
    done(language, { ...savedLive, seen: 'savedUnverified' }, {}, changed),
  'change saved, not running': (language) =>
    done(language, { ...savedLive, live: false, seen: 'savedNotStarted' }, {}, changed),
  'change saved, the earlier one runs': (language) =>
    done(language, { ...savedLive, live: false, seen: 'savedEarlierLive' }, {}, changed),
  'change saved, off': (language) => done(language, { ...savedLive, live: false, seen: 'saved' }, off, changed),
  'change saved, not made live': (language) =>
    done(language, { ...savedLive, live: false, seen: 'saved', publishProblem: noTrigger }, {}, changed),
  'turned off': (language) => done(language, live, { ...off, ...byMia({ kind: 'unpublished' }) }),
  'turned off in n8n': (language) => done(language, live, { ...off, switched: { inN8nAt: at } }),
  'turned on later': (language) =>
    done(language, created, byMia({ kind: 'published', live: true, verified: true, seen: 'live' })),
  'turned on in n8n': (language) => done(language, created, { switched: { inN8nAt: at } }),
  deleted: (language) => done(language, live, { state: 'archived', ...byMia({ kind: 'archived' }) }),
  'deleted for good': (language) => done(language, live, { state: 'gone', ...byMia({ kind: 'deleted' }) }),
  'deleted in n8n': (language) => done(language, live, { state: 'gone', switched: { inN8nAt: at } }),
  'brought back': (language) => done(language, live, { ...off, ...byMia({ kind: 'unarchived' }) }),
  'changed since': (language) => done(language, live, { superseded: true, changed: { by: 'Ben', at } }),
  'changed in n8n': (language) => done(language, live, { changed: { inN8nAt: at } }),
  renamed: (language) => done(language, live, { name: 'Stand-up' }),
  'being turned off': (language) => done(language, live, { busy: { verb: 'unpublish', by: 'Mia' } }),
  'being turned off, n8n is late': (language) =>
    done(language, live, { busy: { verb: 'unpublish', by: 'Mia', detail: 'stillTrying' } }),
  'not turned off': (language) => done(language, live, { failed: offline }),
  replaced: (language) =>
    closedCard(simple(language), wordsIn(language).engine.lines.replaced, 'https://acme.slack.com/archives/C1/p1'),
  discarded: (language) => {
    const { now } = wordsIn(language).cards;
    return closedCard(simple(language), signedText(now.discardedBy('Anna'), at, now.nothingCreated));
  },
  expired: (language) => expiredCard(simple(language)),
  'change expired': (language) => expiredCard(changed(language)),
} satisfies Record<string, State>;
