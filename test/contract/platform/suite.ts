import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppOverrides } from '#src/app.ts';
import type { PlannerInput, PlannerResult } from '#src/planner/planner.ts';
import { createScriptedPlanner, drafted, hourly } from '#test/support/scripted-planner.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

/** One message of the bot as somebody in the conversation sees it now. */
export interface Shown {
  /** Stays the same while it is rewritten. */
  id: string;
  text: string;
  /** What its buttons do. */
  buttons: string[];
  /** The driver's own: what was on it then, to be pressed although it was rewritten meanwhile. */
  raw?: unknown;
}

/** One conversation as people use it. Everything that is sent answers with the door's HTTP status. */
export interface DrivenConversation {
  /** The first person says it, or the other; `again`: the delivery before arrives once more. */
  say(words: string, options?: { by?: 'other'; again?: true }): Promise<number>;
  /** What the bot said, oldest first. */
  shown(): Promise<Shown[]>;
  press(on: Shown, action: string, options?: { by?: 'other'; again?: true }): Promise<number>;
  /** The person changes the words they said last. */
  edit?(words: string): Promise<number>;
  /** What the other person alone was told. */
  whispers?(): Promise<string[]>;
}

/** What has to be known about a platform to hold it to what is promised on every platform. */
export interface PlatformDriver {
  name: string;
  /** Buttons can be pressed there. */
  buttons: boolean;
  overrides?: AppOverrides;
  /** Messages are rewritten where they stand, also the older ones. */
  rewrites: boolean;
  /** `alone`: where nobody reads along, e.g. a direct message. */
  open(app: TestApp, alone?: 'alone'): DrivenConversation;
  /** A delivery that nobody vouches for. */
  forge(app: TestApp): Promise<number>;
  /** The next message of the bot arrives, or not; its answer gets lost. */
  losePost?(app: TestApp): void;
}

const huge = 'a workflow as long as a novel';

/** Says what the request is for, so that a test knows which draft is whose. */
function plan({ request, current }: PlannerInput): PlannerResult {
  if (request === huge) return novel();
  const { draft, issues } = hourly();
  return { kind: current ? 'revision' : 'draft', draft: { ...draft, name: request }, issues };
}

function novel(): PlannerResult {
  const set = { type: 'n8n-nodes-base.noOp', parameters: {} };
  const names = Array.from({ length: 90 }, (_, index) => `Step ${index} ${'& <so> *on* '.repeat(8)}`);
  return drafted({
    name: huge,
    nodes: [{ name: 'Start', type: 'n8n-nodes-base.manualTrigger' }, ...names.map((name) => ({ ...set, name }))],
    connections: names.map((to, index) => {
      return { from: names[index - 1] ?? 'Start', to, output: 0, input: 0, kind: 'main' };
    }),
  });
}

/** What every platform keeps, whatever it can do. */
export function describePlatform(driver: PlatformDriver): void {
  const withButtons = it.skipIf(!driver.buttons);
  describe(`a conversation on ${driver.name}`, () => {
    let app: TestApp;
    beforeAll(async () => {
      const policy = { approvers: driver.buttons ? ['U0ANA', ...approvers] : [] };
      app = await startTestApp({ policy, overrides: { planner: createScriptedPlanner(plan), ...driver.overrides } });
    });
    afterAll(() => app?.[Symbol.asyncDispose]());

    const count = async (sql: string): Promise<number> =>
      Number((await app.store.fork().execute(`select count(*) as n from ${sql}`))[0]?.['n']);
    const holding = (chat: DrivenConversation, words: string): Promise<Shown> =>
      eventually(async () => (await chat.shown()).findLast(({ text }) => text.includes(words)), `"${words}"`);
    async function ask(chat: DrivenConversation, words: string): Promise<Shown> {
      expect(await chat.say(words)).toBeLessThan(300);
      return eventually(
        async () =>
          (await chat.shown()).findLast(
            ({ text, buttons }) => text.includes(words) && (!driver.buttons || buttons.includes('discard')),
          ),
        `a draft called "${words}"`,
        40_000,
      );
    }

    it('is answered with a draft', async () => {
      const card = await ask(driver.open(app), 'first request');
      expect(card.buttons.includes('approve')).toBe(driver.buttons);
    });

    it('takes the same delivery once', async () => {
      const chat = driver.open(app);
      await ask(chat, 'said twice');
      expect(await chat.say('said twice', { again: true })).toBeLessThan(300);
      await ask(chat, 'something later');
      expect(await count(`inbound_events where payload->>'text' = 'said twice'`)).toBe(1);
      expect(await count(`draft_revisions where request = 'said twice'`)).toBe(1);
    });

    it('takes nothing that nobody vouches for', async () => {
      const before = await count('inbound_events');
      const status = await driver.forge(app);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await count('inbound_events')).toBe(before);
    });

    it('knows nothing of another conversation', async () => {
      const [one, other] = [driver.open(app), driver.open(app)];
      const [first, second] = [await ask(one, 'of the first thread'), await ask(other, 'of the second thread')];
      expect(first.text).not.toContain('second thread');
      expect(second.text).not.toContain('first thread');
      expect(
        await count(`drafts where revision = 1 and id in
        (select draft_id from draft_revisions where request like 'of the % thread')`),
      ).toBe(2);
    });

    it('shows a draft that is far too long in a message that arrives', async () => {
      const card = await ask(driver.open(app), huge);
      expect(card.buttons.includes('discard')).toBe(driver.buttons);
    });

    withButtons('creates once for a click that arrives twice, and links to the workflow', async () => {
      const chat = driver.open(app);
      const card = await ask(chat, 'to be created');
      expect(await chat.press(card, 'approve')).toBeLessThan(300);
      expect(await chat.press(card, 'approve', { again: true })).toBeLessThan(300);
      const done = await holding(chat, '/workflow/');
      expect(done.text).toContain('to be created');
      expect(app.standIn.workflows().filter(({ name }) => name === 'to be created')).toHaveLength(1);
    });

    withButtons('does not create what a newer revision replaced', async () => {
      const chat = driver.open(app);
      const old = await ask(chat, 'the first wording');
      await ask(chat, 'the second wording');
      await chat.press(old, 'approve');
      await eventually(() => count(`inbound_events where status = 'handled' and payload->>'action' = 'approve'`), 'it');
      await ask(driver.open(app), 'after the stale click');
      expect(app.standIn.workflows().filter(({ name }) => name.includes('wording'))).toHaveLength(0);
      if (driver.rewrites) await holding(chat, 'replaced by a newer version');
    });

    withButtons('refuses a click of somebody without the right, and tells them', async () => {
      const chat = driver.open(app);
      const card = await ask(chat, 'not for everybody');
      await chat.press(card, 'approve', { by: 'other' });
      const refusal = /may not|only|not allowed|approver/i;
      const told = await eventually(async () => {
        const private_ = (await chat.whispers?.()) ?? [];
        return [...private_, ...(await chat.shown()).slice(1).map(({ text }) => text)].find((text) =>
          refusal.test(text),
        );
      }, 'the refusal');
      if (chat.whispers) expect(await chat.whispers()).toContain(told);
      expect(app.standIn.workflows().filter(({ name }) => name === 'not for everybody')).toHaveLength(0);
    });

    withButtons('tells whoever asked what somebody else decided, in a message of its own', async () => {
      const chat = driver.open(app);
      const words = 'decided by somebody else';
      await chat.say(words, { by: 'other' });
      const card = await eventually(
        async () =>
          (await chat.shown()).findLast((one) => one.text.includes(words) && one.buttons.includes('approve_publish')),
        'a draft',
        40_000,
      );
      expect(card.text).toContain('waits for');
      await chat.press(card, 'approve_publish');
      const told = await holding(chat, 'Decided by');
      expect(told.id).not.toBe(card.id);
      expect(told.text).toContain(words);
      expect((await chat.shown()).filter(({ text }) => text.includes('Decided by'))).toHaveLength(1);
    });

    it('answers although the outcome of its message is unknown', async ({ skip }) => {
      if (!driver.losePost) return skip('nothing is posted there that could get lost');
      const chat = driver.open(app);
      driver.losePost(app);

      await ask(chat, 'asked while the line was bad');
      expect(await count(`draft_revisions where request = 'asked while the line was bad'`)).toBe(1);
    });

    it('plans changed words anew', async ({ skip }) => {
      const chat = driver.open(app, 'alone');
      if (!chat.edit) return skip('words cannot be changed there');
      await ask(chat, 'with a mistkae');
      expect(await chat.edit('with a mistake')).toBeLessThan(300);
      await holding(chat, 'with a mistake');
      expect(
        await count(`inbound_events where payload->>'edits' is not null and payload->>'text' = 'with a mistake'`),
      ).toBe(1);
    });
  });
}

/** The first person of each driver; the other one may approve nothing. */
const approvers = ['7f2b1c9e-1111-4a4b-8c1d-0a0b0c0d0e01', 'rita', 'first'];
