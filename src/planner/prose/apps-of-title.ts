import type { Catalog } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { namesModel } from '../ai/models.ts';
import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import { talked } from './assistant.ts';
import { fromThird, isAct } from './verbs.ts';

const looking = /^(?:get|fetch|retrieve|read|pull|collect|load|check|list|export|look|find|search|monitor|download)$/i;
const making =
  /^(?:create|add|save|store|send|post|log|append|insert|write|upload|publish|record|update|upsert|put|notify|alert|share|announce|message)$/i;
const own = /^When (?:a form|a webhook|a chat message|a new email)\b/i;
/** Where one thing that is told ends and the next begins. */
const ends = /(?:, | and |\. | (?=(?:when(?:ever)?|as soon as|once|the moment)\b)|$)/g;

const namesIn = (catalog: Catalog, text: string): NamedApp[] =>
  appsIn(catalog, text, toLower(maskQuoted(text))).filter(
    ({ start, end }) => !namesModel(catalog, text.slice(start, end)),
  );

/**
 * What only the title names, "Eventbrite attendees to ActiveCampaign. Adds each new attendee to a list": the first app
 * is where it comes from, one behind "to" is where it goes, each where the words behind the title name no app.
 */
export function withAppsOf(title: string, text: string, catalog: Catalog): string {
  const there = new Set(namesIn(catalog, text).map(({ name }) => name));
  const only = namesIn(catalog, title).filter(({ name }) => !there.has(name));
  let told = text;
  for (const { name, start, trigger, action } of firstOfEach(only)) {
    const isTarget =
      talked.test(shortName(action ?? '')) ||
      (/\b(?:to|into|in|on|via|with)\s(?:an? |the |your )?$/i.test(title.slice(0, start)) && start > 3);
    const event = () => trigger && (withEvent(told, catalog, name) ?? withNew(told, catalog, name));
    const source = () => event() || (action && withPlace(told, catalog, looking, `from ${name}`));
    const target = () => action && withPlace(told, catalog, making, `in ${name}`);
    told = (isTarget ? target() || source() : source()) || told;
  }
  return told;
}

const firstOfEach = (apps: readonly NamedApp[]): NamedApp[] =>
  apps.filter(({ name }, at) => apps.findIndex((one) => one.name === name) === at);

/** "When a deal is won, …" without an app. */
function withEvent(text: string, catalog: Catalog, name: string): string | undefined {
  const event = /(?<!\S)(?:when(?:ever)?|as soon as|once|after|the moment)\b[^,.;]*/i.exec(maskQuoted(text));
  if (!event || own.test(event[0])) return undefined;
  const end = event.index + event[0].length;
  if (namesIn(catalog, text.slice(event.index, end)).length > 0) return undefined;
  return `${text.slice(0, end)} in ${name}${text.slice(end)}`;
}

/** "Adds each new attendee to a list": what is new is of that app. */
function withNew(text: string, catalog: Catalog, name: string): string | undefined {
  const found =
    /\b(?:each|every|all|any)? ?new ([\p{L}-]+)(?: (?!to\b|in\b|into\b|on\b|and\b|via\b|with\b|for\b|from\b|as\b|is\b|are\b)\p{L}+)?/iu.exec(
      maskQuoted(text),
    );
  if (!found || /^(?:when|every day|daily)/i.test(text)) return undefined;
  const end = found.index + found[0].length;
  const behind = text.slice(end, end + 30);
  if (namesIn(catalog, `${found[0]}${behind.split(/,|\band\b|\bto\b|\binto\b/)[0]}`).length > 0) return undefined;
  return `${text.slice(0, end)} in ${name}${text.slice(end)}`;
}

/** The first act of its kind that names no app, with one. */
function withPlace(text: string, catalog: Catalog, acts: RegExp, place: string): string | undefined {
  const mask = maskQuoted(text);
  let start = 0;
  for (const match of [...mask.matchAll(ends)]) {
    const part = text.slice(start, match.index);
    const words = (part.match(/[\p{L}-]+/gu) ?? []).slice(0, 5);
    const act = words.map((word) => fromThird(word) ?? (isAct(word) ? word : '')).find((one) => one !== '');
    if (act && acts.test(act) && namesIn(catalog, part).length === 0)
      return `${text.slice(0, match.index)} ${place}${text.slice(match.index)}`;
    start = match.index + match[0].length;
  }
  return undefined;
}
