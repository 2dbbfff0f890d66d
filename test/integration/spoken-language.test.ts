import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { englishIn } from '#test/language/english-sentences.ts';
import { talkOn, talkPlatforms } from '#test/support/talk.ts';
import { startTestApp, type TestApp } from '#test/support/test-app.ts';

const speakers = [
  {
    language: 'de',
    request: 'Poste jeden Tag um 9 Uhr "Moin" in #general auf Slack',
    later: 'lieber um 7 Uhr statt um 9',
    list: 'liste',
    history: 'verlauf',
  },
  {
    language: 'fr',
    request: 'Tous les jours à 9h poste "Salut" dans #general sur Slack',
    later: 'plutôt à 7h',
    list: 'liste',
    history: 'historique',
  },
  {
    language: 'es',
    request: 'Cada día a las 9 publica "Buenas" en #general de Slack',
    later: 'mejor a las 7',
    list: 'lista',
    history: 'historial',
  },
] as const;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app[Symbol.asyncDispose]());

const isIn = (language: Language, text: string) => expect(englishIn(text, language)).toEqual([]);

describe.each(talkPlatforms)('in %s, with a client in English', (platform) => {
  it.each(speakers)('$language: the card and all that follows is in the language of the request', async (speaker) => {
    const { language } = speaker;
    const { cards } = wordsIn(language);
    const talk = talkOn(app, platform, { locale: 'en-US', tz: 'America/New_York' });
    const draft = await talk.say(speaker.request);
    await draft.says(cards.draft.turnOn);
    isIn(language, draft.text());
    expect(draft.labels()).toEqual(expect.arrayContaining([cards.draft.change, cards.draft.discard]));

    // Too short to tell a language: it goes on in that of the request.
    const later = await talk.say(speaker.later);
    await later.says('07:00');
    await later.says(cards.draft.turnOn);
    isIn(language, later.text());

    await later.press('approve');
    await later.says(cards.outcome.created);
    isIn(language, later.text());

    const list = await talk.say(speaker.list);
    await list.says(cards.list.mine);
    isIn(language, list.text());

    // A command that everybody gives in English tells nothing about whoever gives it.
    const shown = await talk.say('status');
    await shown.says(/\S/);
    isIn(language, shown.text());

    const history = await talk.say(speaker.history);
    await history.says(new Intl.DateTimeFormat(language, { month: 'short' }).format(new Date()));
    isIn(language, history.text());
    isIn(language, talk.whispers());
  });
});
