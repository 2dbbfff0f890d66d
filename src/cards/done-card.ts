import {
  actions,
  actionsWithMenu,
  type Button,
  button,
  type Card,
  type CardElement,
  link,
  type MenuItem,
  notice,
  text,
} from '#src/chat/card.ts';
import { partsOf, type Words } from '#src/chat/words.ts';
import type { Language, Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { OnWorkflow } from '#src/model/action.ts';
import type { DoneOutcome, SeenState } from '#src/model/outcome.ts';
import { addressElements } from './addresses.ts';
import { wordingOf } from './confirm-card.ts';
import { asWhom, nextRunPart } from './draft-body.ts';
import { credentialElements, type DraftView } from './draft-card.ts';
import { mayRun, problemLine, publishedWord, type SeenStart, startLevel } from './outcome.ts';
import { seenText } from './seen.ts';
import { type Sign, signed } from './signs.ts';
import { whatElements } from './step-list.ts';
import {
  approvedText,
  busyText,
  changedNotice,
  type Signed,
  stateNotice,
  stateWord,
  stillAsCreated,
  type WorkflowNow,
} from './workflow-now.ts';

/** The draft's card once its workflow is in n8n: what was decided, what is true now, and how to take it back. */
export function doneCard(view: DraftView, approved: Signed, outcome: DoneOutcome, now: WorkflowNow): Card {
  const asCreated = stillAsCreated(outcome, now);
  const name = now.name;
  const { reader } = view;
  const { now: words, outcome: titles } = wordsIn(reader.language).cards;
  const word = now.superseded ? words.changedSince : asCreated ? outcomeWord(outcome, reader) : stateWord(now, reader);
  return {
    language: reader.language,
    title: signed(signOf(outcome, now), titles.titled(word, name)),
    elements: [
      ...whatElements(view.summary),
      ...(name === view.name ? [] : [text(words.askedAs(view.name), 'muted')]),
      ...notices(outcome, now, asCreated, reader.language),
      ...(outcome.kind === 'created' && now.state === 'unpublished' ? credentialElements(view, false) : []),
      ...twinNotice(outcome, reader.language),
      ...(runs(outcome, now) ? addressElements(view.addresses ?? [], reader.language) : []),
      text(doneLine(view, approved, runs(outcome, now)), 'muted'),
      ...buttons(view, outcome, now),
    ],
  };
}

/** What was seen when it was turned on last; undefined where nobody here did that. */
function startOf(outcome: DoneOutcome, { switched }: WorkflowNow): SeenStart | undefined {
  if (!switched) return outcome.kind === 'created' ? undefined : outcome;
  return 'outcome' in switched && switched.outcome.kind === 'published' ? switched.outcome : undefined;
}

/** What this card says runs, as far as anybody can tell: when it runs next, and where it starts, are true. */
function runs(outcome: DoneOutcome, now: WorkflowNow): boolean {
  if (now.state !== 'published' || now.superseded || now.changed) return false;
  const start = startOf(outcome, now);
  return !start || mayRun(start);
}

function signOf(outcome: DoneOutcome, now: WorkflowNow): Sign {
  if (now.superseded || now.state !== 'published') return 'off';
  if (now.busy) return 'open';
  const start = startOf(outcome, now);
  return start && !mayRun(start) ? 'attention' : 'live';
}

/** As whom it acts, when it runs next if it does, and who approved it. */
function doneLine(view: DraftView, approved: Signed, runsNow: boolean): Words {
  const parts = [...asWhom(view), ...(runsNow ? nextRunPart(view) : [])].map((part) => `${part} · `);
  return [...parts, ...partsOf(approvedText(approved, view))];
}

function outcomeWord(outcome: DoneOutcome, reader: Reader): string {
  const { outcome: words } = wordsIn(reader.language).cards;
  if (outcome.kind === 'created') return words.createdWord;
  if (outcome.kind === 'published' || outcome.live || isNotStarted(outcome)) return publishedWord(outcome, reader);
  return words.saved;
}

/** A change that was made live, and that n8n did not start. */
const isNotStarted = ({ seen }: SeenState): boolean => seen === 'savedNotStarted';

function notices(outcome: DoneOutcome, now: WorkflowNow, asCreated: boolean, language: Language): CardElement[] {
  if (now.superseded) return now.changed ? [changedNotice(now.changed, language)] : [];
  return [
    ...(asCreated ? outcomeNotices(outcome, language) : [stateNotice(now, language)]),
    ...(now.changed ? [changedNotice(now.changed, language)] : []),
    ...(now.busy ? [notice('info', busyText(now.busy, language))] : []),
    ...(now.failed ? [notice('error', problemLine(now.failed, language))] : []),
  ];
}

/** Nobody but people can say which of the two they want. */
function twinNotice({ twinUrl }: DoneOutcome, language: Language): CardElement[] {
  const { outcome: words } = wordsIn(language).cards;
  return twinUrl ? [notice('warning', words.twin), actions(link(words.openTwin, twinUrl))] : [];
}

function outcomeNotices(outcome: DoneOutcome, language: Language): CardElement[] {
  const { outcome: words } = wordsIn(language).cards;
  if (outcome.kind === 'published') return [notice(startLevel(outcome), seenText(outcome, language))];
  const problem = outcome.publishProblem;
  if (outcome.kind === 'created') {
    const created = notice('success', words.created);
    if (!problem) return [created];
    return [created, notice('error', words.notPublishable(problemLine(problem, language)))];
  }
  if (problem) return [notice('error', problemLine(problem, language))];
  const level = outcome.live || isNotStarted(outcome) ? startLevel(outcome) : 'info';
  return [notice(level, seenText(outcome, language))];
}

/** Everything else is done on the card of the workflow; here is what continues the decision, and what undoes it. */
function buttons(view: DraftView, outcome: DoneOutcome, now: WorkflowNow): CardElement[] {
  const { outcome: common, now: words, verbs } = wordsIn(view.reader.language).cards;
  const open = link(common.openInN8n, outcome.url);
  const ids = { draftId: view.draftId, revision: view.revision, workflowId: now.workflowId };
  const show = button({ kind: 'show_workflow', workflowId: now.workflowId }, words.showNow);
  if (now.state === 'gone') {
    const { recovery } = wordsIn(view.reader.language).engine;
    return [actions(button({ kind: 'bring_back', ...ids }, recovery.bringBack, { style: 'primary' }))];
  }
  if (now.busy) return [actions(open)];
  if (now.superseded) return [actions(open, show)];
  const archived = now.state === 'archived';
  const mayUndo = outcome.kind === 'updated' && !now.changed && !archived;
  const buttons: Button[] = [
    open,
    ...(now.changed ? [show] : []),
    ...(archived ? [button({ kind: 'bring_back', ...ids }, verbs.unarchive.label)] : publishing(view, outcome, now)),
    ...(mayUndo ? [button({ kind: 'undo', ...ids }, words.undoChange)] : []),
    ...(now.state === 'published' ? [unpublish(now, ids, view.reader)] : []),
  ];
  const deletes = now.state === 'unpublished' && outcome.kind !== 'updated';
  return [
    actionsWithMenu(buttons, [
      ...looks(view),
      ...(deletes ? [button({ kind: 'act', verb: 'delete', ...ids }, verbs.delete.label)] : []),
    ]),
  ];
}

/** What was decided, in full: every step, and all that it changed. */
function looks({ draftId, revision, difference, reader }: DraftView): MenuItem[] {
  const { draft: words } = wordsIn(reader.language).cards;
  return [
    button({ kind: 'show_steps', draftId, revision }, words.stepsAndPicture),
    ...(difference ? [button({ kind: 'show_changes', draftId, revision }, words.showChanges)] : []),
  ];
}

/** While nothing else happened it goes on with the approval of this draft; later it is an act of its own. */
function publishing(view: DraftView, outcome: DoneOutcome, now: WorkflowNow): Button[] {
  const saved = outcome.kind === 'updated' && !outcome.live && !now.switched;
  if (now.state === 'published' && !saved) return [];
  const approvedHere = (outcome.kind === 'created' || saved) && !now.switched && !now.changed;
  const ids = { draftId: view.draftId, revision: view.revision };
  const action = approvedHere
    ? ({ kind: 'publish_created', ...ids } as const)
    : ({ kind: 'act', verb: 'publish', ...ids, workflowId: now.workflowId } as const);
  const failed = outcome.kind === 'created' && outcome.publishProblem && approvedHere;
  const { outcome: words, verbs } = wordsIn(view.reader.language).cards;
  const turnOn = failed ? words.publishAgain : verbs.publish.label;
  const label = now.state === 'published' ? words.makeLive : turnOn;
  const confirm = { title: words.publishIt(now.name), text: view.summary.publishEffect, confirm: verbs.publish.label };
  return [button(action, label, { style: 'primary', confirm })];
}

function unpublish({ name }: WorkflowNow, ids: OnWorkflow, reader: Reader): Button {
  const { title, effect, confirm } = wordingOf({ name, reader }, 'unpublish');
  return button({ kind: 'act', verb: 'unpublish', ...ids }, wordsIn(reader.language).cards.verbs.unpublish.label, {
    confirm: { title, text: effect, confirm },
  });
}
