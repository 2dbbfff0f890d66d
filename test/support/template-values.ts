import type { TemplateSlot } from '#src/model/template.ts';

const sample: Record<TemplateSlot['kind'], string> = {
  channel: '#ops',
  sheet: 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit',
  email: 'ops@example.com',
  url: 'https://example.com/data',
  time: '07:15',
  text: 'orders',
};
/** A value for every slot, as somebody might give it. */
export const sampleValues = (slots: readonly TemplateSlot[]): Record<string, string> =>
  Object.fromEntries(
    slots.map(({ slot, kind }) => [
      slot,
      slot === 'folder'
        ? 'https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOpQrStUv'
        : slot === 'limit'
          ? '100'
          : slot === 'calendar'
            ? 'team@example.com'
            : sample[kind],
    ]),
  );
