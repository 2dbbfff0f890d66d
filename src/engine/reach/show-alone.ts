import type { OutboundMessage, PostOptions } from '#src/chat/platform.ts';
import { saveDraftCard } from '#src/store/draft-cards.ts';
import type { DraftRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import type { EngineContext } from '../context.ts';
import { showCards } from '../shown/show-cards.ts';
import { type Place, speakAlone } from './speak-alone.ts';

/** Posts the card of a draft to one person alone; from then on it is kept up to date like every other. */
export async function showAlone(
  context: EngineContext,
  em: EntityManager,
  draft: DraftRecord,
  shown: {
    at: Place;
    message: OutboundMessage;
    options: PostOptions & { id: string };
    /** False: what they say there goes on with it. */
    unasked?: boolean;
  },
): Promise<void> {
  const { at, message, options, unasked = true } = shown;
  const { posted, there } = await speakAlone(context, at, message, options);
  await saveDraftCard(em, draft, { conversation: there.id, card: posted.message }, { unasked });
  // Between reading and remembering somebody may have decided.
  await showCards(context, draft.id);
}
