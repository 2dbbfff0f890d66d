import type { Catalog } from '#src/catalog/catalog.ts';
import { appsIn } from './catalog/apps.ts';
import { hasThing, madeThere } from './catalog/things.ts';
import { type Clause, toClause, verbs } from './clauses.ts';
import { loopApart } from './for-each.ts';
import { toNumber } from './words.ts';

/**
 * One clause for each act, in the order things are done: "create a ticket and a task" is two acts with one verb, "for
 * each lead retrieved from X" reads the leads first, "before that" stands before. Pure.
 */
export function toActs(clauses: readonly Clause[], catalog: Catalog): Clause[] {
  return shared(withPlaces(inOrder(clauses), catalog)).flatMap((clause) =>
    loopApart(clause, catalog).flatMap((one) =>
      objectsApart(one, catalog).flatMap((each) => withNewPlace(repeated(each), catalog)),
    ),
  );
}

const making = 'create|make|add|open|start|set up|raise|file|register|schedule|book|upload|enter|put|save';
const taking = 'get|retrieve|fetch|obtain|find|list|read|collect|pull|load|download|compile|delete|remove';

/** "Before that, create a folder": it comes before what was said last. */
function inOrder(clauses: readonly Clause[]): Clause[] {
  const ordered: Clause[] = [];
  for (const clause of clauses) {
    const lead = /^(?:but )?(?:before (?:that|this|it)|beforehand)\b[\s,:]*/.exec(clause.mask)?.[0].length ?? 0;
    if (lead === 0 || lead >= clause.text.length) ordered.push(clause);
    else ordered.splice(Math.max(0, ordered.length - 1), 0, toClause(clause.text.slice(lead), 'sentence'));
  }
  return ordered;
}

/** "In Jira, create an issue": where it is done stands before what is done. */
function withPlaces(clauses: readonly Clause[], catalog: Catalog): Clause[] {
  return clauses.flatMap((clause, at) => {
    const before = clauses[at - 1];
    const isPlace = (one: Clause): boolean =>
      /^(?:in|on|with|using) (?:[\p{L}\p{N}.]+ ?){1,5}$/u.test(one.mask) &&
      appsIn(catalog, one.text, one.mask).length === 1;
    if (isPlace(clause) && clauses[at + 1]) return [];
    return before && isPlace(before) ? [toClause(`${clause.text} ${before.text}`, before.joint)] : [clause];
  });
}

/** "Retrieve and delete all files": both verbs are about the same. */
function shared(clauses: readonly Clause[]): Clause[] {
  const bare = new RegExp(`^(?:please )?(?:${taking})$`);
  return clauses.flatMap((clause, at) => {
    const following = clauses[at + 1];
    const before = clauses[at - 1];
    const rest = (one: Clause) => one.text.replace(/^(?:please )?[\p{L}-]+(?: up)?\s*/iu, '');
    if (following && bare.test(clause.mask) && following.joint === 'and')
      return [toClause(`${clause.text} ${rest(following)}`, clause.joint)];
    if (before && bare.test(before.mask) && clause.joint === 'and' && rest(clause) !== '')
      return [toClause(`${/^(?:please )?[\p{L}-]+/iu.exec(clause.text)?.[0] ?? ''} them`, 'and')];
    return [clause];
  });
}

const determiner = '(?:an?|one|another|two|three|four|five|\\d{1,2}|new|also an?|the corresponding|a corresponding)';
/** Where the things themselves end and what is said of them begins. */
const stopper =
  /(?: (?:with|containing|about|for|that|which|where|whose|saying|called|named|titled|from|to|by|via|using|as|when|if|of|under|at)\b|[\uE001\uE002#@:(]).*$/;

/** "Create a Jira issue and a Trello card", "get all users, groups and tickets from X": one clause for each thing. */
function objectsApart(clause: Clause, catalog: Catalog): Clause[] {
  const lead = new RegExp(`^(?:please )?(?:${making}|${taking}) `).exec(clause.mask)?.[0];
  if (!lead) return [clause];
  const objects = clause.mask.slice(lead.length);
  const tail = stopper.exec(objects)?.[0] ?? '';
  const region = objects.slice(0, objects.length - tail.length);
  const parts = partsOf(region, lead.length);
  if (parts.length < 2 || parts.some(({ words }) => !isThing(words))) return [clause];
  const text = (from: number, to: number) => clause.text.slice(from, to).trim();
  const end = lead.length + region.length;
  const of = / ?(?:from|of|in) /.test(tail.slice(0, 6)) ? text(end, clause.text.length) : '';
  const said = (at: number) => {
    const { from, to } = parts[at] ?? { from: 0, to: 0 };
    const own = text(from, at === parts.length - 1 && of === '' ? clause.text.length : to);
    return of === '' ? own : `${own} ${of}`;
  };
  const whole = /^all (?:the |our |my )?/.exec(parts[0]?.words ?? '')?.[0] ?? '';
  const all = parts.map((_, at) =>
    at > 0 && !/^(?:all|every|an?) /.test(said(at)) ? `${whole}${said(at)}` : said(at),
  );
  const told = parts.slice(1).every(({ words }) => new RegExp(`^${determiner} `).test(words));
  if (!told && !areThings(clause, parts, catalog)) return [clause];
  return all.map((own, at) => toClause(`${text(0, lead.length)} ${own}`, at === 0 ? clause.joint : 'and'));
}

interface Part {
  from: number;
  to: number;
  words: string;
}

function partsOf(region: string, offset: number): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const push = (to: number) => {
    const words = region.slice(from, to).trim();
    if (words !== '') parts.push({ from: offset + from, to: offset + to, words });
  };
  for (const joint of region.matchAll(/,? and also |,? and |, also |, | as well as | plus /g)) {
    push(joint.index);
    from = joint.index + joint[0].length;
  }
  push(region.length);
  return parts;
}

/** A thing in a few words, and no act. */
const isThing = (words: string): boolean =>
  words.split(' ').length <= 9 &&
  !/^(?:it|them|this|that|these|those|everything|then|finally)\b/.test(words) &&
  !new RegExp(`^(?:${verbs.replace(/\|(?:report|message|record|log|query|e-\?mail|mail|share|note it)/g, '')}) `).test(
    words,
  );

/** Bare names of things, "case, account and contact": only where one app has all of them. */
function areThings(clause: Clause, parts: readonly Part[], catalog: Catalog): boolean {
  const apps = appsIn(catalog, clause.text, clause.mask);
  const [app] = apps;
  return apps.length === 1 && app !== undefined && parts.every(({ words }) => hasThing(catalog, app, words));
}

/** "Two boards" are made one after the other. */
function repeated(clause: Clause): Clause {
  const found = new RegExp(`^((?:please )?(?:${making}) )(two|three|four|five|[2-5]) (?=\\p{L})`, 'u').exec(
    clause.mask,
  );
  const count = toNumber(found?.[2]) ?? 1;
  if (
    !found ||
    /\b(?:hours?|minutes?|days?|weeks?|months?|times)\b/.test(clause.mask.slice(found[0].length, found[0].length + 10))
  )
    return clause;
  const words = ['two', 'three', 'four', 'five'];
  const said = `${clause.text.slice(0, found[1]?.length)}${words[count - 2]} ${clause.text.slice(found[0].length)}`;
  return { ...toClause(said, clause.joint), times: count };
}

/** "A file in a new Box folder": the folder is made first. */
function withNewPlace(clause: Clause, catalog: Catalog): Clause[] {
  const found = new RegExp(
    `^((?:please )?(?:${making}|attach)\\b.*?) (in|into|to|on) (?:an?|another) (?:brand )?new ((?:[\\p{L}\\p{N}]+ ?){1,4})$`,
    'u',
  ).exec(clause.mask);
  if (!found) return [clause];
  const [all, head = '', where = '', place = ''] = found;
  const start = all.length - place.length;
  const named = clause.text.slice(start);
  if (!madeThere(catalog, clause, place)) return [clause];
  return [
    toClause(`create a new ${named}`, clause.joint),
    toClause(`${clause.text.slice(0, head.length)} ${where} the ${named}`, 'and'),
  ];
}

const item = /(?:^|[\s,;])(\d)[.)] (?=\S)/g;

/** "Create: 1. a case 2. an account": the same verb for every entry. */
export function unlisted(request: string): string {
  const lead = new RegExp(`(?:^|[.;,] )(?:please )?(?:${making}|${taking})\\s*[-–—:]?\\s*(?=1[.)] )`, 'i').exec(
    request,
  );
  if (!lead) return request;
  const verb = lead[0].replace(/^[.;,] |[\s–—:-]+$/g, '');
  const from = lead.index + lead[0].length;
  const rest = request.slice(from);
  const starts = [...rest.matchAll(item)];
  if (starts.length < 2 || starts.some(([, number], at) => Number(number) !== at + 1)) return request;
  const entries = starts
    .map(({ index, 0: all }, at) => rest.slice(index + all.length, starts[at + 1]?.index).replace(/[\s,;.]+$/, ''))
    .map((entry) => `${verb} ${entry}`);
  const before = request.slice(0, from - lead[0].length);
  return `${before}${/^[.;,] /.exec(lead[0])?.[0] ?? ''}${entries.join('; ')}`;
}
