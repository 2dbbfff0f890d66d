import { describe, expect, it } from 'vitest';
import { instantAt, midnight, nextSlot } from '#src/engine/reach/zone-clock.ts';

const berlin = 'Europe/Berlin';

it.each([
  ['2026-03-01T10:30:15.400Z', berlin, 0, '2026-02-28T23:00:00.000Z'],
  ['2026-03-01T02:00:00.000Z', 'America/New_York', 0, '2026-02-28T05:00:00.000Z'],
  ['2026-03-01T00:00:00.000Z', 'UTC', 0, '2026-03-01T00:00:00.000Z'],
  ['2026-03-29T12:00:00.000Z', berlin, 0, '2026-03-28T23:00:00.000Z'],
  ['2026-10-25T12:00:00.000Z', berlin, 0, '2026-10-24T22:00:00.000Z'],
  ['2026-03-31T12:00:00.000Z', berlin, 6, '2026-03-24T23:00:00.000Z'],
  ['2026-03-01T12:00:00.000Z', 'No/Where', 0, '2026-03-01T00:00:00.000Z'],
])('at %s in %s, %i days before, the day began at %s', (now, timezone, days, began) => {
  expect(midnight(new Date(now), timezone, days).toISOString()).toBe(began);
});

it('a time that is left out in spring is an hour later; one that comes twice comes once', () => {
  const at = (month: number, day: number) => instantAt({ year: 2026, month, day, minute: 150 }, berlin).toISOString();
  expect(at(3, 29)).toBe('2026-03-29T01:30:00.000Z');
  expect(['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']).toContain(at(10, 25));
});

describe('the next digest', () => {
  const daily = { every: 'day', weekday: 1, minute: 540, timezone: berlin } as const;
  it.each([
    ['2026-03-28T07:59:00Z', '2026-03-28T08:00:00.000Z'],
    ['2026-03-28T08:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['2026-10-24T07:00:00Z', '2026-10-25T08:00:00.000Z'],
    ['2026-12-31T20:00:00Z', '2027-01-01T08:00:00.000Z'],
  ])('daily at nine, after %s: %s', (now, next) => {
    expect(nextSlot(new Date(now), daily).toISOString()).toBe(next);
  });

  it.each([
    ['2026-11-29T12:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['2026-11-30T08:00:00Z', '2026-12-07T08:00:00.000Z'],
  ])('on Mondays at nine, after %s: %s', (now, next) => {
    expect(nextSlot(new Date(now), { ...daily, every: 'week' }).toISOString()).toBe(next);
  });
});
