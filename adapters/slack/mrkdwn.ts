import type { PlainTextElement } from '@slack/types';
import { isMoment, momentText, partsOf, type Styled, type Words } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * Makes any text harmless in Slack's markup: `<!channel>`, `<@U1>` and `<url|label>` lose their meaning because the
 * three control characters become entities. Slack shows them again as they were typed.
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same for words with times and styles in them: Slack shows times as the reader's clock has them. */
export function wordsToMrkdwn(words: Words, language: Language = 'en'): string {
  return partsOf(words)
    .map((part) => {
      if (typeof part === 'string') return escapeMrkdwn(part);
      if (!isMoment(part)) return styledToMrkdwn(part);
      return `<!date^${Math.floor(Date.parse(part.at) / 1000)}^{date_short_pretty}, {time}|${momentText(part, language)}>`;
    })
    .join('');
}

const around = { bold: '*', italic: '_', code: '`' } as const;

/** Marks stand around words without blanks at their ends, else Slack shows the marks; a text with its own marks stays plain. */
function styledToMrkdwn({ text, style, url }: Styled): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inner === '') return escapeMrkdwn(text);
  if (url !== undefined && isLink(url)) {
    const label = escapeMrkdwn(inner.replaceAll('|', '¦').replace(/\s*\n\s*/g, ' '));
    return `${before}<${escapeMrkdwn(url).replaceAll('|', '%7C')}|${label}>${after}`;
  }
  const mark = style && around[style];
  const plain = !mark || inner.includes(mark) || inner.includes('\n');
  return `${before}${plain ? escapeMrkdwn(inner) : `${mark}${escapeMrkdwn(inner)}${mark}`}${after}`;
}

const isLink = (url: string): boolean => /^https?:\/\/[^\s<>]+$/.test(url) || /^mailto:[^\s<>]+$/.test(url);

/** Escapes and shortens to at most `max` UTF-16 units as Slack counts them; a cut is marked with an ellipsis. */
export function escapeWithin(text: string, max: number): string {
  return cutEscaped(escapeMrkdwn(text), max);
}

/** What a cut may leave at the end: angle brackets are left only around a time of ours. */
const unfinished = /(?:&[a-z]{0,3}|<[^>]*|[\uD800-\uDBFF])$/;

/** Shortens text that is already escaped without leaving half an entity, half a time or half a surrogate pair behind. */
export function cutEscaped(escaped: string, max: number): string {
  if (escaped.length <= max) return escaped;
  const kept = escaped
    .slice(0, Math.max(0, max - 1))
    .replace(unfinished, '')
    .trimEnd();
  return `${kept}…`;
}

/** Splits escaped text into parts of at most `max` units, at line ends or spaces where there are any. */
export function splitEscaped(escaped: string, max: number): string[] {
  const parts: string[] = [];
  let rest = escaped;
  while (rest.length > max) {
    const at = splitPoint(rest, max);
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}

function splitPoint(text: string, max: number): number {
  const whole = text.slice(0, max).replace(unfinished, '');
  const breakAt = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf(' '));
  const head = breakAt > max / 2 ? whole.slice(0, breakAt).replace(unfinished, '') : whole;
  return head.length || max;
}

/**
 * What a person typed, from what Slack sends: our own mention removed, links and channels as they are read, entities
 * decoded. Anything else in angle brackets stays as it is.
 */
export function toPlainText(mrkdwn: string, botUserId?: string): string {
  return mrkdwn
    .replace(/<([^<>]+)>/g, (whole, inner: string) => toReadable(whole, inner, botUserId))
    .replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .trim();
}

function toReadable(whole: string, inner: string, botUserId: string | undefined): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : inner.slice(bar + 1);
  if (target === `@${botUserId}`) return '';
  if (target.startsWith('@')) return `@${label.replace(/^@/, '') || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label.replace(/^#/, '') || target.slice(1)}`;
  if (target.startsWith('!')) return toBroadcast(target, label);
  if (/^mailto:/i.test(target)) return label || target.slice('mailto:'.length);
  if (/^(https?|slack|tel):/i.test(target)) return toLink(target, label);
  return whole;
}

function toBroadcast(target: string, label: string): string {
  if (label !== '') return label;
  return `@${target.slice(1).split('^')[0]}`;
}

/** Slack links bare domains by itself (`<http://example.com|example.com>`); only a label that says more is kept. */
function toLink(url: string, label: string): string {
  const bare = (value: string) => value.replace(/^[a-z]+:(\/\/)?/i, '').replace(/\/$/, '');
  if (label === '' || bare(label) === bare(url)) return url;
  return `${label} (${url})`;
}

/** Text without markup, within `max`; empty text is not Slack's. */
export const plain = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: escapeWithin(text, max),
  emoji: true,
});

/** Channels that people picked while they typed, as `toPlainText` writes them. */
export function namedChannels(mrkdwn: string): { channels?: { named: string; id: string }[] } {
  const channels = Array.from(mrkdwn.matchAll(/<#([CG][A-Z0-9]{1,30})(?:\|([^<>|]{0,80}))?>/g), (match) => {
    const [, id = '', label = ''] = match;
    return { named: `#${label.replace(/^#/, '') || id}`, id };
  });
  return channels.length > 0 ? { channels: channels.slice(0, 10) } : {};
}
