import { afterEach, describe, expect, it } from 'vitest';
import type { PlannerResult } from '#src/planner/planner.ts';
import type { Policy } from '#src/policy/roles.ts';
import { createCreation } from '#src/store/creations.ts';
import { lockDraft, recordDecision } from '#src/store/drafts.ts';
import { AuditEvent, Creation, DraftRow } from '#src/store/entities.ts';
import { createFixedPlanner } from '#test/fakes/planners.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const withNode = (type: string, parameters: Record<string, unknown>): PlannerResult => ({
  kind: 'draft',
  issues: [],
  draft: {
    name: 'Careful',
    description: '',
    nodes: [
      {
        name: 'Start',
        type: 'n8n-nodes-base.scheduleTrigger',
        parameters: { rule: { interval: [{ field: 'hours' }] } },
      },
      { name: 'Step', type, parameters },
    ],
    connections: [{ from: 'Start', to: 'Step', output: 0, input: 0, kind: 'main' }],
    assumptions: [],
  },
});
const code = withNode('n8n-nodes-base.code', { jsCode: 'return []' });

describe('the policy holds whatever a planner says', () => {
  let app: TestApp;
  afterEach(() => app?.[Symbol.asyncDispose]());
  const start = async (result: PlannerResult, policy: Partial<Policy>) => {
    app = await startTestApp({ policy, overrides: { planner: createFixedPlanner(result) } });
  };

  it.each([
    ['a command', withNode('n8n-nodes-base.executeCommand', { command: 'id' }), 'not allowed here'],
    [
      'cloud metadata',
      withNode('n8n-nodes-base.httpRequest', { url: 'http://169.254.169.254/' }),
      'inside the network',
    ],
  ])('%s is on the card as an error and cannot be approved', async (_what, result, words) => {
    await start(result, {});
    const asked = await doors['Slack mention'](app, 'please');
    expect(asked.text()).toContain(words);
    expect(asked.buttons()).not.toContain('approve');
    const key = await app.key(['request', 'read', 'approve']);
    const response = await fetch(`${app.url}/create-n8n-workflow`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ request: 'please', approve: true }),
    });
    expect(await response.json()).toMatchObject({ status: 'blocked' });
    expect(app.standIn.workflows()).toEqual([]);
  });

  it('code is pointed out by default', async () => {
    await start(code, {});
    const asked = await doors['Teams personal'](app, 'please');
    expect(asked.text()).toContain('holds code');
    await asked.press('approve');
    await eventually(() => app.standIn.workflows().length === 1, 'created');
  });

  it('code left to admins: the requester is refused, the policy does not approve it, an admin may', async () => {
    await start(code, { code: 'admin', admins: ['U0CHIEF'], autoApprove: true });
    const asked = await doors['Slack mention'](app, 'please');
    expect(asked.text()).toContain('only an admin can approve');
    await asked.press('approve');
    await eventually(
      () => app.slack.ephemerals.some(({ text }) => text.includes('Only an admin')),
      'a private refusal',
    );
    expect(app.standIn.workflows()).toEqual([]);
    expect(await app.store.fork().count(AuditEvent, { kind: 'refusal' })).toBe(1);
    await asked.press('approve', 'U0CHIEF');
    await eventually(() => app.standIn.workflows().length === 1, 'created');
  });

  it('a policy that changed after the approval is told on the card, and nothing is created', async () => {
    await start(code, { code: 'deny' });
    const asked = await doors['Slack mention'](app, 'please');
    expect(asked.buttons()).not.toContain('approve');
    // As if it had been approved before the operator denied code and restarted.
    const { id } = await app.store.fork().findOneOrFail(DraftRow, { status: 'proposed' });
    await app.store.fork().transactional(async (tx) => {
      const draft = await lockDraft(tx, id);
      if (!draft) throw new Error('no draft');
      const decision = {
        draft: id,
        revision: 1,
        decidedBy: 'slack:T0TEAM:U0ANA',
        decidedByName: 'Ana',
        byPolicy: false,
      };
      const approval = await recordDecision(tx, { ...decision, decision: 'approved', publish: false });
      draft.status = 'approved';
      await createCreation(tx, draft, approval);
    });
    await eventually(() => asked.text().includes('The policy of this Flowsmith'), 'told on the card');
    expect(app.standIn.requests().filter((line) => line.startsWith('POST /workflows'))).toEqual([]);
    expect(await app.store.fork().findOne(Creation, { draft: id })).toMatchObject({
      status: 'failed',
      startedAt: null,
    });
  });
});
