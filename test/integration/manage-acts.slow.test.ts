import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ActOutcome } from '#src/model/act-outcome.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import { ensureRemoved } from '#src/n8n/removal.ts';
import { createAct, findAct, markActStarted } from '#src/store/acts.ts';
import { AuditEvent, StoredEvent, WorkflowRow } from '#src/store/entities.ts';
import { type CardHandle, talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe('an act is done once, whatever dies on the way', () => {
  let app: TestApp;
  let workflow: { id: string; n8nId: string };
  let conversation: string;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  let path = '';
  let card: CardHandle;
  beforeEach(async () => {
    path = `hook-${Math.floor(Math.random() * 1e9)}`;
    const talk = talkOn(app, 'slack');
    const draft = await talk.say(`when the webhook ${path} is called, get https://example.com/ping`);
    await draft.press('approve_publish');
    await draft.says('Live · ');
    card = await talk.say('show it');
    const row = await app.store
      .fork()
      .findOneOrFail(WorkflowRow, { removedAt: null }, { orderBy: { createdAt: 'desc' } });
    workflow = row;
    const event = await app.store
      .fork()
      .findOneOrFail(StoredEvent, { status: 'handled' }, { orderBy: { receivedAt: 'desc' } });
    conversation = event.conversation;
  });

  /** What a process leaves behind that died after the commit: a row, and no job. */
  async function leave(verb: 'unpublish' | 'run' | 'retry', started?: { newestBefore: string }, executionId?: string) {
    const em = app.store.fork();
    const event = await em.findOneOrFail(StoredEvent, { status: 'handled' }, { orderBy: { receivedAt: 'desc' } });
    const act = await app.store.fork().transactional((tx) =>
      createAct(tx, {
        ...{ workflow: workflow.id, conversation, event: event.id, verb, executionId, card: null },
        ...{ requestedBy: 'slack:T0TEAM:U0ANA', requestedByName: 'ana' },
      }),
    );
    if (started) await markActStarted(app.store.fork(), act.id, started);
    return eventually(async () => {
      const found = await findAct(app.store.fork(), act.id);
      return found && found.status !== 'pending' && { ...found, outcome: found.outcome as unknown as ActOutcome };
    }, 'the end of the act');
  }

  const executions = () => app.standIn.requests().filter((line) => line.endsWith('/retry'));
  const failed = (more: object = {}) =>
    app.standIn.addExecution({
      workflowId: workflow.n8nId,
      status: 'error',
      data: { resultData: { error: { message: 'no' }, runData: {}, lastNodeExecuted: lastNode() } },
      ...more,
    });
  const lastNode = () =>
    app.standIn
      .workflows()
      .find(({ id }) => id === workflow.n8nId)
      ?.nodes.at(-1)?.name ?? '';

  it('one that was never enqueued is swept up', async () => {
    const ended = await leave('unpublish');
    expect(ended).toMatchObject({ status: 'done', outcome: { kind: 'unpublished' } });
    expect(app.standIn.workflows().find(({ id }) => id === workflow.n8nId)?.active).toBe(false);
    const trail = await app.store.fork().find(AuditEvent, { subject: workflow.id, kind: 'outcome' });
    expect(trail.at(-1)?.data).toMatchObject({ act: 'unpublish', kind: 'unpublished' });
  });

  it('a run that may have been started is not started again, and that is said', async () => {
    const before = app.standIn.requests().length;
    const ended = await leave('run', { newestBefore: '0' });
    expect(ended.outcome.kind).toBe('may_have_run');
    expect(app.standIn.requests().slice(before)).not.toContain(`POST /webhook/${path}`);
    const list = await fetch(`${app.standIn.baseUrl}/api/v1/executions?workflowId=${workflow.n8nId}`, {
      headers: { 'x-n8n-api-key': app.standIn.apiKey },
    });
    expect(((await list.json()) as { data: unknown[] }).data).toEqual([]);
  });

  it('a retry that n8n has already is found, not repeated', async () => {
    const first = failed();
    const made = failed({ mode: 'retry', retryOf: first, status: 'success', finished: true });
    const before = executions().length;
    const ended = await leave('retry', { newestBefore: first }, first);
    expect(ended.outcome).toMatchObject({ kind: 'retried', execution: { id: made, status: 'success' } });
    expect(executions()).toHaveLength(before);
  });

  it('a retry that never reached n8n is done', async () => {
    const first = failed();
    const older = failed({ mode: 'retry', retryOf: first });
    const before = executions().length;
    const ended = await leave('retry', { newestBefore: older }, first);
    expect(ended.outcome).toMatchObject({ kind: 'retried', execution: { status: 'success' } });
    expect(executions()).toHaveLength(before + 1);
  });

  it('an n8n that is away for a moment costs time, not the act', async () => {
    app.standIn.fail({ on: 'POST /workflows/:id/unpublish', status: 503, message: 'not now' });
    await card.press('unpublish');
    await card.says('does not run by itself any more');
    expect(app.standIn.workflows().find(({ id }) => id === workflow.n8nId)?.active).toBe(false);
  });

  it('what n8n refuses is told in words with a reference, and changes nothing', async () => {
    app.standIn.fail({ on: 'POST /workflows/:id/unpublish', status: 403, message: 'Forbidden' });
    await card.press('unpublish');
    await card.says(/reference [0-9a-f]{10}/);
    expect(app.standIn.workflows().find(({ id }) => id === workflow.n8nId)?.active).toBe(true);
    expect(card.labels()).toContain('Turn off');
  });

  it('a workflow deleted in n8n meanwhile is told, not an error', async () => {
    await ensureRemoved(createN8nClient(app.standIn.config), workflow.n8nId);
    await card.press('unpublish');
    await card.says('Not in n8n any more');
    expect(card.labels()).not.toContain('Delete');
  });
});
