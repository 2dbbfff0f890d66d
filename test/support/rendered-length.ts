import { toBlocks } from '#adapters/slack/block-kit.ts';
import { toAdaptiveCard } from '#adapters/teams/adaptive-card.ts';
import type { Card } from '#src/chat/card.ts';

export const renderedOn = ['slack', 'teams'] as const;
type Platform = (typeof renderedOn)[number];

/** Letters that fit beside each other in the widest window. */
const lineLength = 95;

/** Lines as they are drawn, long ones broken, and words with a letter or digit, before the first row of buttons. */
export function lengthOn(platform: Platform, card: Card): { lines: number; words: number } {
  const lines = linesOn(platform, card).filter((line) => line.trim() !== '');
  return {
    lines: lines.reduce((sum, line) => sum + Math.ceil(line.length / lineLength), 0),
    words: lines
      .join(' ')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
  };
}

/** What a person reads there, a line each; what a list offers is not read before it is opened. */
export function linesOn(platform: Platform, card: Card): string[] {
  const parts: object[] = platform === 'slack' ? toBlocks(card, { nonce: 'n' }) : toAdaptiveCard(card).body;
  const first = parts.findIndex((part) => 'type' in part && ['actions', 'ActionSet'].includes(String(part.type)));
  return parts.slice(0, first < 0 ? parts.length : first).flatMap((part) => textsIn(part).flatMap(toLines));
}

const unread = new Set(['accessory', 'choices', 'selectAction', 'actions', 'altText', 'alt_text', 'id', 'block_id']);
const read = new Set(['text', 'label', 'title', 'value']);

function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (unread.has(key)) return [];
    return typeof value === 'string' ? (read.has(key) ? [value] : []) : textsIn(value);
  });
}

/** Without the markup of the platform; a time takes as many words as it is shown in. */
const toLines = (text: string): string[] =>
  text
    .replace(/<!date\^[^|]*\|([^>]*)>/g, '12 Dec 2026, 10:30')
    .replace(/\{\{DATE\([^)]*\)\}\}, \{\{TIME\([^)]*\)\}\}/g, '12 Dec 2026, 10:30')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '$2')
    .replace(/\[([^\]]*)\]\((https?:[^)]*)\)/g, '$1')
    .replace(/\*|```/g, '')
    .split('\n');
