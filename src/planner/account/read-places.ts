import type { Phrase } from './phrase.ts';
import { findAll, mask, type Reading } from './text.ts';

const quotes: Record<string, string> = {
  '"': '"',
  '“': '”“"',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‘': '’',
  '‚': '‘’',
  '`': '`',
  "'": "'",
};

/** Quotations without their quotes; an apostrophe opens none. */
export function readTexts(reading: Reading): Phrase[] {
  const found: Phrase[] = [];
  const { text: all } = reading;
  for (let at = 0; at < all.length; at += 1) {
    const end = quotationEnd(all, at);
    if (end < 0) continue;
    const said = reading.original.slice(at, end);
    const value = said.slice(1, -1).trim();
    if (value !== '') found.push({ kind: 'text', value, start: at, end, text: said });
    at = end - 1;
  }
  for (const { start, end } of found) mask(reading, start, end);
  return found;
}

function quotationEnd(text: string, start: number): number {
  const close = quotes[text[start] ?? ''];
  const single = text[start] === "'" || text[start] === '’';
  if (!close || /[\p{L}\p{N}]/u.test(text[start - 1] ?? ' ')) return -1;
  const limit = Math.min(text.length, start + 2000);
  for (let at = start + 1; at < limit; at += 1) {
    if (!close.includes(text[at] ?? ' ')) continue;
    if ((single || text[at] === '’') && /[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ')) continue;
    return at + 1;
  }
  return -1;
}

const slackUser = /<@([A-Z0-9]{2,20})(?:\|([^>]{1,80}))?>/gi;
const slackChannel = /<#([A-Z0-9]{2,20})(?:\|([^>]{0,80}))?>/gi;
const slackMail = /<mailto:([^|>]{1,200})(?:\|[^>]{0,200})?>/gi;
const slackLink = /<(https?:\/\/[^|>\s]{1,2000})(?:\|[^>]{0,300})?>/gi;
const url = /https?:\/\/[^\s<>"'`“”„«»]{1,2000}/gi;
const bareHost =
  /(?<![\p{L}\p{N}@._/-])(?:[a-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|dev|app|de|fr|es|uk|eu|ai|co|cloud|tech|info|test|example)(?:\/[^\s<>"'{}]{0,300})?(?![\p{L}\p{N}@-])/gu;
const address = /[\p{L}\p{N}._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}/giu;
/** A number to call, with its country. */
const phone = /(?<![\p{L}\p{N}+])\+\d[\d ()/-]{6,20}\d(?![\p{L}\p{N}])/gu;
const hash = /(?<![\p{L}\p{N}&/])#([\p{L}_][\p{L}\p{N}_-]{0,79}|\d{1,3}[\p{L}_-][\p{L}\p{N}_-]{0,79})/gu;
const at = /(?<![\p{L}\p{N}._-])@([\p{L}][\p{L}\p{N}_.-]{1,60})/gu;
/** A channel that is only spoken of: "the sales channel", "channel ops", "Kanal Vertrieb", "le canal ventes". */
const spokenBefore =
  /(?<![\p{L}])(?:the|our|den|der|dem|im|unseren|unserem) ([\p{L}\p{N}_-]{2,40})[ -](?:slack[ -])?(?:channel|kanal)(?!\p{L})/gu;
const spokenBehind =
  /(?<![\p{L}])(?:channel (?:named|called)|(?:kanal|canal|chaîne)(?: namens| appelé| llamado)?) ([\p{L}\p{N}_-]{2,40})(?!\p{L})/gu;
const noPerson = new Set('mentioned mentions mention here channel everyone'.split(' '));
const noChannel = new Set(
  'slack teams team right same general-purpose de du der des la le in im auf and und et y for für pour para when wenn if with mit about to that on or at of every each our the a it from saying is are who which por en con cada if via microsoft discord telegram new neue chaque'.split(
    ' ',
  ),
);

/** Links, addresses, channels and people, each by how it is written. */
export function readPlaces(reading: Reading): Phrase[] {
  const found: Phrase[] = [];
  const { original } = reading;
  const add = (
    match: RegExpMatchArray & { index: number },
    length: number,
    make: (text: string) => Phrase | undefined,
  ) => {
    const text = original.slice(match.index, match.index + length);
    const phrase = make(text);
    if (!phrase) return;
    found.push(phrase);
    mask(reading, phrase.start, phrase.end);
  };
  const span = (start: number, text: string) => ({ start, end: start + text.length, text });
  const group = (text: string, index: number, pattern: RegExp) =>
    new RegExp(pattern.source, pattern.flags.replace('g', '')).exec(text)?.[index];
  for (const match of findAll(reading, slackMail))
    add(match, match[0].length, (text) => ({ kind: 'address', address: match[1] ?? '', ...span(match.index, text) }));
  for (const match of findAll(reading, slackLink))
    add(match, match[0].length, (text) => ({
      kind: 'url',
      url: group(text, 1, slackLink) ?? '',
      ...span(match.index, text),
    }));
  for (const match of findAll(reading, slackChannel))
    add(match, match[0].length, (text) => {
      const id = group(text, 1, slackChannel) ?? '';
      return { kind: 'channel', id, name: match[2] || id, ...span(match.index, text) };
    });
  for (const match of findAll(reading, slackUser))
    add(match, match[0].length, (text) => {
      const id = group(text, 1, slackUser) ?? '';
      return { kind: 'person', id, name: match[2] || id, ...span(match.index, text) };
    });
  for (const match of findAll(reading, url))
    add(match, match[0].replace(/[.,;:!?)]+$/, '').length, (text) => ({
      kind: 'url',
      url: text,
      ...span(match.index, text),
    }));
  for (const match of findAll(reading, address))
    add(match, match[0].replace(/[.-]+$/, '').length, (text) => ({
      kind: 'address',
      address: text.toLowerCase(),
      ...span(match.index, text),
    }));
  for (const match of findAll(reading, phone))
    add(match, match[0].length, (text) => ({
      kind: 'address',
      address: text.replace(/[^\d+]/g, ''),
      ...span(match.index, text),
    }));
  for (const match of findAll(reading, hash))
    add(match, match[0].replace(/-+$/, '').length, (text) => ({
      kind: 'channel',
      name: text.slice(1),
      ...span(match.index, text),
    }));
  for (const match of findAll(reading, at))
    if (!noPerson.has(match[1] ?? ''))
      add(match, match[0].replace(/[.-]+$/, '').length, (text) => ({
        kind: 'person',
        name: text.slice(1),
        ...span(match.index, text),
      }));
  for (const match of findAll(reading, bareHost)) {
    if (/^(?:e\.g|i\.e|monday\.com|cal\.com|form\.io|customer\.io|sentry\.io|urlscan\.io)\b/.test(match[0])) continue;
    add(match, match[0].replace(/[.,;:!?)]+$/, '').length, (text) => ({
      kind: 'url',
      url: text,
      ...span(match.index, text),
    }));
  }
  for (const pattern of [spokenBefore, spokenBehind])
    for (const match of findAll(reading, pattern)) {
      const name = match[1] ?? '';
      if (noChannel.has(name)) continue;
      add(match, match[0].length, (text) => ({ kind: 'channel', name, ...span(match.index, text) }));
    }
  return found;
}
