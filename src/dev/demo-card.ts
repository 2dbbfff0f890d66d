/** What of an Adaptive Card the terminal knows; anything else is left out. */
export interface CardNode {
  type: string;
  text?: string;
  title?: string;
  label?: string;
  url?: string;
  isVisible?: boolean;
  data?: { action?: string } & Record<string, unknown>;
  facts?: { title: string; value: string }[];
  choices?: { title: string }[];
  body?: CardNode[];
  items?: CardNode[];
  columns?: CardNode[];
  actions?: CardNode[];
}

export interface Reader {
  /** BCP 47; the machine's own unless given. */
  locale?: string;
  /** IANA name; the machine's own unless given. */
  timezone?: string;
}

/**
 * A card as a person sees it in a chat, a line each: what is hidden until somebody presses something is not there, times
 * are the reader's, and nothing is left of the markup.
 */
export function linesOfCard(card: CardNode, reader: Reader = {}): string[] {
  return (card.body ?? []).filter(isShown).flatMap((node) => linesOf(node, reader));
}

/** The buttons that can be pressed on it now, in reading order. */
export function buttonsOf(node: CardNode): CardNode[] {
  const below = [...(node.body ?? []), ...(node.items ?? []), ...(node.columns ?? [])];
  return [...below.filter(isShown).flatMap(buttonsOf), ...(node.actions ?? [])];
}

const isShown = ({ isVisible }: CardNode): boolean => isVisible !== false;

function linesOf(node: CardNode, reader: Reader): string[] {
  switch (node.type) {
    case 'TextBlock':
      return plainText(node.text ?? '', reader).split('\n');
    case 'FactSet':
      return (node.facts ?? []).map(({ title, value }) => `${plainText(title, reader)}: ${plainText(value, reader)}`);
    case 'Container':
      return (node.items ?? []).filter(isShown).flatMap((item) => linesOf(item, reader));
    case 'ColumnSet':
      return toRow(node.columns ?? [], reader);
    case 'ActionSet':
      return node.actions && node.actions.length > 0 ? [node.actions.map(toButton).join(' ')] : [];
    case 'Input.ChoiceSet':
      return [`${node.label ?? ''}:`, ...(node.choices ?? []).map(({ title }) => `( ) ${title}`)];
    default:
      return [];
  }
}

/** One thing of a list, its button behind it. */
function toRow(columns: CardNode[], reader: Reader): string[] {
  const items = columns.filter(isShown).flatMap(({ items: inside = [] }) => inside.filter(isShown));
  const words = items.filter(({ type }) => type !== 'ActionSet').flatMap((item) => linesOf(item, reader));
  const buttons = items.flatMap(({ actions = [] }) => actions).map(toButton);
  const [first = '', ...more] = words;
  return [[first, ...buttons].join('  '), ...more.map((line) => `  ${line}`)];
}

function toButton({ title, type, url }: CardNode): string {
  return type === 'Action.OpenUrl' ? `[ ${title} ] ${url}` : `[ ${title} ]`;
}

/**
 * Two line breaks are one in a card; of its markup only bold, italics and links are used, and backslashes keep what
 * looks like markup from being it.
 */
function plainText(text: string, { locale, timezone }: Reader): string {
  const format = (iso: string, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...style, ...(timezone ? { timeZone: timezone } : {}) }).format(new Date(iso));
  return text
    .replace(/\{\{DATE\(([^(),]+)(?:,\s*\w+)?\)\}\}/g, (_, iso: string) => format(iso, { dateStyle: 'medium' }))
    .replace(/\{\{TIME\(([^()]+)\)\}\}/g, (_, iso: string) => format(iso, { timeStyle: 'short' }))
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '$1')
    .replace(/(?<![\\\p{L}\d])_(.+?)(?<!\\)_(?![\p{L}\d])/gu, '$1')
    .replace(/(?<!\\)\[(.+?)(?<!\\)\]\((https?:[^()\s]+)\)/g, '$1 ($2)')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/\n\n/g, '\n')
    .trimEnd();
}
