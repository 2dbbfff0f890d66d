import type { Catalog } from '#src/catalog/catalog.ts';
import { type Builder, ifPiece, onlyOnce } from './builder.ts';
import { appsIn, type NamedApp } from './catalog/apps.ts';
import { isUndone, type Undone } from './catalog/undone.ts';
import { isFetch, isFiller } from './clause-kinds.ts';
import { type Clause, dropStart, normalize, splitClauses, toClause, withoutNoise } from './clauses.ts';
import { type Condition, ifParameters, parseCondition } from './conditions.ts';
import { addCondition, type Branch, dataFor } from './decide.ts';
import { answerIn, approved, isAnsweredFor } from './people.ts';
import { base, type Piece } from './pieces.ts';
import { channelNames, emailAddresses } from './places.ts';
import { maxRequestLength } from './planner.ts';
import { imperative, said } from './sayings.ts';
import { type ParsedSchedule, parseSchedule } from './schedule-grammar.ts';
import { type Once, parseOnce } from './schedule-once.ts';
import { toActs, unlisted } from './several.ts';
import type { StepContext } from './step-text.ts';
import { readSteps } from './steps.ts';
import type { Span } from './timezones.ts';
import { parseFresh } from './trigger-fresh.ts';
import { type ParsedTrigger, parseTrigger } from './triggers.ts';
import { removes, removesOtherwise, removesRead, wipesAny } from './wipes.ts';
import { firstUrl, maskQuoted, outsideQuotes, toLiteral, toLower, toName } from './words.ts';

/** A request taken apart: what starts the workflow, and the clauses left over. */
export interface Reading {
  request: string;
  schedule?: ParsedSchedule;
  /** A single moment instead of a schedule. */
  once?: Once;
  trigger?: ParsedTrigger;
  /** The words of the event. */
  event?: string;
  clauses: Clause[];
  /** Words that begin a second workflow, with a schedule of its own: none of this one. */
  other?: string;
}

/** What became of the clauses. */
export interface StepsResult {
  understood: number;
  notUnderstood: string[];
  /** Conditions that were not understood: without them the workflow would do too much. */
  unchecked: string[];
  /** A weather report was asked for without a place. */
  needsCity: boolean;
  /** What an app cannot do, or an app that is not there. */
  undone: (Undone & { part: string })[];
}

interface Surroundings {
  catalog: Catalog;
  timezone: string;
  now: Date;
}

/** Takes a request apart. Pure, bounded by the first 10,000 characters. */
export function readRequest(raw: string, { catalog, timezone, now }: Surroundings): Reading {
  const request = said(unlisted(normalize(raw.slice(0, maxRequestLength))));
  const context = { source: undefined, previous: '', request, timezone, catalog };
  const trigger =
    parseTrigger(request, context) ??
    (parseSchedule(request) || parseOnce(request, timezone, now) ? undefined : parseFresh(request, context));
  const outside = trigger ? blank(request, [trigger]) : request;
  const once = trigger ? undefined : parseOnce(outside, timezone, now);
  const schedule = once ? undefined : parseSchedule(outside);
  const recurring = schedule && recurs(schedule);
  const first =
    trigger && (!schedule || !recurring || trigger.start < (schedule.spans[0]?.start ?? 0)) ? 'event' : 'schedule';
  const manualOnly = trigger?.piece?.type === base('manualTrigger') && recurring;
  const useEvent = trigger && first === 'event' && !manualOnly;
  const chosen = useEvent
    ? { trigger, event: request.slice(trigger.start, trigger.end) }
    : once
      ? { once }
      : schedule
        ? { schedule }
        : {};
  const spans: Span[] = useEvent ? [trigger] : (once?.spans ?? schedule?.spans ?? []);
  const other = 'schedule' in chosen ? chosen.schedule?.other : undefined;
  const told = other === undefined ? request : request.slice(0, other);
  return {
    request,
    ...chosen,
    ...(other === undefined ? {} : { other: request.slice(other).replace(/^[\s,;.]*(?:and )?/, '') }),
    clauses: toActs(splitClauses(imperative(withoutName(blank(told, spans)))), catalog),
  };
}

/** True when days or intervals were named, not only a time of day. */
export function recurs({ said }: ParsedSchedule): boolean {
  return Object.entries(said).some(([key, value]) => key !== 'assumptions' && value !== undefined);
}

/** Cuts the spans out, leaving a comma where one would start or end a clause. */
function blank(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    if (span.end <= at) continue;
    result += `${text.slice(at, Math.max(at, span.start)).trimEnd()} ${span.replacement ? `${span.replacement} ` : ''}`;
    at = span.end + (/^[:,] ?/.exec(text.slice(span.end))?.[0].length ?? 0);
    if (at > span.end && !span.replacement && /[^\s.;!?]\s*$/.test(result)) result = `${result.trimEnd()}, `;
  }
  return outsideQuotes(`${result}${text.slice(at)}`.replace(/^[\s,;.:>→-]+/, ''), (part) =>
    part.replace(/ (?=[,;.])/g, '').replace(/ {2,}/g, ' '),
  );
}

const naming = /(?:^|[,;.] ?| and | )(?:call|name|title) (?:it|this|the workflow) ["“']?([^"”',;]{1,80})["”']?/i;

/** Name the requester gives the workflow. */
export function workflowName(request: string): string | undefined {
  const found =
    naming.exec(request)?.[1] ??
    /\b(?:rename(?: it| this| the workflow)? to|change the name to) ["“']?([^"”',;]{1,80})/i.exec(request)?.[1];
  const name = found ? toName(toLiteral(found), 100) : '';
  return name === '' ? undefined : name;
}
const withoutName = (text: string): string => text.replace(naming, '');

export function triggerPiece(reading: Reading): Piece | undefined {
  if (reading.trigger) return reading.trigger.piece;
  const schedule = reading.once?.rule ?? reading.schedule;
  if (!schedule) return undefined;
  return {
    name: toName(schedule.title),
    type: base('scheduleTrigger'),
    parameters: { rule: { interval: schedule.interval } },
    assumptions: schedule.assumptions,
  };
}

/** Adds the IF that n8n's trigger cannot say itself: "last Friday of the month", "only opened issues". */
export function addGuard(builder: Builder, reading: Reading): void {
  const { once } = reading.trigger?.piece ?? {};
  if (once) builder.add(onlyOnce(once));
  const guard = reading.once?.rule.guard ?? reading.schedule?.guard ?? reading.trigger?.piece?.guard;
  if (!guard) return;
  const condition = {
    id: 'condition-1',
    leftValue: guard.expression,
    rightValue: '',
    operator: { type: 'boolean', operation: 'true', singleValue: true },
  };
  builder.add(ifPiece(guard.name, ifParameters([condition])));
}

/** Steps beyond this are reported, not added; a clause adds at most a dozen. */
const maxNodes = 150;

/**
 * Reads the clauses one after the other and adds their nodes behind the builder's cursor. `flows` takes the requests of
 * flows that steps need beside them; without it such a step is not understood.
 */
export function addSteps(
  builder: Builder,
  clauses: readonly Clause[],
  {
    request,
    timezone,
    catalog,
    original,
    here,
    flows,
  }: Pick<StepContext, 'request' | 'timezone' | 'catalog' | 'original' | 'here'> & { flows?: string[] },
): StepsResult {
  const result: StepsResult = { understood: 0, notUnderstood: [], unchecked: [], needsCity: false, undone: [] };
  const before = builder.nodes.length;
  let branch: Branch | undefined;
  const spoken: NamedApp[] = [];
  const act = (clause: Clause): boolean => {
    const [first] = builder.nodes;
    if (isAnsweredFor(builder)) branch = addCondition(builder, approved) ?? branch;
    const context: StepContext = {
      source: builder.source,
      sourceType: builder.sourceType,
      records: builder.records,
      webhook: builder.nodes[0]?.type === base('webhook'),
      previous: builder.cursor?.node ?? '',
      start: first && { node: first.name, type: first.type },
      request,
      timezone,
      catalog,
      original,
      here,
      made: builder.made,
      spoken: [...spoken],
    };
    spoken.push(...appsIn(catalog, clause.text, clause.mask));
    if (builder.nodes.length > maxNodes) return false;
    const pieces = readSteps(clause, context);
    if (pieces === 'no-city') result.needsCity = true;
    if (isUndone(pieces)) {
      result.undone.push({ ...pieces, part: clause.text });
      return true;
    }
    if (pieces === undefined || pieces === 'no-city' || removesOtherwise(clause, pieces)) return false;
    if (isUnclear(result, pieces)) return false;
    for (let time = 0; time < (clause.times ?? 1); time += 1)
      for (const piece of pieces) builder.add(once(piece, builder));
    const beside = pieces.flatMap((piece) => piece.beside ?? []);
    if (flows) flows.push(...beside);
    else if (beside.length > 0) result.notUnderstood.push(clause.text);
    if (lost(clause.text, pieces)) result.notUnderstood.push(clause.text);
    else for (const { left } of pieces.slice(-1)) if (left) result.notUnderstood.push(left);
    result.understood += 1;
    return true;
  };
  const check = (condition: Condition): boolean => {
    const needed = dataFor(condition, builder);
    if (needed) act(toClause(needed));
    const added = addCondition(builder, condition);
    if (added) branch = added;
    return added !== undefined;
  };
  for (let index = 0; index < clauses.length; index += 1) {
    const clause = clauses[index] as Clause;
    const following = clauses[index + 1];
    const otherwise = /^(?:otherwise|else|if not)\b[\s,:]*/.exec(clause.mask);
    if (otherwise) {
      if (branch) {
        builder.cursor = { node: branch.node, output: branch.elseOutput };
        builder.source = branch.source;
      }
      const rest = withoutNoise(dropStart(clause, otherwise[0].length));
      if (rest.mask !== '' && !act(rest)) result.notUnderstood.push(clause.text);
      continue;
    }
    const trailing = following && following.joint === 'if' ? trailingCondition(following) : undefined;
    const late =
      following &&
      index + 2 === clauses.length &&
      following.joint === 'comma' &&
      /^(?:but )?(?:only|unless|if|when)\b/.test(following.mask)
        ? trailingCondition(following)
        : undefined;
    const condition = answerIn(clause, builder) ?? parseCondition(clause);
    if (!condition && (trailing ?? late) && !isFetch(clause)) {
      const behind = trailing ?? late;
      if (behind && !check(behind)) result.unchecked.push(following?.text ?? '');
      if (!act(clause)) result.notUnderstood.push(clause.text);
      index += 1;
      continue;
    }
    if (!condition) {
      const isCondition = /^(?:but )?(?:only )?(?:if|when|unless)\b/.test(clause.mask);
      if (isCondition) result.unchecked.push(clause.text);
      else if (!act(clause) && !isFiller(clause)) result.notUnderstood.push(clause.text);
      continue;
    }
    if (!check(condition)) result.unchecked.push(condition.words);
    if (condition.rest && !act(condition.rest)) result.notUnderstood.push(condition.rest.text);
  }
  const { undone, unchecked, notUnderstood } = result;
  // What was left out may have said what stays: nobody empties a table by leaving words out.
  if (undone.length + unchecked.length + notUnderstood.length > 0 && wipesAny(builder.nodes.slice(before)))
    return { ...result, understood: 0, notUnderstood: clauses.map(({ text }) => text), unchecked: [] };
  return result;
}

/** True for a removal behind words left out, which may have said whether, or which of it. */
const isUnclear = ({ unchecked, notUnderstood }: StepsResult, pieces: readonly Piece[]): boolean =>
  (unchecked.length > 0 && removes(pieces)) || (notUnderstood.length > 0 && removesRead(pieces));

/** What is read behind a list, and not by it, is read once and not for every entry of the list. */
function once(piece: Piece, { source }: Builder): Piece {
  const isOwn = piece.yields?.isList && !/\$json|\$\(/.test(JSON.stringify(piece.parameters));
  const asks = /^(?:get|search|list|read)/i.test(String(piece.parameters['operation'] ?? ''));
  return source?.isList && isOwn && asks ? { ...piece, executeOnce: true } : piece;
}

function trailingCondition(clause: Clause): Condition | undefined {
  const condition = parseCondition(clause);
  return condition && !condition.rest ? condition : undefined;
}

/** True when an address or channel of the clause is in none of its nodes: part of the clause was not understood. */
function lost(text: string, given: readonly Piece[]): boolean {
  const pieces = given.flatMap((piece) => [piece, ...(piece.forks ?? []).flat()]);
  const asked = pieces.flatMap(({ missing = [] }) =>
    missing.flatMap(({ channel }) => (channel ? [`#${channel}`] : [])),
  );
  const made = JSON.stringify([...pieces.map(({ parameters }) => parameters), ...asked]).toLowerCase();
  const url = firstUrl(text)?.toLowerCase();
  const places = [
    ...emailAddresses(text).map((address) => address.toLowerCase()),
    ...channelNames(text).map((channel) => (/^[cg](?=[a-z]*\d)[a-z0-9]{7,}$/.test(channel) ? channel : `#${channel}`)),
  ];
  if (url && !url.includes('teams.microsoft.com')) places.push(JSON.stringify(url).slice(1, -1));
  return places.some((place) => !made.includes(place));
}

/** What a request looks like to the grammar, for telling commands from requests. */
export function plainWords(request: string): string {
  return toLower(maskQuoted(normalize(request.slice(0, maxRequestLength)))).replace(/[\s.!?]+$/, '');
}
