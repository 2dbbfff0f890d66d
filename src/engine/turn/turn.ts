import type { ActionTaken, ExecutionFailed, MessageReceived } from '#src/chat/inbound.ts';
import { type Reader, readerOf } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { ConversationRecord, EventRecord, TenantRecord } from '#src/store/entities.ts';
import type { Speaker } from './speaker.ts';

interface Turn {
  row: EventRecord;
  conversation: ConversationRecord;
  tenant: TenantRecord;
  speaker: Speaker;
  signal: AbortSignal;
}

/** One message and everything its answer needs. */
export interface MessageTurn extends Turn {
  event: MessageReceived;
  /** It answers a question about words that somebody else may have chosen. */
  anew?: true;
}

/** True for words that somebody else may have chosen, of a step of a flow or of a message: they ask for something new alone. */
export const isAnew = ({ event, anew }: Pick<MessageTurn, 'event' | 'anew'>): boolean =>
  anew === true || event.via === 'step' || event.quoted === true;

/** One click and everything its answer needs. */
export interface ActionTurn extends Turn {
  event: ActionTaken;
}

/** One failed execution and everything that telling it needs. */
export interface FailureTurn extends Turn {
  event: ExecutionFailed;
}

/** Whoever caused the turn, as somebody to write to. */
export const readerOfTurn = ({ event }: Pick<MessageTurn | ActionTurn, 'event'>): Reader => readerOf(event);

/** What the engine says, in the language of whoever caused the turn. */
export const wordsFor = (turn: Pick<MessageTurn | ActionTurn, 'event'>): Dictionary['engine'] =>
  wordsIn(readerOfTurn(turn).language).engine;

/** What a click stands for, as if it had been said; where nobody else looks on, as if it had been a command. */
export function asMessage(turn: ActionTurn, text: string): MessageTurn {
  const {
    kind: _kind,
    action: _action,
    value: _value,
    card: _card,
    fields: _fields,
    private: alone,
    page: _page,
    ...common
  } = turn.event;
  return { ...turn, event: { ...common, kind: 'message', text, via: alone ? 'command' : 'direct' } };
}
