import type { Seen } from './seen.ts';

interface Node {
  type?: string;
  isVisible?: boolean;
  [field: string]: unknown;
}

/** Fields whose text a client draws as Markdown, as plain text, and those that hold further elements. */
const markdown = ['text', 'value'];
const plain = ['label', 'placeholder', 'errorMessage'];
const inside = ['body', 'items', 'columns', 'facts', 'choices'];

/** An Adaptive Card as Teams draws it when it comes in: hidden elements and cards behind buttons are not drawn. */
export function seenInAdaptiveCard(card: object): Seen {
  const seen: Seen = { texts: [], buttons: [] };
  draw(card as Node, seen);
  return seen;
}

function draw(node: Node, seen: Seen): void {
  if (node.isVisible === false) return;
  const isInput = String(node.type ?? '').startsWith('Input.');
  for (const field of markdown) {
    const given = node[field];
    if (typeof given === 'string' && !(isInput && field === 'value')) seen.texts.push(fromMarkdown(given));
  }
  for (const field of [...plain, ...(node.type === 'Action' ? [] : ['title'])]) {
    const given = node[field];
    if (typeof given === 'string') seen.texts.push(isInput || field !== 'title' ? given : fromMarkdown(given));
  }
  for (const field of inside) {
    const given = node[field];
    if (Array.isArray(given)) for (const each of given as Node[]) if (each.type || field === 'facts') draw(each, seen);
  }
  const actions = node['actions'] as { title: string }[] | undefined;
  if (actions) seen.buttons.push(actions.map(({ title }) => title));
}

/** As the specification of Adaptive Cards has it: functions for dates, bold, links, backslashes, two breaks for one. */
function fromMarkdown(text: string): string {
  const local = (iso: string, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { ...style, timeZone: 'Europe/Berlin' }).format(new Date(iso));
  return text
    .replace(/\{\{DATE\((\S+?Z)(?:, ?(?:SHORT|LONG|COMPACT))?\)\}\}/g, (_, iso) => local(iso, { dateStyle: 'short' }))
    .replace(/\{\{TIME\((\S+?Z)\)\}\}/g, (_, iso) => local(iso, { timeStyle: 'short' }))
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replace(/(?<!\\)\[(.+?)(?<!\\)\]\((https?:[^()\s]+)\)/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~=])/g, '$1')
    .replace(/\n\n/g, '\n');
}
