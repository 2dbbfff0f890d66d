import { appsIn } from './catalog/apps.ts';
import { toClause } from './clauses.ts';
import type { StepContext } from './step-text.ts';
import { type ParsedTrigger, pieceOf } from './triggers.ts';
import { maskQuoted, toLower } from './words.ts';

/** What is carried on: "save the new …", "attachments of new …", "log each failed …". */
const carried =
  /(?:^|[,;.] ?| and |please )(?:copy|save|log|post|send|add|store|put|forward|share|upload|sync|write|insert|append|announce|move|export|import|push|(?:tell|notify|alert|inform)\b[^,;.]{1,40}? (?:about|of)) (?:(?:the |all |their )*(?:attachments?|files?|contents?) (?:of|from|in) )?(?:the |all |all the |my |our |each |every |any )*(?:new|incoming|failed|newly added|fresh)(?: [\p{L}-]+){0,3}? (?:(?:of|from|in) (?:the |our |my )?)?$/u;

/**
 * "Save new HubSpot contacts in Airtable", with no word of when: what is new there starts it. Undefined where nothing new
 * of an app is carried anywhere.
 */
export function parseFresh(text: string, context: StepContext): ParsedTrigger | undefined {
  const mask = toLower(maskQuoted(text));
  for (const app of appsIn(context.catalog, text, mask)) {
    const lead = carried.exec(mask.slice(0, app.start));
    // "Add new contacts in HubSpot" is something to do there.
    const goes = / (?:to|into|in|on|via|as) \S/.test(mask.slice(app.end)) || /\b(?:about|of) /.test(lead?.[0] ?? '');
    if (!lead || !goes) continue;
    const start =
      lead.index +
      (/\b(?:(?:the|all|my|our|each|every|any) )*(?:new|incoming|failed|newly|fresh)\b/.exec(lead[0])?.index ?? 0);
    const noun = / (?!(?:to|in|into|on|onto|via|and|or|by|with|for|from|as|at|is|are|should|then)\b)[\p{L}-]+/u;
    const behind = new RegExp(`^${noun.source}`, 'u').exec(mask.slice(app.end))?.[0].length ?? 0;
    const end = app.end + behind;
    const clause = toClause(text.slice(start, end));
    return { ...pieceOf('app', clause, text, context, app), start, end, replacement: 'it' };
  }
  return undefined;
}
