import type { KnownBlock, SectionBlock } from '@slack/types';

const escapes: Record<string, string> = { '"': '&quot;', "'": '&#39;' };
/** Slack's texts carry their three entities already. */
const safe = (text: string): string => text.replace(/["']/g, (sign) => escapes[sign] ?? sign);

/** Slack's markup as HTML, as far as our cards use it; a time by the clock of a reader in Berlin. */
function mrkdwn(text: string): string {
  const time = (seconds: string): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }).format(
      new Date(Number(seconds) * 1000),
    );
  return safe(text)
    .replace(/<!date\^(\d+)\^[^>]*>/g, (_, seconds: string) => time(seconds))
    .replace(/```([\s\S]+?)```/g, '<pre>$1</pre>')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '<a>$2</a>')
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s).,:!?])/gm, '$1<b>$2</b>')
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/(^|[\s(])_([^_\n]+)_(?=$|[\s).,:!?])/gm, '$1<i>$2</i>')
    .replace(/:grey_question:/g, '❔')
    .replace(/:white_check_mark:/g, '✅')
    .replace(/:warning:/g, '⚠️')
    .replace(/:information_source:/g, 'ℹ️')
    .replace(/:x:/g, '❌')
    .replaceAll('\n', '<br>');
}

/** Blocks as Slack lays them out, measured by eye: fonts of 15 and 13 px, buttons of 36 px, eight px between blocks. */
export function slackHtml(blocks: readonly KnownBlock[], picture: string): string {
  return `<div class="slack">${blocks.map((block) => blockHtml(block, picture)).join('')}</div>`;
}

function blockHtml(block: KnownBlock, picture: string): string {
  switch (block.type) {
    case 'header':
      return `<h3>${safe(block.text.text)}</h3>`;
    case 'section':
      return sectionHtml(block);
    case 'divider':
      return '<hr>';
    case 'context':
      return `<p class="context">${block.elements.map((each) => ('text' in each && typeof each.text === 'string' ? mrkdwn(each.text) : '')).join(' ')}</p>`;
    case 'image':
      return `<img src="${picture}" alt="">`;
    case 'actions':
      return `<div class="row">${block.elements.map(elementHtml).join('')}</div>`;
    default:
      return '';
  }
}

function sectionHtml({ text, fields, accessory }: SectionBlock): string {
  const words = text ? `<p>${mrkdwn(text.text)}</p>` : '';
  const pairs = fields
    ? `<div class="fields">${fields.map((each) => `<p>${mrkdwn(each.text)}</p>`).join('')}</div>`
    : '';
  if (accessory?.type !== 'button') return `${words}${pairs}${listHtml(accessory)}`;
  return `<div class="beside">${words}${pairs}${elementHtml(accessory)}</div>`;
}

/** A list below its words, as on a phone; open, with the first names it offers, where it has them. */
function listHtml(accessory: object | undefined): string {
  const {
    type = '',
    placeholder,
    options = [],
  } = (accessory ?? {}) as {
    type?: string;
    placeholder?: { text: string };
    options?: { text: { text: string } }[];
  };
  if (!type.endsWith('_select')) return '';
  const names = options.map(({ text }) => `<li>${safe(text.text)}</li>`).join('');
  return `<p class="list">${safe(placeholder?.text ?? '')}<span>⌄</span></p>${names ? `<ul class="list">${names}</ul>` : ''}`;
}

function elementHtml(element: object): string {
  const { type, text, style } = element as { type: string; text?: { text: string }; style?: string };
  if (type === 'overflow') return '<button class="more">⋯</button>';
  return `<button class="${style ?? ''}">${safe(text?.text ?? '')}</button>`;
}

export const slackStyle = `
  .slack { font: 15px/1.46 Lato, 'Helvetica Neue', Arial, sans-serif; color: var(--ink); }
  .slack h3 { font-size: 18px; line-height: 1.33; margin: 0 0 8px; }
  .slack p { margin: 0 0 8px; overflow-wrap: anywhere; }
  .slack p.list { display: flex; justify-content: space-between; max-width: 280px; border: 1px solid var(--line); border-radius: 8px; padding: 6px 12px; color: var(--soft); }
  .slack ul.list { max-width: 304px; margin: -4px 0 8px; padding: 6px 0; list-style: none; border: 1px solid var(--line); border-radius: 8px; }
  .slack ul.list li { padding: 4px 12px; }
  .slack .context { font-size: 13px; line-height: 1.38; color: var(--soft); }
  .slack a { color: var(--link); } .slack img { display: block; max-width: min(100%, 360px); border-radius: 8px; margin-bottom: 8px; }
  .slack pre { font: 12px/1.5 monospace; background: var(--code); border: 1px solid var(--line); border-radius: 4px; padding: 8px; margin: 4px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  .slack hr { border: 0; border-top: 1px solid var(--line); margin: 8px 0; }
  .slack .fields { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16px; }
  .slack .beside { display: flex; justify-content: space-between; gap: 16px; align-items: flex-start; margin-bottom: 8px; }
  .slack .row { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 8px; }
  .slack code { font: 12px/1.5 monospace; background: var(--code); border: 1px solid var(--line); border-radius: 3px; padding: 1px 3px; }
  .slack button { font: 700 15px Lato, Arial, sans-serif; height: 36px; padding: 0 12px; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: var(--ink); }
  .slack .beside button { flex: none; } .slack button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
  .slack button.primary { background: #007a5a; border-color: #007a5a; color: #fff; }
`;
