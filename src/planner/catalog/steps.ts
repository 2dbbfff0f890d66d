import { type Clause, toClause } from '../clauses.ts';
import { base, type Piece } from '../pieces.ts';
import { channelNames, emailAddresses } from '../places.ts';
import type { StepContext } from '../step-text.ts';
import { verbOf } from './act-of.ts';
import { actPieces } from './act-pieces.ts';
import { appsIn, type NamedApp } from './apps.ts';
import { carriedApp } from './carried.ts';
import { withDownloads } from './downloads.ts';
import { inFiles, withFiles } from './files.ts';
import { saysHere, userIn } from './locate.ts';
import { isUndone, type Undone } from './undone.ts';

/** "Ping the website": it is looked at, nobody is told. */
const pings =
  /^(?:please )?ping (?:an? |the |our |my |your )?(?:[\p{L}-]+ )?(?:web ?sites?|web ?pages?|servers?|urls?|hosts?|endpoints?|apis?|https?:|\uE001)/u;
/** "Text me", "call the team", "send an SMS". */
export const phoning =
  /^(?:please )?(?:(?:text|sms|phone|ring|whatsapp)\b(?! (?:to|in) #)|(?:call|ring up) (?:me|us|him|her|them|my|our|the (?:team|boss|manager|owner|customer)|everyone|\+?\d)|give (?:me|us) a (?:call|ring))|\b(?:an? |by |via |per )(?:sms|text(?: message)?|phone(?: call)?|voice call|whatsapp)\b(?! (?:file|document))/u;
/** Brings what is in one app into another. */
const carrying =
  /^(?:sync|synchroni[sz]e|copy|move|transfer|export|import|back up|push|mirror|replicate|load|send|add|put|save|write|insert|append|store|log|post|share|forward|upload)\b/;

/** The apps a clause asks something of; where none is named, what its addresses, links and places belong to. */
function appsOf(clause: Clause, context: StepContext): NamedApp[] {
  const { catalog } = context;
  const named = appsIn(catalog, clause.text, clause.mask);
  const distinct = named.filter(({ name }, at) => named.findLastIndex((one) => one.name === name) === at);
  const mailed =
    emailAddresses(clause.text).length > 0 &&
    /\be-?mails?\b|\bmail\b/.test(clause.mask) &&
    !distinct.some(({ action }) => /mail|outlook|sendGrid|ses$|gun|jet|mandrill/i.test(action ?? ''));
  if (distinct.length > 0)
    return mailed && verbOf(clause).send
      ? [{ name: 'e-mail', action: base('emailSend'), start: -1, end: -1 }, ...distinct]
      : distinct;
  const at = (name: string, type: string): NamedApp[] => [{ name, action: base(type), start: -1, end: -1 }];
  if (clause.text.includes('docs.google.com/spreadsheets') || /\b(?:spread ?)?sheets?\b/.test(clause.mask))
    return at('Google Sheets', 'googleSheets');
  if (/teams\.(?:microsoft|live|cloud)/.test(clause.text)) return at('Microsoft Teams', 'microsoftTeams');
  const carried = carriedApp(clause, verbOf(clause).verb, context);
  if (carried) return [carried];
  const { send } = verbOf(clause);
  if (
    (!send || pings.test(clause.mask)) &&
    !/^(?:get|receive) (?:an? )?(?:e-?mail|mail|message|notification|notified|alert|dm)\b/.test(clause.mask)
  ) {
    return /\b(?:database|db|sql|table)\b/.test(clause.mask) ? at('Postgres', 'postgres') : [];
  }
  if (
    channelNames(clause.text).length > 0 ||
    userIn(clause.text) ||
    /<#[CG]/.test(clause.text) ||
    saysHere.test(clause.mask)
  ) {
    const mail = emailAddresses(clause.text).length > 0 ? at('e-mail', 'emailSend') : [];
    return [...mail, ...at('Slack', 'slack')];
  }
  // "A summary of my unread e-mails" is about mail; "send me an e-mail" is mail.
  const byMail =
    /^(?:please )?e?-?mail\b|\b(?:(?:an?|via|by) (?:[\p{L}-]+ ){0,2}|(?:by|via|per|through|in|as|the|following|this|send|out|us|me|them|new) )(?:e-?mails?|mail)\b/u;
  if (
    emailAddresses(clause.text).length > 0 ||
    byMail.test(clause.mask.replace(/\b(?:my|our|unread|the) (?:new |unread )?e?-?mails\b/g, ''))
  )
    return at('e-mail', 'emailSend');
  return !/^(?:please )?(?:make|put|write)\b/.test(clause.mask) &&
    /^(?:please )?(?:notify|tell|alert|ping|message|remind|dm)\b|\b(?:me|us|the team|everyone|someone)\b/.test(
      clause.mask,
    )
    ? at('Slack', 'slack')
    : [];
}

/** What stands before an app's name says whether something goes there or comes from there. */
function roleOf(app: NamedApp, clause: Clause): 'from' | 'to' | 'of' {
  const before = clause.mask
    .slice(0, Math.max(0, app.start))
    .replace(/(?:\b(?:the|a|an|our|my|your)\b|[\uE001\uE002])\s*$/, '')
    .trimEnd();
  if (/\b(?:from|out of)$/.test(before) || /\bfrom [\p{L} ]{1,30}$/u.test(before)) return 'from';
  return /\b(?:to|into|in|on|onto|via|with|using|through|by|and|or|,)$/.test(before) || app.start < 0 ? 'to' : 'of';
}

/**
 * The steps of apps that a clause asks for, in order: read there, counted, written here. Undefined when no app is
 * meant; the reason when the app is known and cannot do it.
 */
export function appSteps(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  // A text or a call is no message of a chat.
  if (phoning.test(clause.mask) && appsIn(context.catalog, clause.text, clause.mask).length === 0) return undefined;
  const apps = appsOf(clause, context);
  if (apps.length === 0) return undefined;
  const roles = apps.map((app) => ({ app, role: roleOf(app, clause) }));
  const { verb } = verbOf(clause);
  const counts = /\b(?:number of|how many|count of|count)\b/.test(clause.mask);
  const isAtHand = ({ action, trigger }: NamedApp) => [action, trigger].includes(context.sourceType ?? '-');
  const origin = roles.find(({ app, role }, at) => {
    if (isAtHand(app) || roles.length === at + 1) return false;
    if (role === 'from') return true;
    return role === 'of' && (counts || carrying.test(clause.mask));
  });
  const reads =
    origin ??
    (roles.length === 1 && counts && (channelNames(clause.text).length > 0 || emailAddresses(clause.text).length > 0)
      ? roles[0]
      : undefined);
  const targets = roles.filter(
    (one) => one !== reads && !(isAtHand(one.app) && (one.role !== 'to' || roles.length > 1)),
  );
  const pieces: Piece[] = [];
  let inner = context;
  const goOn = (found: Piece[] | Undone | undefined): found is Undone | undefined => {
    if (found === undefined || isUndone(found)) return true;
    for (const piece of found) {
      pieces.push(piece);
      inner = {
        ...inner,
        previous: piece.name,
        ...(piece.yields ? { source: { ...piece.yields, node: piece.name } } : {}),
      };
    }
    return false;
  };
  if (reads) {
    const found = actPieces(reads.app, clause, inner, { reads: true, counts });
    if (goOn(found)) return found;
  }
  const said =
    targets.length > 0
      ? targets.map(({ app }) => app)
      : reads
        ? appsOf(toClause(cut(clause.text, reads.app)), context)
        : [];
  // "Exports a Postgres table", to no other app, "imports orders from Shopify": it is read.
  const only = roles.length === 1 && !reads ? roles[0] : undefined;
  const exports =
    only !== undefined &&
    ((/^(?:export|back(?: up)?)$/.test(verb) && only.role === 'of') ||
      (/^(?:export|import|back(?: up)?|sync|copy|transfer|load|pull)$/.test(verb) &&
        only.role === 'from' &&
        !isAtHand(only.app)));
  const whole = exports ? toClause(clause.text.replace(/^(?:please )?[\p{L}-]+(?: up)?/u, 'get')) : clause;
  const rest = reads ? toClause(cut(clause.text, reads.app), clause.joint) : whole;
  // "Move the cards to another list": nothing comes from elsewhere.
  const stays = (app: NamedApp): boolean =>
    verb === 'move' && !reads && (context.source === undefined || isAtHand(app));
  for (const [at, app] of said.entries()) {
    const own = said.length > 1 ? partOf(rest, said, at, context) : rest;
    const how = { reads: false, counts: counts && reads !== undefined };
    const kept =
      verb.startsWith('back') && reads
        ? inFiles(
            actPieces(
              app,
              toClause(`upload it as a file to ${own.text.slice(Math.max(0, own.text.indexOf(app.name)))}`),
              inner,
              how,
            ),
          )
        : undefined;
    let found = kept ?? actPieces(app, exports || stays(app) ? own : carries(own, verb), inner, how);
    // What was read goes there, whatever it is called where it comes from.
    if (isUndone(found) && reads)
      found = actPieces(
        app,
        toClause(`add it to ${own.text.slice(own.text.toLowerCase().indexOf(app.name.toLowerCase()))}`),
        inner,
        how,
      );
    if (isUndone(found) && !reads && said.length === 1) found = readFirst(clause, app, inner) ?? found;
    if (goOn(found)) return found;
  }
  return pieces.length > 0 ? withFiles(withDownloads(pieces, context), clause, context) : undefined;
}

/** "Send the content of the sheet to a@b.c": the app is where it comes from, the address where it goes. */
function readFirst(clause: Clause, app: NamedApp, context: StepContext): Piece[] | undefined {
  if (channelNames(clause.text).length + emailAddresses(clause.text).length === 0) return undefined;
  const read = actPieces(app, toClause(`get all rows ${clause.text.slice(Math.max(0, app.start - 3))}`), context, {
    reads: true,
    counts: false,
  });
  const [piece] = read && !isUndone(read) ? read : [];
  if (!piece?.yields) return undefined;
  const rest = toClause(cut(clause.text, app).replace(/\b(?:the )?(?:content|data|rows?)(?: of(?: the)?)?\b/i, 'it'));
  const inner = {
    ...context,
    previous: piece.name,
    sourceType: piece.type,
    source: { ...piece.yields, node: piece.name },
  };
  const sent = appSteps(rest, inner);
  const { left: _left, ...plain } = piece;
  return sent && !isUndone(sent) ? [plain, ...sent] : undefined;
}

/** "Sync" and its like put what was read into the other app. */
const carries = (clause: Clause, verb: string): Clause =>
  /^(?:sync|synchroni[sz]e|copy|move|transfer|export|import|back(?: up)?|push|mirror|replicate|load)$/.test(verb)
    ? toClause(clause.text.replace(/^(?:please )?[\p{L}-]+(?: up)?/u, 'add'))
    : clause;

/** The text without an app's name and the words that lead to it. */
const cut = (text: string, { start, end }: NamedApp): string =>
  start < 0
    ? text
    : `${text.slice(0, start).replace(/\b(?:from|in|of|on)(?: the| our| my)?\s*$/i, '')} ${text.slice(end)}`;

/** "a Jira issue and a Trello card", "to Slack and Discord": the part of a clause that one of its apps has. */
function partOf(clause: Clause, apps: readonly NamedApp[], at: number, context: StepContext): Clause {
  const spans = appsIn(context.catalog, clause.text, clause.mask);
  const own = spans.find(({ name }) => name === apps[at]?.name);
  const others = spans.filter((one) => one !== own);
  if (!own || others.length === 0) return clause;
  const joints = [...clause.mask.matchAll(/,? and |, | or /g)].filter(
    ({ index }) => spans.some((one) => one.end <= index) && spans.some((one) => one.start > index),
  );
  const from = joints.findLast(({ index }) => index < own.start);
  const to = joints.find(({ index }) => index >= own.end);
  const start = from ? from.index + from[0].length : 0;
  const part = clause.text.slice(start, to?.index ?? clause.text.length);
  if (start === 0) return toClause(part, clause.joint);
  const first = spans[0]?.start ?? 0;
  const nounFollows = /^(?:an? |the )?\S+ \p{L}/u.test(part) && /^(?:an?|the) /i.test(part);
  const head = nounFollows ? (/^(?:please )?[\p{L}-]+ /iu.exec(clause.text)?.[0] ?? '') : clause.text.slice(0, first);
  return toClause(`${head}${part}`, clause.joint);
}
