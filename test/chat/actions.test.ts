import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAction, toWire } from '#src/chat/actions.ts';
import { actionIds, actionValueSchema } from '#src/chat/inbound.ts';
import type { Action } from '#src/model/action.ts';
import { buttonVerbs } from '#src/model/verbs.ts';

const draft = { draftId: 'd1', revision: 2 };
const workflow = { workflowId: 'w1' };
const onDraftsCard = { ...draft, ...workflow };

/** One of each kind; the type checker finds the missing ones. */
const examples: { [K in Action['kind']]: Extract<Action, { kind: K }>[] } = {
  approve: [{ kind: 'approve', ...draft }],
  approve_publish: [{ kind: 'approve_publish', ...draft }],
  publish_created: [{ kind: 'publish_created', ...draft }],
  retry_creation: [{ kind: 'retry_creation', ...draft }],
  discard: [{ kind: 'discard', ...draft }],
  rebase: [{ kind: 'rebase', ...draft }],
  reopen: [{ kind: 'reopen', ...draft }],
  show_steps: [{ kind: 'show_steps', ...draft }],
  show_draft: [{ kind: 'show_draft', ...draft }],
  change_draft: [{ kind: 'change_draft', ...draft }],
  fill: [{ kind: 'fill', ...draft }],
  try_with: [{ kind: 'try_with', draftId: 'd', revision: 1 }],
  try_workflow: [
    { kind: 'try_workflow', ...workflow },
    { kind: 'try_workflow', ...workflow, triedIn: 'e1' },
  ],
  offer_test: [{ kind: 'offer_test', ...draft }],
  send_test: [{ kind: 'send_test', ...draft, offeredIn: 'e1', test: 0 }],
  leave_out: [{ kind: 'leave_out', ...draft }],
  show_changes: [
    { kind: 'show_changes', ...draft },
    { kind: 'show_changes', ...draft, page: 0 },
  ],
  choose_credential: [{ kind: 'choose_credential', ...draft, need: 1, choice: 0 }],
  look_again: [{ kind: 'look_again', ...draft }],
  pick_value: [{ kind: 'pick_value', ...draft, need: 1 }],
  choose_value: [{ kind: 'choose_value', ...draft, need: 1, choice: 0 }],
  show_workflow: [{ kind: 'show_workflow', ...workflow }],
  act: buttonVerbs.flatMap((verb): Extract<Action, { kind: 'act' }>[] => [
    { kind: 'act', verb, ...workflow },
    { kind: 'act', verb, ...onDraftsCard },
    { kind: 'act', verb, ...workflow, confirmed: true },
    { kind: 'act', verb, ...workflow, saidIn: 'e1' },
  ]),
  keep: [
    { kind: 'keep', ...workflow },
    { kind: 'keep', ...onDraftsCard },
  ],
  bring_back: [{ kind: 'bring_back', ...workflow }],
  undo: [{ kind: 'undo', ...onDraftsCard }],
  change_workflow: [{ kind: 'change_workflow', ...workflow }],
  save_template: [{ kind: 'save_template', ...workflow }],
  restore_version: [{ kind: 'restore_version', ...workflow, versionId: 'v1' }],
  history: [
    { kind: 'history', ...workflow },
    { kind: 'history', ...workflow, page: 0 },
  ],
  executions: [
    { kind: 'executions', ...workflow },
    { kind: 'executions', ...workflow, executionId: '7' },
  ],
  retry_execution: [{ kind: 'retry_execution', ...workflow, executionId: '7' }],
  mute: [{ kind: 'mute', ...workflow }],
  fix: [
    { kind: 'fix', ...workflow },
    { kind: 'fix', ...workflow, executionId: '7' },
  ],
  link_confirm: [{ kind: 'link_confirm', linkId: 'l1', page: 3 }],
  link_refuse: [{ kind: 'link_refuse', linkId: 'l1', page: 0 }],
  unlink: [{ kind: 'unlink', linkId: 'l1', page: 0 }],
  new_automation: [{ kind: 'new_automation' }],
  find_workflow: [{ kind: 'find_workflow' }],
  links: [{ kind: 'links', page: 1 }],
  list: [
    { kind: 'list', which: 'all', page: 2 },
    { kind: 'list', which: 'mine', page: 0 },
  ],
  waiting: [
    { kind: 'waiting', hereOnly: true, page: 0 },
    { kind: 'waiting', hereOnly: false, page: 1 },
  ],
  answer: [{ kind: 'answer', questionId: 'q1', choice: 0 }],
  stop: [{ kind: 'stop' }, { kind: 'stop', eventId: 'e1' }],
  feedback: [
    { kind: 'feedback', verdict: 'good', eventId: 'e1' },
    { kind: 'feedback', verdict: 'bad' },
  ],
};

describe('an action and the button that carries it', () => {
  it.each(Object.values(examples).flat())('$kind comes back as it was sent', (action) => {
    const { action: id, value } = toWire(action);
    expect(actionValueSchema.parse(value)).toEqual(value);
    expect(readAction({ action: id, value })).toEqual(action);
  });

  it('whatever a stranger sends is one of our actions whole, or none', () => {
    const id = fc.option(fc.constantFrom('x', 'y'), { nil: undefined });
    const place = fc.option(fc.nat(9), { nil: undefined });
    const given = fc.record({
      ...{ draftId: id, revision: place, workflowId: id, versionId: id, executionId: id },
      ...{ questionId: id, linkId: id, eventId: id, choice: place, page: place },
    });
    fc.assert(
      fc.property(fc.constantFrom(...actionIds), given, (action, value) => {
        const read = readAction({ action, value: JSON.parse(JSON.stringify(value)) });
        if (read) expect(readAction(toWire(read))).toEqual(read);
      }),
    );
  });

  it.each([
    ['approve', {}],
    ['approve', { draftId: 'd1' }],
    ['retry', { workflowId: 'w1' }],
    ['choose', { questionId: 'q1' }],
    ['choose', { choice: 1 }],
    ['unlink', {}],
    ['delete', { draftId: 'd1', revision: 1 }],
    ['feedback', { eventId: 'e1' }],
  ] as const)('%s with %j is nothing', (action, value) => {
    expect(readAction({ action, value })).toBeUndefined();
  });
});

describe('buttons in messages from before', () => {
  it.each([
    ['discard', { draftId: 'd1', revision: 1, workflowId: 'w1' }, 'keep'],
    ['publish', { draftId: 'd1', revision: 1 }, 'publish_created'],
    ['publish', { draftId: 'd1', revision: 1, workflowId: 'w1' }, 'act'],
    ['restore', { workflowId: 'w1' }, 'bring_back'],
    ['restore', { workflowId: 'w1', versionId: 'v' }, 'restore_version'],
    ['choose', { draftId: 'd1', revision: 1, page: 0, choice: 2 }, 'choose_credential'],
    ['list', {}, 'list'],
  ] as const)('%s with %j still means %s', (action, value, kind) => {
    expect(readAction({ action, value })?.kind).toBe(kind);
  });

  it.each([
    ['publish', { workflowId: 'w1' }, { verb: 'publish' }],
    ['unpublish', { workflowId: 'w1' }, { verb: 'unpublish' }],
    ['run', { workflowId: 'w1' }, { verb: 'run' }],
    ['delete', { workflowId: 'w1' }, { verb: 'delete' }],
    ['delete', { workflowId: 'w1', choice: 1 }, { verb: 'delete', confirmed: true }],
  ] as const)('%s with %j still does it', (action, value, does) => {
    expect(readAction({ action, value })).toEqual({ kind: 'act', workflowId: 'w1', ...does });
  });
});
