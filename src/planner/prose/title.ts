import type { Catalog } from '#src/catalog/catalog.ts';
import { namedModel, namesModel } from '../ai/models.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, toLower } from '../words.ts';
import { isDoer, mayBeAct } from './verbs.ts';

/** What titles call the carrying of things from here to there. */
const carrying =
  /^(?:sync\w*|copy|copies|send|save|get|add|post|share|export|import|move|store|notify|connect|integrat\w*|report\w*|notif\w*|alert\w*|backup|archiv\w*|captur\w*|collect\w*|log\w*|track\w*|monitor\w*|forward\w*|upload\w*|remind\w*)$/i;

/** The model that the title names, where the description only says AI. */
export function withModelOf(title: string, text: string, catalog: Catalog): string {
  const model = namedModel(catalog, title);
  if (!model || namedModel(catalog, text)) return text;
  // "OpenAI's GPT-4": the model itself says whose it is.
  const names = title.match(new RegExp(model.pattern.source, 'giu')) ?? [];
  const name = (names.find((one) => /\d/.test(one)) ?? names[0] ?? '').replace(/['’]s$/, '');
  const worked =
    /^((?:.*?(?:[,.;] |\band ))?(?:then |automatically )*(?:extract|summari[sz]e|classify|categori[sz]e|analy[sz]e|generate|draft|score|qualify|translate|rewrite|prioriti[sz]e) [^,.;]*?)(?=,|;|\.(?:\s|$)| and (?:then )?\p{L}+ (?:it|them|the|an?|to)\b|$)/iu;
  if (!namesModel(catalog, text)) return text.replace(worked, `$1 using ${name}`);
  return text.replace(/\b(using|with|via) (?:an? )?AI\b(?: models?)?/i, (_, lead: string) => `${lead} ${name}`);
}

/** What only the title says of when it runs. */
export function leadOf(title: string, text: string): string {
  const when = /\b(daily|weekly|monthly|hourly|nightly)\b/i.exec(title);
  const said =
    /\b(?:when(?:ever)?|as soon as|once|upon|every|each|daily|weekly|monthly|hourly|nightly|morning|evening)\b/i.test(
      text,
    );
  const kind = /\b(?:an?|the) (?:daily |weekly )?(morning|evening|daily|weekly|monthly|hourly|nightly) (?=\p{L})/iu
    .exec(text)?.[1]
    ?.toLowerCase();
  if (kind && !/\bevery\b/i.test(text)) return `${/ly$/.test(kind) ? kind : `every ${kind}`}, `;
  if (/^when\b/i.test(text)) return '';
  const form =
    /\bforms?\b/i.test(title) && !/\bgoogle forms?\b/i.test(`${title} ${text}`) && !said
      ? 'When a form is submitted, '
      : '';
  return when && !said ? `${when[1]}, ` : form;
}

const plain =
  /^(?:ai|a|an|the|and|or|of|for|in|on|to|with|via|from|using|by|your|new|based|powered|driven|simple|complete|auto|automat\w*|workflow\w*|n8n|service|system|template|integration|pipeline|bot|tool|smart|advanced|full|quick|easy|ready|made|process\w*|manag\w*|handl\w*|build\w*|creat\w*|get|make|daily|weekly|monthly|hourly|nightly|morning|onboarding|schedulers?|scheduled|trackers?|loggers?|managers?|monitors?|notifiers?|emails?|messages?|gpt)$/i;
const root = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll('z', 's')
    .replace(/(?:ations?|ings?|ers?|ed|e?s|e|y|ies|ing|ion)$/, '')
    .slice(0, 7);

/** Words of a title that stand nowhere else: those that may be an act, and those that only say more of it. */
export function unsaid(title: string, rest: string, catalog: Catalog): { left: string[]; more: string[] } {
  const known = (rest.match(/[\p{L}\p{N}]+/gu) ?? []).map(root);
  // Apps are looked for by everybody who reads the request: one that is not used is told.
  const apps = appsIn(catalog, title, toLower(maskQuoted(title)));
  const free = [...apps]
    .reverse()
    .reduce((text, { start, end }) => `${text.slice(0, start)} ${text.slice(end)}`, title);
  const words = (free.match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => !plain.test(word) && !carrying.test(word));
  const isSaid = (one: string, word: string) =>
    Math.min(one.length, word.length) > 2 && (one.startsWith(word) || word.startsWith(one));
  const open = words.filter((word) => !known.some((one) => isSaid(one, root(word))));
  // A "price watcher" is called after what it does; a reminder is something it makes.
  const isAbout = (word: string) =>
    (!mayBeAct(word) || (isDoer(word) && !/^(?:remind|filt|answ|ord)ers?$/i.test(word))) && /^\p{L}+$/u.test(word);
  const [more, left] = [open.filter(isAbout), open.filter((word) => !isAbout(word))];
  return { left: left.length > 0 ? [left.join(' ')] : [], more: more.length > 0 ? [more.join(' ')] : [] };
}
