import type { Draft, DraftNode } from '#src/model/draft.ts';
import { isEqual } from '#src/workflow/json/equal.ts';

/**
 * A time somebody says is meant where they are: where a change sets the time of a workflow that has no time zone of its
 * own, it gets theirs. Undefined where nothing is to be said about it. Pure.
 * @param before what it was changed from; undefined for a workflow that is not in n8n yet
 * @param zone IANA name; undefined where nobody knows it
 */
export function inAskersZone(draft: Draft, before: Draft | undefined, zone: string | undefined): Draft | undefined {
  if (!before || !zone || draft.timezone !== undefined || before.timezone !== undefined) return undefined;
  const known = before.nodes.map(rulesOf);
  const set = draft.nodes.some((node) => {
    const rules = rulesOf(node);
    return tellsTime(rules) && !known.some((one) => isEqual(one, rules));
  });
  return set ? { ...draft, timezone: zone } : undefined;
}

const rulesOf = ({ type, parameters }: DraftNode): unknown =>
  /\.(?:scheduleTrigger|cron)$/.test(type) ? (parameters['rule'] ?? parameters['triggerTimes']) : undefined;

/** Every quarter of an hour is the same everywhere. */
const tellsTime = (rules: unknown): boolean =>
  rules !== undefined && /"(?:triggerAtHour|hour|expression|cronExpression|triggerAtDay)"/.test(JSON.stringify(rules));
