import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PlannerInput } from '#src/planner/planner.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { talkOn } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

const texts = { text: 'Good morning, team!' };
const posts = () => {
  const { draft, issues } = hourly();
  const [first, second] = draft.nodes;
  if (!first || !second) throw new Error('no steps');
  const told = { ...second, parameters: { method: 'POST', url: 'https://example.com/hook', body: texts } };
  return { kind: 'draft' as const, draft: { ...draft, nodes: [first, told] }, issues };
};

/** Without a model, and as if there were one: what is said then is never left to it. */
const planners = {
  'without a model': () => createScriptedPlanner(posts),
  'with a model': () => {
    const planner = createScriptedPlanner(posts);
    const usage = { model: 'test', calls: 1, promptTokens: 1, completionTokens: 1 };
    return { ...planner, plan: async (input: PlannerInput) => ({ ...(await planner.plan(input)), usage }) };
  },
};

const people: Record<
  Language,
  { locale: string; yes: string; thanks: string; who: string; failed: string; says: string }
> = {
  en: {
    locale: 'en-GB',
    yes: 'looks good, create it',
    thanks: 'thanks',
    who: 'who can approve this?',
    failed: 'what failed today?',
    says: 'what will it post?',
  },
  de: {
    locale: 'de-DE',
    yes: 'passt, anlegen',
    thanks: 'danke',
    who: 'wer darf das freigeben?',
    failed: 'was ist heute fehlgeschlagen?',
    says: 'was wird es posten?',
  },
  fr: {
    locale: 'fr-FR',
    yes: 'c’est bon, crée-le',
    thanks: 'merci',
    who: 'qui peut approuver ça ?',
    failed: "qu'est-ce qui a échoué aujourd'hui ?",
    says: 'que va-t-il publier ?',
  },
  es: {
    locale: 'es-ES',
    yes: 'está bien, créalo',
    thanks: 'gracias',
    who: '¿quién puede aprobar esto?',
    failed: '¿qué ha fallado hoy?',
    says: '¿qué va a publicar?',
  },
};

describe.each(Object.entries(planners))('%s', (_kind, make) => {
  let app: TestApp;
  const planner = make();
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner } });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it.each(Object.entries(people))(
    '%s: few words have useful answers, and nothing is approved by them',
    async (name, said) => {
      const language = name as Language;
      const { engine, cards } = wordsIn(language);
      const { talk: words } = engine;
      const talk = talkOn(app, 'slack', { locale: said.locale, tz: 'Europe/Berlin' });
      await (await talk.say(said.yes)).says(words.nothingToApprove);
      const draft = await talk.say('something');
      await draft.says(cards.draft.turnOn);
      await (await talk.say(said.says)).says(texts.text);
      await (await talk.say(said.who)).says(words.whoAsked('Ana'));
      await (await talk.say(said.thanks)).says(words.stillWaits);
      await (await talk.say(said.failed)).says(words.noFailures);
      const calls = planner.inputs.length;

      const again = await talk.say(said.yes);
      await again.says(words.pressCreate(cards.draft.turnOn));
      await draft.says(engine.lines.shownAgain);
      const thumb = await talk.say('👍');
      await thumb.says(words.pressCreate(cards.draft.turnOn));
      expect(thumb.labels()).toContain(cards.draft.turnOn);
      expect(planner.inputs).toHaveLength(calls);
      const [{ count }] = (await app.store.fork().execute('select count(*)::int as count from approvals')) as [
        { count: number },
      ];

      await thumb.press('approve');
      await thumb.says(cards.outcome.created);
      const [after] = (await app.store.fork().execute('select count(*)::int as count from approvals')) as [
        { count: number },
      ];
      expect(after.count).toBe(count + 1);
    },
  );

  it('what failed today names each workflow with a button that says why', async () => {
    const talk = talkOn(app, 'slack', { locale: 'en-GB', tz: 'Europe/London' });
    const draft = await talk.say('something');
    await draft.press('approve_publish');
    await draft.says('Live · ');
    const made = app.standIn.workflows().at(-1);
    app.standIn.addExecution({ workflowId: made?.id ?? '', status: 'error' });
    app.standIn.addExecution({ workflowId: made?.id ?? '', status: 'error' });
    const failed = await talk.say('what failed today?');
    await failed.says('2 executions');
    expect(failed.text()).toContain(made?.name);
    const why = await talk.after(() => failed.press('executions'));
    await why.says('failed');
  });

  it('yes to a question is for whoever asked it', async () => {
    const before = planner.inputs.length;
    const talk = talkOn(app, 'teams', { locale: 'en-GB', tz: 'Europe/London' });
    await talk.say('yes, every day at 9 post hi');
    expect(planner.inputs).toHaveLength(before + 1);
  });
});

it('who may approve is told as the policy has it', async () => {
  await using app = await startTestApp({
    policy: { approvers: ['U0BOSS', 'U0SOMEBODY'], fourEyes: true, publishers: ['U0BOSS'] },
    overrides: { planner: createScriptedPlanner(posts) },
  });
  app.slack.people.set('U0BOSS', { name: 'Boss', tz: 'Europe/London', locale: 'en-GB' });
  const talk = talkOn(app, 'slack', { locale: 'en-GB', tz: 'Europe/London' });
  await talk.say('list', 'other');
  const draft = await talk.say('something');
  await draft.says('Draft:');
  const who = await talk.say('who approves this?');
  await who.says('Boss');
  expect(who.text()).toContain('U0SOMEBODY');
  expect(who.text()).toContain('Nobody approves their own request');
  await (await talk.say('create it')).says('You cannot approve this one.');
});
