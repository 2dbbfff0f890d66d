import type { Draft } from '#src/model/draft.ts';
import { accountFor } from './account-for.ts';
import type { Phrase } from './phrase.ts';
import { schedulesOf } from './tie-schedule.ts';
import { type View, viewOf } from './view.ts';

type Before = Pick<Draft, 'name' | 'nodes'> & Partial<Draft>;

/** A draft of which only the nodes are known: all of them count. */
const whole = (before: Before): Draft => ({
  description: '',
  connections: before.nodes.slice(1).map(({ name }, at) => ({
    from: before.nodes[at]?.name ?? '',
    to: name,
    output: 0,
    input: 0,
    kind: 'main',
  })),
  assumptions: [],
  ...before,
});

/** True where the workflow has the value. `single`: a time only where it is the one time of a rule. */
export function wasThere(old: Phrase, before: Before, single = false): boolean {
  const draft = whole(before);
  const phrase = asClock(old, before);
  const view = viewOf(draft);
  const { times } = schedulesOf(view);
  if (phrase.kind === 'time' && single)
    return times.some(({ hours }) => hours.length === 1 && hours[0] === phrase.hour);
  // One of the days of a rule, not any day of one that runs on all.
  if (phrase.kind === 'days')
    return times.some(({ weekdays }) => weekdays.length < 7 && phrase.days.every((day) => weekdays.includes(day)));
  if (phrase.kind === 'number' && hasNumber(phrase.value, view)) return true;
  // "Every 30 instead of 15 minutes".
  const every: Phrase[] =
    phrase.kind === 'duration'
      ? [{ ...phrase, kind: 'frequency', every: { count: phrase.count, unit: phrase.unit } }]
      : [];
  return [phrase, ...every].some((one) => accountFor([one], draft).notDone.length === 0);
}

/** How often it runs, how often it tries again. */
const hasNumber = (value: number, { leaves, nodes }: View): boolean =>
  leaves.some(({ key, raw }) => /Interval$/.test(key) && raw === String(value)) ||
  nodes.some(({ maxTries }) => maxTries === value || (maxTries !== undefined && maxTries - 1 === value));

/** A bare number, "8 heures", as the hour that it is where the workflow runs at hours and has no such number. */
export function asClock(phrase: Phrase, before: Before | undefined): Phrase {
  const clock = before ? toClock(phrase) : phrase;
  if (!before || clock === phrase) return phrase;
  const view = viewOf(whole(before));
  const runsAt = schedulesOf(view).times.some(({ hours, minutes }) => hours.length < 24 && minutes.length < 30);
  const isOther =
    (phrase.kind === 'number' && hasNumber(phrase.value, view)) ||
    accountFor([phrase], whole(before)).notDone.length === 0;
  return runsAt && !isOther ? clock : phrase;
}

/** A whole number up to 24 as a time of day, any other phrase as it is. */
export function toClock(phrase: Phrase): Phrase {
  const hour = hourOf(phrase);
  if (hour === undefined || !Number.isInteger(hour) || hour < 0 || hour > 24) return phrase;
  const { start, end, text } = phrase;
  return { kind: 'time', hour: hour % 24, minute: 0, start, end, text };
}

function hourOf(phrase: Phrase): number | undefined {
  if (phrase.kind === 'duration') return /^\d{1,2} ?(?:heures?|horas?)$/i.test(phrase.text) ? phrase.count : undefined;
  if (phrase.kind !== 'number' || phrase.compare || phrase.again || phrase.field) return undefined;
  return /^\d{1,2}$/.test(phrase.text) ? phrase.value : undefined;
}
