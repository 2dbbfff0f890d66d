import { expect, it } from 'vitest';
import { midnight } from '#src/engine/reach/zone-clock.ts';

it.each([
  ['2026-03-01T10:30:15.400Z', 'Europe/Berlin', '2026-02-28T23:00:00.000Z'],
  ['2026-03-01T02:00:00.000Z', 'America/New_York', '2026-02-28T05:00:00.000Z'],
  ['2026-03-01T00:00:00.000Z', 'UTC', '2026-03-01T00:00:00.000Z'],
])('at %s the day in %s began at %s', (now, timezone, began) => {
  expect(midnight(new Date(now), timezone).toISOString()).toBe(began);
});
