import type { Action, ActionKind, ListAction } from '#src/model/action.ts';
import type { ButtonVerb } from '#src/model/verbs.ts';
import type { ActionId, ActionTaken, ActionValue } from './inbound.ts';

/** How an action travels: buttons in old messages answer as long as this stays. */
export interface WireAction {
  action: ActionId;
  value: ActionValue;
}

const ids: Record<Exclude<ActionKind, 'act'>, ActionId> = {
  approve: 'approve',
  approve_publish: 'approve_publish',
  publish_created: 'publish',
  retry_creation: 'retry',
  discard: 'discard',
  rebase: 'rebase',
  reopen: 'reopen',
  show_draft: 'show',
  show_steps: 'steps',
  change_draft: 'change',
  fill: 'fill',
  leave_out: 'leave_out',
  try_with: 'try_with',
  try_workflow: 'try_with',
  offer_test: 'test',
  send_test: 'test',
  look_again: 'look_again',
  show_changes: 'changes',
  choose_credential: 'choose',
  choose_value: 'pick',
  pick_value: 'pick',
  show_workflow: 'show',
  keep: 'discard',
  bring_back: 'restore',
  undo: 'undo',
  change_workflow: 'change',
  save_template: 'save_template',
  restore_version: 'restore',
  history: 'history',
  executions: 'executions',
  retry_execution: 'retry',
  fix: 'fix',
  mute: 'mute',
  link_confirm: 'link_confirm',
  link_refuse: 'link_refuse',
  unlink: 'unlink',
  links: 'links',
  new_automation: 'new_automation',
  find_workflow: 'find_workflow',
  list: 'list',
  waiting: 'waiting',
  answer: 'choose',
  stop: 'stop',
  feedback: 'feedback',
};

/** An action as a button carries it. */
export function toWire(action: Action | ListAction): WireAction {
  return { action: action.kind === 'act' ? action.verb : ids[action.kind], value: toValue(action) };
}

function toValue(action: Action | ListAction): ActionValue {
  switch (action.kind) {
    case 'choose_value':
    case 'pick_value':
    case 'choose_credential': {
      const { kind: _, need, ...rest } = action;
      return { ...rest, page: need };
    }
    case 'approve_publish': {
      const { kind: _, despite, ...rest } = action;
      return { ...rest, ...(despite ? { choice: 1 } : {}) };
    }
    case 'send_test': {
      const { kind: _, offeredIn, test, ...rest } = action;
      return { ...rest, eventId: offeredIn, page: test };
    }
    case 'try_workflow': {
      const { kind: _, triedIn, ...rest } = action;
      return { ...rest, ...(triedIn ? { eventId: triedIn } : {}) };
    }
    case 'act': {
      const { kind: _, verb: __, confirmed, saidIn, ...rest } = action;
      return { ...rest, ...(saidIn ? { eventId: saidIn } : {}), ...(confirmed ? { choice: 1 } : {}) };
    }
    case 'list':
      return { choice: action.which === 'all' ? 1 : 0, page: action.page };
    case 'waiting':
      return { ...(action.hereOnly ? { choice: 1 } : {}), page: action.page };
    case 'feedback': {
      const { kind: _, verdict, ...rest } = action;
      return { ...rest, choice: verdict === 'good' ? 1 : 0 };
    }
    default: {
      const { kind: _, ...rest } = action;
      return rest;
    }
  }
}

/** What a button meant. Undefined where an id is missing that it needs: no button of ours, or of a card long gone. */
export function readAction({ action, value }: Pick<ActionTaken, 'action' | 'value'>): Action | undefined {
  const { draftId, revision, workflowId, executionId, versionId, eventId, choice, page } = value;
  const onDraft = draftId !== undefined && revision !== undefined ? { draftId, revision } : undefined;
  const onWorkflow = workflowId === undefined ? undefined : { workflowId, ...onDraft };
  const act = (verb: ButtonVerb): Action | undefined =>
    onWorkflow && {
      kind: 'act',
      verb,
      ...onWorkflow,
      ...(eventId ? { saidIn: eventId } : {}),
      ...(choice === 1 ? { confirmed: true } : {}),
    };
  switch (action) {
    case 'stop':
      return { kind: 'stop', ...(eventId ? { eventId } : {}) };
    case 'feedback':
      return choice === undefined
        ? undefined
        : { kind: 'feedback', verdict: choice === 1 ? 'good' : 'bad', ...(eventId ? { eventId } : {}) };
    case 'list':
      return { kind: 'list', which: choice === 1 ? 'all' : 'mine', page: page ?? 0 };
    case 'waiting':
      return { kind: 'waiting', hereOnly: choice === 1, page: page ?? 0 };
    case 'links':
      return { kind: 'links', page: page ?? 0 };
    case 'new_automation':
    case 'find_workflow':
      return { kind: action };
    case 'link_confirm':
    case 'link_refuse':
    case 'unlink':
      return value.linkId === undefined ? undefined : { kind: action, linkId: value.linkId, page: page ?? 0 };
    case 'choose':
      if (choice === undefined) return undefined;
      if (value.questionId !== undefined) return { kind: 'answer', questionId: value.questionId, choice };
      return onDraft && page !== undefined ? { kind: 'choose_credential', ...onDraft, need: page, choice } : undefined;
    case 'pick':
      if (!onDraft || page === undefined) return undefined;
      if (choice === undefined) return { kind: 'pick_value', ...onDraft, need: page };
      return { kind: 'choose_value', ...onDraft, need: page, choice };
    case 'approve_publish':
      return onDraft && { kind: action, ...onDraft, ...(choice === 1 ? { despite: true } : {}) };
    case 'approve':
    case 'fill':
    case 'leave_out':
    case 'look_again':
    case 'rebase':
    case 'reopen':
      return onDraft && { kind: action, ...onDraft };
    case 'try_with':
      if (onWorkflow) return { kind: 'try_workflow', ...onWorkflow, ...(eventId ? { triedIn: eventId } : {}) };
      return onDraft && { kind: 'try_with', ...onDraft };
    case 'test':
      if (!onDraft || eventId === undefined) return onDraft && { kind: 'offer_test', ...onDraft };
      return page === undefined ? undefined : { kind: 'send_test', ...onDraft, offeredIn: eventId, test: page };
    case 'changes':
      return onDraft && { kind: 'show_changes', ...onDraft, ...(page === undefined ? {} : { page }) };
    case 'steps':
      return onDraft && { kind: 'show_steps', ...onDraft };
    case 'show':
      if (onDraft) return { kind: 'show_draft', ...onDraft };
      return onWorkflow && { kind: 'show_workflow', ...onWorkflow };
    // On the card of a draft but about the workflow it led to: the workflow is named.
    case 'discard':
      return onWorkflow ? { kind: 'keep', ...onWorkflow } : onDraft && { kind: 'discard', ...onDraft };
    case 'change':
      return onWorkflow ? { kind: 'change_workflow', ...onWorkflow } : onDraft && { kind: 'change_draft', ...onDraft };
    case 'publish':
      return act(action) ?? (onDraft && { kind: 'publish_created', ...onDraft });
    case 'retry':
      if (!onWorkflow) return onDraft && { kind: 'retry_creation', ...onDraft };
      return executionId === undefined ? undefined : { kind: 'retry_execution', ...onWorkflow, executionId };
    case 'restore':
      if (!onWorkflow) return undefined;
      return versionId === undefined
        ? { kind: 'bring_back', ...onWorkflow }
        : { kind: 'restore_version', ...onWorkflow, versionId };
    case 'undo':
    case 'mute':
    case 'save_template':
      return onWorkflow && { kind: action, ...onWorkflow };
    case 'history':
      return onWorkflow && { kind: 'history', ...onWorkflow, ...(page === undefined ? {} : { page }) };
    case 'executions':
    case 'fix':
      return onWorkflow && { kind: action, ...onWorkflow, ...(executionId ? { executionId } : {}) };
    default:
      return act(action);
  }
}
