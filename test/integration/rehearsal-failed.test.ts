import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import { failureIn, keepingFailure } from '#src/rehearsal/failed.ts';
import { AuditEvent, DraftRevision } from '#src/store/entities.ts';
import { keepRehearsal } from '#src/store/rehearsals.ts';
import { error } from '#src/workflow/issues.ts';
import { openThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const failing = {
  kind: 'rehearsed' as const,
  rehearsal: {
    ...{ trigger: 'Every hour', variants: [], sources: {}, notRehearsed: [], ms: 1 },
    base: { ended: false, steps: [], branches: [], notReached: [] },
    issues: [error('rehearsal-step-fails', { node: 'Get data', message: 'no such field' }, { node: 'Get data' })],
  },
};
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.[Symbol.asyncDispose]());

const request = 'every hour get https://example.com/health';
/** As the job keeps it, without a real n8n behind it. */
const fail = (draft: string) => keepRehearsal(app.store.fork(), { draft, revision: 1 }, failing);
const approvals = (subject: string) => app.store.fork().find(AuditEvent, { subject, kind: 'approval' });

describe('making live what failed in a rehearsal', () => {
  it('in a chat: a card that did not say so asks once more, with the reason', async () => {
    const thread = openThread(app);
    await thread.ask(request);
    const [card] = thread.messages();
    if (!card) throw new Error('no card');
    const before = structuredClone(card);
    const [row] = await app.store.fork().find(DraftRevision, {}, { orderBy: { id: 'desc' } });
    expect(await fail(row?.draft ?? '')).toBe(true);
    await thread.press(before, 'approve_publish');
    const now = () => thread.messages()[0];
    await eventually(() => textOf(now()).includes('no such field'), 'the reason on the card');
    expect(textOf(now())).toMatch(/"confirm":\{[^}]*.*It failed in a rehearsal/);
    expect(await approvals(row?.draft ?? '')).toEqual([]);
    await thread.press(now() ?? before, 'approve_publish');
    await eventually(() => textOf(now()).includes('/workflow/'), 'a link on the card');
    const [approval] = await approvals(row?.draft ?? '');
    expect(approval?.data).toMatchObject({ act: 'approve_publish', rehearsalFailed: true });
  });

  it('over REST: a 409 with what failed and the ways out', async () => {
    const headers = {
      authorization: `Bearer ${await app.key(['request', 'read', 'approve', 'publish'])}`,
      'content-type': 'application/json',
    };
    const post = async (path: string, body: object) => {
      const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const { draftId } = (await post('/create-n8n-workflow', { request })).body as { draftId: string };
    expect(await fail(draftId)).toBe(true);
    const path = `/api/v1/drafts/${draftId}/approve`;
    const refused = await post(path, { revision: 1, publish: true });
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'rehearsal_failed', issues: [{ code: 'rehearsal-step-fails', node: 'Get data' }] },
    });
    expect(refused.body['detail']).toContain('despiteRehearsal');
    expect(await approvals(draftId)).toEqual([]);
    const done = await post(path, { revision: 1, publish: true, despiteRehearsal: true });
    expect(done.status).toBe(202);
    const [approval] = await approvals(draftId);
    expect(approval?.data).toMatchObject({ rehearsalFailed: true });
  });

  it('is asked about still when another example, which somebody chose, did not fail', async () => {
    const fine: KeptRehearsal = { ...failing, rehearsal: { ...failing.rehearsal, issues: [] } };
    const kept = keepingFailure(fine, failing);
    expect(failureIn(kept)?.code).toBe('rehearsal-step-fails');
    expect(keepingFailure(fine, kept)).toEqual(kept);
    const thread = openThread(app);
    await thread.ask(request);
    const [row] = await app.store.fork().find(DraftRevision, {}, { orderBy: { createdAt: 'desc' } });
    await keepRehearsal(app.store.fork(), { draft: row?.draft ?? '', revision: 1 }, kept);
    const card = await eventually(() => {
      const [first] = thread.messages();
      return textOf(first).includes('With the example before') ? first : undefined;
    }, 'the reason on the card');
    expect(textOf(card)).toMatch(/"confirm":\{[^}]*.*no such field/);
  });

  it('creating it switched off asks nothing', async () => {
    const key = await app.key(['request', 'read', 'approve']);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const asked = await fetch(`${app.url}/create-n8n-workflow`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ request }),
    });
    const { draftId } = (await asked.json()) as { draftId: string };
    await fail(draftId);
    const body = JSON.stringify({ revision: 1 });
    const done = await fetch(`${app.url}/api/v1/drafts/${draftId}/approve`, { method: 'POST', headers, body });
    expect(done.status).toBe(202);
  });
});
