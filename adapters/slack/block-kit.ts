import type { KnownBlock, Overflow, Button as SlackButton } from '@slack/types';
import {
  type ActionButton,
  type Button,
  type Card,
  type CardElement,
  type ImageElement,
  type MenuItem,
  type NoticeElement,
  type PickerElement,
  type RowsElement,
  type SelectElement,
  stepMark,
  taskLines,
} from '#src/chat/card.ts';
import { pictureKey } from '#src/chat/picture.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { blockLimits } from './block-limits.ts';
import { toFeedbackBlock } from './feedback.ts';
import { mrkdwn, toFitting } from './fitting.ts';
import { toMenuId, toMenuValue } from './menu.ts';
import { cutEscaped, escapeMrkdwn, escapeWithin, plain, splitEscaped, wordsToMrkdwn } from './mrkdwn.ts';
import { toPicker } from './picker.ts';
import { toPlanBlock } from './plan.ts';

export { validateBlocks, validateView } from './block-limits.ts';

const buttonsPerBlock = 5;

/** Slack's limits as the engine's cards see them; longer text is split or shortened here, never refused. */
export const slackLimits = {
  textLength: blockLimits.text,
  buttons: buttonsPerBlock,
  buttonLabelLength: blockLimits.buttonLabel,
  cardBytes: blockLimits.messageText * 2,
};

/** A mark and a word for each level: a reader who sees no colours or hears the message loses nothing. */
const marks: Record<NoticeElement['level'], string> = {
  info: ':information_source:',
  success: ':white_check_mark:',
  question: ':grey_question:',
  warning: ':warning:',
  error: ':x:',
};

function markOf(level: NoticeElement['level'], language: Language): string {
  // Its own words say what it is.
  if (level === 'question') return marks.question;
  const { notice, noticeLine } = wordsIn(language).adapters.card;
  return `${marks[level]} *${noticeLine(notice[level])}*`;
}

export interface RenderOptions {
  /** Start of every block id; a new one per rendering because Slack wants new ids when a message is updated. */
  nonce?: string;
  /** Uploaded pictures: file ids by picture key. Pictures that are not among them are left out. */
  files?: ReadonlyMap<string, string>;
  /** Asks below the card what people think of it. */
  feedback?: OutboundMessage['feedback'];
  /** People who are called, as mrkdwn: Slack notifies those named in a block. */
  calls?: string;
  /** This Slack knows plans with tasks. */
  plan?: boolean;
}

/**
 * Renders a card as Block Kit. Every text is escaped and kept within Slack's limits: long text is spread over several
 * sections, and a card too long for one message is shortened with an ellipsis. Rows of buttons are never dropped for that.
 */
export function toBlocks(card: Card, options: RenderOptions = {}): KnownBlock[] {
  const nonce = options.nonce ?? crypto.randomUUID().slice(0, 8);
  const calls = options.calls ? sections(options.calls) : [];
  const header: KnownBlock[] =
    card.title.trim() === '' ? [] : [{ type: 'header', text: plain(card.title, blockLimits.header) }];
  const body = card.elements.flatMap((element) => toElementBlocks(element, card.language ?? 'en', options));
  const rating = options.feedback ? [toFeedbackBlock(options.feedback, card.language ?? 'en')] : [];
  return toFitting([...calls, ...header, ...body, ...rating]).map((block, index) => ({
    ...block,
    block_id: `${nonce}-${index}`,
  }));
}

function toElementBlocks(element: CardElement, language: Language, { files, plan }: RenderOptions): KnownBlock[] {
  switch (element.kind) {
    case 'text':
      return toTextBlocks(element.text, element.style, language);
    case 'facts':
      return chunk(element.facts, blockLimits.fields).map((facts) => ({
        type: 'section',
        fields: facts.map(({ label, value }) =>
          mrkdwn(cutEscaped(`${bold(escapeMrkdwn(label))}\n${wordsToMrkdwn(value, language)}`, blockLimits.field)),
        ),
      }));
    case 'steps':
      return sections(element.steps.map((line) => `${stepMark(line)}${escapeMrkdwn(line.text)}`).join('\n'));
    case 'tasks':
      return plan ? [toPlanBlock(element)] : sections(escapeMrkdwn(taskLines(element)));
    case 'notice':
      return sections(`${markOf(element.level, language)} ${wordsToMrkdwn(element.text, language)}`);
    case 'image':
      return toImageBlocks(element, language, files);
    case 'divider':
      return [{ type: 'divider' }];
    case 'rows':
      return element.rows.map((row, index) => toRow(row, index, language));
    case 'select':
      return toSelectBlocks(element, language);
    case 'picker':
      return toPickerBlocks(element, language);
    case 'copy':
      return sections(`${bold(escapeMrkdwn(element.label))}\n${toCodeBlock(element.value)}`);
    case 'actions':
      return toActionBlocks(element.buttons, element.menu ?? [], language);
    default:
      return element satisfies never;
  }
}

function toTextBlocks(text: Words, style: 'plain' | 'bold' | 'muted', language: Language): KnownBlock[] {
  const escaped = wordsToMrkdwn(text, language);
  if (style === 'bold') return sections(escaped.split('\n').map(bold).join('\n'));
  if (style === 'plain') return sections(escaped);
  return splitEscaped(escaped, blockLimits.text).map((part) => ({ type: 'context', elements: [mrkdwn(part)] }));
}

/** A private file of the workspace; Slack would fetch a picture by address from the open internet only. */
function toImageBlocks(image: ImageElement, language: Language, files: RenderOptions['files']): KnownBlock[] {
  const id = files?.get(pictureKey(image.picture));
  if (!id) return [];
  return [
    {
      type: 'image',
      slack_file: { id },
      alt_text: escapeWithin(image.alt || wordsIn(language).adapters.card.picture, blockLimits.alt),
    },
  ];
}

function toRow({ title, text, button }: RowsElement['rows'][number], index: number, language: Language): KnownBlock {
  const lines = [bold(escapeMrkdwn(title)), wordsToMrkdwn(text, language)].filter((line) => line !== '').join('\n');
  return {
    type: 'section',
    text: mrkdwn(cutEscaped(lines || ' ', blockLimits.text)),
    ...(button ? { accessory: toButton(button, `${actionOf(button)}:${index}`, language) } : {}),
  };
}

/** Slack gives an option's value 75 characters, too few for ids: those travel in the action id. */
function toSelectBlocks(element: SelectElement, language: Language): KnownBlock[] {
  const options = element.choices.slice(0, blockLimits.options).map((label, index) => ({
    text: plain(label, blockLimits.optionLabel),
    value: String(index),
  }));
  const chosen = options[element.chosen ?? -1];
  if (options.length === 0) return [];
  const select = {
    type: 'static_select' as const,
    action_id: `${element.action}:select:${JSON.stringify(element.value)}`,
    placeholder: plain(wordsIn(language).adapters.card.choosePlaceholder, blockLimits.optionLabel),
    options,
    ...(chosen ? { initial_option: chosen } : {}),
  };
  return [{ type: 'section', text: mrkdwn(escapeWithin(element.label, blockLimits.text)), accessory: select }];
}

function toPickerBlocks({ label, picker, action }: PickerElement, language: Language): KnownBlock[] {
  const accessory = toPicker(picker, action, language);
  if (!accessory) return [];
  return [{ type: 'section', text: mrkdwn(escapeWithin(label, blockLimits.text)), accessory }];
}

function toActionBlocks(buttons: Button[], menu: MenuItem[], language: Language): KnownBlock[] {
  const rows = chunk(buttons, buttonsPerBlock);
  return (rows.length > 0 ? rows : [[]]).flatMap((row, index, all): KnownBlock[] => {
    const elements = [
      ...row.map((button, place) => toButton(button, actionId(button, place, row), language)),
      ...(menu.length > 0 && index === all.length - 1 ? [toOverflow(menu)] : []),
    ];
    return elements.length > 0 ? [{ type: 'actions', elements }] : [];
  });
}

function toOverflow(menu: MenuItem[]): Overflow {
  const items = menu.slice(0, blockLimits.overflowOptions);
  return {
    type: 'overflow',
    action_id: toMenuId(items),
    options: items.map((item, index) => ({
      text: plain(item.label, blockLimits.optionLabel),
      value: toMenuValue(item, index, items),
      ...(item.kind === 'link' ? { url: item.url } : {}),
    })),
  };
}

/** A block of code ends at three backticks, which nothing escapes: a space of no width keeps them apart. */
const toCodeBlock = (value: string): string =>
  `\`\`\`${escapeMrkdwn(value).replaceAll('```', '`\u200b`\u200b`')}\`\`\``;

/** Slack wants action ids unique within a block, so a second `choose` becomes `choose:1`; `normalize` cuts it off. */
function actionId(button: Button, index: number, buttons: Button[]): string {
  if (button.kind === 'link') return `link:${index}`;
  const first = buttons.findIndex((other) => actionOf(other) === actionOf(button));
  return first === index ? actionOf(button) : `${actionOf(button)}:${index}`;
}

function actionOf(button: Button): string {
  if (button.kind === 'link') return 'link';
  return button.kind === 'form' ? button.form.action : button.action;
}

function toButton(button: Button, id: string, language: Language): SlackButton {
  const base = { type: 'button', action_id: id, text: plain(button.label, blockLimits.buttonLabel) } as const;
  if (button.kind === 'link') return { ...base, url: button.url };
  const style = button.style === 'default' ? {} : { style: button.style };
  if (button.kind === 'form') return { ...base, ...style, value: JSON.stringify(button.form.value) };
  return {
    ...base,
    value: JSON.stringify(button.value),
    ...style,
    ...(button.confirm ? { confirm: toConfirm(button.confirm, button.style, language) } : {}),
  };
}

function toConfirm(
  confirm: NonNullable<ActionButton['confirm']>,
  style: ActionButton['style'],
  language: Language,
): SlackButton['confirm'] {
  return {
    title: plain(confirm.title, blockLimits.confirmTitle),
    text: plain(confirm.text, blockLimits.confirmText),
    confirm: plain(confirm.confirm, blockLimits.confirmLabel),
    deny: plain(wordsIn(language).adapters.card.cancel, blockLimits.confirmLabel),
    ...(style === 'danger' ? { style } : {}),
  };
}

const sections = (escaped: string): KnownBlock[] =>
  splitEscaped(escaped, blockLimits.text).map((part) => ({ type: 'section', text: mrkdwn(part) }));

const bold = (line: string): string => (line.trim() === '' ? line : `*${line.trim()}*`);

function chunk<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
