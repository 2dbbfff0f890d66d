import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from './plan-words.ts';

const rules = async (request: string) => {
  const planned = await planWords(request);
  return { planned, interval: (set(planned, 'scheduleTrigger')['rule'] as { interval: unknown[] }).interval };
};
const weekly = (day: number, hour: number) => ({
  field: 'weeks',
  weeksInterval: 1,
  triggerAtDay: [day],
  triggerAtHour: hour,
  triggerAtMinute: 0,
});

describe.skipIf(!catalog)('several schedules', () => {
  it.each([
    'every Monday at 9 and every Thursday at 3pm post "hi" to #a',
    'post "hi" to #a every Monday at 9 and also every Thursday at 3pm',
    'at 9 on Mondays and at 3pm on Thursdays post "hi" to #a',
    'Jeden Montag um 9 und jeden Donnerstag um 15 Uhr "hi" an #a posten',
    'chaque lundi à 9h et chaque jeudi à 15h poste "hi" dans #a',
    'cada lunes a las 9 y cada jueves a las 15 publica "hi" en #a',
  ])('%s: each day has its own time', async (request) => {
    const { planned, interval } = await rules(request);
    expect(interval).toEqual([weekly(1, 9), weekly(4, 15)]);
    expect(planned.notDone).toEqual([]);
  });

  it('every evening at 6 is no morning, and the other way round', async () => {
    const { planned, interval } = await rules('every morning at 8 and every evening at 6 post "hi" to #a');
    expect(interval).toMatchObject([{ triggerAtHour: 8 }, { triggerAtHour: 18 }]);
    expect(planned.notDone).toEqual([]);
  });

  it('days without a time of their own share it', async () => {
    const { interval } = await rules('every Monday, Wednesday and Friday at 9 and 15:00 post "a" to #a');
    expect(interval).toMatchObject([
      { triggerAtDay: [1, 3, 5], triggerAtHour: 9 },
      { triggerAtDay: [1, 3, 5], triggerAtHour: 15 },
    ]);
  });

  it.each([
    ['every Tuesday at noon post "a" to #a and on Fridays at 4 post "b" to #b', 'Fridays at 4'],
    ['every Tuesday at 12:00 post "a" to #a. Every Friday post "b" to #b', 'Every Friday'],
    ['every Tuesday at noon post "a" to #a and at 5pm post "b" to #b', '5pm'],
    ['post "a" to #a every Tuesday at noon and "b" to #b on Fridays at 4pm', 'Fridays at 4pm'],
    ['every Tuesday at noon post "a" to #a, and email bob@example.com on Fridays', 'on Fridays'],
    ['Jeden Dienstag um 12 Uhr poste "a" in #a und freitags um 16 Uhr poste "b" in #b', 'freitags um 16 Uhr'],
    ['chaque mardi à 12h poste "a" dans #a et chaque vendredi à 16h poste "b" dans #b', 'chaque vendredi à 16h'],
    ['cada martes a las 12 publica "a" en #a y los viernes a las 16 publica "b" en #b', 'viernes a las 16'],
  ])('%s: the second flow is not done, and the first keeps its own steps', async (request, left) => {
    const { planned, interval } = await rules(request);
    expect(interval).toEqual([weekly(2, 12)]);
    expect(steps(planned)).toBe('scheduleTrigger slack');
    expect(set(planned, 'slack')['text']).toBe('a');
    expect(planned.notDone.join()).toContain(left);
  });

  it('what n8n checks behind the trigger would hold for all of it', async () => {
    const { planned } = await rules('on the first Monday of the month at 9 and every Friday at 10 post "hi" to #a');
    expect(planned.notDone).toEqual(['at 10']);
  });

  it('an hour that may be of the night or the afternoon is said', async () => {
    const { planned } = await rules('on Fridays at 4 post "weekend" to #b');
    expect(planned.assumptions).toContain('4 was taken as 04:00; say “4pm” for the afternoon.');
    expect((await rules('on Fridays at 4pm post "weekend" to #b')).planned.assumptions).toEqual([]);
  });
});

describe.skipIf(!catalog)('waiting', () => {
  it.each([
    'Every morning send the weather in Munich to #a, then wait 10 minutes and email it to anna@example.com',
    'Jeden Morgen das Wetter in München an #a schicken, danach 10 Minuten warten und per Mail an anna@example.com senden',
    'Chaque matin envoie la météo de Munich à #a, puis attends 10 minutes et envoie-la par mail à anna@example.com',
    'Cada mañana envía el tiempo de Munich a #a, luego espera 10 minutos y envíalo por correo a anna@example.com',
  ])('%s: in the order that was said', async (request) => {
    const planned = await planWords(request);
    expect(steps(planned)).toMatch(/ slack wait emailSend$/);
    expect(set(planned, 'wait')).toMatchObject({ amount: 10, unit: 'minutes' });
    expect(planned.notDone).toEqual([]);
  });

  it('ten metres above the ground are no ten minutes', async () => {
    const planned = await planWords('Every morning post the weather in Munich to #a and hold on for 10 minutes');
    expect(planned.notDone.join()).toContain('10 minutes');
  });
});

describe.skipIf(!catalog)('what is no message of Slack', () => {
  it.each(['text me', 'call me', 'send me an SMS'])('%s', async (words) => {
    const planned = await planWords(`Every hour check https://example.com/health and if it is down, ${words}`);
    expect(steps(planned)).not.toContain('slack');
    expect(planned.notDone).toContain(words);
  });
});

describe.skipIf(!catalog)('conditions', () => {
  it('about nothing that was named is not understood', async () => {
    const planned = await planWords('When a webhook is called, post "x" to #a if it is big');
    expect(steps(planned)).toBe('webhook slack');
    expect(planned.notDone).toEqual(['if it is big']);
  });

  it.each([
    ['Wenn ein Webhook aufgerufen wird, poste "x" in #a, falls der Status nicht 200 ist', 'notEquals', 200],
    ['Wenn ein Webhook aufgerufen wird, poste "x" in #a, wenn der Betrag über 1000 Euro liegt', 'gt', 1000],
    ['Quand un webhook est appelé, poste "x" dans #a si le montant dépasse 1000 euros', 'gt', 1000],
    ['Quand un webhook est appelé, poste "x" dans #a si le statut n’est pas 200', 'notEquals', 200],
    ['Cuando se llama un webhook, publica "x" en #a si el estado no es 200', 'notEquals', 200],
    ['When a webhook is called, post "x" to #a, if the status is not 200', 'notEquals', 200],
  ])('%s: before the step', async (request, operation, value) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe('webhook if slack');
    expect(JSON.stringify(set(planned, 'if'))).toContain(
      `"rightValue":${value},"operator":{"type":"number","operation":"${operation}"`,
    );
    expect(planned.notDone).toEqual([]);
  });
});

describe.skipIf(!catalog)('what is done is not said to be undone', () => {
  it.each([
    'Envoie tous les lundis à 9h un mail à paul@example.fr avec comme objet "X" et le texte "Y"',
    'Envoie tous les vendredis un mail à paul@example.fr avec le texte "Y"',
  ])('%s', async (request) => {
    expect((await planWords(request)).notDone).toEqual([]);
  });

  it('whom it reminds is not what it says', async () => {
    const planned = await planWords('Remind my boss every Friday at 4pm to fill in the timesheets');
    expect(set(planned, 'slack')['text']).toBe('Reminder: fill in the timesheets');
  });
});

describe.skipIf(!catalog)('who sends a mail', () => {
  it.each([
    'Every day at 9 send an email to anna@example.com saying "hi"',
    'Sende jeden Tag um 9 Uhr eine E-Mail an anna@example.com mit dem Text "hi"',
    'Envoie tous les jours à 9h un mail à anna@example.com avec le texte "hi"',
    'Envía cada día a las 9 un correo a anna@example.com con el texto "hi"',
  ])('%s: is asked, never whoever gets it', async (request) => {
    const planned = await planWords(request);
    expect(set(planned, 'emailSend')['toEmail']).toBe('anna@example.com');
    expect(set(planned, 'emailSend')['fromEmail']).toBeUndefined();
    expect(planned.issues.map(({ path }) => path)).toContain('parameters.fromEmail');
  });
});

describe.skipIf(!catalog)('a day with a time of its own', () => {
  const others = { field: 'weeks', triggerAtDay: [1, 2, 3, 4, 6, 0], triggerAtHour: 9 };
  const friday = { field: 'weeks', triggerAtDay: [5], triggerAtHour: 10 };
  it.each([
    'Every day at 9, but on Fridays at 10 post "x" in #a',
    'post "x" in #a every day at 9, except on Fridays at 10',
    'every day at 9 but at 10 on Fridays post "x" in #a',
    'every day at 9 except Friday when it runs at 10 post "x" in #a',
    'every day at 9, Fridays at 10 instead, post "x" in #a',
    'every day at 9, on Fridays at 10, post "x" in #a',
    'Jeden Tag um 9, aber freitags um 10, poste "x" in #a',
    'Jeden Tag um 9, freitags erst um 10, poste "x" in #a',
    'Jeden Tag um 9 außer freitags um 10 poste "x" in #a',
    'Poste "x" in #a jeden Tag um 9, nur freitags um 10',
    'tous les jours à 9h, mais le vendredi à 10h, publie "x" dans #a',
    'tous les jours à 9h sauf le vendredi à 10h publie "x" dans #a',
    'todos los días a las 9, pero los viernes a las 10, publica "x" en #a',
    'todos los días a las 9 excepto los viernes a las 10 publica "x" en #a',
  ])('%s: is not run at the others', async (request) => {
    const { planned, interval } = await rules(request);
    expect(interval).toMatchObject([others, friday]);
    expect(planned.notDone).toEqual([]);
  });

  it('is one of several that were named', async () => {
    const { interval } = await rules('every Monday and Friday at 9, but Friday at 14:00, post "x" in #a');
    expect(interval).toEqual([weekly(1, 9), weekly(5, 14)]);
  });

  it('has how often as well', async () => {
    const { interval } = await rules('every hour, but on Fridays every 2 hours, post "x" in #a');
    expect(interval).toMatchObject([{ expression: '0 */1 * * 0,1,2,3,4,6' }, { expression: '0 */2 * * 5' }]);
  });

  it('is one more where it is added', async () => {
    const { planned, interval } = await rules('every day at 9 and also on Fridays at 17 post "x" in #a');
    expect(interval).toMatchObject([{ field: 'days', triggerAtHour: 9 }, weekly(5, 17)]);
    expect(planned.notDone).toEqual([]);
  });
});
