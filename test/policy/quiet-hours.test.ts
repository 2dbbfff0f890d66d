import { describe, expect, it } from 'vitest';
import { quietPattern, quietUntil } from '#src/policy/quiet-hours.ts';

const nights = { quietHours: '20:00-07:00', quietWeekends: false };
const all = { quietHours: '20:00-07:00', quietWeekends: true };
const at = (quiet: typeof nights, when: string, zone: string) =>
  quietUntil(quiet, new Date(when), zone)?.toISOString() ?? 'not quiet';

describe('quiet hours', () => {
  it.each([
    ['by day', nights, '2026-12-02T10:00:00Z', 'UTC', 'not quiet'],
    ['a minute before', nights, '2026-12-02T19:59:59Z', 'UTC', 'not quiet'],
    ['from the first minute', nights, '2026-12-02T20:00:00Z', 'UTC', '2026-12-03T07:00:00.000Z'],
    ['after midnight', nights, '2026-12-03T00:30:00Z', 'UTC', '2026-12-03T07:00:00.000Z'],
    ['the minute they end', nights, '2026-12-03T07:00:00Z', 'UTC', 'not quiet'],
    ['by their own clock', nights, '2026-12-02T10:00:00Z', 'America/Los_Angeles', '2026-12-02T15:00:00.000Z'],
    ['half an hour beside', nights, '2026-12-02T14:45:00Z', 'Asia/Kolkata', '2026-12-03T01:30:00.000Z'],
    ['a clock that is none', nights, '2026-12-02T21:00:00Z', 'Nowhere/Land', '2026-12-03T07:00:00.000Z'],
    // Clocks go back at 3 on 25 October 2026 in Berlin, forward at 2 on 29 March.
    ['a night of one hour more', nights, '2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T06:00:00.000Z'],
    ['a night of one hour less', nights, '2026-03-28T20:00:00Z', 'Europe/Berlin', '2026-03-29T05:00:00.000Z'],
    [
      'ended by an hour that is skipped',
      { ...nights, quietHours: '23:00-02:30' },
      '2026-03-28T23:00:00Z',
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    ['over the weekend', all, '2026-12-04T19:00:00Z', 'Europe/Berlin', '2026-12-07T06:00:00.000Z'],
    ['on Sunday at noon', all, '2026-12-06T12:00:00Z', 'UTC', '2026-12-07T07:00:00.000Z'],
    [
      'weekends alone',
      { quietHours: '', quietWeekends: true },
      '2026-12-05T12:00:00Z',
      'UTC',
      '2026-12-07T00:00:00.000Z',
    ],
    [
      'within a day',
      { ...nights, quietHours: '12:00-13:30' },
      '2026-12-02T12:10:00Z',
      'UTC',
      '2026-12-02T13:30:00.000Z',
    ],
    ['nothing set', { quietHours: '', quietWeekends: false }, '2026-12-06T02:00:00Z', 'UTC', 'not quiet'],
  ])('%s', (_, quiet, when, zone, expected) => {
    expect(at(quiet, when, zone)).toBe(expected);
  });

  it('are from one time until another', () => {
    for (const fine of ['', '20:00-07:00', '00:00-23:59']) expect(fine).toMatch(quietPattern);
    for (const wrong of ['20-7', '24:00-07:00', '20:00-20:00', '20:00 - 07:00', '7:00-8:00'])
      expect(wrong).not.toMatch(quietPattern);
  });
});
