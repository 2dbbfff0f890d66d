import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';

const arriving =
  /^(?:receive|capture|collect|get|accept|take|handle|process|listen (?:for|to)|catch|intercept|track|fetch|retrieve|pull)\s+/i;
/** What n8n itself takes in. */
const own: [RegExp, string][] = [
  [/\bforms?\b/i, 'When a form is submitted'],
  [/\bwebhooks?\b|\bhttp requests?\b/i, 'When a webhook is called'],
  [/\b(?:new|incoming) e-?mails?\b/i, 'When a new email arrives'],
  [/\b(?:chat messages?|user (?:messages?|questions?|prompts?))\b/i, 'When a chat message comes in'],
];

/** What is watched or comes in first starts it. */
export function startedBy(text: string, catalog: Catalog): string {
  const watched =
    /^(?:monitor|watch|track|scan|listen to|poll)s? (?:the |an? |your )?(.{2,60}?) for (?:any )?(new|incoming|changes?|updates?) ?([^,.;]*?)(?=,| and |[.;]|$)/iu.exec(
      text,
    );
  if (watched) {
    const [all, place = '', how = '', what = ''] = watched;
    const event = /^(?:new|incoming)$/i.test(how)
      ? `a new ${what.replace(/s$/, '')} arrives in ${place}`
      : `something is changed in ${place} ${what}`.trim();
    return `When ${event}${text.slice(all.length)}`;
  }
  if (/\b(?:when|whenever|every|each|daily|weekly|monthly|hourly|schedule|webhook)\b/i.test(text)) return text;
  const lead = arriving.exec(text);
  const end = lead ? (/,| and (?=[a-z]+ )|[.;]|$/.exec(text.slice(lead[0].length))?.index ?? 0) + lead[0].length : 0;
  const part = lead ? text.slice(lead[0].length, end) : '';
  const app = lead && appsIn(catalog, part, toLower(maskQuoted(part))).find(({ trigger }) => trigger !== undefined);
  const looks = lead !== null && /^(?:track|fetch|get|retrieve|pull)/i.test(lead[0]);
  if (app && (!looks || /\b(?:new|incoming)\b/i.test(part))) {
    const [behind = '', noun = ''] = /^ (?:new )?([\p{L}]+)/u.exec(part.slice(app.end)) ?? [];
    const before = part
      .slice(0, app.start)
      .replace(/\b(?:from|via|through|in|on|by|of|submitted|sent|collected)(?: the| an?| your)?\s*$/i, '')
      .replace(/\b(?:new|incoming|from|via|through|submitted|sent|collected|all|any|every)\b/gi, ' ')
      .trim();
    const [what, rest] =
      before === '' && noun !== '' ? [noun, part.slice(app.end + behind.length)] : [before, part.slice(app.end)];
    const place = part.slice(app.start, app.end);
    return `When a new ${what.replace(/(?<=[^s])s$/, '') || 'item'} arrives in ${place}${rest}${text.slice(end)}`;
  }
  if (lead && !app && !looks) {
    const event = own.find(([words]) => words.test(part))?.[1];
    if (event) return `${event}${text.slice(end)}`;
  }
  const fresh = /^([\p{L}-]+) (?:the |all |every |each )?(?:new|incoming) ([\p{L} -]{3,40}?) (?:in|from|of|on) /iu.exec(
    text,
  );
  const [all = '', verb = '', what = ''] = fresh ?? [];
  const place =
    fresh &&
    appsIn(catalog, text.slice(0, all.length + 60), toLower(maskQuoted(text.slice(0, all.length + 60)))).find(
      ({ start, trigger }) => trigger && start <= all.length + 4 && start >= all.length - 1,
    );
  return place
    ? `When a new ${what.replace(/s$/, '')} arrives in ${text.slice(place.start, place.end)}, ${verb} it${text.slice(place.end)}`
    : text;
}
