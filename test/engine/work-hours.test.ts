import { describe, expect, it } from 'vitest';
import { isWorkTime } from '#src/engine/reach/work-hours.ts';

describe('when somebody may be reminded', () => {
  it.each([
    ['Friday 08:00 in Berlin', '2026-11-27T07:00:00Z', 'Europe/Berlin', true],
    ['Friday 07:59 in Berlin', '2026-11-27T06:59:59Z', 'Europe/Berlin', false],
    ['Friday 17:59 in Berlin', '2026-11-27T16:59:59Z', 'Europe/Berlin', true],
    ['Friday 18:00 in Berlin', '2026-11-27T17:00:00Z', 'Europe/Berlin', false],
    ['Saturday noon', '2026-11-28T12:00:00Z', 'UTC', false],
    ['Sunday evening in UTC, Monday morning in Tokyo', '2026-11-29T23:30:00Z', 'Asia/Tokyo', true],
    ['midnight', '2026-11-27T00:00:00Z', 'UTC', false],
    ['a clock nobody knows, as UTC', '2026-11-27T09:00:00Z', 'Nowhere/Land', true],
  ])('%s', (_, at, zone, expected) => {
    expect(isWorkTime(new Date(at), zone)).toBe(expected);
  });
});
