import { describe, expect, it } from 'vitest';
import { normalizeReason, patternOf } from '#src/engine/reach/failure-pattern.ts';

describe('the same failure', () => {
  it.each([
    ['Row 17 of "Orders" not found at 09:12', 'Row 4711 of "Leads, old" not found at 10:30'],
    ['The item 6f1a2b3c-0000-4000-8000-1234567890ab is gone', 'The item aaaaaaaa-1111-4222-8333-0123456789ab is gone'],
    ['getaddrinfo ENOTFOUND api1.example.com', 'getaddrinfo ENOTFOUND api22.example.com'],
    ['Cannot reach https://a.example/x?id=1', 'Cannot reach http://b.example/y'],
    ['No such person: ana@example.com', 'No such person: bo.li@example.org'],
    ['Request failed with status code 500', 'request  failed with status code 500'],
    ["Cannot read properties of undefined (reading 'a')", "Cannot read properties of undefined (reading 'b')"],
  ])('%s / %s', (one, other) => {
    expect(patternOf({ step: 'Get', problem: one })).toBe(patternOf({ step: 'Get', problem: other }));
  });
});

describe('another failure', () => {
  it.each([
    ['Request failed with status code 404', 'Request failed with status code 500'],
    ['404 - not here', '403 - not here'],
    ['The service is down', 'The service is receiving too many requests from you'],
  ])('%s / %s', (one, other) => {
    expect(patternOf({ step: 'Get', problem: one })).not.toBe(patternOf({ step: 'Get', problem: other }));
  });

  it('in another step', () => {
    expect(patternOf({ step: 'Get', problem: 'Down' })).not.toBe(patternOf({ step: 'Post', problem: 'Down' }));
    expect(patternOf({ problem: 'Down' })).not.toBe(patternOf({ step: 'Down' }));
  });
});

it.each(['"'.repeat(10_000), 'a@'.repeat(5_000), 'a1'.repeat(5_000), '<!channel> *x*\u0000\u202e', ''])(
  'words of any kind are read: %#',
  (words) => {
    expect(normalizeReason(words).length).toBeLessThanOrEqual(600);
  },
);
