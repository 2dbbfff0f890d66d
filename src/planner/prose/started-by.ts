import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { filesArrived } from '../media/files-arrived.ts';
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
  const called =
    /^(?:receive|capture|collect|get|accept|take|handle|catch|intercept|listen (?:for|to)) [^,.;]{0,40}?\bwebhooks?\b(?: (?:calls?|requests?|events?|data))?(?=,| and |[.;]|$)/i.exec(
      text,
    );
  if (called) return `When a webhook is called${text.slice(called[0].length)}`;
  const times = text.replace(/\b(?:every|each) (?=new\b)/gi, '').replace(/\bfrom (?:an? |the )?webhook\b/i, '');
  if (/\b(?:when|whenever|every|each|daily|weekly|monthly|hourly|schedule|webhook)\b/i.test(times)) return text;
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
  return newThing(text, catalog) ?? filesArrived(text, catalog) ?? arrivedThing(text, catalog) ?? text;
}

/** "Extract the data from PDFs uploaded to Google Drive": what arrives there starts it. */
function arrivedThing(text: string, catalog: Catalog): string | undefined {
  const found =
    /^(\p{L}+ (?:[\p{L}-]+ ){0,4}?(?:of|from|in) )(?:all |any |the )?((?:[\p{L}-]+ )?[\p{L}-]+) (?:uploaded|added|submitted|sent|saved|posted|received) (?:to|in|into|via|through) (?:an? |the |your )?/iu.exec(
      text,
    );
  const [lead = '', act = '', what = ''] = found ?? [];
  const rest = text.slice(lead.length);
  const [app] = found ? appsIn(catalog, rest, toLower(maskQuoted(rest))) : [];
  if (!app?.trigger || app.start > 0) return undefined;
  const thing = /^(?:pdfs?|documents?|images?|photos?|invoices?|receipts?|csvs?)$/i.test(what)
    ? 'file'
    : singular(what);
  const folder =
    / (?:folder|channel|inbox|drive)\b/i.exec(rest.slice(app.end))?.index === 0
      ? (/^ \p{L}+/u.exec(rest.slice(app.end))?.[0] ?? '')
      : '';
  return `When a new ${thing} arrives in ${rest.slice(0, app.end)}${folder}, ${act}it${rest.slice(app.end + folder.length)}`;
}

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
/** Only reading it is what the event does anyway. */
const merely = /^(?:read|fetch|get|retrieve|check|watch|monitor|scan|collect|process|handle)$/i;

/**
 * "Summarize new Zendesk tickets", "extract the data from new files in Google Drive", "translate every new Slack
 * message": what is new in an app starts it, and the act is done with that.
 */
function newThing(text: string, catalog: Catalog): string | undefined {
  const found =
    /^([\p{L}-]+(?: and [\p{L}-]+)?) ((?:[\p{L}-]+ ){0,4}?(?:of|from|in|on) )?(?:the |all |all the |every |each |any )?(?:new|newly (?:added|created)|incoming) /iu.exec(
      text,
    );
  if (!found) return undefined;
  const [lead, verb = '', of = ''] = found;
  const end = /,| and (?=\p{Ll}+ )|[.;]|$/u.exec(text.slice(lead.length))?.index ?? 0;
  const part = text.slice(lead.length, lead.length + end);
  const app = appsIn(catalog, part, toLower(maskQuoted(part))).find(({ trigger }) => trigger !== undefined);
  const hook = /^[^,.;]{0,40}?\bfrom (?:an? |the )?webhook\b/i.exec(part);
  if (hook) return `When a webhook is called, ${verb} ${of}it${text.slice(lead.length + hook[0].length)}`;
  const mail = app ? null : /^((?:[\p{L}-]+ ){0,2}?e-?mails?)\b/iu.exec(part);
  if (mail && !/^(?:add|create|generate|make|write|send)$/i.test(verb)) {
    const box = /\b(?:Gmail|Outlook)\b/.exec(text)?.[0];
    const rest = text.slice(lead.length + mail[0].length);
    return `When a new ${(mail[1] ?? '').replace(/s$/, '')} arrives${box ? ` in ${box}` : ''}, ${verb} ${of}it${rest}`;
  }
  if (!app || app.start > 45) return undefined;
  const before = part.slice(0, app.start).replace(/(?:^| )(?:in|from|of|on|via|to)(?: the| an?| your| our)? $/i, '');
  const noun = /^ ([\p{L}]+)(?: ([\p{L}]+))?/u.exec(part.slice(app.end));
  // "Create new contacts in HubSpot" makes them there.
  const makes = /^(?:add|create|insert|append|generate|make|write|upload|send|post|publish|set)$/i.test(verb);
  if (makes && of === '' && (before !== '' || !/^(?: \p{L}+){0,2} (?:to|into|in|as) /u.test(part.slice(app.end))))
    return undefined;
  const linking = /^(?:to|in|into|on|with|using|via|by|for|from|as|and|through)$/i;
  const behind = before === '' && noun && !linking.test(noun[1] ?? '') ? noun[0] : '';
  const named = linking.test(noun?.[2] ?? 'to') ? (noun?.[1] ?? '') : '';
  const what = before || named;
  if (what === '') return undefined;
  const cut = before === '' ? ` ${named}`.length : behind.length;
  const rest = text.slice(lead.length + app.end + cut);
  const event = `When a new ${singular(what.trim())} arrives in ${part.slice(app.start, app.end)}`;
  return merely.test(verb) && of === ''
    ? `${event}${rest.replace(/^ and /, ', ')}`
    : `${event}, ${verb} ${of}it${rest}`;
}
