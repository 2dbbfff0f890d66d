import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from '../catalog/apps.ts';
import { maskQuoted, outsideQuotes, toLower } from '../words.ts';
import { assistantIn } from './assistant.ts';
import { asksMore, isMereBenefit } from './benefits.ts';
import type { Prose } from './description.ts';
import { startedBy } from './started-by.ts';
import { leadOf, unsaid, withModelOf } from './title.ts';
import { actsHere, fromGerund, fromThird, isAct, isThing } from './verbs.ts';

/** What the sentences of a description are about, with what stands before the act. */
const subject =
  /^(?:(?:this|the|that|our|my|an?|your|each|here is an?|it is an?)\s)?(?:[\p{L}\d'’+-]+[ ,]+){0,5}?(?:workflow|automation|flow|template|pipeline|integration|scenario|process|system|tool|solution)(?:\s+(?:that|which|to|will|can|automatically|then|is designed to|is built to|shows? (?:you )?how to|demonstrates? how to|lets you|allows? you to|enables? you to|helps? (?:you|teams?|users?) (?:to )?))*\s+(?=[\p{L}-]+)/iu;
/** "Daily workflow that …", "when a lead comes in, this workflow …": what it says of when is kept. */
const timing = /\b(?:daily|weekly|monthly|hourly|nightly)\b/i;
const told = /^(?:when(?:ever)?|if|once|after|as soon|every|each|on|at)\b/i;
const pronoun =
  /^(?:it|the (?:bot|agent|assistant)|this)(?:\s+(?:will|then|also|automatically|finally))*\s+(?=[\p{L}-]+s\b)/iu;
const adverbs =
  /^(?:automatically|automatically and|then|finally|also|next|first|afterwards|in addition|additionally|simply|seamlessly|instantly|easily|periodically|basically)[, ]+/i;
const asks = /\b(?:please|i (?:want|need|would)|i'd|we (?:want|need)|can you|could you|would you)\b/i;

/** What a workflow is good for, or what it takes to set it up. */
const praise =
  /^(?:(?:an? |the )?(?:ideal|perfect|great|useful|suitable|designed|built|made|handy|excellent|good)\b.*\b(?:for|to|when|if|starting point)\b|no\b.*\b(?:required|needed|necessary|apis?|keys?|code)\b|(?:nodes?|setup|set-up|docs?|documentation|comments?|sticky notes|notes)\b.*\b(?:in|included|provided)\b|saves? (?:you )?(?:time|hours)|helps? (?:\w+ )?(?:teams?|users?|you|companies|businesses)$|(?:an? )?(?:easy|simple) (?:way|solution)|(?:fully |easily )?(?:customi[sz]able|self-hosted|free|open source|production-ready|plug and play|ready to use)\b)/i;
const benefit =
  /^(?:and |thereby |thus |hence )?(?:ideal|perfect|great|useful|enabling|allowing|providing|improving|making|reducing|ensuring|helping|saving|offering|facilitating|streamlining|giving|keeping|freeing|boosting|eliminating|minimi[sz]ing|maximi[sz]ing|increasing|enhancing|simplifying|so that|so you|so your|so the team|so everyone|without (?:any )?(?:manual|coding|code))\b/i;
/** "for quick overview and analysis". */
const purpose =
  / (?:for (?:an? )?(?:(?:quick|easy|easier|better|further|fast|faster|later|future|instant|seamless|efficient|detailed|smart|deeper|improved|enhanced|comprehensive|automatic|automated|human) )+[\p{L} -]{3,60}|(?:in order )?to (?:save time|stay (?:informed|up to date|organi[sz]ed)|reduce|improve|boost|streamline|speed up|enhance|keep (?:track|everyone|your team))\b.{0,80})$/iu;
/** What must not be taken for mere words: places, times, quotations, numbers. */
const tells = /[#@\uE001\uE002]|\b\d|\b(?:if|unless|except|otherwise|only|every|daily|weekly|monthly|hourly)\b/i;

/** Sentences that are read; each is looked through for every app. What stands behind them is told as left. */
const mostSentences = 40;
const short = /^(?:\p{So}\s*)?[^.!?:]{3,120}$/u;

/**
 * Reads a description, "Fetches … every day and sends … to Slack", as the request it stands for. Undefined for words
 * that ask for something themselves. Pure, linear in the length of the words.
 */
export function readProse(request: string, catalog: Catalog): Prose | undefined {
  if (request.length > 4000 || asks.test(maskQuoted(request))) return undefined;
  const all = sentencesOf(request).flatMap((sentence, at) => (at === 0 ? titled(sentence) : [sentence]));
  const sentences = all.slice(0, mostSentences);
  const described = sentences.map((sentence) => describes(sentence));
  const headed = isHeadline(sentences[0] ?? '', sentences[1], request, catalog);
  const body = headed ? 1 : described.indexOf(true);
  const assistant = assistantIn(request, all, catalog);
  // What is said of the assistant's one step is said of the whole description.
  if (assistant) return { ...assistant, back: (words) => (words.startsWith('answer it using ') ? request : words) };
  if (body < 0 || body > 1 || (body === 1 && !isTitle(sentences[0] ?? ''))) return undefined;
  const pairs: [string, string][] = [];
  const background: string[] = [];
  const parts: string[] = [];
  const open: string[] = [];
  for (const sentence of sentences.slice(body)) {
    if (isBackground(sentence, request, catalog)) {
      background.push(sentence);
      continue;
    }
    const { kept, dropped, wanted } = withoutBenefits(sentence, request, catalog);
    background.push(...dropped);
    open.push(...wanted);
    parts.push(toRequest(kept, pairs, background));
  }
  const title = body === 1 ? (sentences[0] ?? '') : '';
  const text = withModelOf(title, startedBy(parts.filter(Boolean).join('. '), catalog), catalog);
  const lead = title === '' ? '' : leadOf(title, text);
  const { left, more } =
    title === '' ? { left: [], more: [] } : unsaid(title, sentences.slice(body).join(' '), catalog);
  return {
    text: lead + text,
    background: [...background, ...more],
    left: [...left, ...open, ...new Set(all.slice(mostSentences))],
    back: backOf(pairs),
  };
}

const backOf = (pairs: readonly [string, string][]) => (words: string) =>
  pairs.reduce((said, [base, own]) => said.replace(new RegExp(`(?<!\\p{L})${base}(?!\\p{L})`, 'iu'), own), words);

function sentencesOf(text: string): string[] {
  const mask = maskQuoted(text);
  const found: string[] = [];
  let start = 0;
  for (const match of mask.matchAll(/[.!?](?:\s+|$)|\s*\n+\s*(?:[-*•]\s|\d{1,2}[.)]\s)?/g)) {
    found.push(text.slice(start, match.index).trim());
    start = match.index + match[0].length;
  }
  found.push(text.slice(start).trim());
  return found.filter((one) => /\p{L}/u.test(one));
}

/** "Airtable to Mailchimp sync - adds …": the title and what it does. */
function titled(sentence: string): string[] {
  const joint = /^[^,:]{3,80}?(?:: | [—–-] )/u.exec(maskQuoted(sentence));
  const behind = joint ? sentence.slice(joint[0].length) : '';
  return joint && describes(behind) ? [joint[0].replace(/(?:: | [—–-] )$/, ''), behind] : [sentence];
}

/** The sentence without what it is about: "This workflow will …", "Automatically …", "Using X, it …". */
function bare(sentence: string): string {
  const turned = sentence.replace(
    /^(using|with|via|leveraging) ([^,]{2,80}), (?:it|this workflow|the workflow) (.+?)(?=$|,| and [\p{L}]+s )/iu,
    '$3 $1 $2',
  );
  let rest = turned.trim();
  for (let round = 0; round < 3; round += 1)
    rest = rest
      .replace(adverbs, '')
      .replace(subject, (all) => (told.test(all) ? all : (timing.exec(all)?.[0].concat(', ') ?? '')))
      .replace(pronoun, '');
  return rest.replace(/^(?:helps?|lets?|allows?|enables?) (?:you|users|teams?|people) (?:to )?(?=[\p{L}-]+ )/iu, '');
}

/** "Every Friday this automation collects …", "When …, it sends …": the act stands behind its time. */
const later =
  /(?:, | )(?:it|this (?:workflow|automation|flow|bot)|the (?:workflow|automation|flow|bot))(?: will| then| automatically| also)* (?=([\p{L}-]+) )/iu;

/** "Every Friday collects …". */
const timed =
  /^((?:every|each|daily|weekly|monthly|hourly|nightly)\b(?: [\p{L}\d:]+){0,4}?,? )([\p{L}]+s)(?= [\p{L}#])/iu;

/** Other languages say "this workflow get" by now. */
const actOf = (word: string): string | undefined => fromThird(word) ?? (isAct(word) ? word.toLowerCase() : undefined);

/** True where a sentence tells what is done: a verb of the third person, or a workflow that does it. */
function describes(sentence: string): boolean {
  const rest = bare(sentence);
  if (startsAt.test(rest)) return true;
  const told = later.exec(rest) ?? timed.exec(rest);
  const verb = told?.at(-1);
  const acts = verb && actOf(verb);
  if (
    told &&
    acts &&
    (!isThing(acts) ||
      actsHere(
        rest
          .slice(told.index + told[0].length)
          .replace(/^[\p{L}]+ /u, ' ')
          .trim(),
      ))
  )
    return true;
  const [first = ''] = /^[\p{L}-]+/u.exec(rest) ?? [];
  const base = fromThird(first);
  if (base && !isAct(first)) return !isThing(base) || actsHere(rest.slice(first.length + 1));
  return rest !== sentence.replace(adverbs, '') && (isAct(first) || fromGerund(first) !== undefined);
}

/** "Every weekday at 8 the workflow starts." */
const startsAt =
  /^((?:every|each|daily|weekly|monthly|hourly|nightly|at|on|when(?:ever)?)\b.{2,120}?),? (?:it|(?:the|this) (?:workflow|automation|flow)) (?:starts|runs|begins|is (?:started|triggered))$/i;

/** What only names the workflow, where the steps themselves come behind it: "Invoice reminders. Every Monday …". */
function isHeadline(sentence: string, following: string | undefined, request: string, catalog: Catalog): boolean {
  const [first = ''] = /^[\p{L}-]+/u.exec(sentence) ?? [];
  if (following === undefined || sentence.length > 90 || told.test(sentence) || isAct(first)) return false;
  const [act = ''] = /^[\p{L}-]+/u.exec(following) ?? [];
  const acts = isAct(act) && (!isThing(act.toLowerCase()) || actsHere(following.slice(act.length + 1)));
  return (
    (acts || /^(?:when(?:ever)?|every|each|as soon as)\b/i.test(following)) && isHarmless(sentence, request, catalog)
  );
}

const isTitle = (sentence: string): boolean => short.test(sentence) || sentence.length < 140;

/** Nothing of it has to be done, and nothing in it is said nowhere else. */
function isBackground(sentence: string, request: string, catalog: Catalog): boolean {
  return praise.test(bare(sentence)) && !asksMore.test(sentence) && isHarmless(sentence, request, catalog);
}

function isHarmless(part: string, request: string, catalog: Catalog): boolean {
  const mask = toLower(maskQuoted(part));
  if (tells.test(mask)) return false;
  const rest = request.replace(part, ' ');
  const elsewhere = new Set(appsIn(catalog, rest, toLower(maskQuoted(rest))).map(({ name }) => name));
  return appsIn(catalog, part, mask).every(({ name }) => elsewhere.has(name));
}

/** A sentence without what it is good for; `wanted` is what looks like a benefit and asks for something. */
function withoutBenefits(sentence: string, request: string, catalog: Catalog) {
  const dropped: string[] = [];
  const wanted: string[] = [];
  const mask = maskQuoted(sentence);
  const joints = [...mask.matchAll(/, | [—–-] | (?=so (?:that|your?|the team|everyone)\b)/g)];
  const cut = joints.find((joint) => benefit.test(mask.slice(joint.index + joint[0].length)));
  let kept = sentence;
  if (cut) {
    const behind = sentence.slice(cut.index + cut[0].length);
    const next = joints.find(
      (joint) =>
        joint.index > cut.index &&
        fromThird(/^(?:and |then )?([\p{L}-]+)/u.exec(mask.slice(joint.index + joint[0].length))?.[1] ?? '') !==
          undefined,
    );
    const part = next ? sentence.slice(cut.index + cut[0].length, next.index) : behind;
    if (isHarmless(part, request, catalog)) {
      (isMereBenefit(part) ? dropped : wanted).push(part);
      kept = sentence.slice(0, cut.index) + (next ? sentence.slice(next.index) : '');
    }
  }
  const aim = purpose.exec(maskQuoted(kept));
  if (aim && isHarmless(kept.slice(aim.index), request, catalog)) {
    const part = kept.slice(aim.index).trim();
    (isMereBenefit(part) ? dropped : wanted).push(part);
    kept = kept.slice(0, aim.index);
  }
  return { kept, dropped, wanted };
}

/** "Implements an ETL pipeline for text processing, extracting …": the acts come behind. */
const pipelines =
  /^(?:implements?|creates?|builds?|provides?|is|sets up) (?:an? |the )?[^,]{0,60}\b(?:pipeline|workflow|system|automation|process|integration)\b[^,]{0,50}, (?=\p{L}+ing )/iu;
const managed = /^manages? [^,]{2,60}? (?:with|using|via|through) (?:an? )?(?:n8n )?forms?\b/i;
/** "Automates fetching, summarizing and categorizing papers", "classifies and routes bugs": several acts, one object. */
const chained = /^(?:automates? )?((?:[\p{L}-]+, )*[\p{L}-]+,? and [\p{L}-]+) (?=\p{L})([^,;]+)/iu;

function spread(list: string, object: string): string {
  const words = list.split(/,? and |, /);
  const acts = words.map((word) => fromThird(word) ?? fromGerund(word) ?? (isAct(word) ? word : undefined));
  if (acts.some((act) => act === undefined)) return `${list} ${object}`;
  const [, rest = object, tool = ''] = /^(.*?)( (?:with|using|via) (?!.* (?:with|using|via) ).*)$/i.exec(object) ?? [];
  return acts.map((act, at) => `${act} ${at === 0 ? rest : 'it'}${tool}`).join(', ');
}

/** One sentence in the words somebody would ask with. */
function toRequest(sentence: string, pairs: [string, string][], background: string[]): string {
  const said = bare(sentence)
    .replace(/(?<=\p{L}) automatically(?= \p{L})/gu, '')
    .replace(startsAt, '$1')
    .replace(/^triggered by (?=(?:an?|the|any|every|each|new) (?!schedule))/i, 'When ')
    .replace(later, (all, word: string) => (actOf(word) ? ', ' : all))
    .replace(managed, (all) => {
      background.push(all);
      return 'When a form is submitted';
    })
    .replace(pipelines, (all) => {
      background.push(all.replace(/, $/, ''));
      return '';
    })
    .replace(chained, (_, list: string, object: string) => spread(list, object))
    .replace(
      /^(?:(?:is )?trigger(?:s|ed)|starts?|runs?|kicks off|fires|activates|is (?:started|activated))(?: automatically)? (?:when(?:ever)?|as soon as) /i,
      'When ',
    )
    .replace(
      /^(?:(?:is )?trigger(?:s|ed)|starts?|runs?|kicks off|fires|activates|is (?:started|activated)) (?=(?:on|by|every|each|daily|weekly|hourly|monthly|at|via|once)\b)/i,
      '',
    )
    .replace(/\bwebhook-triggered\b/i, 'When a webhook is called');
  const aided = said.replace(
    /(?<=^|, | and |, and )us(?:es?|ing) ([^,]{2,60}?) (?:for|in) ([\p{L}-]+ing)(?=[,.;]|$| and )/giu,
    (all, tool: string, work: string) => (fromGerund(work) ? `${fromGerund(work)} it using ${tool}` : all),
  );
  const turned = aided.replace(
    /^(?:uses?|leverages?|using) (.{2,60}?) to ([\p{L}-]+ .+?)(?=$|, | and [\p{L}]+s |[.;])/iu,
    (all, tool: string, act: string) => (isAct(act.split(' ')[0] ?? '') ? `${act} using ${tool}` : all),
  );
  return outsideQuotes(turned, (text) =>
    text
      .replace(timed, (all, lead: string, word: string) => (fromThird(word) ? `${lead}${fromThird(word)}` : all))
      .replace(
        /(^|,? (?:and then|and also|and finally|then|and|also|finally|automatically|that|which|or) |, )([\p{L}-]+)(?= (\S+))/giu,
        (all, lead: string, word: string, following: string) => {
          const base = isAct(word) && !word.endsWith('ing') ? undefined : (fromThird(word) ?? fromGerund(word));
          if (!base) return all;
          if (isThing(base) && lead !== '' && !actsHere(following)) return all;
          pairs.push([base, word]);
          return `${lead.replace(/(?:that|which|or) $/i, 'and ')}${base}`;
        },
      ),
  );
}
