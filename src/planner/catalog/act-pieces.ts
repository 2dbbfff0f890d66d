import type { NodeType } from '#src/catalog/catalog.ts';
import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { splitCamel } from '#src/catalog/search-words.ts';
import { actsOf, versionOf } from '#src/catalog/slice.ts';
import { type Clause, otherVerbs, toClause } from '../clauses.ts';
import { base, type Piece } from '../pieces.ts';
import { channelNames } from '../places.ts';
import { rowFor } from '../step-data.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize, toName } from '../words.ts';
import { actOf, verbOf } from './act-of.ts';
import type { Act } from './acts.ts';
import type { NamedApp } from './apps.ts';
import { eachAttachment } from './attachments.ts';
import { fill } from './fill.ts';
import { leftOver } from './left-over.ts';
import { meaningsOf, stemsOf } from './lexicon.ts';
import { userIn, usersIn } from './locate.ts';
import { otherWords } from './things.ts';

import type { Undone } from './undone.ts';

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
  const chosen = actOf(nodeType, app, clause, context, how.reads);
  // One file is not every file.
  const act = clause.loops && /^(?:get|download)$/.test(chosen?.operation ?? '') ? undefined : chosen;
  // Of an app that nobody named nothing is said.
  if (!act) return app.start >= 0 && knows(verb) ? { reason: 'no-act', app: app.name } : undefined;
  if (how.counts && !how.reads) return [counted(nodeType, act, app, clause, context)];
  const places = channelNames(clause.text).length > 0 ? channelNames(clause.text) : usersIn(clause.text);
  if (places.length > 1 && /^slack/.test(shortName(nodeType.name))) {
    return places.map((place) => onePiece(nodeType, act, app, onlyPlace(clause, place), context, verb));
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

/** The clause for one of the channels, or one of the people, it names. */
const onlyPlace = (clause: Clause, place: string): Clause =>
  toClause(
    clause.text
      .replace(/(^|[\s(,])[#@]([\p{L}\p{N}][\p{L}\p{N}._-]{0,79})/gu, (found, lead: string, name: string) =>
        name.toLowerCase().replace(/[.]+$/, '') === place.toLowerCase() ? found : lead,
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
      ...(act.resource ? otherWords(nodeType, act.resource) : []),
      act.verb === 'read' && act.used.size > 0 ? 'report record profile entry' : '',
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
    ...(reads ? { yields: { base: '', what: thingOf(act, app), fields: new Map(), isList: true } } : {}),
    ...(made && !reads ? { yields: { base: '', what: made, fields: new Map(), ...madeText(made) } } : {}),
    ...(left ? { left } : {}),
  };
}

/** Asks somebody and waits for the answer, which either is a yes or a no. */
export function askPiece(
  nodeType: NodeType,
  app: NamedApp,
  clause: Clause,
  context: StepContext,
  person: string,
): Piece {
  const [slice] = actsOf(nodeType).filter(({ operations }) => operations.some(({ value }) => value === 'sendAndWait'));
  const act: Act = {
    ...(slice?.value ? { resource: slice.value } : {}),
    operation: 'sendAndWait',
    says: 'approval',
    verb: 'send',
    used: new Set(stemsOf(person)),
  };
  const piece = onePiece(nodeType, act, app, clause, { ...context, source: undefined }, 'ask');
  const approvalOptions = { values: { approvalType: 'double' } };
  return { ...piece, parameters: { ...piece.parameters, approvalOptions } };
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
function recipientOf({ properties }: NodeType, { mask, text }: Clause, parameters: Record<string, unknown>): string {
  const asked = properties.some(
    ({ name }) => /^(?:toEmail|sendTo|toRecipients)$/.test(name) && parameters[name] === undefined,
  );
  return (
    (asked &&
      /^(?:please )?[\p{L}-]+ (?:to )?(?:the|our|my) (\p{L}+)\b|\bto (?:the|our|my) (\p{L}+)$/u
        .exec(mask)
        ?.slice(1)
        .join(' ')) ||
    (asked &&
      /^(?:please )?[\p{L}-]+ (?:to )?(\p{Lu}\p{Ll}+)(?= |$)|\bto (\p{Lu}\p{Ll}+)(?=$|[ ,.])/u
        .exec(text)
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
