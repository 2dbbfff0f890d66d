import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from './plan-words.ts';

type Interval = Record<string, unknown>[];
const interval = (planned: Awaited<ReturnType<typeof planWords>>): Interval =>
  (set(planned, 'scheduleTrigger')['rule'] as { interval: Interval }).interval;
const cron = (...expressions: string[]): Interval =>
  expressions.map((expression) => ({ field: 'cronExpression', expression }));
const months = (monthsInterval: number, ...days: number[]): Interval =>
  days.map((triggerAtDayOfMonth) => ({ field: 'months', monthsInterval, triggerAtDayOfMonth }));
const weeks = (weeksInterval: number, day: number, triggerAtHour = 9): Interval => [
  { field: 'weeks', weeksInterval, triggerAtDay: [day], triggerAtHour },
];
const firstMonday = cron('0 9 1-7 * *');
const lastFriday = cron('0 15 22-31 * *');
const twice = [{ triggerAtHour: 9 }, { triggerAtHour: 17 }];

describe.skipIf(!catalog)('when it runs, in any of the languages', () => {
  it.each<[request: string, Interval]>([
    ['every first Monday of the month post "x" in #a', firstMonday],
    ['jeden ersten Montag im Monat poste "x" in #a', firstMonday],
    ['chaque premier lundi du mois publie "x" dans #a', firstMonday],
    ['cada primer lunes del mes publica "x" en #a', firstMonday],
    ['every last Friday of the month at 15:00 post "x" in #a', lastFriday],
    ['am letzten Freitag im Monat um 15 Uhr poste "x" in #a', lastFriday],
    ['le dernier vendredi du mois à 15h publie "x" dans #a', lastFriday],
    ['el último viernes del mes a las 15 publica "x" en #a', lastFriday],
    ['am ersten Werktag des Monats poste "x" in #a', firstMonday],
    ['every 15th of the month post "x" in #a', months(1, 15)],
    ['am 15. jedes Monats poste "x" in #a', months(1, 15)],
    ['le 15 du mois publie "x" dans #a', months(1, 15)],
    ['el día 15 de cada mes publica "x" en #a', months(1, 15)],
    ['le 1er et le 15 de chaque mois publie "x" dans #a', months(1, 1, 15)],
    ['on the 1st and 15th of each month post "x" in #a', months(1, 1, 15)],
    ['twice a month post "x" in #a', months(1, 1, 15)],
    ['zweimal im Monat poste "x" in #a', months(1, 1, 15)],
    ['remind #a to plan every quarter', months(3, 1)],
    ['erinnere #a jedes Quartal an die Planung', months(3, 1)],
    ['rappelle à #a de planifier chaque trimestre', months(3, 1)],
    ['recuerda a #a cada trimestre que planifique', months(3, 1)],
    ['half-yearly post "x" in #a', months(6, 1)],
    ['halbjährlich poste "x" in #a', months(6, 1)],
    ['every two weeks on Friday post "x" in #a', weeks(2, 5)],
    ['alle zwei Wochen am Freitag poste "x" in #a', weeks(2, 5)],
    ['jeden zweiten Dienstag um 10 Uhr poste "x" in #a', weeks(2, 2, 10)],
    ['un mardi sur deux à 10h publie "x" dans #a', weeks(2, 2, 10)],
    ['martes alternos a las 10 publica "x" en #a', weeks(2, 2, 10)],
    ['post "x" in #a twice a day', twice],
    ['zweimal am Tag poste "x" in #a', twice],
    ['deux fois par jour publie "x" dans #a', twice],
    ['dos veces al día publica "x" en #a', twice],
    ['jedes Jahr am 24. Dezember poste "x" in #a', cron('0 9 24 12 *')],
    ['chaque année le 24 décembre publie "x" dans #a', cron('0 9 24 12 *')],
    ['cada año el 24 de diciembre publica "x" en #a', cron('0 9 24 12 *')],
    ['every 15 minutes from 8 to 18 post "x" in #a', cron('*/15 8-17 * * *')],
    ['every 15 minutes 8am to 6pm post "x" in #a', cron('*/15 8-17 * * *')],
    ['alle 15 Minuten von 8 bis 18 Uhr poste "x" in #a', cron('*/15 8-17 * * *')],
    ['toutes les 15 minutes de 8h à 18h publie "x" dans #a', cron('*/15 8-17 * * *')],
    ['cada 15 minutos de 8 a 18 publica "x" en #a', cron('*/15 8-17 * * *')],
  ])('%s', async (request, expected) => {
    const planned = await planWords(request);
    expect(interval(planned)).toMatchObject(expected);
    expect(interval(planned)).toHaveLength(expected.length);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toMatch(/^scheduleTrigger (?:if )?slack$/);
  });

  it('what two hours are said for is no time between them', async () => {
    expect(interval(await planWords('every day at 8am and 6pm post "x" in #a'))).toMatchObject([
      { triggerAtHour: 8 },
      { triggerAtHour: 18 },
    ]);
  });
});

describe.skipIf(!catalog)('whom it tells, and what', () => {
  it.each([
    ['remind @ben every Monday to send the report', 'Reminder: send the report'],
    ['erinnere @ben jeden Montag, den Bericht zu schicken', 'Reminder: Bericht schicken'],
    ["rappelle à @ben tous les lundis d'envoyer le rapport", 'Reminder: envoyer le rapport'],
    ['recuerda a @ben todos los lunes que envíe el informe', 'Reminder: envíe el informe'],
    ['every Monday send a reminder to @ben to check the inbox', 'Reminder to check the inbox'],
    ['ask @ben every Monday to send his status', 'Send his status'],
    ['every Monday send a rent reminder to @ben', undefined],
  ])('%s', async (request, text) => {
    const planned = await planWords(request);
    expect(set(planned, 'slack')).toMatchObject({ select: 'user', user: { value: '@ben' } });
    expect(set(planned, 'slack')['text']).toBe(text);
    expect(planned.notDone).toEqual([]);
  });

  it('each of two people', async () => {
    const planned = await planWords('remind @anna and @ben every Tuesday at 10 to update the board');
    expect(steps(planned)).toBe('scheduleTrigger slack slack');
    expect(JSON.stringify(planned.nodes)).toMatch(/@anna.*@ben/);
    expect(planned.notDone).toEqual([]);
  });

  it.each([
    ['send an invoice mail on the 1st of every month', 'Invoice'],
    ['schicke am 1. jedes Monats eine Rechnungsmail', 'Rechnung'],
    ['envoie un mail de facture le 1er de chaque mois', 'Facture'],
    ['envía un correo de factura el día 1 de cada mes', 'Factura'],
  ])('%s: of what kind it is stands in the subject, its words are asked for', async (request, subject) => {
    const planned = await planWords(request);
    expect(set(planned, 'emailSend')['subject']).toBe(subject);
    expect(planned.notDone).toEqual([]);
    expect(planned.issues.map(({ path }) => path).sort()).toEqual([
      'parameters.fromEmail',
      'parameters.text',
      'parameters.toEmail',
    ]);
  });
});

describe.skipIf(!catalog)('what happens in a repository', () => {
  it.each([
    ['when someone stars our repository tell #dev', 'star'],
    ['wenn jemand unser Repository mit einem Stern versieht, sag #dev Bescheid', 'star'],
    ["quand quelqu'un met une étoile à notre dépôt, préviens #dev", 'star'],
    ['cuando alguien dé una estrella a nuestro repositorio avisa a #dev', 'star'],
    ['when someone forks our repo post it in #dev', 'fork'],
    ['whenever somebody comments on an issue in acme/web tell #dev', 'issue_comment'],
    ['when a pull request is opened in acme/web notify @lisa', 'pull_request'],
  ])('%s', async (request, event) => {
    const planned = await planWords(request);
    expect(steps(planned)).toMatch(/^githubTrigger (?:if )?slack$/);
    expect(set(planned, 'githubTrigger')['events']).toEqual([event]);
    expect(planned.notDone).toEqual([]);
  });
});
