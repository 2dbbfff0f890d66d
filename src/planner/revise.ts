import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { Phrase } from './account/phrase.ts';
import { addSteps, workflowName } from './assemble.ts';
import { withoutTimes } from './assumed-in-words.ts';
import { createBuilder } from './builder.ts';
import { appsIn } from './catalog/apps.ts';
import { dropStart, normalize, splitClauses, toClause } from './clauses.ts';
import { base } from './pieces.ts';
import { renameNode } from './rename-node.ts';
import { addBeside, wantsBoth } from './revise-also.ts';
import { withOtherApp } from './revise-apps.ts';
import { changeComparison } from './revise-conditions.ts';
import { withInserted } from './revise-insert.ts';
import { withOtherPart } from './revise-parts.ts';
import { changeSettingsByWords } from './revise-settings.ts';
import { takesStepsAway, withoutStep } from './revise-steps.ts';
import { changeAddress, changeChannel, changeText, changeUrl } from './revise-values.ts';
import { type ParsedSchedule, parseSchedule } from './schedule-grammar.ts';
import { type ScheduleRule, toScheduleRule } from './schedule-rule.ts';
import type { StepContext } from './step-text.ts';
import { leftOut } from './template-help.ts';
import { findTimezone } from './timezones.ts';
import { maskQuoted, toName } from './words.ts';

/** What a change is read with. */
export type Where = Pick<StepContext, 'timezone' | 'catalog' | 'here'>;

export interface Revised {
  draft: Draft;
  issues: Issue[];
}

/**
 * Changes a draft by plain words: its schedule, channel, address, URL, text or name, or steps added at the end.
 * `old`: values that the change takes the place of, which the words name no more. Undefined when the words ask for none of that. The given draft is never changed.
 */
export function reviseDraft(
  current: Draft,
  raw: string,
  where: Where,
  old: readonly Phrase[] = [],
): Revised | undefined {
  const request = normalize(raw);
  const draft = structuredClone(current);
  const set = changeSettingsByWords(draft, request);
  if (set) return { draft: set, issues: [] };
  const part = withOtherPart(draft, request, where.catalog);
  if (part) return { draft: part, issues: [] };
  const less = withoutStep(draft, request, where.catalog);
  if (less) return { draft: less, issues: [] };
  const other = withOtherApp(draft, request, where);
  if (other) return other;
  if (takesStepsAway(request)) return undefined;
  const inserted = withInserted(draft, request, where);
  if (inserted) return inserted === 'open' ? undefined : inserted;
  const step = /\badd (?:a |another )(?:new )?step\b/i.test(maskQuoted(request));
  const both = (step || wantsBoth(request)) && old.length === 0;
  if (both && addBeside(draft, request, mergeWithOld)) return { draft, issues: [] };
  const added = addedSteps(draft, request, where) ?? inLastApp(draft, request, where);
  if (added) return added;
  // What is wanted beside what is there never takes its place.
  if (both) return undefined;
  let changed = false;
  // "Also in #b" does not take #a away.
  const places = adds(request) ? [] : [changeChannel, changeAddress, changeUrl];
  for (const change of [changeName, changeSchedule, ...places, changeText, changeComparison]) {
    changed = change(draft, request, old) || changed;
  }
  return changed ? { draft, issues: [] } : undefined;
}

/** "… too", "… after finishing", "… at the end": behind what is there. */
const behindIt =
  /[\s,]+(?:too|as well|also|after (?:finishing|that|it(?:['’]s| is) (?:done|finished))|at the (?:very )?end|when (?:it(?:['’]s| is) )?(?:done|finished))[\s.!]*$/i;

const adding =
  /^(?:and |please |then )*(?:also|additionally|add(?: a| another)?(?: step)?(?: that| to| which|:)|then|afterwards|in addition,?)(?!\w)[\s,:]*/i;
const adds = (request: string): boolean =>
  (adding.test(request) || behindIt.test(maskQuoted(request))) &&
  !/\b(?:chang|mov|switch|renam|instead)/i.test(request);

/** "also post to #b", "add a step that emails bob@x.com", "then wait 5 minutes". */
function addedSteps(draft: Draft, request: string, where: Where): Revised | undefined {
  const lead = adding.exec(request) ?? (behindIt.test(maskQuoted(request)) ? [''] : undefined);
  if (!lead) return undefined;
  const builder = createBuilder(draft);
  const last = lastNode(draft);
  builder.cursor = last ? { node: last.name, output: 0 } : undefined;
  builder.source = undefined;
  const first = draft.nodes.find(
    (node) => /httpRequest|webhook|Trigger|emailReadImap/.test(node.type) && !/schedule|manual/i.test(node.type),
  );
  if (first)
    builder.source = {
      node: first.name,
      base: first.type === base('webhook') ? '.body' : '',
      fields: new Map(),
      what: 'data',
    };
  const rest = dropStart(toClause(request.replace(behindIt, '')), lead[0].length).text.replace(
    /^(posts|sends|emails|mails|waits|writes|adds|appends)\b/i,
    (verb) => verb.slice(0, -1),
  );
  const steps = addSteps(builder, splitClauses(rest), { request, ...where });
  if (steps.understood === 0) return undefined;
  return {
    draft: {
      ...draft,
      nodes: builder.nodes,
      connections: builder.connections,
      assumptions: [...builder.assumptions].slice(0, 20),
    },
    issues: [...builder.issues, ...leftOut(steps)],
  };
}

/** "Add a comment": of the app of the last step, where it has such a thing by that name. */
function inLastApp(draft: Draft, request: string, where: Where): Revised | undefined {
  const said = /^(?:please |then |also )*((?:add|create|write|open) (?:an?|another|one) \p{L}+)$/iu.exec(request)?.[1];
  if (!said) return undefined;
  const last = lastNode(draft);
  const app = last && where.catalog.get(last.type);
  if (!last || !app?.credentials.length || appsIn(where.catalog, said, said.toLowerCase()).length > 0) return undefined;
  const builder = createBuilder(draft);
  builder.cursor = { node: last.name, output: 0 };
  const steps = addSteps(builder, [toClause(`${said} in ${app.displayName}`)], { request, ...where });
  const [step, ...more] = builder.nodes.slice(draft.nodes.length);
  const guessed = [...builder.assumptions].some((text) => !draft.assumptions.includes(text));
  if (step?.type !== last.type || more.length > 0 || guessed || leftOut(steps).length > 0) return undefined;
  return { draft: { ...draft, nodes: builder.nodes, connections: builder.connections }, issues: builder.issues };
}

/** The end of the main line: a node nothing follows, the latest one. */
function lastNode(draft: Draft): DraftNode | undefined {
  const withNext = new Set(draft.connections.map((connection) => connection.from));
  return draft.nodes.findLast((node) => !withNext.has(node.name)) ?? draft.nodes.at(-1);
}

function changeName(draft: Draft, request: string): boolean {
  const name = workflowName(request);
  if (!name) return false;
  draft.name = name;
  return true;
}

function changeSchedule(draft: Draft, request: string): boolean {
  const zone = findTimezone(request)?.zone;
  const parsed = parseSchedule(request.replace(/(?:^|\b(?:to|it|for) )(?=\d{1,2}(?::\d\d| ?[ap]m\b))/gi, 'at '));
  const trigger = draft.nodes.find((node) => node.type === base('scheduleTrigger'));
  if (!trigger || (!parsed && !zone)) return false;
  if (parsed?.timezone ?? zone) draft.timezone = parsed?.timezone ?? zone;
  if (!parsed) return true;
  const merged = mergeWithOld(trigger, parsed);
  if (!merged) return false;
  trigger.parameters = { ...trigger.parameters, rule: { interval: merged.interval } };
  const stale = /^(?:No (?:time|times|day|days) w|It runs every week on that day)/;
  draft.assumptions = [...draft.assumptions.filter((text) => !stale.test(text)), ...merged.assumptions].slice(0, 20);
  if (draft.assumed) draft.assumed = withoutTimes(draft.assumed);
  renameNode(draft, trigger, toName(merged.title));
  return true;
}

/** "From 8 to 18": an interval runs between these hours, as often and on the days it did; nothing else has such hours. */
function withinHours(old: Record<string, unknown>, said: ParsedSchedule['said']): ScheduleRule | undefined {
  const field = old['field'];
  if (field === 'minutes' || field === 'hours') {
    const count = Number(old[`${field}Interval`] ?? 1);
    return toScheduleRule({ ...said, every: { count, unit: field === 'hours' ? 'hour' : 'minute' } }, []);
  }
  const cron = /^(?:\*\/(\d+)|0) (?:\d+-\d+|\*)(?:\/(\d+))? \* \* (\*|[\d,]+)$/.exec(String(old['expression'] ?? ''));
  if (!cron) return undefined;
  const [, minutes, hours = '1', days = '*'] = cron;
  const every = minutes
    ? { count: Number(minutes), unit: 'minute' as const }
    : { count: Number(hours), unit: 'hour' as const };
  const on = said.days ?? (days === '*' ? undefined : days.split(',').map(Number));
  return toScheduleRule({ ...said, every, ...(on ? { days: on } : {}) }, []);
}

/** "at 7 instead" keeps the days, "only weekdays" keeps the time. */
function mergeWithOld(
  trigger: DraftNode,
  parsed: ParsedSchedule,
): Pick<ParsedSchedule, 'interval' | 'assumptions' | 'title'> | undefined {
  const rule = trigger.parameters['rule'] as { interval?: Record<string, unknown>[] } | undefined;
  const old = Array.isArray(rule?.interval) ? rule.interval[0] : undefined;
  const { said, clocks } = parsed;
  if (old && said.between && !said.every) return withinHours(old, said);
  const onlyTime =
    !said.every && !said.days && !said.monthDays && !said.nth && !said.yearly && !said.cron && !said.times;
  const onlyDays = said.days !== undefined && !said.every && clocks.length === 0 && !said.part;
  if (!old || (!onlyTime && !onlyDays)) return parsed;
  const field = old['field'];
  const hour = old['triggerAtHour'];
  const minute = old['triggerAtMinute'];
  if (onlyDays) {
    if (field === 'minutes' || field === 'hours') {
      const count = Number(old[`${field}Interval`] ?? 1);
      return toScheduleRule({ ...said, every: { count, unit: field === 'hours' ? 'hour' : 'minute' } }, []);
    }
    return typeof hour === 'number'
      ? toScheduleRule(said, [{ hour, minute: typeof minute === 'number' ? minute : 0 }])
      : parsed;
  }
  if (field === 'weeks' && Array.isArray(old['triggerAtDay'])) {
    const days = old['triggerAtDay'].filter((day): day is number => typeof day === 'number');
    return toScheduleRule({ days, every: { count: Number(old['weeksInterval'] ?? 1), unit: 'week' } }, clocks);
  }
  if (field === 'months') {
    const monthDays = [Number(old['triggerAtDayOfMonth'] ?? 1)];
    return toScheduleRule({ monthDays, every: { count: Number(old['monthsInterval'] ?? 1), unit: 'month' } }, clocks);
  }
  if (field === 'days')
    return toScheduleRule({ every: { count: Number(old['daysInterval'] ?? 1), unit: 'day' } }, clocks);
  const cron =
    typeof old['expression'] === 'string' ? /^\S+ \S+ (\S+ \S+ \S+)$/.exec(old['expression'])?.[1] : undefined;
  if (field !== 'cronExpression' || !cron) return parsed;
  const interval = clocks.map((clock) => ({
    field: 'cronExpression',
    expression: `${clock.minute} ${clock.hour} ${cron}`,
  }));
  return {
    interval,
    assumptions: [],
    title: trigger.name.replace(/ at \d\d:\d\d.*$/, '') + parsed.title.replace(/^.*(?= at )/, ''),
  };
}
