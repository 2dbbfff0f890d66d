import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { verifyAudit } from '#src/store/audit.ts';
import { AuditEvent, DraftRow } from '#src/store/entities.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { remindersLater } from '#test/support/reminders-later.ts';
import { eventually } from '#test/support/test-app.ts';
import { person as personOf } from './support/agents-playground.ts';
import { openWindow, type Window } from './support/browser.ts';
import { uniqueUrl } from './support/requests.ts';
import { publicUrl, startInPlayground } from './support/teams-app.ts';
import { personIn } from './support/teams-window.ts';

type Somebody = ReturnType<typeof personOf>;
const [rita, ana, ben, chloe] = ['Rita Requester', 'Ana Ruiz', 'Ben Okafor', 'Chloé Martin'].map((name, index) =>
  personOf(index + 1, name),
) as [Somebody, Somebody, Somebody, Somebody];
const policy = {
  approvers: [ana.aadObjectId, chloe.aadObjectId],
  groups: {
    finance: [rita, ana, chloe].map(({ aadObjectId }) => aadObjectId),
    operations: [ben.aadObjectId],
  },
  approvals: [{ when: ['deletes' as const], need: 2, from: 'finance' }],
  fourEyes: true,
};

/**
 * Rita speaks in the window. The others are in the same group chat: Agents Playground lets one person speak, so what they
 * say and press is sent beside it, signed like everything else, and the window shows what becomes of it.
 */
describe('approvals between four people in a group chat of Agents Playground', () => {
  const n8n = lookIntoN8n();
  const url = uniqueUrl();
  let started: Awaited<ReturnType<typeof startInPlayground>>;
  let window: Window;
  let person: ReturnType<typeof personIn>;
  beforeAll(async () => {
    started = await startInPlayground(
      {},
      { policy, overrides: { workers: { sweep: { everyMs: 3_600_000, ageMs: 1_000 } } } },
    );
    window = await openWindow(inject('tools').chromium, started.playground.url, {
      from: publicUrl,
      to: started.app.url,
    });
    person = personIn(window.page);
    await window.page.getByRole('textbox').first().waitFor();
    await person.go('group');
    await person.say('help', 'group');
    await eventually(() => help() !== undefined, 'what the window sends', 30_000);
    for (const one of [ana, ben, chloe]) await tell(one, 'help');
  });
  afterAll(async () => {
    await window?.[Symbol.asyncDispose]();
    await started?.[Symbol.asyncDispose]();
  });

  const help = () => started.proxy.seen.find(({ type, body }) => type === 'message' && body.includes('help'))?.body;
  /** As the window sent it when Rita said "help" there, but of somebody else and about something else. */
  async function send(
    { id, name, aadObjectId }: Somebody,
    change: (said: { text: string }) => object,
  ): Promise<string> {
    const said = JSON.parse(help() ?? '{}') as { text: string };
    const activity = { ...said, id: crypto.randomUUID(), from: { id, name, aadObjectId }, ...change(said) };
    const response = await fetch(started.proxy.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    expect(response.ok).toBe(true);
    return response.text();
  }
  const tell = (one: Somebody, words: string) => send(one, ({ text }) => ({ text: text.replace('help', words) }));
  const draft = () => started.app.store.fork().findOneOrFail(DraftRow, { revision: 1 });
  async function press(one: Somebody, verb: string): Promise<string> {
    const { id: draftId, revision, card } = await draft();
    const data = { draftId, revision, action: verb };
    const action = { type: 'Action.Execute', title: verb, id: crypto.randomUUID(), verb, data };
    const value = { action, trigger: 'manual' };
    return send(one, () => ({
      ...{ type: 'invoke', name: 'adaptiveCard/action', text: undefined, entities: undefined, value },
      replyToId: (card?.address as { activityId?: string } | undefined)?.activityId,
    }));
  }
  const audited = async (kind: string) =>
    (await started.app.store.fork().find(AuditEvent, { kind }, { orderBy: { seq: 'asc' } })).map(({ actor, data }) => ({
      actor: actor.split(':').at(-1),
      for: (data as { for?: string[] }).for?.map((key) => key.split(':').at(-1)),
    }));

  it('Ana is away, Ben decides for her: the card in the window waits for him and Chloé, and says how many', async () => {
    await tell(ana, 'I am away until tomorrow, Ben Okafor decides for me');
    await window.page.getByText('Ben Okafor approves in your place').first().waitFor();
    await person.say(`every hour delete ${url}`, 'group');
    await person.button('Turn on').waitFor({ timeout: 40_000 });
    const waits = window.page.getByText(/waits for Ben Okafor \(for Ana Ruiz\) or Chloé Martin/);
    await waits.first().waitFor();
    await window.page
      .getByText(/2 people have to approve it/)
      .first()
      .waitFor();
  });

  it('Rita cannot approve her own; reminders come and go without a chat of their own', async () => {
    await press(rita, 'approve');
    await eventually(async () => (await audited('refusal')).length === 1, 'a refusal');
    await remindersLater(started.app, policy);
    expect(await n8n.mentioning(url)).toEqual([]);
  });

  it('Ben for Ana and Ana herself are one, Chloé is the second: then it is in n8n, and the window says so', async () => {
    await press(ben, 'approve');
    await window.page
      .getByText(/approved by Ben Okafor \(for Ana Ruiz\) so far/)
      .first()
      .waitFor();
    await press(ana, 'approve');
    await window.page
      .getByText(/approved by Ben Okafor and Ana Ruiz so far/)
      .first()
      .waitFor();
    expect(await n8n.mentioning(url)).toEqual([]);
    await window.picture('teams-approvals');
    await press(chloe, 'approve');
    await window.page
      .getByText(/Created in n8n, switched off/)
      .first()
      .waitFor({ timeout: 40_000 });
    expect(await n8n.mentioning(url)).toHaveLength(1);
    expect(await audited('approval')).toEqual([
      { actor: ben.aadObjectId, for: [ana.aadObjectId] },
      { actor: ana.aadObjectId, for: undefined },
      { actor: chloe.aadObjectId, for: undefined },
    ]);
    expect(await verifyAudit(started.app.store.fork())).toMatchObject({ valid: true });
  });
});
