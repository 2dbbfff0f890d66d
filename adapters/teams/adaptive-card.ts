import type { Button, Card, CardElement, NoticeElement, TextElement } from '#src/chat/card.ts';
import type { ActionId, ActionValue } from '#src/chat/inbound.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import type { PlatformLimits } from '#src/chat/platform.ts';
import { type Detail, detailLadder, escapeMarkdown, shorten, sizeOf } from './card-text.ts';

/** What fits into a Teams message whichever of Microsoft's published figures holds (28, 40 or 100 KB of UTF-16). */
export const teamsLimits: PlatformLimits = {
  textLength: 4000,
  buttons: 6,
  buttonLabelLength: 40,
  cardBytes: 25 * 1024,
};

/** The subset of Adaptive Cards 1.5 that Flowsmith emits. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** For clients that cannot draw cards. */
  fallbackText: string;
  msteams: { width: 'Full' };
  body: AdaptiveElement[];
}
interface Spaced {
  separator?: true;
  spacing?: 'None' | 'Small' | 'Medium';
}
export type AdaptiveElement = Spaced &
  (
    | AdaptiveTextBlock
    | { type: 'FactSet'; facts: { title: string; value: string }[] }
    | { type: 'Container'; style: 'default' | 'accent' | 'good' | 'warning' | 'attention'; items: AdaptiveElement[] }
    | { type: 'Image'; url: string; altText: string; size: 'Stretch'; msteams: { allowExpand: true } }
    | { type: 'ActionSet'; actions: AdaptiveAction[] }
  );
interface AdaptiveTextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  weight?: 'Bolder';
  size?: 'Large';
  style?: 'heading';
  isSubtle?: true;
}
type ActionStyle = 'positive' | 'destructive';
/** What a pressed button sends back: the action's name beside the ids it carries, and `thread` when it was asked for. */
export type AdaptiveActionData = ActionValue & { action: ActionId; thread?: string };
export type AdaptiveAction =
  | {
      type: 'Action.Execute';
      title: string;
      verb: ActionId;
      data: AdaptiveActionData;
      style?: ActionStyle;
      fallback: { type: 'Action.Submit'; title: string; data: AdaptiveActionData; style?: ActionStyle };
    }
  | { type: 'Action.OpenUrl'; title: string; url: string };

export interface AdaptiveCardOptions {
  cardBytes?: number;
  /** Travels with every button, for clients that forget where it was. */
  thread?: string;
  /** Where the client loads a picture from. Teams: https only, no redirect. */
  pictureUrl?: (picture: PictureRef) => string | undefined;
}

/**
 * Renders a card as Adaptive Card 1.5. Texts are escaped with Markdown backslashes, so a client without Markdown has to
 * take them out again (`\\([!-/:-@[-`{-~])` → `$1`). Buttons beyond six go into a further row. A card above `cardBytes`
 * (bytes of UTF-16) gets shorter texts, then long lists are cut with a count of what is missing. Pictures without an
 * address are left out.
 */
export function toAdaptiveCard(card: Card, options: AdaptiveCardOptions = {}): AdaptiveCard {
  const budget = options.cardBytes ?? teamsLimits.cardBytes;
  let rendered = assemble(card, detailLadder[0], options);
  for (const detail of detailLadder.slice(1)) {
    if (sizeOf(rendered) <= budget) return rendered;
    rendered = assemble(card, detail, options);
  }
  return sizeOf(rendered) <= budget ? rendered : cutElements(rendered, budget);
}

function assemble(card: Card, detail: Detail, options: AdaptiveCardOptions): AdaptiveCard {
  const title = shorten(card.title, Math.min(detail.textLength, 200));
  const body: AdaptiveElement[] = [];
  if (title) body.push({ ...block(title), size: 'Large', weight: 'Bolder', style: 'heading' });
  let separated = false;
  for (const element of card.elements) {
    if (element.kind === 'divider') {
      separated = true;
      continue;
    }
    const [first, ...rest] = toElements(element, detail, options);
    if (!first) continue;
    body.push(separated ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    separated = false;
  }
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: title || 'Flowsmith',
    msteams: { width: 'Full' },
    body,
  };
}

function toElements(
  element: Exclude<CardElement, { kind: 'divider' }>,
  detail: Detail,
  { thread, pictureUrl }: AdaptiveCardOptions,
): AdaptiveElement[] {
  switch (element.kind) {
    case 'text':
      return [textBlock(element, detail)];
    case 'facts':
      return element.facts.length > 0 ? [toFactSet(element.facts, detail)] : [];
    case 'steps':
      return toSteps(element.steps, detail);
    case 'notice':
      return [toContainer(element, detail)];
    case 'image':
      return toImage(pictureUrl?.(element.picture), element.alt, detail);
    case 'actions':
      return toActionSets(element.buttons, thread);
    default: {
      const unknown: never = element;
      throw new TypeError(`Unknown card element: ${JSON.stringify(unknown)}`);
    }
  }
}

/** Takes plain text, hands out Markdown that reads the same. */
function block(plain: string): AdaptiveTextBlock {
  return { type: 'TextBlock', text: escapeMarkdown(plain) || ' ', wrap: true };
}

function textBlock(element: TextElement, detail: Detail): AdaptiveTextBlock {
  const base = block(shorten(element.text, detail.textLength));
  if (element.style === 'bold') return { ...base, weight: 'Bolder' };
  if (element.style === 'muted') return { ...base, isSubtle: true };
  return base;
}

function toFactSet(facts: { label: string; value: string }[], detail: Detail): AdaptiveElement {
  return {
    type: 'FactSet',
    facts: facts.slice(0, detail.items).map(({ label, value }) => ({
      title: escapeMarkdown(shorten(label, Math.min(detail.textLength, 80))),
      value: escapeMarkdown(shorten(value, detail.textLength)),
    })),
  };
}

function toSteps(steps: string[], detail: Detail): AdaptiveElement[] {
  const shown = steps.slice(0, detail.items);
  const blocks: AdaptiveElement[] = shown.map((step, index) => ({
    ...block(`${index + 1}. ${shorten(step, detail.textLength)}`),
    spacing: index === 0 ? 'Medium' : 'Small',
  }));
  const missing = steps.length - shown.length;
  if (missing > 0) blocks.push({ ...block(`… and ${missing} more`), isSubtle: true, spacing: 'Small' });
  return blocks;
}

const noticeLooks = {
  info: { style: 'accent', word: 'Note' },
  success: { style: 'good', word: 'Done' },
  warning: { style: 'warning', word: 'Warning' },
  error: { style: 'attention', word: 'Problem' },
} as const;

/** The level is a word as well as a colour, for those who cannot see the colour. */
function toContainer(element: NoticeElement, detail: Detail): AdaptiveElement {
  const { style, word } = noticeLooks[element.level];
  return {
    type: 'Container',
    style,
    items: [
      { ...block(word), weight: 'Bolder' },
      { ...block(shorten(element.text, detail.textLength)), spacing: 'None' },
    ],
  };
}

/** By address only: inside the card even a small picture would be larger than Teams takes. */
function toImage(url: string | undefined, alt: string, detail: Detail): AdaptiveElement[] {
  if (!url) return [];
  const altText = shorten(alt, Math.min(detail.textLength, 2000));
  return [{ type: 'Image', url, altText, size: 'Stretch', msteams: { allowExpand: true } }];
}

function toActionSets(buttons: Button[], thread: string | undefined): AdaptiveElement[] {
  const rendered = buttons.flatMap((button) => toAction(button, thread) ?? []);
  const sets: AdaptiveElement[] = [];
  for (let start = 0; start < rendered.length; start += teamsLimits.buttons) {
    sets.push({ type: 'ActionSet', actions: rendered.slice(start, start + teamsLimits.buttons) });
  }
  return sets;
}

/** Action.Execute, with Action.Submit for clients that do not know it; both carry the same data. Teams cannot confirm. */
function toAction(button: Button, thread: string | undefined): AdaptiveAction | undefined {
  const title = shorten(button.label, teamsLimits.buttonLabelLength);
  if (button.kind === 'link') {
    return isSafeUrl(button.url) ? { type: 'Action.OpenUrl', title, url: button.url } : undefined;
  }
  const data: AdaptiveActionData = { ...button.value, action: button.action, ...(thread ? { thread } : {}) };
  const style = actionStyle(button.style);
  return {
    type: 'Action.Execute',
    title,
    verb: button.action,
    data,
    ...style,
    fallback: { type: 'Action.Submit', title, data, ...style },
  };
}

function actionStyle(style: 'default' | 'primary' | 'danger'): { style?: ActionStyle } {
  if (style === 'primary') return { style: 'positive' };
  if (style === 'danger') return { style: 'destructive' };
  return {};
}

/** https, or plain http to this very machine (the demo's n8n). */
function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname));
}

/** Last resort: what is not a button, a notice or the title goes, from the end; then whatever is last. */
function cutElements(card: AdaptiveCard, budget: number): AdaptiveCard {
  const body = [...card.body];
  const marker: AdaptiveElement = { ...block('…'), isSubtle: true };
  while (body.length > 1 && sizeOf({ ...card, body: [...body, marker] }) > budget) {
    const last = body.findLastIndex(
      (element, index) => index > 0 && !['ActionSet', 'Container'].includes(element.type),
    );
    body.splice(last > 0 ? last : body.length - 1, 1);
  }
  return { ...card, body: [...body, marker] };
}
