import type { NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { splitCamel } from '#src/catalog/search-words.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { type Clause, otherVerbs, toClause } from '../clauses.ts';
import { base, type Piece } from '../pieces.ts';
import { channelNames } from '../places.ts';
import { rowFor } from '../step-data.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, isSql, quotationsOf, toName } from '../words.ts';
import { type Act, chooseAct } from './acts.ts';
import type { NamedApp } from './apps.ts';
import { eachAttachment } from './attachments.ts';
import { fill } from './fill.ts';
import { recordOfList } from './known-records.ts';
import { leftOver } from './left-over.ts';
import { grammar, meaningsOf, stemsOf } from './lexicon.ts';
import { userIn } from './locate.ts';
import { plainStems } from './said.ts';

import type { Undone } from './undone.ts';

interface Said {
  verb: string;
  send: boolean;
}

export function verbOf({ mask }: Clause): Said {
  const [, two = '', one = ''] = /^(?:please )?((?:look|back|set) up|([\p{L}-]+))/u.exec(mask) ?? [];
  const verb = (one || two).replace(/^(?:e-?mail|mail)$/, 'email');
  return { verb, send: meaningsOf(verb).includes('send') || /^(?:make|give|put|write|thank|receive)$/.test(verb) };
}

/** Verbs somebody could mean; words that are none say nothing an app could lack. */
const knows = (verb: string): boolean => meaningsOf(verb).length > 0 || new RegExp(`^(?:${otherVerbs})$`).test(verb);

export function actPieces(
  app: NamedApp,
  clause: Clause,
  context: StepContext,
  how: { reads: boolean; counts: boolean },
): Piece[] | Undone | undefined {
  const nodeType = app.action ? context.catalog.get(app.action) : undefined;
  if (!nodeType) return { reason: app.trigger ? 'no-act' : 'no-app', app: app.name };
  // What fills a vector store and what searches it is read before; n8n's nodes for them do nothing else.
  if (/^vectorStore/.test(shortName(nodeType.name))) return { reason: 'no-act', app: app.name };
  const { verb } = verbOf(clause);
  const act = actOf(nodeType, app, clause, context, how.reads);
  // Of an app that nobody named nothing is said.
  if (!act) return app.start >= 0 && knows(verb) ? { reason: 'no-act', app: app.name } : undefined;
  if (how.counts && !how.reads) return [counted(nodeType, act, app, clause, context)];
  const channels = channelNames(clause.text);
  if (channels.length > 1 && /^slack/.test(shortName(nodeType.name))) {
    return channels.map((channel) => onePiece(nodeType, act, app, onlyChannel(clause, channel), context, verb));
  }
  const piece = onePiece(nodeType, act, app, clause, context, verb);
  if (how.reads) readAll(nodeType, piece);
  if (how.reads) return [how.counts ? { ...piece, alwaysOutputData: true } : piece, ...onlyNew(clause, piece)];
  const mapped = Object.values(piece.parameters).some(
    (value) => typeof value === 'object' && value !== null && 'mappingMode' in value,
  );
  if (mapped && ['add', 'create'].includes(act.verb ?? '')) return [...rowFor(clause, context), piece];
  return ['read', 'find'].includes(act.verb ?? '')
    ? [piece, ...onlyNew(clause, piece)]
    : eachAttachment(piece, clause.text, context);
}

/** What is carried elsewhere is all there is, not n8n's first fifty, unless a number was said. */
function readAll(nodeType: NodeType, { parameters }: Piece): void {
  if (parameters['limit'] !== undefined || parameters['returnAll'] !== undefined) return;
  const { visible } = resolveParameters(nodeType.properties, parameters, { version: versionOf(nodeType) });
  if (visible.some(({ name, type }) => name === 'returnAll' && type === 'boolean')) parameters['returnAll'] = true;
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

/** "The new leads", where a schedule reads them: what no run before saw. */
function onlyNew({ mask }: Clause, { yields, left }: Piece): Piece[] {
  if (!/\bnew\b(?! (?:to|into|in) )/.test(mask) || !yields) return [];
  return [
    {
      name: 'Only new ones',
      type: base('removeDuplicates'),
      parameters: {
        operation: 'removeItemsSeenInPreviousExecutions',
        dedupeValue: '={{ $json.id ?? $json.Id ?? JSON.stringify($json) }}',
        options: {},
      },
      assumptions: ['What a run before has seen is left out; the first run takes all there is.'],
      yields,
      ...(left ? { left } : {}),
    },
  ];
}

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

/** Words that say which of the things there are, not what they are. */
const which = new Set(
  stemsOf(
    'unread read open closed starred flagged important urgent pending overdue unpaid paid failed active inactive upcoming recent today yesterday tomorrow top unanswered unassigned',
  ),
);

function actOf(
  nodeType: NodeType,
  app: NamedApp,
  clause: Clause,
  { source }: StepContext,
  reads: boolean,
): Act | undefined {
  const { verb } = verbOf(clause);
  // `OpenWeatherMap` is one word of its own: the weather is none of its name.
  const own = new Set(
    stemsOf(`${app.name} ${clause.text.slice(Math.max(0, app.start), Math.max(0, app.end))}`.toLowerCase()),
  );
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
  const object = nouns(behind.slice(0, reach)).filter((word) => !which.has(word));
  const many = /\b(?:all|every|many|list|number of|how many|rows|items)\b|s\b/.test(behind.slice(0, reach));
  const gets =
    /^(?:give|receive|get)$/.test(verb) && / (?:an? )?(?:e-?mail|mail|message|dm|sms|text)\b/.test(clause.mask);
  const talks = (gets || /^(?:remind|tell|notify|alert|inform|ping|thank|dm)$/.test(verb)) && !reads;
  const runsSql = quotationsOf(clause.text).some(({ text }) => isSql.test(text));
  const into =
    object.length === 0 &&
    /\b(?:to|into|in|onto) (?:an? |the |our |my )?$/.test(clause.mask.slice(0, Math.max(0, app.start)));
  const meant = {
    verb: talks && /mail|slack|teams|telegram|discord|chat|whatsapp|twilio/i.test(nodeType.name) ? 'send' : verb,
    said: runsSql ? `${clause.mask} query` : clause.mask,
    stems: runsSql ? [...stems, 'query'] : stems,
    object,
    reads,
    many,
    container: into ? stemsOf(/^ \p{L}+/u.exec(clause.mask.slice(app.end))?.[0] ?? '') : [],
  };
  const act = chooseAct(nodeType, meant);
  if (act || object.length === 0 || !meaningsOf(verb).some((one) => one === 'read' || one === 'add')) return act;
  // "Overdue invoices" of a table are rows of it, whatever people call them; "save the member" adds one.
  const rows = chooseAct(nodeType, { ...meant, object: ['row'], stems: ['row'], many: true });
  return rows && /\b(?:rows?|records?)\b/i.test(rows.says)
    ? { ...rows, used: new Set([...rows.used, ...object]) }
    : undefined;
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
  const left = leftOver(
    clause,
    [
      app.name,
      verb,
      act.says,
      ...act.used,
      ...said,
      act.resource ? '' : 'row record line entry item',
      recipientOf(nodeType, clause, parameters),
      clause.text.slice(Math.max(0, app.start), Math.max(0, app.end)),
    ],
    context,
  );
  const reads = act.verb === 'read' || act.verb === 'find' || act.verb === 'download' || act.verb === 'query';
  // What comes out is what goes on: the translation, not what was translated.
  const made = makes[verb.replace(/z/g, 's')];
  return {
    name: nameOf(act, app, clause, parameters),
    type: nodeType.name,
    parameters,
    assumptions: [
      ...filled.assumptions,
      ...(act.guessed ? [`“${verb}” was read as “${act.says}” in ${app.name}.`] : []),
    ],
    missing: [...filled.missing, ...filled.asked],
    ...(reads
      ? {
          yields: {
            base: '',
            what: thingOf(act, app),
            fields: new Map(),
            isList: true,
            record: recordOfList(nodeType, act, parameters),
          },
        }
      : {}),
    ...(made && !reads ? { yields: { base: '', what: made, fields: new Map(), ...madeText(made) } } : {}),
    ...(left ? { left } : {}),
  };
}

/** What verbs make of the data they are given. */
const makes: Record<string, string> = {
  translate: 'translation',
  transcribe: 'transcript',
  extract: 'data',
  analyse: 'analysis',
  enrich: 'enriched data',
  convert: 'result',
  shorten: 'short link',
};

/** Translators call it `text` or `translatedText`. */
const madeText = (made: string): { text?: string } =>
  made === 'translation' ? { text: '{{ $.text ?? $.translatedText ?? JSON.stringify($) }}' } : {};

/** "Send the manager an e-mail": who it is only says whose address is asked for. */
function recipientOf({ properties }: NodeType, { mask }: Clause, parameters: Record<string, unknown>): string {
  const asked = properties.some(
    ({ name }) => /^(?:toEmail|sendTo|toRecipients)$/.test(name) && parameters[name] === undefined,
  );
  return (
    (asked &&
      /^(?:please )?[\p{L}-]+ (?:to )?(?:the|our|my) (\p{L}+)\b|\bto (?:the|our|my) (\p{L}+)$/u
        .exec(mask)
        ?.slice(1)
        .join(' ')) ||
    ''
  );
}

const thingOf = ({ resource, says }: Act, { name }: NamedApp): string =>
  says
    .replace(/^\S+ (?:many |all |a |an |the )?/, '')
    .replace(/ (?:in|from) .*$/, '')
    .replace(/s$|\(s\)/, '') ||
  resource ||
  name;

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
  if (to?.startsWith('=')) return 'E-mail the person';
  if (app === 'e-mail' || to?.includes('@')) return toName(`E-mail ${to}`.trim());
  const [channel] = channelNames(text);
  const user = channel ? undefined : userIn(text);
  if (user && parameters['select'] === 'user') return toName(`Message @${user}`);
  if (parameters['select'] === 'user') return `Message in ${app}`;
  return toName(`Post to ${channel ? `#${channel}` : app.replace(/^Microsoft /, '')}`);
}
