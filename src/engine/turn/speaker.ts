import type { Card } from '#src/chat/card.ts';
import type { ChatPlatform, OutboundMessage } from '#src/chat/platform.ts';
import type { MessageRef, PersonRef } from '#src/model/chat.ts';
import { endAside } from '#src/store/asides.ts';
import { whereSaid } from '#src/store/conversations.ts';
import { forgive, owe } from '#src/store/deliveries.ts';
import type { ConversationRecord, EventRecord } from '#src/store/entities.ts';
import { saveProgress } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';

/** Speaks for one turn: the first thing said becomes the turn's message, everything later rewrites it. */
export interface Speaker {
  /** Where the turn's message is; undefined until something was said. */
  readonly message: MessageRef | undefined;
  /** True once anything was said, also privately, or shown by an earlier attempt of the turn. */
  readonly hasSpoken: boolean;
  /** How often something was said in this attempt of the turn. */
  readonly said: number;
  say(message: OutboundMessage): Promise<MessageRef>;
  /** For the eyes of the person who caused the turn, where the platform can; a card only where it can. */
  whisper(text: string, card?: Card): Promise<void>;
  /** Nothing more is said in this attempt of the turn: nobody waits for an answer to their click any longer. */
  end(): Promise<void>;
}

/** After this a worker looks whether the turn has ended without rewriting its sign of life. */
const unfinishedMs = 30_000;

/**
 * `event.progress` remembers the turn's message, so that a repeated turn rewrites instead of posting twice. `onSign` hears
 * of everything that is seen.
 */
export function createSpeaker(
  em: EntityManager,
  platform: ChatPlatform,
  conversation: ConversationRecord,
  event: EventRecord,
  person: PersonRef,
  onSign: () => void = () => {},
): Speaker {
  let ref = whereSaid(event, conversation);
  let whispered = false;
  // A platform that holds its answer to a click open gets one for the eyes of whoever pressed, if that comes first.
  let held = event.payload.kind === 'action' && event.payload.held === true;
  const endHeld = async (text: string | null): Promise<boolean> => {
    if (!held) return false;
    held = false;
    return endAside(em.fork(), event.id, text);
  };
  let said = 0;
  let last: Promise<unknown> = Promise.resolve();
  let message = event.progress ?? undefined;
  const unfinished = { kind: 'turn' as const, subject: event.id, conversation: conversation.id };
  let owed = message !== undefined;
  async function sayNow(outbound: OutboundMessage): Promise<MessageRef> {
    await endHeld(null);
    // Before anything is seen: a sign of life that is all there ever came would stay for ever.
    const again = !owed && (await em.transactional((tx) => owe(tx, { ...unfinished, inMs: unfinishedMs })));
    owed = true;
    const at = message ? await rewrite(message, outbound) : await postFirst(outbound, again);
    onSign();
    if (!outbound.working) {
      await em.transactional((tx) => forgive(tx, unfinished));
      owed = false;
    }
    return at;
  }
  async function rewrite(at: MessageRef, outbound: OutboundMessage): Promise<MessageRef> {
    await platform.update(at, outbound);
    return at;
  }
  async function postFirst(outbound: OutboundMessage, again: boolean): Promise<MessageRef> {
    const posted = await platform.post(ref, outbound, { id: event.id, again });
    message = posted.message;
    ref = posted.conversation ?? ref;
    await saveProgress(em, event, message, posted.conversation);
    return message;
  }
  return {
    get message() {
      return message;
    },
    get hasSpoken() {
      return whispered || message !== undefined;
    },
    get said() {
      return said;
    },
    say(outbound) {
      said += 1;
      // One after the other: two at once would post two messages.
      const next = last.then(
        () => sayNow(outbound),
        () => sayNow(outbound),
      );
      last = next;
      return next;
    },
    async whisper(text, card) {
      if (!(await endHeld(text))) await platform.notify(ref, person, text, card);
      whispered = true;
      onSign();
    },
    async end() {
      await endHeld(null);
    },
  };
}
