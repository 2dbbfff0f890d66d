import type { DraftView } from '#src/cards/draft-view.ts';
import type { WorkflowView } from '#src/cards/workflow-card.ts';
import type { WorkflowNow } from '#src/cards/workflow-now.ts';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import type { Outcome, SeenCode } from '#src/model/outcome.ts';
import type { TestOutcome } from '#src/model/rehearsal.ts';
import type { ConfirmedVerb } from '#src/model/verbs.ts';
import type { StateName } from './index.ts';

type Optional<T> = { [K in keyof T]-?: undefined extends T[K] ? K : never }[keyof T];
type Drawn<Kind extends PropertyKey> = Record<Kind, StateName>;

/** Where each kind of what a card is made of is drawn: the type checker names one that is new and drawn nowhere. */
export const drawnIn = {
  seen: {
    live: 'live',
    notStarted: 'on, but not running',
    unverified: 'on again, n8n does not tell more',
    savedEarlierLive: 'change saved, the earlier one runs',
    saved: 'change saved, off',
    savedLive: 'change live',
    savedUnverified: 'change live, n8n does not tell more',
    savedNotStarted: 'change saved, not running',
  } satisfies Drawn<SeenCode>,
  outcome: {
    created: 'created, off',
    published: 'live',
    updated: 'change live',
    conflict: 'not changed: a conflict',
    failed: 'not created',
  } satisfies Drawn<Outcome['kind']>,
  now: {
    published: 'live',
    unpublished: 'turned off',
    archived: 'deleted',
    gone: 'deleted for good',
  } satisfies Drawn<WorkflowNow['state']>,
  nowBesides: {
    switched: 'turned off',
    changed: 'changed in n8n',
    busy: 'being turned off',
    failed: 'not turned off',
  } satisfies Drawn<Optional<WorkflowNow>>,
  workflow: {
    live: 'workflow live',
    published: 'workflow on, not started',
    unpublished: 'workflow off',
    archived: 'workflow in the archive',
    gone: 'workflow gone',
    unknown: 'workflow n8n does not tell of',
  } satisfies Drawn<WorkflowView['state']>,
  act: {
    published: 'workflow turned on',
    unpublished: 'workflow turned off',
    archived: 'workflow deleted',
    deleted: 'workflow deleted for good',
    unarchived: 'workflow brought back',
    renamed: 'workflow renamed',
    gone: 'workflow gone meanwhile',
    ran: 'workflow run',
    not_run: 'workflow not run',
    may_have_run: 'workflow perhaps run',
    retried: 'workflow retried, and failed',
    failed: 'workflow not turned off',
  } satisfies Drawn<ActOutcome['kind']>,
  asked: {
    publish: 'asked before turning on',
    unpublish: 'asked before turning off',
    delete: 'asked before deleting',
    run: 'asked before running',
    retry: 'asked before retrying',
    rename: 'asked before renaming',
  } satisfies Drawn<ConfirmedVerb>,
  test: {
    sent: 'test sent',
    refused: 'test refused',
    not_sent: 'test not sent',
    unknown: 'test perhaps sent',
  } satisfies Drawn<TestOutcome['kind']>,
  draft: {
    modelAssumed: 'draft of a model',
    plannedBy: 'steps',
    byModel: 'draft of a model',
    alsoBy: 'draft somebody else worded too',
    difference: 'change of what is live',
    differenceCut: 'change too long for its card',
    earlierUrl: 'draft somebody else worded too',
    plainPicture: 'steps',
    changes: 'change of what is live',
    waitsFor: 'draft that waits for one',
    takes: 'draft that waits for two',
    expiresAt: 'draft',
    addresses: 'live, with a form',
    rehearsed: 'draft rehearsed',
    testable: 'draft that can be tested',
  } satisfies Drawn<Optional<DraftView>>,
};
