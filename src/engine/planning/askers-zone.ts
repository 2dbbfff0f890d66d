import type { MessageReceived } from '#src/chat/inbound.ts';
import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Note } from '#src/model/note.ts';
import { findTimezone } from '#src/planner/timezones.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { clockOf } from '#src/store/spoken.ts';
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

/** The zone in which whoever asks means their times, and who says so. */
export interface AskersZone {
  /** IANA name. */
  zone: string;
  from: 'asker' | 'settings' | 'nowhere';
}

/** As their platform says now, or said before; else the operator's, else UTC. */
export async function zoneOfAsker(
  em: EntityManager,
  { event, tenant }: { event: Pick<MessageReceived, 'timezone' | 'person'>; tenant: { id: string } },
  fallback: string | undefined,
): Promise<AskersZone> {
  const own = event.timezone ?? (await clockOf(em, tenant.id, event.person.id));
  if (own) return { zone: own, from: 'asker' };
  return fallback ? { zone: fallback, from: 'settings' } : { zone: 'UTC', from: 'nowhere' };
}

/**
 * That the times of a draft are in a zone that nobody named; undefined where somebody did, or nothing tells a time. Pure.
 * @param before what it was changed from
 * @param said the words it was asked for with
 */
export function guessedZone(
  draft: Draft,
  { before, said, asker, platform }: { before: Draft | undefined; said: string; asker: AskersZone; platform: string },
): Note | undefined {
  const { zone, from } = asker;
  if (from === 'asker' || draft.timezone !== zone || findTimezone(said)) return undefined;
  if (before?.timezone === zone || !draft.nodes.some((node) => tellsTime(rulesOf(node)))) return undefined;
  return { code: 'zoneGuessed', zone, from, platform };
}

const rulesOf = ({ type, parameters }: DraftNode): unknown =>
  /\.(?:scheduleTrigger|cron)$/.test(type) ? (parameters['rule'] ?? parameters['triggerTimes']) : undefined;

/** Every quarter of an hour is the same everywhere. */
const tellsTime = (rules: unknown): boolean =>
  rules !== undefined && /"(?:triggerAtHour|hour|expression|cronExpression|triggerAtDay)"/.test(JSON.stringify(rules));
