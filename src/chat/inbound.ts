import { z } from 'zod';
import type { Language } from '#src/language/language.ts';
import type { ConversationRef, MessageRef, PersonRef } from '#src/model/chat.ts';
import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { buttonVerbs } from '#src/model/verbs.ts';

/** Longest request that is planned, in UTF-16 units: a page and a half of prose. */
export const maxRequestLength = 4_000;

/** What a click on a card can be, shared by every platform (DESIGN §3). */
export const actionIds = [
  // about a draft
  'approve',
  'approve_publish',
  'change',
  'fill',
  'leave_out',
  'look_again',
  'discard',
  'rebase',
  'reopen',
  'stop',
  // all that a draft changes, and every step of it
  'changes',
  'steps',
  // rehearsed with another example
  'try_with',
  // one step for real, to whoever pressed alone: first the offer, with `eventId` the sending of one
  'test',
  // about a workflow in n8n
  'show',
  ...buttonVerbs,
  'history',
  'restore',
  'undo',
  'executions',
  'retry',
  'fix',
  // not told any more in that place, for a day
  'mute',
  'save_template',
  // on the bot's own page, and beside it: both ask in a form, and what is typed is as good as said
  'new_automation',
  'find_workflow',
  // about neither
  'choose',
  'pick',
  'list',
  'waiting',
  // about linked accounts
  'links',
  'link_confirm',
  'link_refuse',
  'unlink',
  // what somebody thinks of an answer: `choice` 1 is good, 0 is bad; `fields.comment` says why
  'feedback',
] as const;
export type ActionId = (typeof actionIds)[number];

const shortId = z.string().min(1).max(200);
/** What a button carries: ids only. Adapters parse it with this and hand it on; state is read from the store. */
export const actionValueSchema = z.strictObject({
  draftId: shortId.optional(),
  revision: z.int().min(0).optional(),
  /** Our id of a workflow, not n8n's. */
  workflowId: shortId.optional(),
  /** n8n's id of one version of it. */
  versionId: shortId.optional(),
  executionId: shortId.optional(),
  questionId: shortId.optional(),
  /** A wish to link two accounts, or a linked account. */
  linkId: shortId.optional(),
  /** Place in the list of choices, from 0. */
  choice: z.int().min(0).max(100).optional(),
  /** Page of a list, from 0. */
  page: z.int().min(0).max(10_000).optional(),
  /** The event whose turn is meant: for Stop, for feedback (without it: the answer on the card), and for what was said in it. */
  eventId: shortId.optional(),
});
export type ActionValue = z.infer<typeof actionValueSchema>;

interface InboundBase {
  /** Deduplication key within platform and tenant: two deliveries of the same thing have the same one. */
  dedupeKey: string;
  /** The platform's id of the Slack workspace, Microsoft 365 tenant, … */
  tenant: { id: string; name?: string };
  conversation: ConversationRef;
  person: PersonRef;
  /** BCP 47, where the platform tells; the inbox makes it one of the language that is `spoken`. */
  locale?: string;
  /** Put there by the inbox: the language this person speaks here, where their words have ever told. */
  spoken?: Language;
  /** IANA name, where the platform tells. */
  timezone?: string;
}

/** A person said something to the bot. */
export interface MessageReceived extends InboundBase {
  kind: 'message';
  /** What was said, without the mention of the bot. May be empty. With `install`: who added the bot, where known. */
  text: string;
  /**
   * `install`: nobody said anything, the bot was added to the conversation and introduces itself. `step`: a flow that
   * somebody built on the platform asked in the name of whoever ran it.
   */
  via: 'command' | 'mention' | 'direct' | 'rest' | 'install' | 'step';
  /** The platform's id of the channel it was said in, where others can post to it by that id: what "here" means. */
  channel?: string;
  /** Channels that the text names, as it names them (`#ops`), with the platform's ids, where it tells them. */
  channels?: { named: string; id: string }[];
  /** The platform's id of the team it was said in, where it has teams. */
  team?: string;
  /** Dedupe key of the message these words replace: the person edited it. */
  edits?: string;
  /** Dedupe key of the message it was said below, where one conversation has threads. */
  below?: string;
  /**
   * They are the words of a message, whoever wrote it, that this person chose to have automated: a request whatever they
   * say, about nothing that was said before. Never a command, an answer or a code.
   */
  quoted?: true;
  /** Nothing was said, but a file came. */
  attached?: boolean;
  /** Put there by the inbox: SHA-256 of the code that stood in the words, to link two accounts. */
  linkCodeHash?: string;
  /** With `step`: what the flow waits for, and how that is told. */
  flowStep?: FlowStep;
  /** REST only: what to do without a button, and the id the draft will have. */
  rest?: { draftId: string; approve: boolean; publish: boolean; bodyHash: string; adopt?: AdoptedDocument };
}

/** A step of a flow that waits until it is ended, once (`OutboundMessage.ends`). */
export interface FlowStep {
  /** Rewriting it ends the step. Nobody sees it. */
  end: MessageRef;
  /** The flow goes on once the draft is decided and in n8n, not already when its card is there. */
  untilDecided: boolean;
}

/** A whole workflow that came instead of words, checked at the door. */
export interface AdoptedDocument {
  /** As drafts are. */
  draft: Draft;
  /** As n8n has them, where it came like that: goes into n8n exactly so. */
  exact?: N8nWorkflow;
  /** Our id of the workflow it shall replace; a new one otherwise. */
  workflowId?: string;
}

/** A person pressed a button on one of the bot's cards. */
export interface ActionTaken extends InboundBase {
  kind: 'action';
  action: ActionId;
  /** What the button carried: ids only, read again from the store before anything happens. */
  value: ActionValue;
  /** The card it was on. For `feedback` what identifies the message is enough. */
  card: MessageRef;
  /** Nobody else sees that card: what is only looked up stays on it. */
  private?: boolean;
  /** It is on the bot's own page of whoever pressed, which shows more than this and is drawn anew with it. */
  page?: true;
  /** The platform still holds its answer to the click open: what only this person shall read can be that answer. */
  held?: boolean;
  /** The platform has thanked already; only what a person has to know is said. */
  quiet?: boolean;
  /** What was typed into the form that was sent, by field name. */
  fields?: Record<string, string>;
  /** With `test`: their own address, where the platform vouches for it and tells. */
  email?: string;
}

/** n8n says that a workflow made here failed; told in the conversation the workflow came from. */
export interface ExecutionFailed extends InboundBase {
  kind: 'failure';
  /** Our id of the workflow. */
  workflowId: string;
  /** n8n's; none when its trigger failed while nothing ran. */
  executionId?: string;
  /** As n8n's users wrote or caused them: untrusted words. */
  step?: string;
  problem?: string;
}

export type InboundEvent = MessageReceived | ActionTaken | ExecutionFailed;

/** Driving port: adapters hand every normalized event in here and acknowledge only after it resolved. */
export interface Inbox {
  /** Resolves after the event is committed. `duplicate`: it was already here and needs no work. */
  accept(event: InboundEvent): Promise<'accepted' | 'duplicate'>;
}
