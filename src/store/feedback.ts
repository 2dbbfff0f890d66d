import type { MessageRef } from '#src/model/chat.ts';
import type { EntityManager } from './orm.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface GivenFeedback {
  /** The event that was answered. */
  event: string;
  /** The person in full. */
  personId: string;
  verdict: 'good' | 'bad';
  comment: string | null;
}

/**
 * Keeps what somebody thinks of an answer; the last word counts, and a comment stays until the verdict changes.
 * Returns what this person had said before.
 */
export async function saveFeedback(
  em: EntityManager,
  { event, personId, verdict, comment }: GivenFeedback,
): Promise<GivenFeedback['verdict'] | undefined> {
  const rows = (await em.execute(
    `with before as (select verdict from feedback where event_id = ? and person_id = ?)
     insert into feedback (id, event_id, person_id, verdict, comment) values (?, ?, ?, ?, ?)
     on conflict (event_id, person_id) do update set verdict = excluded.verdict, created_at = clock_timestamp(),
       comment = coalesce(excluded.comment, case when feedback.verdict = excluded.verdict then feedback.comment end)
     returning (select verdict from before) as before`,
    [event, personId, crypto.randomUUID(), event, personId, verdict, comment],
  )) as { before: GivenFeedback['verdict'] | null }[];
  return rows[0]?.before ?? undefined;
}

/**
 * The event that is rated, where whoever rates can see its answer: in its own conversation, or where a card about its
 * draft stands. By id, or by what identifies the message that answered it.
 */
export async function findRated(
  em: EntityManager,
  conversation: string,
  rated: { eventId?: string | undefined; card: MessageRef },
): Promise<string | undefined> {
  if (rated.eventId !== undefined && !uuid.test(rated.eventId)) return undefined;
  const rows = (await em.execute(
    rated.eventId === undefined
      ? `select id from inbound_events where conversation_id = ? and progress @> ?::jsonb
         order by received_at desc limit 1`
      : `select e.id from inbound_events e where e.id = ? and (e.conversation_id = ? or exists (
           select 1 from draft_cards c join draft_revisions r on r.draft_id = c.draft_id
           where r.event_id = e.id and c.conversation_id = ?))`,
    rated.eventId === undefined
      ? [conversation, JSON.stringify(rated.card)]
      : [rated.eventId, conversation, conversation],
  )) as { id: string }[];
  return rows[0]?.id;
}

export interface FeedbackLine {
  at: Date;
  verdict: GivenFeedback['verdict'];
  person: string;
  /** What was asked for; nothing where the answer was to a click. */
  request: string | null;
  comment: string | null;
}

/** What people thought, newest first. */
export async function listFeedback(em: EntityManager, limit: number): Promise<FeedbackLine[]> {
  return (await em.execute(
    `select f.created_at as at, f.verdict, f.person_id as person, e.payload->>'text' as request, f.comment
     from feedback f join inbound_events e on e.id = f.event_id order by f.created_at desc limit ?`,
    [limit],
  )) as FeedbackLine[];
}
