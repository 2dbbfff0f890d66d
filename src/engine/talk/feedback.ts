import type { Action } from '#src/model/action.ts';
import { personKey } from '#src/policy/roles.ts';
import { oncePerEvent } from '#src/store/events.ts';
import { findRated, saveFeedback } from '#src/store/feedback.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { type ActionTurn, wordsFor } from '../turn/turn.ts';

const longestComment = 1000;

/**
 * Keeps what somebody thinks of an answer they can see, and thanks once. An opinion decides nothing, so it leaves no
 * audit row.
 */
export async function takeFeedback(
  context: EngineContext,
  em: EntityManager,
  turn: ActionTurn,
  { eventId, verdict }: Extract<Action, { kind: 'feedback' }>,
): Promise<void> {
  const { card, person, fields, quiet } = turn.event;
  const rated = { eventId, card: card };
  const event = await findRated(em, turn.conversation.id, rated);
  if (!event) return quiet ? undefined : turn.speaker.whisper(wordsFor(turn).answers.unknownAnswer);
  const personId = personKey(turn.tenant.platform, turn.tenant.externalId, person.id);
  const comment = fields?.['comment']?.trim().slice(0, longestComment) || null;
  const { result, again } = await em.transactional((tx) =>
    oncePerEvent(tx, turn.row.id, 'feedback', async () => {
      const before = await saveFeedback(tx, { event, personId, verdict, comment });
      return { first: !before, news: before !== verdict };
    }),
  );
  if (result?.news && !again) context.metrics.feedback.inc({ verdict });
  if (result?.first && !quiet) await turn.speaker.whisper(wordsFor(turn).answers.thanks);
}
