import { failedCard } from '#src/cards/failed-card.ts';
import { whenText } from '#src/cards/when.ts';
import { N8nError } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { accountOfKey, accountsOf } from '#src/store/accounts.ts';
import { toConversationRef } from '#src/store/conversations.ts';
import type { Claim } from '#src/store/deliveries.ts';
import { Conversation, type ConversationRecord, type DigestRecord } from '#src/store/entities.ts';
import { findDigest, markDigestTold } from '#src/store/failure-digests.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { type EngineContext, platformOf } from '../context.ts';
import { toFailedRows } from './failed-rows.ts';
import { type FailureGroup, type FailureScope, loadFailures } from './failures-of.ts';

const mostShown = 10;
const laterMs = 60_000;

/** Tells in one message what failed since the last one; nothing, where there is nothing to say and nobody wants that said. */
export async function tellDigest(
  context: EngineContext,
  { subject, details }: Claim<'digest'>,
): Promise<{ laterMs: number } | undefined> {
  const em = context.store.fork();
  const digest = await findDigest(em, subject);
  const until = new Date(details.until);
  // Told by whoever tried before, or taken back meanwhile.
  if (!digest || digest.toldUntil >= until) return;
  const conversation = await em.findOneOrFail(Conversation, { id: digest.conversation });
  if (conversation.closedAt) return;
  const found = await loadSince(context, em, { digest, until }, conversation);
  if (!found) return { laterMs };
  if (found.length > 0 || digest.always) {
    const reader = readerOf({ locale: digest.locale, timezone: digest.timezone });
    const { failing } = wordsIn(reader.language).engine;
    const since = whenText(digest.toldUntil, reader);
    const rows = toFailedRows(found.slice(0, mostShown), reader);
    const message =
      rows.length === 0
        ? { text: failing.noneSince(since) }
        : failedCard({ title: failing.since(since), rows, more: found.length - rows.length, reader });
    const options = { id: details.message, again: true };
    await platformOf(context, conversation.platform).post(toConversationRef(conversation), message, options);
  }
  await markDigestTold(context.store.fork(), subject, until);
  return;
}

/** Undefined while n8n does not say. */
async function loadSince(
  context: EngineContext,
  em: EntityManager,
  { digest, until }: { digest: DigestRecord; until: Date },
  { tenant, key }: ConversationRecord,
): Promise<FailureGroup[] | undefined> {
  const account = digest.alone ? await accountOfKey(em, digest.person) : undefined;
  const place = { tenant, key };
  const scope: FailureScope = account
    ? { kind: 'own', accounts: await accountsOf(em, account), place }
    : { kind: 'place', place };
  try {
    return await loadFailures(context, em, { since: digest.toldUntil, until }, scope);
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    context.log.info({ code: error.code }, 'digest waits for n8n');
    return undefined;
  }
}
