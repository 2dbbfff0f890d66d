import { type Card, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { linked } from '#src/chat/words.ts';
import { readerOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { MessageRef } from '#src/model/chat.ts';
import { canonicalJson } from '#src/store/audit.ts';
import { findRevision } from '#src/store/drafts.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import { findEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { currentMessage, replacedMessage, type ViewContext } from './presentation.ts';

/**
 * What a card says whose revision was replaced: one grey line that leads to the newest. Where a command was given, which
 * everybody reads, it says what became of the draft once that is decided: the newest card is in a thread.
 */
export async function formerMessage(
  em: EntityManager,
  draft: DraftRecord,
  context: ViewContext,
  { card, revision, link }: { card: MessageRef; revision: number; link: string | undefined },
): Promise<OutboundMessage> {
  if (draft.status === 'proposed' || !(await isWhereAsked(em, draft, card)))
    return replacedMessage(em, draft, context, revision, link);
  const { text: line } = await currentMessage(em, draft, context);
  const { language } = readerOf(draft);
  const { openNewer } = wordsIn(language).cards.outcome;
  const shown: Card = {
    language,
    title: '',
    elements: [text(link ? [`${line} `, linked(openNewer, link)] : line, 'muted')],
  };
  return { text: line, card: shown, about: { draftId: draft.id, revision } };
}

async function isWhereAsked(em: EntityManager, draft: DraftRecord, card: MessageRef): Promise<boolean> {
  const first = await findRevision(em, draft.id, 1);
  const asked = first && (await findEvent(em, first.event));
  const { payload, progress } = asked ?? {};
  return (
    payload?.kind === 'message' && payload.via === 'command' && canonicalJson(progress ?? null) === canonicalJson(card)
  );
}
