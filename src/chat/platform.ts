import type { ConversationRef, MessageRef, PersonRef, PlatformName } from '#src/model/chat.ts';
import type { StepResult } from '#src/model/event-results.ts';
import type { Json } from '#src/model/json.ts';
import type { Card, Form } from './card.ts';
import type { ActionId, ActionValue } from './inbound.ts';

/** `text` is always there: notification, screen reader, clients that cannot draw the card. */
export interface OutboundMessage {
  text: string;
  card?: Card;
  /** Contains words of a model; platforms that have a label for that show it. */
  generated?: boolean;
  /** What could be said next; offered where the platform can. */
  suggestions?: string[];
  /** People may say what they think of it, as a click with `feedback` and the event that was answered. */
  feedback?: { eventId: string };
  /** Who shall notice it in a place of many: the platform notifies them. Where somebody is alone nobody is named. */
  mentions?: PersonRef[];
  /**
   * Nobody waits for it where it is said: it wants a decision, or says how something ended. Platforms that have a list of
   * what somebody shall notice put it there.
   */
  alert?: boolean;
  /** Says that work is under way: something else has to take its place. */
  working?: boolean;
  /** Rewrites a message that nothing takes the place of: it is deleted where the platform can, else says this. */
  gone?: boolean;
  /** Ends a step of a flow: `text` says why where it failed. */
  ends?: StepEnd;
  /** Ids by which `Cards` says what the message shows now; absent where that cannot be read from the store alone. */
  about?: ActionValue;
}

/** What the flow around a step goes on with; undefined: the step failed, and the flow with it. */
export interface StepEnd {
  outputs?: {
    state: StepResult;
    /** Of the card, or of the question, where the platform can tell. */
    link?: string;
    name?: string;
    /** Of the workflow in n8n's editor. */
    workflowLink?: string;
  };
}

/** Where a message landed. */
export interface Posted {
  message: MessageRef;
  /**
   * The thread this message started, when the conversation had none yet (a slash command): the conversation continues
   * there. Also where the platform named the conversation by another key than `openDirect` did.
   */
  conversation?: ConversationRef;
}

export interface PostOptions {
  /** The same for every attempt to post this message, so that it can be found again. */
  id?: string;
  /** An attempt before may have posted it although nobody knows where: where it can be found it is rewritten instead. */
  again?: boolean;
}

/** Driven port: how the engine speaks. Every failure is a DeliveryError. */
export interface ChatPlatform {
  readonly name: PlatformName;
  /** People have accounts of their own there, vouched for by the platform, so that one can be linked with another. */
  readonly linkable: boolean;
  /** Posts into the conversation (its thread) and returns where it landed. */
  post(to: ConversationRef, message: OutboundMessage, options?: PostOptions): Promise<Posted>;
  /**
   * Where the bot speaks with this person alone; begun where it never did. `near` is any conversation of their tenant.
   * Says nothing there, so that doing it twice is as good as once. Absent where nobody is spoken to alone.
   */
  openDirect?(near: ConversationRef, person: PersonRef): Promise<ConversationRef>;
  /** Rewrites a message posted before; for everyone who sees it. */
  update(ref: MessageRef, message: OutboundMessage): Promise<void>;
  /** Tells one person, privately where the platform can, otherwise in the thread; `card` only where it stays private. */
  notify(to: ConversationRef, person: PersonRef, text: string, card?: Card): Promise<void>;
  /** Address under which people open a message posted before; undefined where nothing leads there. Never throws. */
  linkTo(ref: MessageRef): Promise<string | undefined>;
  /**
   * Shows, or no longer shows, that the bot is at work there; for what takes long before anything is said. False where
   * nobody would see it. Never throws.
   */
  atWork(to: ConversationRef, working: boolean): Promise<boolean>;
}

/** Driving port: what a dialog shall ask. Reads only; answers within the second or so a platform waits for a dialog. */
export interface Forms {
  /** Undefined when there is nothing to fill in (any more) for this person. */
  find(
    action: ActionId,
    value: ActionValue,
    by: { platform: PlatformName; tenant: string; person: PersonRef; locale?: string | undefined },
  ): Promise<Form | undefined>;
}

/** Driving port: adapters tell where the bot cannot speak any more. Anything said there later revives the conversation. */
export interface Presence {
  /**
   * Marks the conversation, threads of it whose keys begin with it, and those whose address contains all of `within`
   * (JSON, the adapter's own). Resolves once that is committed.
   */
  left(at: { platform: PlatformName; tenant: string; key: string; within?: Json }): Promise<void>;
}

/** Driving port: what a card about a draft shows now, for clients that ask again. Reads only. */
export interface Cards {
  /** By draft and revision; a revision that was replaced shows as closed. Undefined where no conversation of this tenant shows it. */
  current(value: ActionValue, by: { platform: PlatformName; tenant: string }): Promise<OutboundMessage | undefined>;
}
