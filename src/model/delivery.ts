import type { MessageRef } from './chat.ts';

/** Who answered a question. */
export interface AnsweredBy {
  name: string;
  /** In which it was asked. */
  locale: string | null;
}

/** A message that was a card of a draft. */
export interface FormerCard {
  card: MessageRef;
  /** Of the draft, when the message was its card. */
  revision: number;
  conversation: string;
}

/** What an admin is told of a loss. */
export interface LossTold {
  person: string;
  count: number;
  names: string[];
}

/** What is kept with something owed until it was shown, by its kind; the rest is read when it is shown. */
export interface DeliveryDetails {
  draft: null;
  former: FormerCard;
  question: AnsweredBy;
  act: null;
  turn: { runAgain: boolean } | null;
  link: null;
  lost: LossTold;
  /** `handover`: which one, where it was handed over. */
  news: { by: string; handover?: string };
  ask: null;
  /** Drafts that wait for one person, told in one message. */
  remind: { drafts: string[] };
  expiring: null;
  failed: null;
  /** `message`: the same for every attempt to post it. */
  digest: { until: string; message: string };
  /** A step of a flow waits for what came of it; the event says which. */
  step: null;
}
