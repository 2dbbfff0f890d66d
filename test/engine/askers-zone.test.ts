import { describe, expect, it } from 'vitest';
import { inAskersZone } from '#src/engine/planning/askers-zone.ts';
import type { Draft } from '#src/model/draft.ts';
import { draft, draftNode } from '../workflow/documents.ts';

const rule = (interval: object) => ({ rule: { interval: [interval] } });
const at = (interval: object, more: Partial<Draft> = {}): Draft => ({
  ...draft([draftNode('Start', 'scheduleTrigger', rule(interval)), draftNode('End', 'noOp')], []),
  ...more,
});
const six = { field: 'days', triggerAtHour: 6 };
const nine = { field: 'days', triggerAtHour: 9 };

describe('at six', () => {
  it("is the asker's six where the workflow has no zone of its own", () => {
    expect(inAskersZone(at(six), at(nine), 'Europe/Berlin')).toEqual({ ...at(six), timezone: 'Europe/Berlin' });
  });

  it.each<[string, Draft, Draft | undefined, string | undefined]>([
    ['the workflow has a zone', at(six, { timezone: 'UTC' }), at(nine, { timezone: 'UTC' }), 'Europe/Berlin'],
    ['its zone was just taken away', at(six), at(nine, { timezone: 'UTC' }), 'Europe/Berlin'],
    ['another zone was asked for', at(six, { timezone: 'Asia/Tokyo' }), at(nine), 'Europe/Berlin'],
    ['no time was changed', at(nine, { name: 'Other' }), at(nine), 'Europe/Berlin'],
    ['no time of day was said', at({ field: 'minutes', minutesInterval: 5 }), at(nine), 'Europe/Berlin'],
    ['nobody knows where the asker is', at(six), at(nine), undefined],
    ['the workflow is new', at(six), undefined, 'Europe/Berlin'],
  ])('nothing is said about zones where %s', (_name, now, before, zone) => {
    expect(inAskersZone(now, before, zone)).toBeUndefined();
  });
});
