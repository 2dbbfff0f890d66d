import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readerOf } from '#src/language/language.ts';
import { noteText } from '#src/language/note-text.ts';
import { wordsIn } from '#src/language/words.ts';
import { englishIn } from '#test/language/english-sentences.ts';
import { createScriptedPlanner, hourly } from '#test/support/scripted-planner.ts';
import { talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const people = [
  {
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    list: 'liste',
    history: 'verlauf',
    starts: 'Jede Stunde',
  },
  {
    locale: 'fr-FR',
    timezone: 'Europe/Paris',
    list: 'liste',
    history: 'historique',
    starts: 'Chaque heure',
  },
  {
    locale: 'es-ES',
    timezone: 'Europe/Madrid',
    list: 'lista',
    history: 'historial',
    starts: 'Cada hora',
  },
];

const foreign = (said: string, locale: string): string[] => englishIn(said, readerOf({ locale }).language);

it('the sentences looked for are those of a card in English', () => {
  const words = wordsIn('en');
  expect(foreign(words.cards.outcome.created, 'de-DE')).not.toEqual([]);
  expect(foreign(words.cards.draft.footer('Ana', 1, 'x'), 'de-DE')).not.toEqual([]);
  expect(foreign(wordsIn('de').cards.outcome.created, 'de-DE')).toEqual([]);
});

it('a question of the templates is asked in the language of whoever asked, and answered by what its choices mean', async () => {
  await using app = await startTestApp();
  const talk = talkOn(app, 'slack', { locale: 'de-DE', tz: 'Europe/Berlin' });
  const { when, whenChoices } = wordsIn('de').planning;
  const question = await talk.say('Post "hello" #general');
  await question.says(when);
  expect(question.labels()).toEqual(whenChoices);
  const draft = await talk.after(() => question.press(whenChoices[1] ?? ''));
  await draft.says('Montag');
});

it('how it was planned is told in the language of whoever asked; what is kept as words stays', async () => {
  await using app = await startTestApp();
  const german = await talkOn(app, 'slack', { locale: 'de-DE', tz: 'Europe/Berlin' }).say(
    'Rufe jede Stunde https://example.com/health ab',
  );
  await german.says(wordsIn('de').engine.notes.templates);
  expect(german.text()).not.toContain('built-in templates');
  const inEnglish = talkOn(app, 'teams', { locale: 'en-GB', tz: 'Europe/London' });
  const asked = await inEnglish.say('every hour get https://example.com/health');
  const english = await inEnglish.after(() => asked.press('steps'));
  await english.says('Planned with the built');
  expect(noteText('Planned with something older.', 'de')).toBe('Planned with something older.');
  expect(noteText({ code: 'model', model: 'test-model' }, 'de')).toBe('Geplant von test-model.');
});

// Slack keeps the picture as a file; Teams loads the same one from an address.
it('the picture speaks the language of whoever asked', async () => {
  await using app = await startTestApp({ overrides: { planner: createScriptedPlanner(hourly) } });
  const drawnFor = async (locale: string): Promise<Buffer> => {
    const talk = talkOn(app, 'slack', { locale, tz: 'Europe/Berlin' });
    const draft = await talk.say('something');
    const steps = await talk.after(() => draft.press('steps'));
    await steps.says('slack_file');
    const id = /"slack_file":\{"id":"(\w+)"/.exec(steps.text())?.[1] ?? '';
    return app.slack.uploads.files.get(id)?.content ?? Buffer.alloc(0);
  };
  const [english, again, german] = [await drawnFor('en-US'), await drawnFor('en-GB'), await drawnFor('de-DE')];
  expect(english.length).toBeGreaterThan(0);
  expect(again.equals(english)).toBe(true);
  expect(german.equals(english)).toBe(false);
});

describe.each(talkPlatforms)('in %s', (platform) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { planner: createScriptedPlanner(hourly) } });
  });
  afterAll(() => app[Symbol.asyncDispose]());

  it.each(people)('$locale: draft, approval, outcome, list and history, by the local clock', async (person) => {
    const { locale, timezone } = person;
    const { cards, workflow } = wordsIn(readerOf({ locale }).language);
    const talk = talkOn(app, platform, { locale, tz: timezone });

    const draft = await talk.say('something');
    await draft.says(cards.draft.title('Hourly health'));
    await draft.says(person.starts);
    expect(draft.labels()).toEqual(
      expect.arrayContaining([cards.draft.turnOn, cards.draft.change, cards.draft.discard]),
    );
    expect(foreign(draft.text(), locale)).toEqual([]);
    expect(draft.text()).toContain(workflow.steps.getData('example.com').slice(1));

    await draft.press('approve');
    await draft.says(cards.outcome.created);
    expect(foreign(draft.text(), locale)).toEqual([]);

    const list = await talk.say(person.list);
    await list.says(cards.list.mine);
    expect(foreign(list.text(), locale)).toEqual([]);

    const history = await talk.say(person.history);
    await history.says(cards.history.title('Hourly health'));
    const day = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: timezone,
    });
    await history.says(day.format(new Date()));
    expect(history.text()).not.toContain(' UTC');
    expect(foreign(history.text(), locale)).toEqual([]);
  });

  it('a card keeps the language of whoever asked, whoever presses; each is refused in their own', async () => {
    app.slack.people.set('U0BOSS', { name: 'Boss', tz: 'Europe/London', locale: 'en-GB' });
    const talk = talkOn(app, platform, { locale: 'de-DE', tz: 'Europe/Berlin' });
    const de = wordsIn('de');
    const draft = await talk.say('something');
    await draft.says(de.cards.draft.title('Hourly health'));
    await draft.press('approve', 'other');
    await eventually(
      () => talk.whispers().includes(wordsIn('en').engine.reasons.onlyRequester),
      'the refusal in English',
    );
    expect(foreign(draft.text(), 'de-DE')).toEqual([]);
    await draft.press('discard');
    await draft.says('Hourly health · ');

    const theirs = await talk.say('something else', 'other');
    await theirs.says('Draft · Hourly health');
    await theirs.press('approve');
    await eventually(() => talk.whispers().includes(de.engine.reasons.onlyRequester), 'the refusal in German');
    expect(theirs.text()).toContain(wordsIn('en').cards.draft.askedBy(''));
  });

  it('who reads another language reads English', async () => {
    const draft = await talkOn(app, platform, { locale: 'pt-BR', tz: 'America/Sao_Paulo' }).say('something');
    await draft.says('Draft · Hourly health');
    await draft.says('Every hour');
  });
});
