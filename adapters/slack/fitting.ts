import type { ContextBlock, KnownBlock, MrkdwnElement } from '@slack/types';
import { blockLimits, textLength } from './block-limits.ts';
import { cutEscaped } from './mrkdwn.ts';

/** Shortens text from the end of the card until the message fits; headers and buttons are kept. */
export function toFitting(blocks: KnownBlock[]): KnownBlock[] {
  const kept = withinCount(blocks);
  let room = blockLimits.messageText - 1 - sum(kept.filter(isFixed).map(textLength));
  return kept.flatMap((block) => {
    if (isFixed(block)) return [block];
    const length = textLength(block);
    if (length <= room) {
      room -= length;
      return [block];
    }
    const shortened = shorten(block, room);
    room = 0;
    return shortened ? [shortened] : [];
  });
}

function withinCount(blocks: KnownBlock[]): KnownBlock[] {
  let surplus = blocks.length - blockLimits.blocks;
  return blocks
    .toReversed()
    .filter((block) => block.type === 'actions' || block.type === 'header' || surplus-- <= 0)
    .toReversed()
    .slice(0, blockLimits.blocks);
}

const isFixed = (block: KnownBlock): boolean => block.type === 'header' || block.type === 'actions';

/** Not worth a block below this: an ellipsis alone tells nobody anything. */
const shortestText = 20;

function shorten(block: KnownBlock, room: number): KnownBlock | undefined {
  if (room < shortestText) return undefined;
  if (block.type === 'section' && block.text) {
    const left = room - textLength(block.accessory);
    return left < shortestText ? undefined : { ...block, text: mrkdwn(cutEscaped(block.text.text, left)) };
  }
  if (block.type === 'section' && block.fields) {
    const each = Math.floor(room / block.fields.length);
    if (each < shortestText) return undefined;
    return { ...block, fields: block.fields.map((field) => mrkdwn(cutEscaped(field.text, each))) };
  }
  if (block.type === 'context') {
    return { ...block, elements: block.elements.map((part) => shortenPart(part, room)) };
  }
  return undefined;
}

function shortenPart(part: ContextBlock['elements'][number], room: number): ContextBlock['elements'][number] {
  return part.type === 'mrkdwn' ? mrkdwn(cutEscaped(part.text, room)) : part;
}

/** `verbatim`: Slack must not turn plain `@channel` or `#general` into something that notifies. */
export const mrkdwn = (escaped: string): MrkdwnElement => ({ type: 'mrkdwn', text: escaped, verbatim: true });

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
