import type { NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { splitCamel } from '#src/catalog/search-words.ts';
import { type Clause, otherVerbs, toClause } from '../clauses.ts';
import { base, type Piece } from '../pieces.ts';
import { channelNames, emailAddresses } from '../places.ts';
import { rowFor } from '../step-data.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toName } from '../words.ts';
import { type Act, chooseAct } from './acts.ts';
import { appsIn, type NamedApp } from './apps.ts';
import { fill } from './fill.ts';
import { grammar, meaningsOf, stemsOf } from './lexicon.ts';
import { userIn } from './locate.ts';
import { plainStems } from './said.ts';

/** Why something that was asked for is not in the workflow. */
export interface Undone {
  reason: 'no-app' | 'no-act' | 'no-trigger' | 'no-event';
  app: string;
}

export const isUndone = (found: unknown): found is Undone =>
  typeof found === 'object' && found !== null && 'reason' in found;

/** Brings what is in one app into another. */
const carrying =
  /^(?:sync|synchroni[sz]e|copy|move|transfer|export|import|back up|push|mirror|replicate|load|send|add|put|save|write|insert|append|store|log|post|share|forward|upload)\b/;

/** The apps a clause asks something of; where none is named, what its addresses, links and places belong to. */
function appsOf(clause: Clause, { catalog }: StepContext): NamedApp[] {
  const named = appsIn(catalog, clause.text, clause.mask);
  const distinct = named.filter(({ name }, at) => named.findLastIndex((one) => one.name === name) === at);
  if (distinct.length > 0) return distinct;
  const at = (name: string, type: string): NamedApp[] => [{ name, action: base(type), start: -1, end: -1 }];
  if (clause.text.includes('docs.google.com/spreadsheets') || /\b(?:spread ?)?sheets?\b/.test(clause.mask))
    return at('Google Sheets', 'googleSheets');
  if (/teams\.(?:microsoft|live|cloud)/.test(clause.text)) return at('Microsoft Teams', 'microsoftTeams');
  const { send } = verbOf(clause);
  if (
    !send &&
    !/^(?:get|receive) (?:an? )?(?:e-?mail|mail|message|notification|notified|alert|dm)\b/.test(clause.mask)
  ) {
    return /\b(?:database|db|sql|table)\b/.test(clause.mask) ? at('Postgres', 'postgres') : [];
  }
  if (channelNames(clause.text).length > 0 || userIn(clause.text)) {
    const mail = emailAddresses(clause.text).length > 0 ? at('e-mail', 'emailSend') : [];
    return [...mail, ...at('Slack', 'slack')];
  }
  if (emailAddresses(clause.text).length > 0 || /\b(?:e-?mails?|mails?)\b/.test(clause.mask))
    return at('e-mail', 'emailSend');
  return /^(?:please )?(?:notify|tell|alert|ping|message|remind|dm)\b|\b(?:me|us|the team|everyone|someone)\b/.test(
    clause.mask,
  )
    ? at('Slack', 'slack')
    : [];
}

interface Said {
  verb: string;
  send: boolean;
}

function verbOf({ mask }: Clause): Said {
  const [, two = '', one = ''] = /^(?:please )?((?:look|back|set) up|([\p{L}-]+))/u.exec(mask) ?? [];
  const verb = (one || two).replace(/^(?:e-?mail|mail)$/, 'email');
  return { verb, send: meaningsOf(verb).includes('send') || /^(?:make|give|put|write|thank|receive)$/.test(verb) };
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
  const rest = reads ? toClause(cut(clause.text, reads.app), clause.joint) : clause;
  for (const [at, app] of said.entries()) {
    const own = said.length > 1 ? partOf(rest, said, at, context) : rest;
    const found = actPieces(app, carries(own, verb), inner, { reads: false, counts: counts && reads !== undefined });
    if (goOn(found)) return found;
  }
  return pieces.length > 0 ? pieces : undefined;
}

/** "Sync" and its like put what was read into the other app. */
const carries = (clause: Clause, verb: string): Clause =>
  /^(?:sync|synchroni[sz]e|copy|move|transfer|export|import|back|push|mirror|replicate|load)$/.test(verb)
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

/** Verbs somebody could mean; words that are none say nothing an app could lack. */
const knows = (verb: string): boolean => meaningsOf(verb).length > 0 || new RegExp(`^(?:${otherVerbs})$`).test(verb);

function actPieces(
  app: NamedApp,
  clause: Clause,
  context: StepContext,
  how: { reads: boolean; counts: boolean },
): Piece[] | Undone | undefined {
  const nodeType = app.action ? context.catalog.get(app.action) : undefined;
  if (!nodeType) return { reason: app.trigger ? 'no-act' : 'no-app', app: app.name };
  const { verb } = verbOf(clause);
  const act = actOf(nodeType, app, clause, context, how.reads);
  if (!act) return knows(verb) ? { reason: 'no-act', app: app.name } : undefined;
  if (how.counts && !how.reads) return [counted(nodeType, act, app, clause, context)];
  const channels = channelNames(clause.text);
  if (channels.length > 1 && /^slack/.test(shortName(nodeType.name))) {
    return channels.map((channel) => onePiece(nodeType, act, app, onlyChannel(clause, channel), context, verb));
  }
  const piece = onePiece(nodeType, act, app, clause, context, verb);
  if (how.reads) return [how.counts ? { ...piece, alwaysOutputData: true } : piece];
  const mapped = Object.values(piece.parameters).some(
    (value) => typeof value === 'object' && value !== null && 'mappingMode' in value,
  );
  return mapped && ['add', 'create'].includes(act.verb ?? '') ? [...rowFor(clause, context), piece] : [piece];
}

const onlyChannel = (clause: Clause, channel: string): Clause =>
  toClause(
    clause.text
      .replace(/(^|[\s(,])#([\p{L}\p{N}][\p{L}\p{N}_-]{0,79})/gu, (found, lead: string, name: string) =>
        name.toLowerCase() === channel ? found : lead,
      )
      .replace(/(?: and| or|,)+ *(?=(?:and|or|,|$))/g, ''),
    clause.joint,
  );

/** One item with how many there are, whatever an app gives out. */
function counted(nodeType: NodeType, act: Act, app: NamedApp, clause: Clause, context: StepContext): Piece {
  const what =
    /\b(?:number of|how many|count of) (?:the |our |my )?([\p{L} ]{2,40}?)(?= (?:in|from|on|to|of|at|as)\b|[,.;#]|$)/iu
      .exec(clause.text)?.[1]
      ?.trim()
      .replace(/\s+/g, ' ') ??
    context.source?.what ??
    'items';
  const plain = toClause(clause.text.replace(/\b(?:the )?(?:number of|how many|count of)\b/i, ''));
  const piece = onePiece(nodeType, act, app, plain, context, 'post');
  const count = `$('${context.source?.node}').all().filter((item) => Object.keys(item.json).length > 0).length`;
  const key = ['text', 'message', 'content', 'body'].find((name) => name in piece.parameters) ?? 'text';
  const { left: _left, ...rest } = piece;
  return {
    ...rest,
    parameters: { ...piece.parameters, [key]: `=${capitalize(what)}: {{ ${count} }}` },
    executeOnce: true,
    missing: (piece.missing ?? []).filter(({ path }) => path !== key),
    assumptions: (piece.assumptions ?? []).filter((text) => !/message/i.test(text)),
  };
}

function actOf(
  nodeType: NodeType,
  app: NamedApp,
  clause: Clause,
  { source }: StepContext,
  reads: boolean,
): Act | undefined {
  const { verb } = verbOf(clause);
  const own = new Set(stemsOf(`${app.name} ${clause.text.slice(Math.max(0, app.start), Math.max(0, app.end))}`));
  const stems = plainStems(clause.mask)
    .slice(1)
    .filter((word) => !own.has(word));
  const behind = clause.mask.replace(/^(?:please )?[\p{L}-]+(?: up)?/u, '');
  const reach =
    / (?:to|in|into|on|onto|from|with|for|via|using|called|named|titled|saying|about|when|where|who)\b/.exec(behind)
      ?.index ?? behind.length;
  const known = new Set([
    ...(source ? [...source.fields.keys()].flatMap(stemsOf) : []),
    ...stemsOf(source?.what ?? ''),
  ]);
  const nouns = (words: string) =>
    plainStems(words).filter((word) => !grammar.has(word) && !own.has(word) && !known.has(word));
  const object = nouns(behind.slice(0, reach));
  const many = /\b(?:all|every|many|list|number of|how many|rows|items)\b|s\b/.test(behind.slice(0, reach));
  const talks = /^(?:remind|tell|notify|alert|inform|ping|thank|dm|give|receive|get)$/.test(verb) && !reads;
  return chooseAct(nodeType, {
    verb: talks && /mail|slack|teams|telegram|discord|chat|whatsapp|twilio/i.test(nodeType.name) ? 'send' : verb,
    stems,
    object,
    reads,
    many,
  });
}

function onePiece(
  nodeType: NodeType,
  act: Act,
  app: NamedApp,
  clause: Clause,
  context: StepContext,
  verb: string,
): Piece {
  const filled = fill(nodeType, act, clause, context);
  const { parameters, said } = filled;
  sender(nodeType, parameters, filled.assumptions);
  const left = leftOver(
    clause,
    [
      app.name,
      verb,
      act.says,
      ...act.used,
      ...said,
      act.resource ? '' : 'row record line entry item',
      clause.text.slice(Math.max(0, app.start), Math.max(0, app.end)),
    ],
    context,
  );
  const reads = act.verb === 'read' || act.verb === 'find' || act.verb === 'download' || act.verb === 'query';
  return {
    name: nameOf(act, app, clause, parameters),
    type: nodeType.name,
    parameters,
    assumptions: [
      ...filled.assumptions,
      ...(act.guessed ? [`“${verb}” was read as “${act.says}” in ${app.name}.`] : []),
    ],
    missing: [...filled.missing, ...filled.asked],
    ...(reads ? { yields: { base: '', what: thingOf(act, app), fields: new Map() } } : {}),
    ...(left ? { left } : {}),
  };
}

/** An SMTP server wants to know who sends: whoever gets it, unless another was named. */
function sender({ name }: NodeType, parameters: Record<string, unknown>, assumptions: string[]): void {
  if (shortName(name) !== 'emailSend' || parameters['fromEmail'] !== undefined) return;
  const [first] = emailAddresses(String(parameters['toEmail'] ?? ''));
  if (!first) return;
  parameters['fromEmail'] = first;
  assumptions.push(`The e-mail is sent as ${first}; say “from someone@example.com” to change that.`);
}

const thingOf = ({ resource, says }: Act, { name }: NamedApp): string =>
  says.replace(/^\S+ (?:many |all |a |an |the )?/, '').replace(/s$/, '') || resource || name;

function nameOf(
  { says, verb, resource }: Act,
  { name: app }: NamedApp,
  { text }: Clause,
  parameters: Record<string, unknown>,
): string {
  if (verb !== 'send') {
    // The built-in catalogue has no sentences for what it does: the operation's own name has to do.
    const told = says.includes(' ')
      ? says
      : `${capitalize(splitCamel(says).join(' ').toLowerCase())} ${resource ?? ''}`.trim();
    return toName(
      stemsOf(app).some((word) => stemsOf(told).includes(word))
        ? told
        : `${told} ${verb === 'read' ? 'from' : 'in'} ${app}`,
    );
  }
  const to = String(parameters['toEmail'] ?? parameters['sendTo'] ?? '').split(',')[0];
  if (app === 'e-mail' || to?.includes('@')) return toName(`E-mail ${to}`.trim());
  const [channel] = channelNames(text);
  const user = channel ? undefined : userIn(text);
  if (user && parameters['select'] === 'user') return toName(`Message @${user}`);
  if (parameters['select'] === 'user') return `Message in ${app}`;
  return toName(`Post to ${channel ? `#${channel}` : app.replace(/^Microsoft /, '')}`);
}

/** The words of a clause that are nowhere in the step; undefined when all are. */
function leftOver(clause: Clause, said: readonly string[], { source }: StepContext): string | undefined {
  const known = new Set(
    [...said, source?.what ?? '', ...(source?.fields.keys() ?? [])].flatMap((one) => [
      ...stemsOf(one),
      ...stemsOf(one.toLowerCase()),
    ]),
  );
  const quoted = said.join('\n');
  const words = [...clause.mask.matchAll(/\uE002+|[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu)].filter((found) => {
    const [word] = found;
    const text = clause.text.slice(found.index, found.index + word.length);
    if (word.startsWith('\uE002')) return !quoted.includes(text.slice(1, -1));
    if (
      /[#@]/.test(clause.text[found.index - 1] ?? '') ||
      /@/.test(clause.text.slice(found.index, found.index + word.length + 1))
    )
      return false;
    return !stemsOf(word).every((one) => known.has(one) || grammar.has(one));
  });
  const [first] = words;
  const last = words.at(-1);
  return first && last ? clause.text.slice(first.index, last.index + last[0].length) : undefined;
}
