import type { TemplateSlot } from '#src/model/template.ts';

type More = Partial<TemplateSlot>;

export const channelSlot = (more: More = {}): TemplateSlot => ({
  slot: 'channel',
  label: 'Slack channel',
  ask: 'Which Slack channel, for example #general?',
  kind: 'channel',
  ...more,
});
export const sheetSlot = (more: More = {}): TemplateSlot => ({
  slot: 'sheet',
  label: 'Google sheet',
  ask: 'Which Google sheet? Send its link.',
  kind: 'sheet',
  ...more,
});
export const tabSlot = (more: More = {}): TemplateSlot => ({
  slot: 'tab',
  label: 'Tab of the sheet',
  ask: 'Which tab of the sheet?',
  kind: 'text',
  default: 'Sheet1',
  ...more,
});
export const emailSlot = (more: More = {}): TemplateSlot => ({
  slot: 'email',
  label: 'E-mail address',
  ask: 'To which e-mail address?',
  kind: 'email',
  ...more,
});
export const urlSlot = (more: More = {}): TemplateSlot => ({
  slot: 'url',
  label: 'Address',
  ask: 'Which address (https://…)?',
  kind: 'url',
  ...more,
});
export const timeSlot = (more: More = {}): TemplateSlot => ({
  slot: 'time',
  label: 'Time of day',
  ask: 'At what time?',
  kind: 'time',
  default: '09:00',
  ...more,
});
export const textSlot = (slot: string, label: string, ask: string, more: More = {}): TemplateSlot => ({
  slot,
  label,
  ask,
  kind: 'text',
  ...more,
});
/** Who the e-mails come from. */
export const fromSlot = (): TemplateSlot =>
  emailSlot({ slot: 'from', label: 'Sender', ask: 'From which e-mail address are they sent?' });
