import type { Draft } from '#src/model/draft.ts';
import type { Phrase, PhraseKind } from './phrase.ts';
import { branches, deciders, startsByEvent, tieAct, tieOtherException } from './tie-logic.ts';
import {
  type Schedules,
  schedulesOf,
  tieDate,
  tieDays,
  tieException,
  tieFrequency,
  tieTime,
  tieWindow,
} from './tie-schedule.ts';
import {
  placesOf,
  tieAddress,
  tieApp,
  tieChannel,
  tieCount,
  tieDuration,
  tieName,
  tieNumber,
  tieText,
  tieUrl,
} from './tie-values.ts';
import { fold, type View, viewOf } from './view.ts';

/** A phrase of a request that nothing in the workflow does. JSON. */
export interface NotDone {
  kind: PhraseKind;
  /** As written. */
  words: string;
}

/** What a model says it did with some words of the request. */
export interface Accounted {
  words: string;
  /** Name of the node. */
  step: string;
}

export interface Account {
  notDone: NotDone[];
  /** Steps that reach outside although no words led to them. */
  unasked: string[];
}

/** What a model's own account may answer for: words no rule can tie. An app, a place, a text, a time, a number never. */
export const byWordOfModel: ReadonlySet<PhraseKind> = new Set([
  'condition',
  'exception',
  'otherwise',
  'order',
  'act',
  'name',
]);
const deciding: ReadonlySet<PhraseKind> = new Set(['condition', 'exception', 'otherwise']);

/**
 * Ties every phrase to what does it in the workflow: a node, a value, the times of the schedule as they are computed,
 * a branch that is used. What cannot be tied is not done. A model's account counts only for words that are in a phrase
 * of the request and steps that are in the workflow; conditions it may account for only by steps that decide. Pure.
 */
export function accountFor(phrases: readonly Phrase[], draft: Draft, account: readonly Accounted[] = []): Account {
  const view = viewOf(draft);
  const tying: Tying = {
    view,
    schedules: schedulesOf(view),
    phrases,
    deciders: deciders(view),
    branches: branches(view),
  };
  const led = new Set<string>();
  const notDone: NotDone[] = [];
  for (const phrase of phrases) {
    const found = tie(phrase, tying) ?? byModel(phrase, account, tying);
    if (found) for (const node of found) led.add(node);
    else notDone.push({ kind: phrase.kind, words: phrase.text });
  }
  return { notDone: once(notDone), unasked: unaskedOf(view, led, phrases) };
}

interface Tying {
  view: View;
  schedules: Schedules;
  phrases: readonly Phrase[];
  /** Taken from as conditions are tied: one step decides one thing. */
  deciders: string[];
  branches: string[];
}

const list = (node: string | undefined): string[] | undefined => (node === undefined ? undefined : [node]);
const some = (nodes: string[]): string[] | undefined => (nodes.length > 0 ? nodes : undefined);

/** The nodes that do what the phrase says; undefined where none does. */
function tie(
  phrase: Phrase,
  { view, schedules, phrases, deciders: open, branches: others }: Tying,
): string[] | undefined {
  switch (phrase.kind) {
    case 'app':
      return some(tieApp(phrase, view));
    case 'address':
      return list(tieAddress(phrase, view));
    case 'url':
      return list(tieUrl(phrase, view));
    case 'channel':
    case 'person':
      return list(tieChannel(phrase, view));
    case 'name':
      return list(tieName(phrase, view));
    case 'text':
      return list(tieText(phrase, view));
    case 'time':
      return list(tieTime(phrase, phrases, schedules, view));
    case 'days':
      return list(tieDays(phrase, phrases, schedules));
    case 'date':
      return list(tieDate(phrase, schedules, view));
    case 'frequency':
      return list(tieFrequency(phrase, phrases, schedules));
    case 'window':
      return list(tieWindow(phrase, schedules));
    case 'duration':
      return list(tieDuration(phrase, view));
    case 'zone':
      return sameZone(view.draft.timezone, phrase.zone) ? [] : undefined;
    case 'number':
      return list(
        tieNumber(
          phrase,
          view,
          phrases.some((other) => other.kind === 'condition' && other.negated),
        ),
      );
    case 'count':
      return list(tieCount(phrase, view));
    case 'condition': {
      const event =
        phrase.starts && !phrases.some((other) => other.kind === 'number' && isWithin(other, phrase))
          ? startsByEvent(view)
          : undefined;
      return list(event ?? open.shift());
    }
    case 'exception':
      return list(tieException(phrase, schedules) ?? (phrase.days ? undefined : tieOtherException(phrase, view)));
    case 'otherwise':
      return list(others.shift());
    case 'order':
      return view.nodes.length > 1 ? [] : undefined;
    case 'act':
      // How long is a phrase of its own.
      if (phrase.act === 'wait' && phrases.some(({ kind }) => kind === 'duration')) return [];
      return some(tieAct(phrase.act, view));
    default:
      return phrase satisfies never;
  }
}

const isWithin = (inner: Phrase, outer: Phrase): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** The same clock all year round. */
function sameZone(own: string | undefined, wanted: string): boolean {
  if (own === wanted) return true;
  if (own === undefined) return false;
  const clock = (zone: string, at: Date) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: 'numeric' }).format(at);
  try {
    return [0, 6].every(
      (month) => clock(own, new Date(Date.UTC(2026, month, 15))) === clock(wanted, new Date(Date.UTC(2026, month, 15))),
    );
  } catch {
    return false;
  }
}

function byModel(phrase: Phrase, account: readonly Accounted[], { view, deciders: open }: Tying): string[] | undefined {
  if (!byWordOfModel.has(phrase.kind) || (phrase.kind === 'exception' && phrase.days)) return undefined;
  const said = fold(phrase.text);
  const decides = new Set([...deciders(view), ...open]);
  // The step a decision leads to tells it as well as the one that decides.
  const behind = view.draft.connections.filter(({ from, kind }) => kind === 'main' && decides.has(from));
  for (const { to } of behind) decides.add(to);
  const one = account.find(({ words, step }) => {
    const told = fold(words).trim();
    if (told.length < 3 || !view.nodes.some(({ name }) => name === step)) return false;
    if (deciding.has(phrase.kind) && !decides.has(step)) return false;
    return said.includes(told) || told.includes(said);
  });
  return one && [one.step];
}

function once(notDone: readonly NotDone[]): NotDone[] {
  return [...new Map(notDone.map((one) => [fold(one.words), one])).values()];
}

/** Nodes that tell somebody something. */
const outward =
  /^(?:slack|microsoftTeams|discord|telegram|whatsApp|twilio|gmail|emailSend|microsoftOutlook|mattermost|rocketchat|pushover|gotify|vonage|messageBird|twitter|linkedIn|googleChat|line|matrix|zulip|ciscoWebex|sendGrid|mailgun|mailjet)$/;

/** Said of a person without naming where: whatever place a planner takes for it is an assumption it states itself. */
function unaskedOf({ nodes, leaves }: View, led: ReadonlySet<string>, phrases: readonly Phrase[]): string[] {
  const texts = phrases.flatMap((phrase) => (phrase.kind === 'text' ? [phrase.value] : []));
  const named = phrases.some(
    ({ kind }) => kind === 'app' || kind === 'address' || kind === 'channel' || kind === 'person',
  );
  const ledTo = new Set([...led].map((name) => placesOf(leaves, name)).filter((places) => places !== ''));
  return nodes
    .filter(
      ({ name, short }) =>
        named &&
        outward.test(short) &&
        !led.has(name) &&
        !ledTo.has(placesOf(leaves, name)) &&
        !leaves.some(({ node, raw }) => node === name && texts.some((text) => raw.includes(text))),
    )
    .filter(
      ({ parameters }) =>
        parameters['resource'] !== 'channel' &&
        !/^(?:get|getAll|search|history|read)/.test(String(parameters['operation'] ?? '')),
    )
    .map(({ name }) => name);
}
