import { describe, expect, it } from 'vitest';
import type { ActionId, InboundEvent } from '#src/chat/inbound.ts';
import type { Lane } from '#src/chat/lane.ts';
import { laneOf } from '#src/engine/intake/lane.ts';

const common = {
  dedupeKey: 'k',
  tenant: { id: 'T1' },
  person: { id: 'U1', name: 'Ana' },
  conversation: { platform: 'slack', key: 'C1', address: {} },
} as const;
const message = (text: string, more: object = {}): InboundEvent => ({
  ...{ ...common, kind: 'message', text, via: 'mention' },
  ...more,
});
const click = (action: ActionId, more: object = {}): InboundEvent => ({
  ...{ ...common, kind: 'action', action, value: { draftId: 'd1', revision: 1 } },
  card: { platform: 'slack', address: {} },
  ...more,
});

describe('where an event waits', () => {
  it.each<[Lane, string]>([
    ...['help', '', 'hilfe', 'list', 'list all', 'waiting', 'was wartet', 'link', 'links'].map(
      (text): [Lane, string] => ['ahead', text],
    ),
    ...['cancel', 'Status!', 'again', '2', 'option 1', 'show Daily report', 'undo', 'turn it off'].map(
      (text): [Lane, string] => ['quick', text],
    ),
    ...['every hour get https://example.com', 'make it 10 instead', 'edit Daily report: at 9', '2 hours later'].map(
      (text): [Lane, string] => ['plan', text],
    ),
  ])('%s: "%s"', (lane, text) => {
    expect(laneOf(message(text))).toBe(lane);
  });

  it('an introduction and a code wait for nothing; REST and edited words are planned', () => {
    expect(laneOf(message('', { via: 'install' }))).toBe('ahead');
    expect(laneOf(message('link it', { linkCodeHash: 'x' }))).toBe('ahead');
    expect(laneOf(message('help', { via: 'rest', rest: {} }))).toBe('plan');
    expect(laneOf(message('help', { edits: 'k0' }))).toBe('plan');
  });

  it('clicks run ahead, but for those with words for the planner', () => {
    for (const action of ['approve', 'approve_publish', 'discard', 'retry', 'stop', 'choose', 'change'] as const)
      expect(laneOf(click(action)), action).toBe('ahead');
    expect(laneOf(click('change', { fields: { request: 'at 9 instead' } }))).toBe('plan');
    expect(laneOf(click('change', { fields: { request: ' ' } }))).toBe('ahead');
    expect(laneOf(click('fix'))).toBe('plan');
  });
});
