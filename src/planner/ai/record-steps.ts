import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import { appsIn } from '../catalog/apps.ts';
import { columnsOf, type FieldChange, fieldOf } from '../catalog/record-fields.ts';
import { type Answer, answerInto, askedAs, choicesOf, saidInto } from '../catalog/record-values.ts';
import { type Wish, wishOf } from '../catalog/record-words.ts';
import { appSteps } from '../catalog/steps.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import { accessor } from '../data.ts';
import type { Piece } from '../pieces.ts';
import type { RecordAtHand } from '../record-place.ts';
import { behind, type StepContext } from '../step-text.ts';
import { capitalize, toLiteral, toLower, toName } from '../words.ts';
import { modelWork } from './answers.ts';
import {
  askedClasses,
  askedRoutes,
  classesAsked,
  classesIn,
  classSwitch,
  routeOf,
  routesAsked,
  tellsApart,
} from './classes.ts';
import { modelPiece, namedModel, namesModel, withoutModel } from './models.ts';
import { changePiece, columnPiece, propertyPiece, readWhole } from './record-pieces.ts';

/** Answers of a model that say what something is. */
const judged = new Set(['category', 'rating', 'analysis']);

/**
 * The steps that change the thing at hand where it is: its label, its priority, its column, the list it is in; or send it
 * on by what it is. With a model's answer where the words leave it to one. Undefined where the clause wants no such thing.
 */
export function recordSteps(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const plain = toClause(withoutModel(clause.text, context), clause.joint);
  const wish = wishOf(plain);
  if (!wish) return undefined;
  const asked = { clause, plain, wish, context, pieces: [] };
  if (wish.destinations) return context.source && sentOn(asked, wish.destinations);
  const record = recordFor(clause, context);
  const nodeType = record && context.catalog.get(record.action);
  return nodeType && changed({ ...asked, record, nodeType });
}

interface Asked {
  clause: Clause;
  /** Without the words that name the model. */
  plain: Clause;
  wish: Wish;
  context: StepContext;
  pieces: Piece[];
}
interface Work extends Asked {
  record: RecordAtHand;
  nodeType: NodeType;
}

/** The thing that is meant: of the app that is named, else the last one. */
function recordFor(clause: Clause, { catalog, records = [] }: StepContext): RecordAtHand | undefined {
  const apps = appsIn(catalog, clause.text, clause.mask).filter(
    ({ start, end }) => namedModel(catalog, clause.text.slice(start, end)) === undefined,
  );
  return records.findLast(({ action }) => apps.every((app) => app.action === action));
}

const goOn = (work: Asked, pieces: readonly Piece[]): void => {
  for (const piece of pieces) {
    work.pieces.push(piece);
    work.context = behind([piece], work.context);
  }
};

/** What was said of the thing before, where it answers this as well. */
function answerThere({ wish, context }: Asked): Answer | undefined {
  const { source, previous } = context;
  const path = source?.fields.get('answer');
  if (!source || path === undefined) return undefined;
  const fits = judged.has(source.what) || wish.fields.some((name) => source.fields.has(toLower(name))) || !wish.judges;
  return fits
    ? { expression: `${accessor(source, previous)}${path}.trim()`, classes: source.classes ?? [] }
    : undefined;
}

/** Has a model say which of the classes it is; undefined where the words ask no model. */
function ask(work: Asked, oneOf: string, classes: readonly string[]): Answer | undefined {
  const { clause, plain, context } = work;
  const names = namesModel(context.catalog, clause.text);
  const strict = /^(?:please )?(?:auto(?:matically)?[- ])?prioriti[sz]e\b/.test(clause.mask);
  if ((!names && !strict) || !modelPiece(context.catalog, clause.text, context.request)) return undefined;
  const task = toLiteral(context.original?.(plain.text) ?? plain.text).replace(/^=/, '');
  goOn(work, modelWork(capitalize(task), clause, context, names, { oneOf, classes, judges: true }));
  return answerThere(work);
}

const isPerson = /assignee|agent|owner|member/i;
const ownField = /^(?:please )?(?:set|change|update|adjust|assign) (?:the|its|their|his|her) /;
const list = (classes: readonly string[]): string => classes.join(', ');

function changed(work: Work): Piece[] | Undone | undefined {
  const { wish, record, nodeType, plain } = work;
  const app = shortName(nodeType.name);
  const change = fieldOf(nodeType, record, wish.fields);
  const piece = change
    ? (value: unknown, of: string) => changePiece(nodeType, record, change, value, of)
    : columnPieceOf(work);
  // "Set its priority", where the app lets nobody set one: nothing else is meant by it.
  if (!piece) return ownField.test(plain.mask) ? { reason: 'no-act', app: nodeType.displayName } : undefined;
  const field = change?.field;
  if (wish.value !== undefined) {
    const value = field ? saidInto(field, app, wish.value) : wish.value;
    if (value === undefined && field && choicesOf(field).length > 0) return undefined;
    const made = piece(value, value === undefined ? wish.value : '');
    const only = answerThere(work);
    const its = only?.classes.find((one) => toLower(one) === toLower(wish.value ?? ''));
    if (only && its) return branched(work, only, [its], [[made]]);
    goOn(work, [made]);
    return work.pieces;
  }
  const said = classesIn(plain.text, work.context.original);
  const there = answerThere(work);
  if (
    !there &&
    said.length === 0 &&
    !namesModel(work.context.catalog, work.clause.text) &&
    !/prioriti/.test(plain.mask)
  ) {
    goOn(work, [piece(undefined, '')]);
    return work.pieces;
  }
  if (!there) goOn(work, readWhole(work.record, work.context));
  const answer = there ?? judge(work, field, said);
  if (!answer) return undefined;
  return intoField(work, { field, answer, piece, change });
}

/** Asks the model, with the classes that are said, that the field has, or that a person has still to say. */
function judge(work: Work, field: NodeProperty | undefined, said: readonly string[]): Answer | undefined {
  const app = shortName(work.nodeType.name);
  if (said.length > 0) return ask(work, list(said), said);
  const choices = field ? choicesOf(field).map(({ name }) => name) : [];
  if (choices.length > 0) return ask(work, list(choices), []);
  const direct = !field || answerInto(field, app, { expression: '$json.text', classes: [] }, undefined) !== undefined;
  if (direct && tellsApart(work.plain.mask) && !/\b(?:classif|categor|label|tag)/.test(work.plain.mask))
    return ask(work, '', []);
  if (direct) {
    goOn(work, [askedClasses]);
    return ask(work, classesAsked, []);
  }
  goOn(work, [askedRoutes(askedAs(field))]);
  return ask(work, routesAsked, []);
}

interface Into {
  field: NodeProperty | undefined;
  answer: Answer;
  piece: (value: unknown, of: string) => Piece;
  change: FieldChange | undefined;
}

/** The answer in the field: as it is, by a way out for each class, or by what a person says goes where. */
function intoField(work: Work, { field, answer, piece }: Into): Piece[] {
  const { record, wish, nodeType } = work;
  const app = shortName(nodeType.name);
  const holds = field && record.holds?.[field.name];
  const before = holds === undefined ? undefined : `$('${record.node}').item.json${holds}`;
  const value = wish.each?.size
    ? undefined
    : field
      ? answerInto(field, app, answer, before)
      : `={{ ${answer.expression} }}`;
  if (value !== undefined || !field) {
    goOn(work, [piece(value, '')]);
    return work.pieces;
  }
  const classes = answer.classes.length > 0 ? answer.classes : [...(wish.each?.keys() ?? [])];
  if (classes.length > 0) {
    const ways = classes.map((one) => {
      const word = wish.each?.get(toLower(one)) ?? one;
      // What something is, is nobody's name.
      const own = isPerson.test(field.displayName) && !wish.each?.size ? undefined : saidInto(field, app, word);
      const made = piece(own, word);
      return { ...made, name: toName(`${made.name}: ${one}`) };
    });
    return branched(
      work,
      answer,
      classes,
      ways.map((one) => [one]),
    );
  }
  if (!work.pieces.some(({ name }) => name === 'What goes where')) goOn(work, [askedRoutes(askedAs(field))]);
  const routed = `={{ ${routeOf(answer.expression)} }}`;
  goOn(work, [piece(field.type === 'multiOptions' ? `={{ [${routeOf(answer.expression)}] }}` : routed, '')]);
  return work.pieces;
}

function branched(work: Asked, { expression }: Answer, classes: readonly string[], ways: readonly Piece[][]): Piece[] {
  goOn(work, [{ ...classSwitch(expression, classes), forks: ways }]);
  return work.pieces;
}

/** "Route it to #billing or #tech": each class to its place. */
function sentOn(work: Asked, destinations: readonly string[]): Piece[] | Undone | undefined {
  const { wish, plain, context } = work;
  const bare = (place: string): string => place.replace(/^#|@.*$/g, '');
  const there = answerThere(work);
  const named = [...(wish.each ?? [])].filter(([, place]) => destinations.includes(place));
  const classes =
    named.length > 0 ? named.map(([one]) => one) : there?.classes.length ? there.classes : destinations.map(bare);
  const places = classes.map(
    (one, at) =>
      named[at]?.[1] ?? destinations.find((place) => toLower(bare(place)) === toLower(one).replaceAll(' ', '-')),
  );
  if (destinations.length < 2 || places.some((place) => place === undefined)) return undefined;
  if (there?.classes.length && classes.some((one) => !there.classes.some((other) => toLower(other) === toLower(one))))
    return undefined;
  const source = context.source;
  const answer = there ?? ask(work, list(classes), classes);
  if (!answer) return undefined;
  const ways: Piece[][] = [];
  for (const place of places) {
    const sent = appSteps(toClause(`post it to ${place}`), { ...work.context, source: source ?? work.context.source });
    if (!sent || isUndone(sent)) return sent;
    ways.push(sent);
  }
  return plain.mask === '' ? undefined : branched(work, answer, classes, ways);
}

/** The column of a table, or the property of a page, that is called so. */
function columnPieceOf({ wish, record, nodeType, context }: Work): ((value: unknown, of: string) => Piece) | undefined {
  const column = wish.fields[0] ?? '';
  const { source } = context;
  const name = /^(?:result|answer|output|response|it|data)$/.test(column) ? (source?.what ?? column) : column;
  const own = context.original?.(name) ?? name;
  const table = columnsOf(nodeType, record);
  if (table) return (value) => columnPiece(nodeType, record, table, own, value);
  return propertyPiece(nodeType, record, own);
}
