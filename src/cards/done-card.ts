import {
  type ActionButton,
  actions,
  type Button,
  button,
  type Card,
  type CardElement,
  link,
  notice,
  text,
} from '#src/chat/card.ts';
import { wordingOf } from './confirm-card.ts';
import { credentialElements, type DraftView, draftBody } from './draft-card.ts';
import { type DoneOutcome, problemText, publishedWord } from './outcome.ts';
import {
  busyText,
  changedNotice,
  type Signed,
  signedText,
  stateNotice,
  stateWord,
  stillAsCreated,
  type WorkflowNow,
} from './workflow-now.ts';

/** The draft's card once its workflow is in n8n: what was decided, what is true now, and how to take it back. */
export function doneCard(view: DraftView, approved: Signed, outcome: DoneOutcome, now: WorkflowNow): Card {
  const asCreated = stillAsCreated(outcome, now);
  const name = now.name;
  const word = now.superseded ? 'Changed since' : asCreated ? outcomeWord(outcome) : stateWord(now);
  return {
    title: `${word}: ${name}`,
    elements: [
      ...draftBody(view),
      ...(outcome.kind === 'created' && now.state === 'unpublished' ? credentialElements(view, false) : []),
      ...(name === view.name ? [] : [text(`It was asked for as “${view.name}”.`, 'muted')]),
      ...notices(outcome, now, asCreated),
      ...buttons(view, outcome, now),
      text(signedText('Approved', approved, ` · revision ${view.revision}`), 'muted'),
    ],
  };
}

function outcomeWord(outcome: DoneOutcome): string {
  if (outcome.kind === 'created') return 'Created';
  if (outcome.kind === 'published') return publishedWord(outcome);
  return outcome.live ? 'Live' : 'Saved';
}

function notices(outcome: DoneOutcome, now: WorkflowNow, asCreated: boolean): CardElement[] {
  if (now.superseded) return now.changed ? [changedNotice(now.changed)] : [];
  return [
    ...(asCreated ? outcomeNotices(outcome) : [stateNotice(now)]),
    ...(now.changed ? [changedNotice(now.changed)] : []),
    ...(now.busy ? [notice('info', busyText(now.busy))] : []),
    ...(now.failed ? [notice('error', now.failed)] : []),
  ];
}

function outcomeNotices(outcome: DoneOutcome): CardElement[] {
  if (outcome.kind === 'published') return [notice(outcome.live ? 'success' : 'warning', outcome.message)];
  const problem = outcome.publishProblem;
  if (outcome.kind === 'created') {
    const created = notice('success', 'Created in n8n, not published: it does not run yet.');
    if (!problem) return [created];
    return [created, notice('error', problemText(`It could not be published. ${problem.message}`, problem))];
  }
  if (problem) return [notice('error', problemText(problem.message, problem))];
  return [notice(outcome.live ? 'success' : 'info', outcome.message)];
}

/** Everything else is done on the card of the workflow; here is what continues the decision, and what undoes it. */
function buttons(view: DraftView, outcome: DoneOutcome, now: WorkflowNow): CardElement[] {
  if (now.state === 'gone') return [];
  const open = link('Open in n8n', outcome.url);
  const ids = { draftId: view.draftId, revision: view.revision, workflowId: now.workflowId };
  const show = button('show', 'Show it as it is now', { workflowId: now.workflowId });
  if (now.busy) return [actions(open)];
  if (now.superseded) return [actions(open, show)];
  const archived = now.state === 'archived';
  const mayUndo = outcome.kind === 'updated' && !now.changed && !archived;
  const all: Button[] = [
    open,
    ...(now.changed ? [show] : []),
    ...(archived ? [button('restore', 'Undo: take it out of the archive', ids)] : publishing(view, outcome, now)),
    ...(mayUndo ? [button('undo', 'Undo this change', ids)] : []),
    ...(now.state === 'published' ? [unpublish(now, ids)] : []),
    ...(now.state === 'unpublished' && outcome.kind !== 'updated'
      ? [button('delete', 'Delete', ids, { style: 'danger' })]
      : []),
  ];
  return [actions(...all)];
}

/** While nothing else happened it goes on with the approval of this draft; later it is an act of its own. */
function publishing(view: DraftView, outcome: DoneOutcome, now: WorkflowNow): Button[] {
  const saved = outcome.kind === 'updated' && !outcome.live && !now.switched;
  if (now.state === 'published' && !saved) return [];
  const approvedHere = (outcome.kind === 'created' || saved) && !now.switched && !now.changed;
  const ids = { draftId: view.draftId, revision: view.revision };
  const value = approvedHere ? ids : { ...ids, workflowId: now.workflowId };
  const again = outcome.kind === 'created' ? outcome.publishProblem : !saved;
  const label = saved ? 'Make it live' : again ? 'Publish again' : 'Publish';
  const confirm = { title: `Publish “${now.name}”?`, text: view.summary.publishEffect, confirm: 'Publish' };
  return [button('publish', label, value, { style: 'primary', confirm })];
}

function unpublish({ name }: WorkflowNow, ids: ActionButton['value']): Button {
  const { title, effect, confirm } = wordingOf({ name }, 'unpublish');
  return button('unpublish', 'Unpublish', ids, { confirm: { title, text: effect, confirm } });
}
