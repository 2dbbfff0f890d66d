import {
  type Button,
  type Card,
  type CardElement,
  type CopyElement,
  type NoticeElement,
  type PickerElement,
  type RowsElement,
  type SelectElement,
  type StepLine,
  stepMark,
  type TextElement,
  taskLines,
  text,
} from '#src/chat/card.ts';
import type { ActionValue } from '#src/chat/inbound.ts';
import type { PictureRef } from '#src/chat/picture.ts';
import { bold, partsOf, type Words } from '#src/chat/words.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PersonRef } from '#src/model/chat.ts';
import { type ActionOptions, toActionSets } from './actions.ts';
import type { AdaptiveCard, AdaptiveElement, AdaptiveTextBlock } from './adaptive-types.ts';
import { type Detail, detailLadder, escapeMarkdown, shorten, sizeOf, wordsToMarkdown } from './card-text.ts';
import { teamsLimits } from './limits.ts';
import { toMentions } from './mention.ts';
import { pickId, toPicker } from './picker.ts';

export { teamsLimits } from './limits.ts';

export interface AdaptiveCardOptions extends ActionOptions {
  cardBytes?: number;
  /** Where the client loads a picture from. Teams: https only, no redirect. */
  pictureUrl?: (picture: PictureRef) => string | undefined;
  /** Ids with which clients ask for the card as it stands now whenever it comes into view. */
  refresh?: ActionValue;
  /** People whom Teams notifies; they are named first. */
  mentions?: PersonRef[];
}

/**
 * Renders a card as Adaptive Card 1.5. Texts are escaped with Markdown backslashes, so a client without Markdown has to
 * take them out again (`\\([!-/:-@[-`{-~])` → `$1`). Buttons beyond six go into a further row. A card above `cardBytes`
 * (bytes of UTF-16) gets shorter texts, then long lists are cut with a count of what is missing. Pictures without an
 * address are left out.
 */
export function toAdaptiveCard(card: Card, given: AdaptiveCardOptions = {}): AdaptiveCard {
  const options = { ...given, language: card.language };
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
  const entities = toMentions(options.mentions ?? []);
  const body: AdaptiveElement[] =
    entities.length > 0 ? [{ type: 'TextBlock', text: entities.map(({ text }) => text).join(' '), wrap: true }] : [];
  if (title) body.push({ ...block(title), size: 'Large', weight: 'Bolder', style: 'heading' });
  let separated = false;
  for (const [place, element] of card.elements.entries()) {
    if (element.kind === 'divider') {
      separated = true;
      continue;
    }
    const [first, ...rest] = toElements(element, place, detail, options);
    if (!first) continue;
    body.push(separated ? { ...first, separator: true, spacing: 'Medium' } : first, ...rest);
    separated = false;
  }
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: title || 'Flowsmith',
    msteams: { width: 'Full', ...(entities.length > 0 ? { entities } : {}) },
    ...(options.refresh ? { refresh: toRefresh(options.refresh, options) } : {}),
    body,
  };
}

/** Without `userIds`: Teams asks for everybody in chats of up to 60 people, and offers it in the menu elsewhere. */
function toRefresh(value: ActionValue, { thread, language = 'en' }: ActionOptions): AdaptiveCard['refresh'] {
  const data = { ...value, ...(thread ? { thread } : {}) };
  return { action: { type: 'Action.Execute', title: wordsIn(language).adapters.card.refresh, verb: 'refresh', data } };
}

function toElements(
  element: Exclude<CardElement, { kind: 'divider' }>,
  place: number,
  detail: Detail,
  options: AdaptiveCardOptions,
): AdaptiveElement[] {
  switch (element.kind) {
    case 'text':
      return [textBlock(element, detail)];
    case 'facts':
      return element.facts.length > 0 ? [toFactSet(element.facts, detail)] : [];
    case 'steps':
      return toSteps(element.steps, detail, options);
    case 'tasks':
      return [textBlock(text(taskLines(element)), detail)];
    case 'notice':
      return [toContainer(element, detail, options)];
    case 'image':
      return toImage(options.pictureUrl?.(element.picture), element.alt, detail);
    case 'rows':
      return element.rows
        .slice(0, detail.items)
        .map((row, index) => toRow(row, index, detail, { ...options, place: `${place}_${index}` }));
    case 'select':
      return toChoiceSet(element, `choice_${place}`, options);
    case 'picker':
      return toPickerElements(element, pickId(`${place}`), options);
    case 'actions':
      return toActionSets(element.buttons, { ...options, place: `${place}` }, element.menu);
    case 'copy':
      return toCopy(element, place);
    default: {
      const unknown: never = element;
      throw new TypeError(`Unknown card element: ${JSON.stringify(unknown)}`);
    }
  }
}

/** Takes plain text, hands out Markdown that reads the same. */
function block(plain: Words, max = Number.POSITIVE_INFINITY): AdaptiveTextBlock {
  return { type: 'TextBlock', text: wordsToMarkdown(plain, max) || ' ', wrap: true };
}

function textBlock(element: TextElement, detail: Detail): AdaptiveTextBlock {
  const base = block(element.text, detail.textLength);
  if (element.style === 'bold') return { ...base, weight: 'Bolder' };
  if (element.style === 'muted') return { ...base, isSubtle: true };
  return base;
}

function toFactSet(facts: { label: string; value: Words }[], detail: Detail): AdaptiveElement {
  return {
    type: 'FactSet',
    facts: facts.slice(0, detail.items).map(({ label, value }) => ({
      title: escapeMarkdown(shorten(label, Math.min(detail.textLength, 80))),
      value: wordsToMarkdown(value, detail.textLength),
    })),
  };
}

function toSteps(steps: StepLine[], detail: Detail, { language = 'en' }: ActionOptions): AdaptiveElement[] {
  const shown = steps.slice(0, detail.items);
  const blocks: AdaptiveElement[] = shown.map((line, index) => ({
    ...block(`${stepMark(line)}${shorten(line.text, detail.textLength)}`),
    spacing: index === 0 ? 'Medium' : 'Small',
  }));
  const missing = steps.length - shown.length;
  const { more } = wordsIn(language).adapters.card;
  if (missing > 0) blocks.push({ ...block(more(missing)), isSubtle: true, spacing: 'Small' });
  return blocks;
}

const noticeLooks = {
  info: 'accent',
  success: 'good',
  question: 'accent',
  warning: 'warning',
  error: 'attention',
} as const;

/** The level is a word as well as a colour, for those who cannot see the colour. */
function toContainer(element: NoticeElement, detail: Detail, { language = 'en' }: ActionOptions): AdaptiveElement {
  const { notice, noticeLine, warning } = wordsIn(language).adapters.card;
  const style = noticeLooks[element.level];
  if (element.level === 'question')
    return { type: 'Container', style, items: [block(element.text, detail.textLength)] };
  const word = noticeLine(element.level === 'warning' ? warning : notice[element.level]);
  const words = [bold(word), ' ', ...partsOf(element.text)];
  return { type: 'Container', style, items: [block(words, detail.textLength + word.length + 1)] };
}

/** Adaptive Cards 1.5 have no action that copies: the text can be marked there. The playground finds it by its id. */
function toCopy({ label, value }: CopyElement, place: number): AdaptiveElement[] {
  return [
    { ...block(label), isSubtle: true },
    { ...block(value), id: `copy_${place}`, fontType: 'Monospace', spacing: 'None' },
  ];
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
  options: ActionOptions,
): AdaptiveElement {
  const words: AdaptiveElement[] = [{ ...block(title, detail.textLength), weight: 'Bolder' }];
  if (text !== '') words.push({ ...block(text, detail.textLength), isSubtle: true, spacing: 'None' });
  const column = (width: 'stretch' | 'auto', items: AdaptiveElement[]) => ({
    type: 'Column' as const,
    width,
    verticalContentAlignment: 'Center' as const,
    items,
  });
  const press = button ? toActionSets([button], options) : [];
  return {
    type: 'ColumnSet',
    ...(index > 0 ? { separator: true as const } : {}),
    columns: [column('stretch', words), ...(press.length > 0 ? [column('auto', press)] : [])],
  };
}

/**
 * All inputs of a card travel with each of its buttons, and one that is required would block them all. So lists are not
 * required, each has an id of its own, and its button says whose choice counts.
 */
function toChoiceSet(element: SelectElement, id: string, options: ActionOptions): AdaptiveElement[] {
  const words = wordsIn(options.language ?? 'en').adapters.card;
  const choose: Button = {
    kind: 'action',
    action: element.action,
    label: words.choose,
    style: 'default',
    value: element.value,
  };
  return [
    {
      type: 'Input.ChoiceSet',
      id,
      label: shorten(element.label, 500),
      style: 'compact',
      placeholder: words.chooseOne,
      ...(element.chosen === undefined ? {} : { value: String(element.chosen) }),
      choices: element.choices
        .slice(0, 100)
        .map((label, index) => ({ title: shorten(label, 100), value: String(index) })),
    },
    ...toActionSets([choose], { ...options, input: id }),
  ];
}

function toPickerElements(element: PickerElement, id: string, options: ActionOptions): AdaptiveElement[] {
  const { label, picker, action, value } = element;
  const list = toPicker(picker, id, { label, ...options, wide: options.alone });
  if (!list) return [];
  const words = wordsIn(options.language ?? 'en').adapters.card;
  const choose: Button = { kind: 'action', action, label: words.choose, style: 'default', value };
  return [list, ...toActionSets([choose], { ...options, input: list.id })];
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
