import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { parseSchedule } from '#src/planner/schedule-grammar.ts';
import { schedulePhrase } from '#src/workflow/words/schedule-phrase.ts';
import { wordings } from '#test/planner/wordings.ts';
import { english } from './sayings.ts';

const say = (interval: object[], language: (typeof languages)[number]): string =>
  schedulePhrase({ rule: { interval } }, 'Europe/Berlin', wordsIn(language).workflow.schedule);
const numbersOf = (text: string): string[] => (text.match(/\d+/g) ?? []).sort();

const days = [
  'Monday',
  'Tuesday',
  'weekday',
  'Saturday',
  'day',
  'month',
  'week',
  'hour',
  'other week',
  '1st of the month',
];
const spoken = fc.oneof(
  fc.tuple(fc.integer({ min: 2, max: 59 }), fc.constantFrom('seconds', 'minutes', 'hours', 'days', 'weeks', 'months')),
  fc.tuple(fc.constantFrom(...days), fc.constantFrom('', 'at 7:30', 'at 9 and 17', 'at noon', 'between 9 and 17')),
);

describe.each(languages.filter((language) => language !== 'en'))('%s', (language) => {
  test('has words for every schedule the grammar knows', () => {
    const heard = new Set<string>();
    fc.assert(
      fc.property(spoken, ([one, two]) => {
        const schedule = parseSchedule(typeof one === 'number' ? `every ${one} ${two}` : `every ${one} ${two}`);
        if (!schedule) return;
        const said = say(schedule.interval, language);
        heard.add(schedule.interval[0]?.field ?? '');
        expect(said).not.toMatch(english);
        expect(said).not.toMatch(/undefined|NaN|\b(?:every|on|at|day)\b/i);
        // What runs when is the same in every language.
        expect(numbersOf(said)).toEqual(numbersOf(say(schedule.interval, 'en')));
      }),
    );
    expect(heard.size).toBeGreaterThanOrEqual(5);
  });

  test('has words for the schedules of requests', () => {
    const schedules = wordings.flatMap(([request]) => parseSchedule(request) ?? []);
    expect(schedules.length).toBeGreaterThan(20);
    for (const { interval } of schedules) {
      const said = say(interval, language);
      expect(said).not.toMatch(english);
      expect(numbersOf(said)).toEqual(numbersOf(say(interval, 'en')));
    }
  });

  test('leaves a cron line that has no words as it is', () => {
    const said = say([{ field: 'cronExpression', expression: '*/7 3 1-5 2 *' }], language);
    expect(said).toContain('*/7 3 1-5 2 *');
    expect(said).not.toMatch(english);
  });
});

test.each([
  [
    'de',
    'Montags bis freitags um 09:00 (Europe/Berlin)',
    'Alle 2 Wochen am Montag und Donnerstag um 07:30 (Europe/Berlin)',
  ],
  [
    'fr',
    'Du lundi au vendredi à 09:00 (Europe/Berlin)',
    'Toutes les 2 semaines, le lundi et jeudi à 07:30 (Europe/Berlin)',
  ],
  [
    'es',
    'De lunes a viernes a las 09:00 (Europe/Berlin)',
    'Cada 2 semanas, en lunes y jueves a las 07:30 (Europe/Berlin)',
  ],
] as const)('in %s: %s', (language, weekdays, fortnight) => {
  expect(say([{ field: 'cronExpression', expression: '0 9 * * 1-5' }], language)).toBe(weekdays);
  const days = { triggerAtDay: [1, 4], triggerAtHour: 7, triggerAtMinute: 30 };
  expect(say([{ field: 'weeks', weeksInterval: 2, ...days }], language)).toBe(fortnight);
});
