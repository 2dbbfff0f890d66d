import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Session } from './n8n-session.ts';
import { chain, fails, failureOf, hook, node, noOp } from './n8n-workflows.ts';

/** What running workflows and their executions rely on. */
export function executionsContract(session: Session): void {
  describe('executions', () => {
    test('a run by webhook is started, listed and read', async () => {
      const stored = await session.createLive(chain(hook(randomUUID()), noOp()));
      expect(await session.n8n.executions.last(stored.id)).toBeUndefined();
      expect(await session.n8n.runOnce(stored, { body: { order: 7 } })).toMatchObject({ started: true, status: 200 });
      const last = await session.executed(stored.id, 'success');
      expect(last).toMatchObject({ workflowId: stored.id, mode: 'webhook' });
      expect(last.url).toBe(`${session.under.config.editorUrl}/workflow/${stored.id}/executions/${last.id}`);
      expect(await session.n8n.executions.get(last.id)).toEqual(last);
      expect((await failureOf(session.n8n.executions.retry(last.id))).code).toBe('n8n_execution_succeeded');
    });

    test('a failed one says where, why and how much came in; tried again after the fix it succeeds', async () => {
      const stored = await session.createLive(
        chain(hook(randomUUID(), { responseMode: 'lastNode' }), noOp(), fails('Out of paper')),
      );
      expect(await session.n8n.runOnce(stored, { body: {} })).toMatchObject({ started: true, status: 500 });
      const failed = await session.n8n.executions.get((await session.executed(stored.id, 'error')).id);
      expect(failed).toMatchObject({
        ...{ failedNode: 'Break', failedNodeType: 'n8n-nodes-base.stopAndError', errorMessage: 'Out of paper' },
        inputItems: 1,
      });
      const again = await session.n8n.executions.retry(failed.id);
      expect(again).toMatchObject({ status: 'error', mode: 'retry', retryOf: failed.id, failedNode: 'Break' });
      const nodes = stored.nodes.map((each) => (each.name === 'Break' ? { ...noOp('Break'), id: each.id } : each));
      await session.n8n.client.update(stored.id, { ...stored, nodes }, { publishIfActive: false });
      const good = await session.n8n.executions.retry(failed.id);
      expect(good).toMatchObject({ status: 'success', retryOf: failed.id });
      expect((await session.n8n.executions.get(failed.id)).retriedBy).toBe(good.id);
      const { executions, nextCursor } = await session.n8n.executions.list({ workflowId: stored.id, limit: 2 });
      expect(executions.map(({ id }) => id)).toEqual([good.id, again.id]);
      const rest = await session.n8n.executions.list({
        workflowId: stored.id,
        ...(nextCursor ? { cursor: nextCursor } : {}),
      });
      expect(rest.executions.map(({ id }) => id)).toEqual([failed.id]);
      const wrong = await session.n8n.executions.list({ workflowId: stored.id, status: 'error' });
      expect(wrong.executions).toHaveLength(2);
      const [first] = stored.nodes;
      await session.n8n.client.update(
        stored.id,
        { ...stored, nodes: first ? [first] : [], connections: {} },
        { publishIfActive: false },
      );
      expect((await failureOf(session.n8n.executions.retry(failed.id))).code).toBe('n8n_retry_failed');
    });

    test('a waiting one is stopped, and stopping again is fine', async () => {
      const pause = node('Pause', 'wait', 1.1, { amount: 2, unit: 'hours' });
      const stored = await session.createLive(chain(hook(randomUUID()), pause));
      await session.n8n.runOnce(stored);
      const { id } = await session.executed(stored.id, 'waiting');
      expect(await session.n8n.executions.stop(id)).toMatchObject({ id, status: 'canceled' });
      expect(await session.n8n.executions.stop(id)).toMatchObject({ id, status: 'canceled' });
    });

    test('a form is filled in by its labels', async () => {
      const fields = {
        values: [
          { fieldLabel: 'Name', fieldType: 'text' },
          { fieldLabel: 'Age', fieldType: 'number' },
        ],
      };
      const form = node('Form', 'formTrigger', 2.2, { formTitle: 'Ask', formFields: fields });
      const stored = await session.createLive(chain(form, noOp()));
      expect(await session.n8n.runOnce(stored, { body: { Name: 'Ada', Age: 36 } })).toMatchObject({
        started: true,
        status: 200,
      });
      await session.executed(stored.id, 'success');
    });

    test.each<[string, (id: string) => Promise<unknown>]>([
      ['get', (id) => session.n8n.executions.get(id)],
      ['retry', (id) => session.n8n.executions.retry(id)],
      ['stop', (id) => session.n8n.executions.stop(id)],
    ])('%s of one that is gone, or none at all, says so', async (_, act) => {
      expect((await failureOf(act('99999999'))).code).toBe('n8n_execution_missing');
      expect((await failureOf(act('../workflows'))).code).toBe('n8n_execution_missing');
    });

    test('a cursor that is none is refused', async () => {
      expect((await failureOf(session.n8n.executions.list({ cursor: 'none' }))).code).toBe('n8n_cursor');
      expect((await session.n8n.executions.list({ workflowId: 'doesnotexist' })).executions).toEqual([]);
    });
  });
}
