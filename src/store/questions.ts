import type { MessageRef } from '#src/model/chat.ts';
import type { Choice } from '#src/model/question.ts';
import { redactJson } from '#src/policy/secrets.ts';
import { clock } from './clock.ts';
import { Question, type QuestionRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface NewQuestion {
  conversation: string;
  event: string;
  text: string;
  choices: Choice[];
  /** Of one that a planner knows again by it. */
  code?: string | null;
}

/** Keeps a question, once per event: a repeated turn asks the same one again, unanswered. */
export async function saveQuestion(em: EntityManager, question: NewQuestion): Promise<QuestionRecord> {
  const { text, choices, code = null } = question;
  return em.upsert(
    Question,
    {
      id: crypto.randomUUID(),
      ...question,
      ...redactJson({ text, choices }),
      code,
      card: null,
      answeredAt: null,
      answeredWith: null,
    },
    { onConflictFields: ['event'], onConflictMergeFields: ['text', 'choices', 'code', 'answeredAt', 'answeredWith'] },
  );
}

export async function saveQuestionCard(em: EntityManager, id: string, card: MessageRef): Promise<void> {
  await em.nativeUpdate(Question, { id }, { card });
}

export async function findQuestion(em: EntityManager, id: string): Promise<QuestionRecord | null> {
  return em.findOne(Question, { id });
}

/** By the event whose turn asked it. */
export async function findQuestionOf(em: EntityManager, event: string): Promise<QuestionRecord | null> {
  return em.findOne(Question, { event });
}

/**
 * The newest question of a conversation, when nobody has answered it, or this event did when its turn ran before. Never
 * one that this event itself led to.
 */
export async function findOpenQuestion(
  em: EntityManager,
  conversation: string,
  event: string,
): Promise<QuestionRecord | null> {
  const newest = await em.findOne(
    Question,
    { conversation, event: { $ne: event } },
    { orderBy: { createdAt: 'desc' } },
  );
  return newest && (!newest.answeredAt || newest.answeredBy === event) ? newest : null;
}

/** Marks it answered by this event, which belongs to its request from then on; false when another answered it before. */
export async function answerQuestion(
  em: EntityManager,
  id: string,
  choice: number | null,
  event: string,
): Promise<boolean> {
  const changed = await em.nativeUpdate(
    Question,
    { id, $or: [{ answeredAt: null }, { answeredBy: event }] },
    { answeredAt: clock(), answeredWith: choice, answeredBy: event },
  );
  if (changed === 1)
    await em.execute(
      `update inbound_events answer set reference = asked.reference from questions q
       join inbound_events asked on asked.id = q.event_id
       where q.id = ? and answer.id = ? and asked.reference is not null and answer.reference is distinct from asked.reference`,
      [id, event],
    );
  return changed === 1;
}
