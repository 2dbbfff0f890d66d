import type { TemplateAsk } from '#src/language/en/templates.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Slot } from './template.ts';

/** What differs from the usual slot of its kind. */
type More = Partial<Pick<Slot, 'slot' | 'label' | 'default'>> & { asked?: TemplateAsk };

/** A slot that is asked for in our own words. */
const slotOf = (
  usual: Pick<Slot, 'slot' | 'label' | 'kind' | 'default'> & { asked: TemplateAsk },
  more: More,
): Slot => {
  const slot = { ...usual, ...more };
  return { ...slot, ask: wordsIn('en').templates.asks[slot.asked] };
};

export const channelSlot = (more: More = {}): Slot =>
  slotOf({ slot: 'channel', label: 'Slack channel', kind: 'channel', asked: 'channel' }, more);
export const sheetSlot = (): Slot =>
  slotOf({ slot: 'sheet', label: 'Google sheet', kind: 'sheet', asked: 'sheet' }, {});
export const tabSlot = (): Slot =>
  slotOf({ slot: 'tab', label: 'Tab of the sheet', kind: 'text', asked: 'tab', default: 'Sheet1' }, {});
export const emailSlot = (more: More = {}): Slot =>
  slotOf({ slot: 'email', label: 'E-mail address', kind: 'email', asked: 'email' }, more);
export const urlSlot = (asked: TemplateAsk, more: More = {}): Slot =>
  slotOf({ slot: 'url', label: 'Address', kind: 'url', asked }, more);
export const timeSlot = (more: More = {}): Slot =>
  slotOf({ slot: 'time', label: 'Time of day', kind: 'time', asked: 'time', default: '09:00' }, more);
export const textSlot = (slot: string, label: string, asked: TemplateAsk, more: More = {}): Slot =>
  slotOf({ slot, label, kind: 'text', asked }, more);
/** Who the e-mails come from. */
export const fromSlot = (): Slot => slotOf({ slot: 'from', label: 'Sender', kind: 'email', asked: 'sender' }, {});
