import type { Seen } from './seen.ts';

interface Text {
  type: 'plain_text' | 'mrkdwn';
  text: string;
}
interface Element {
  type: string;
  text?: Text | string;
  placeholder?: Text;
  options?: { text: Text }[];
  elements?: Element[];
}
interface Block extends Element {
  fields?: Text[];
  accessory?: Element;
  label?: Text;
  title?: Text;
}

/** Blocks as Slack draws them: what it asks before a click counts is not there yet. */
export function seenInBlocks(blocks: readonly object[]): Seen {
  const seen: Seen = { texts: [], buttons: [] };
  for (const block of blocks as Block[]) {
    for (const text of [block.text, block.label, block.title, ...(block.fields ?? [])]) draw(text, seen);
    const row: string[] = [];
    for (const element of [...(block.accessory ? [block.accessory] : []), ...(block.elements ?? [])]) {
      if (element.type === 'button') row.push(textOf(element.text));
      else if (element.type === 'mrkdwn' || element.type === 'plain_text') draw(element as unknown as Text, seen);
      for (const text of [element.placeholder, ...(element.options ?? []).map(({ text: option }) => option)])
        draw(text, seen);
    }
    if (row.length > 0) seen.buttons.push(row);
  }
  return seen;
}

function draw(text: Text | string | undefined, seen: Seen): void {
  if (text !== undefined) seen.texts.push(textOf(text));
}

const textOf = (text: Text | string | undefined): string => {
  if (typeof text !== 'object') return text ?? '';
  return unescaped(text.type === 'mrkdwn' ? fromMrkdwn(text.text) : text.text);
};

/** As Slack's documentation has it: dates, links and bold. */
function fromMrkdwn(text: string): string {
  return text
    .replace(/<!date\^(\d+)\^([^|>]*)\|([^>]*)>/g, (_, seconds: string, format: string) =>
      format
        .replace('{date_short_pretty}', new Date(Number(seconds) * 1000).toLocaleDateString('en-GB'))
        .replace('{time}', new Date(Number(seconds) * 1000).toLocaleTimeString('en-GB')),
    )
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2')
    .replace(/<(https?:[^|>]+)>/g, '$1')
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s).,:!?])/gm, '$1$2');
}

/** Three entities, in both kinds of text. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
