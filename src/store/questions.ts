import type { Json } from '#src/chat/inbound.ts';
import { redactJson } from '#src/policy/secrets.ts';
import { Question, type QuestionRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

export interface NewQuestion {
  conversation: string;
  event: string;
  text: string;
  choices: Json;
}

/** Keeps a question, once per event: a repeated turn asks the same one again. */
export async function saveQuestion(em: EntityManager, question: NewQuestion): Promise<QuestionRecord> {
  return em.upsert(
    Question,
    { id: crypto.randomUUID(), ...redactJson(question), card: null },
    { onConflictFields: ['event'], onConflictMergeFields: ['text', 'choices'] },
  );
}

export async function saveQuestionCard(em: EntityManager, id: string, card: Json): Promise<void> {
  await em.nativeUpdate(Question, { id }, { card });
}

export async function findQuestion(em: EntityManager, id: string): Promise<QuestionRecord | null> {
  return em.findOne(Question, { id });
}

/** The newest question of a conversation, when nobody has answered it. */
export async function findOpenQuestion(em: EntityManager, conversation: string): Promise<QuestionRecord | null> {
  const newest = await em.findOne(Question, { conversation }, { orderBy: { createdAt: 'desc' } });
  return newest?.answeredAt ? null : newest;
}

/** Marks it answered; false when somebody answered it before. */
export async function answerQuestion(em: EntityManager, id: string, choice: number | null): Promise<boolean> {
  const changed = await em.nativeUpdate(
    Question,
    { id, answeredAt: null },
    { answeredAt: new Date(), answeredWith: choice },
  );
  return changed === 1;
}
