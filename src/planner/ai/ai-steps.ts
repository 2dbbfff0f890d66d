import { appsIn, type NamedApp } from '../catalog/apps.ts';
import { wishOf } from '../catalog/record-words.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import { answerTo } from '../media/answer-to.ts';
import { heardBy } from '../media/heard-by.ts';
import { speaksOfFile, spokenIn } from '../media/kinds.ts';
import { readContent } from '../media/read-content.ts';
import type { Piece } from '../pieces.ts';
import { channelNames, emailAddresses } from '../places.ts';
import { behind, type StepContext } from '../step-text.ts';
import { capitalize, firstUrl, toLiteral } from '../words.ts';
import { assistantWork, lookedUpWork, modelWork } from './answers.ts';
import { askedClasses, classesAsked, classesIn, tellsApart } from './classes.ts';
import { furtherAct } from './further-act.ts';
import { type Knowledge, knowledgeIn } from './knowledge.ts';
import { toolsFor } from './lookups.ts';
import { modelPiece, namedModel, namesModel, withoutModel } from './models.ts';
import { limitsBehind, readFrom } from './read-first.ts';
import { readWhole } from './record-pieces.ts';
import { namedStore, saysRetrieval } from './stores.ts';

/** Work with language that no node but a model does. */
const always =
  'summari[sz]e|classify|categori[sz]e|prioriti[sz]e|translate|proofread|paraphrase|rephrase|rewrite|interpret';
/** The same where the words say that a model does it. */
const withModel =
  'analy[sz]e|extract|generate|draft|write|compose|score|rate|qualify|tag|label|answer|reply|respond|evaluate|assess|review|process|detect|describe|moderate|suggest|decide|rank|enrich|parse|convert|create|make|find|explain|check|ask|use|have|let|prompt|personali[sz]e|improve|read|determine|identify|recommend|turn|format|judge';
const alwaysVerb = new RegExp(`^(?:please )?(?:auto(?:matically)?[- ])?(?:${always})\\b`);
const modelVerb = new RegExp(`^(?:please )?(?:auto(?:matically)?[- ])?(?:${always}|${withModel})\\b`);
const generative =
  /^(?:please )?(?:generate|draft|write|compose|suggest|create|make|ask|use|have|let|prompt|recommend)\b/;
/** An answer that is not sent by itself: "draft a reply". */
const drafts =
  /^(?:please )?(?:generate|draft|write|compose|suggest|create|prepare)\b[^,;.]*?\b(?:answers?|repl(?:y|ies)|responses?)\b/;
/** Somebody is waiting for it. */
const answers = /^(?:please )?(?:auto(?:matically)?[- ])?(?:answer|reply|respond)\b/;
const sends = /^(?:please )?(?:send|post|share|e-?mail|mail|publish|deliver|forward|give|write|dm|message)\b/;
/** What is put on the things themselves, there where they are. */
const marks = /^(?:please )?(?:auto(?:matically)?[- ])?(?:tag|label|assign|route|prioriti[sz]e|moderate)\b/;
/** True where the data at hand are things of an app, which stay there. */
const livesInApp = ({ source, sourceType = '' }: StepContext): boolean =>
  source !== undefined && !/\.(?:form|webhook|chat|httpRequest|rss|manual|schedule|chain)\w*$/.test(sourceType);
/** What tells things apart by classes. */
const sorts = /^(?:please )?(?:auto(?:matically)?[- ])?(?:classify|categori[sz]e)\b/;
/** "Prioritize it and add the label": the words behind it say where it is put. */
function putBehind({ text }: Clause, { request }: StepContext): boolean {
  const at = request.indexOf(text);
  const rest = at < 0 ? '' : request.slice(at + text.length).replace(/^[\s,;.]*(?:(?:and|then) )*/, '');
  return wishOf(toClause(rest.split(/[,.;]/)[0] ?? '')) !== undefined;
}
/** What is made from data before it is sent. */
const digest = /\b(?:digest|summar(?:y|ies)|overview|recap|briefing)\b/;

/** Apps of the clause that are no language model. */
const appsOf = (clause: Clause, { catalog }: StepContext): NamedApp[] =>
  appsIn(catalog, clause.text, clause.mask).filter(
    ({ start, end }) => namedModel(catalog, clause.text.slice(start, end)) === undefined,
  );

/**
 * The steps of work that a language model does: what is read first, its content where it is a file, the model's answer,
 * and where that goes when the clause says so. Undefined when the clause asks for no such work, or names an app to do it.
 */
export function aiSteps(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const digested = sends.test(clause.mask) ? digestSteps(clause, context) : undefined;
  if (digested) return digested;
  const { mask, text } = clause;
  if (!modelVerb.test(mask)) return undefined;
  // Nothing but a model answers out of what somebody wrote.
  const names = namesModel(context.catalog, text) || knowledgeOf(clause, context) !== undefined;
  const strict = alwaysVerb.test(mask);
  if (!names && !strict) return undefined;
  const apps = appsOf(clause, context);
  const byApp = apps.some(({ start }) =>
    /\b(?:with|using|via|by|through) (?:the |our |my )?$/.test(mask.slice(0, start)),
  );
  if (byApp && !names) return undefined;
  if (!modelPiece(context.catalog, text, context.request)) return names ? { reason: 'no-app', app: 'AI' } : undefined;
  return work(clause, apps, context, names);
}

/** What an answer that a clause asks for is looked up in. */
function knowledgeOf(clause: Clause, context: StepContext): Knowledge | undefined {
  const { mask, text } = clause;
  if (/ as “/.test(text) || !(answers.test(mask) || drafts.test(mask))) return undefined;
  const atHand = ({ action, trigger }: NamedApp) => [action, trigger].includes(context.sourceType ?? '-');
  return knowledgeIn(
    context.catalog,
    text,
    appsOf(clause, context).filter((app) => !atHand(app)),
  );
}

/** What an assistant that a description tells of looks up in. */
function knowledgeOfRole(role: string, text: string, { catalog }: StepContext): Knowledge {
  const named = [...text.matchAll(/ with (?:data|files) of ([^“]+?)(?= with (?:data|files) of | as “)/g)];
  const apps = named.flatMap(([, said = '']) => appsIn(catalog, said, said.toLowerCase()));
  return knowledgeIn(catalog, role, apps) ?? { live: apps };
}

function work(clause: Clause, apps: readonly NamedApp[], context: StepContext, names: boolean): Piece[] | Undone {
  const role = /\bas “([^”]+)”/.exec(clause.text)?.[1];
  const knowledge = role === undefined ? knowledgeOf(clause, context) : knowledgeOfRole(role, clause.text, context);
  const isSource = (app: NamedApp) =>
    knowledge !== undefined &&
    ([...knowledge.live, knowledge.filledFrom?.app].some((one) => one?.name === app.name) ||
      knowledge.store?.pattern.test(clause.text.slice(app.start, app.end)) === true);
  const others = apps.filter((app) => !isSource(app));
  return workWith(clause, others, context, { names, role, knowledge });
}

interface Asked {
  names: boolean;
  role: string | undefined;
  knowledge: Knowledge | undefined;
}

function workWith(
  clause: Clause,
  apps: readonly NamedApp[],
  context: StepContext,
  { names, role, knowledge }: Asked,
): Piece[] | Undone {
  const pieces: Piece[] = [];
  let inner = context;
  const goOn = (found: readonly Piece[]): void => {
    for (const piece of found) {
      pieces.push(piece);
      inner = behind([piece], inner);
    }
  };
  const { mask, text } = clause;
  const isTarget = ({ start }: NamedApp) =>
    /\b(?:to|into|onto|in|on|via) (?:an? |the |our |my )?$/.test(mask.slice(0, start));
  const atHand = ({ action, trigger }: NamedApp) => [action, trigger].includes(inner.sourceType ?? '-');
  // "Generate a tweet" reads none.
  const isFrom = ({ start }: NamedApp) =>
    /\b(?:from|of|in|on|about) (?:an? |the |our |my |all )*$/.test(mask.slice(0, start));
  const origin = context.source
    ? undefined
    : apps.find((app) => !atHand(app) && (isFrom(app) || !generative.test(mask)));
  if (origin) {
    const found = readFrom(origin, clause, inner);
    if (isUndone(found)) return found;
    goOn(found);
  }
  const unread = pieces.flatMap(({ left }) => left ?? []).join(' ');
  const limits = origin && unread === '' ? limitsBehind(clause, origin) : undefined;
  const record = inner.records?.at(-1);
  if (record && modelVerb.test(mask)) goOn(readWhole(record, inner));
  const content = / as “/.test(text) ? [] : readContent(clause, inner);
  goOn(content);
  const unseen = content.length === 0 && !generative.test(mask) && !inner.source?.file && speaksOfFile(mask);
  const target = apps.find((app) => app !== origin && !atHand(app) && isTarget(app));
  const places = channelNames(text).length + emailAddresses(text).length > 0;
  const task = taskOf(clause, target, inner);
  const lookups = knowledge && toolsFor(knowledge, role ?? text, inner);
  if (isUndone(lookups)) return lookups;
  const heard = role === undefined ? undefined : heardBy(text, inner);
  if (isUndone(heard)) return heard;
  goOn(heard?.pieces ?? []);
  const classes = classesIn(withoutModel(text, inner), context.original);
  const open = record && sorts.test(mask) && classes.length === 0;
  if (open && (!tellsApart(mask) || putBehind(clause, context))) goOn([askedClasses]);
  const oneOf = inner.previous === askedClasses.name ? classesAsked : classes.join(', ');
  if (role !== undefined && lookups) goOn(assistantWork(role, lookups, clause, inner, heard?.text));
  else
    goOn(
      lookups ? lookedUpWork(task, lookups, clause, inner) : modelWork(task, clause, inner, names, { oneOf, classes }),
    );
  if (answers.test(mask) && inner.source && context.source) {
    const replied = answerTo(spokenIn(mask, role) ? 'voice' : 'text', text, { ...inner, start: starter(context) });
    if (isUndone(replied)) return replied;
    goOn(replied);
  }
  const where = places
    ? `post it to ${[...channelNames(text).map((one) => `#${one}`), ...emailAddresses(text)].join(' and ')}`
    : '';
  const left = pieces.at(-1);
  if (left && (unread || limits)) left.left = unread || limits;
  // An image that is not at hand is looked at by nobody.
  if (left && unseen && role === undefined) left.left = text;
  // Without data there is nothing to work on: only what is new can be written.
  if (left && !context.source && !origin && !generative.test(mask)) left.left = text;
  // "… and broadcast it": an act that nobody here knows is none of the model's.
  const further = role === undefined ? furtherAct(task, modelVerb) : undefined;
  if (left && further) left.left = further;
  // What a chain reads or changes nowhere: a vector store, the labels of what was read.
  const isUnsearched = !lookups && (saysRetrieval(text) || namedStore(context.catalog, text, false) !== undefined);
  const isUnmarked = marks.test(mask) && (apps.length > 0 || livesInApp(context)) && !putBehind(clause, context);
  if (left && role === undefined && (isUnsearched || isUnmarked)) left.left = text;
  // An app that n8n cannot watch fills no store.
  const unfilled = role === undefined && !lookups?.beside ? knowledge?.filledFrom?.app : undefined;
  if (left && unfilled) left.left = text.slice(unfilled.start, unfilled.end);
  if (left && (where || target))
    left.left = where ? where.slice('post it to '.length) : text.slice(target?.start, target?.end);
  return pieces;
}

/** Whoever is answered: where the workflow starts. */
const starter = ({ start, source, sourceType = '' }: StepContext): NonNullable<StepContext['start']> =>
  start ?? { node: source?.node ?? '', type: sourceType };

/** What the model is told to do, in the person's words. */
function taskOf({ text }: Clause, target: NamedApp | undefined, context: StepContext): string {
  const cut = target
    ? `${text.slice(0, target.start).replace(/\b(?:to|into|onto|in|on|via)(?: an?| the| our| my)? *$/i, '')}${text.slice(target.end)}`
    : text;
  const plain = withoutModel(cut, context)
    .replace(/(?:\b(?:to|in|into|on|for) )?#[\p{L}\p{N}_-]+/gu, '')
    .replace(/(?:\b(?:to|for) )?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '')
    .replace(/^(?:please |automatically )+/i, '')
    .replace(/\s{2,}/g, ' ')
    .replace(/[\s,;.]+$/, '')
    .trim();
  return capitalize(toLiteral(context.original?.(plain) ?? plain)).replace(/^=/, '');
}

/** "E-mail a summary to a@b.c" of what was read before. */
function plainDigest(clause: Clause, made: RegExpExecArray, context: StepContext): Piece[] | Undone | undefined {
  const { source, catalog } = context;
  if (!source || !namesModel(catalog, `${clause.text} ${context.request}`)) return undefined;
  if (!/\b(?:an?|the) (?:\p{L}+ ){0,2}$/u.test(clause.mask.slice(0, made.index))) return undefined;
  const found = work(
    toClause(`summarize ${source.isList ? `the ${source.what}s` : `the ${source.what}`}`),
    [],
    context,
    true,
  );
  if (isUndone(found)) return found;
  const last = found.at(-1);
  if (!last?.yields) return undefined;
  const inner: StepContext = {
    ...context,
    source: { ...last.yields, node: last.name },
    previous: last.name,
    sourceType: last.type,
  };
  const sent = context.readStep?.(
    toClause(
      withoutModel(clause.text, context).replace(
        /\b(?:an?|the) (?:\p{L}+ ){0,2}(?:digest|summary|overview|recap|briefing)\b/u,
        'the summary',
      ),
    ),
    inner,
  );
  return !sent || isUndone(sent) ? sent : [...found, ...sent];
}

/** "Send a digest of unread Gmail messages to Telegram": read there, made by a model, sent here. */
function digestSteps(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const made = digest.exec(clause.mask);
  if (!made || context.source?.what === 'summary') return undefined;
  const of = /\b(?:of|about|from|on) /.exec(clause.mask.slice(made.index));
  if (firstUrl(clause.text) !== undefined) return undefined;
  if (!of || /^(?:#|\S+@)/.test(clause.text.slice(made.index + of.index + of[0].length)))
    return plainDigest(clause, made, context);
  const apps = appsOf(clause, context);
  const start = made.index + of.index + of[0].length;
  const origin = apps.find((app) => app.start >= start && app.start < start + 60);
  const about = context.source && /^(?:it|them|this|the \w+|their \w+)\b/.test(clause.mask.slice(start));
  if (!origin && !about) return undefined;
  const tail = clause.text.slice(start);
  const stop =
    / (?:to|in|into|on|via|by) (?:#|\S+@|(?:the |our |my )?(?:slack|telegram|teams|discord)\b)| (?:to|via) (?=\p{Lu})/u.exec(
      tail,
    );
  const object = tail.slice(0, stop?.index ?? tail.length);
  const [first = '', ...more] = object.split(/, /);
  const task = toClause(`summarize ${first}${more.length > 0 ? `, ${more.join(', ')}` : ''}`);
  const found = work(task, appsOf(task, context), context, namesModel(context.catalog, context.request));
  if (isUndone(found)) return found;
  const last = found.at(-1);
  const inner: StepContext = last?.yields
    ? { ...context, source: { ...last.yields, node: last.name }, previous: last.name, sourceType: last.type }
    : context;
  // "A Telegram digest": the app before it is where it goes.
  const before = apps.find(({ end }) => end <= made.index);
  const place = before ? ` to ${clause.text.slice(before.start, before.end)}` : '';
  const verb = /^(?:please )?[\p{L}-]+/u.exec(clause.text)?.[0] ?? 'send';
  const send = toClause(`${verb} the summary${place}${stop ? tail.slice(stop.index) : ''}`);
  const sent = context.readStep?.(send, inner);
  if (!sent || isUndone(sent)) return sent;
  return [...found, ...sent];
}
