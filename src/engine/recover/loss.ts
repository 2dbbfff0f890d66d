import { languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { type Policy, policyFor } from '#src/policy/roles.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import { type Claim, owe } from '#src/store/deliveries.ts';
import { Conversation, Tenant, type WorkflowRecord } from '#src/store/entities.ts';
import { findLocale, findPrivateTalks } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';

/** Names in the message; the rest is counted. */
const mostNames = 5;

/**
 * n8n lost many workflows at once: one message is owed to every admin who ever wrote to us in private, there. Call it in
 * the transaction that records the loss. Returns to how many.
 */
export async function oweLoss(
  tx: EntityManager,
  policy: Policy,
  { id, rows }: { id: string; rows: Pick<WorkflowRecord, 'name' | 'tenant'>[] },
): Promise<number> {
  let told = 0;
  for (const tenant of await tx.find(Tenant, {})) {
    const admins = policyFor(policy, tenant).admins.map((admin) => admin.split(':').at(-1) ?? admin);
    // An admin of one tenant is not told what others have.
    const theirs = rows.filter((row) => row.tenant === tenant.id);
    if (theirs.length === 0) continue;
    for (const { conversation, person } of await findPrivateTalks(tx, tenant.id, admins)) {
      const names = theirs.slice(0, mostNames).map(({ name }) => name);
      const details = { person, count: theirs.length, names };
      await owe(tx, { kind: 'lost', subject: id, place: conversation, conversation, details, inMs: 0 });
      told += 1;
    }
  }
  return told;
}

/** Tells one admin, in the language they last wrote in. */
export async function tellLoss(context: EngineContext, { place, details }: Claim<'lost'>): Promise<undefined> {
  const { person, count, names } = details;
  const em = context.store.fork();
  const conversation = await em.findOneOrFail(Conversation, { id: place });
  const language = languageOf(await findLocale(em, conversation.id, person));
  const { recovery, answers } = wordsIn(language).engine;
  const more = count - names.length;
  const listed = [...names.map(answers.quoted), ...(more > 0 ? [recovery.lostMore(more)] : [])].join(', ');
  const text = recovery.lost(count, listed);
  await platformOf(context, conversation.platform).post(toConversationRef(conversation), { text });
}
