import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { bringsAttachments } from '../catalog/attachments.ts';
import { isAct } from '../prose/verbs.ts';
import { maskQuoted, toLower } from '../words.ts';
import { isDoor } from './doors.ts';
import { wordsFor } from './kinds.ts';

const thing = `(?:(?:${wordsFor('voice')}|${wordsFor('image')}|${wordsFor('document')}|${wordsFor('video')})(?: (?:pdfs?|files?|attachments?))?)`;
const coming =
  '(?:(?:that|which) (?:(?:are|is|get|gets) )?)?(?:(?:come|comes|coming|arrive|arrives|arriving|land|lands|dropped|uploaded|added|sent|received|saved|posted|shared|put|submitted)(?: (?:as|in)(?: pdf)?(?: attachments?| files?)?)?(?: (?:in|on|by|via|through|over|to|into|from))?|from)';
const arrived = new RegExp(
  `^((?:please )?[\\p{L}-]+ (?:[^.;]{0,80}? (?:of|from|in|out of) )?)(?:all |any |each |every |the |new |incoming |your |my |our |meeting )*(${thing}) ${coming} (?:an? |the |your |my |our )?(?=\\p{L})`,
  'iu',
);

/**
 * "Transcribe voice messages that come in on Telegram", "extract the data of invoices that arrive by e-mail": what comes
 * in there starts it, and the act is done with that. Undefined for other words.
 */
export function filesArrived(said: string, catalog: Catalog): string | undefined {
  const text = said.replace(/(?<!google |one|shared )\bdrive\b(?= folder|,|$)/giu, 'Google Drive');
  const found = arrived.exec(text);
  if (!found) return undefined;
  const [lead, act = '', what = ''] = found;
  const rest = text.slice(lead.length);
  const mail = /^e-?mails?\b/iu.exec(rest);
  const [app] = appsIn(catalog, rest, toLower(maskQuoted(rest)));
  const isNear =
    app && (mail ? /^ (?:in|via|on|to|from) $/.test(rest.slice(mail[0].length, app.start)) : app.start === 0);
  const near = isNear && app.trigger !== undefined ? app : undefined;
  if (!near && !mail) return undefined;
  // "Summarize the documents from Google Drive" reads what is there; what is said or shown in a chat comes in.
  if (
    / from (?:an? |the |your |my |our )?$/i.test(lead) &&
    !/ (?:received|coming|sent|arriving) from /i.test(lead) &&
    !isDoor(near?.trigger ?? '')
  )
    return undefined;
  if (!isAct(/^(?:please )?([\p{L}-]+)/iu.exec(act)?.[1] ?? '')) return undefined;
  const trigger = near?.trigger ?? '';
  const isMail = mail !== null || bringsAttachments(trigger);
  const place = near ? rest.slice(near.start, near.end) : '';
  const behind = rest.slice(near?.end ?? mail?.[0].length ?? 0);
  const folder = / (?:folder|inbox|bot|chat|channel|drive)\b/i.exec(behind);
  const tail = folder?.index === 0 ? behind.slice(folder[0].length) : behind;
  const where = folder?.index === 0 && /folder/i.test(folder[0]) ? ' folder' : '';
  const one = what.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
  const event = isMail
    ? `When a new email arrives${place ? ` in ${place}` : ''} with ${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one} as attachment`
    : `When a new ${isDoor(trigger) ? one : `${one} file`.replace(/file file$/, 'file')} arrives in ${place}${where}`;
  return `${event}, ${worded(`${act}it${tail}`)}`;
}

/** "Turn it into a summary in Notion": it is summarized, and that is saved there. */
const worded = (acts: string): string =>
  acts.replace(
    /^(?:turn|convert|transform|make) it into (?:an? )?(?:\p{L}+ )?(summary|summaries|transcripts?)(?= (in|on|to) \p{Lu}|,|;| and |$)/iu,
    (_, made: string, where: string | undefined) => {
      const [act, thing] = /^s/i.test(made) ? ['summarize', 'summary'] : ['transcribe', 'transcript'];
      return `${act} it${where ? ` and save the ${thing}` : ''}`;
    },
  );
