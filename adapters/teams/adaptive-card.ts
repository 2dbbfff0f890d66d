import type {
  Button,
  Card,
  CardElement,
  FormButton,
  NoticeElement,
  RowsElement,
  SelectElement,
  TextElement,
} from '#src/chat/card.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import type { PlatformLimits } from '#src/chat/platform.ts';
import type {
  ActionStyle,
  AdaptiveAction,
  AdaptiveActionData,
  AdaptiveCard,
  AdaptiveElement,
  AdaptiveTextBlock,
} from './adaptive-types.ts';
import { type Detail, detailLadder, escapeMarkdown, shorten, sizeOf } from './card-text.ts';

/** Start of the ids of inputs that a form's button sends along. */
export const fieldPrefix = 'field_';

/** What fits into a Teams message whichever of Microsoft's published figures holds (28, 40 or 100 KB of UTF-16). */
export const teamsLimits: PlatformLimits = {
  textLength: 4000,
  buttons: 6,
  buttonLabelLength: 40,
  cardBytes: 25 * 1024,
};

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
    case 'rows':
      return element.rows.slice(0, detail.items).map((row, index) => toRow(row, index, detail, thread));
    case 'select':
      return toChoiceSet(element, thread);
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

function toRow(
  { title, text, button }: RowsElement['rows'][number],
  index: number,
  detail: Detail,
  thread: string | undefined,
): AdaptiveElement {
  const words: AdaptiveElement[] = [{ ...block(shorten(title, detail.textLength)), weight: 'Bolder' }];
  if (text !== '') words.push({ ...block(shorten(text, detail.textLength)), isSubtle: true, spacing: 'None' });
  const column = (width: 'stretch' | 'auto', items: AdaptiveElement[]) => ({
    type: 'Column' as const,
    width,
    verticalContentAlignment: 'Center' as const,
    items,
  });
  const press = button ? toActionSets([button], thread) : [];
  return {
    type: 'ColumnSet',
    ...(index > 0 ? { separator: true as const } : {}),
    columns: [column('stretch', words), ...(press.length > 0 ? [column('auto', press)] : [])],
  };
}

/** The inputs of a card travel with its buttons: the chosen place comes back as `choice` in the button's data. */
function toChoiceSet(element: SelectElement, thread: string | undefined): AdaptiveElement[] {
  const choose: Button = {
    kind: 'action',
    action: element.action,
    label: 'Choose',
    style: 'default',
    value: element.value,
  };
  return [
    {
      type: 'Input.ChoiceSet',
      id: 'choice',
      label: shorten(element.label, 500),
      style: 'compact',
      isRequired: true,
      errorMessage: 'Choose one.',
      ...(element.chosen === undefined ? {} : { value: String(element.chosen) }),
      choices: element.choices
        .slice(0, 100)
        .map((label, index) => ({ title: shorten(label, 100), value: String(index) })),
    },
    ...toActionSets([choose], thread),
  ];
}

/** Opens inside the card, so that it works where Teams cannot open dialogs. */
function toShowCard({ label, form }: FormButton, thread: string | undefined): AdaptiveAction {
  const inputs = form.fields.slice(0, 10).map(
    (field): AdaptiveElement => ({
      type: 'Input.Text',
      id: `${fieldPrefix}${field.name}`,
      label: shorten(field.label, 200),
      ...(field.multiline ? { isMultiline: true } : {}),
      ...(field.required ? { isRequired: true, errorMessage: 'Please fill this in.' } : {}),
      ...(field.hint ? { placeholder: shorten(field.hint, 200) } : {}),
      ...(field.value ? { value: field.value } : {}),
      maxLength: field.maxLength ?? 3000,
    }),
  );
  const send: Button = { kind: 'action', action: form.action, label: form.submit, style: 'primary', value: form.value };
  const body = [...inputs, ...toActionSets([send], thread)];
  return {
    type: 'Action.ShowCard',
    title: shorten(label, teamsLimits.buttonLabelLength),
    card: { type: 'AdaptiveCard', body },
  };
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
  if (button.kind === 'form') return toShowCard(button, thread);
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
