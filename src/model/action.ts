import type { ButtonVerb } from './verbs.ts';

/** The draft a card shows, as it was when the card was drawn. */
export interface OnDraft {
  draftId: string;
  revision: number;
}

/** A workflow in n8n by our id; with a draft where its button stands on the card of that draft. */
export interface OnWorkflow extends Partial<OnDraft> {
  workflowId: string;
}

/** One member for each of several kinds that carry the same. */
type Each<Kind, Carries> = Kind extends string ? { kind: Kind } & Carries : never;

/** What a button on the card of a draft decides or shows. */
export type DraftAction =
  | Each<
      | 'approve'
      /** Goes on with the approval of the draft: publishes what it created. */
      | 'publish_created'
      | 'retry_creation'
      | 'discard'
      | 'rebase'
      | 'reopen'
      | 'show_draft'
      /** Every step, and the picture. */
      | 'show_steps'
      /** Asks in a form what should be different. */
      | 'change_draft'
      /** Goes on without what is not done of the request. */
      | 'leave_out'
      /** Asks again what there is to choose from. */
      | 'look_again'
      /** Asks in a form for what is missing. */
      | 'fill'
      /** Asks in a form for another example, and rehearses it. */
      | 'try_with'
      /** Shows what could be sent for real, to whoever pressed alone. */
      | 'offer_test',
      OnDraft
    >
  /** Sends it. `offeredIn`: the event that led to the offer; `test`: place among what was offered. */
  | ({ kind: 'send_test'; offeredIn: string; test: number } & OnDraft)
  /** `despite`: a rehearsal of it failed, and the question that came with the button said so. */
  | ({ kind: 'approve_publish'; despite?: true } & OnDraft)
  /** All that it changes; `page` from 0 where somebody turns pages of it. */
  | ({ kind: 'show_changes'; page?: number } & OnDraft)
  /** `need`: place of the credential among those the revision needs; `choice`: place among those that fit. */
  | ({ kind: 'choose_credential'; need: number; choice: number } & OnDraft)
  /** `need`: place among what only a person can say; `choice`: place among what that may be. */
  | ({ kind: 'choose_value'; need: number; choice: number } & OnDraft)
  /** The same, picked from what was looked up; what it is comes in the field `picked`. */
  | ({ kind: 'pick_value'; need: number } & OnDraft);

/** What a button on a card about a workflow in n8n does or shows. */
export type WorkflowAction =
  | Each<
      | 'show_workflow'
      /** Not now: the card becomes what it was. */
      | 'keep'
      /** Out of the archive, or anew where n8n does not have it any more. */
      | 'bring_back'
      | 'undo'
      /** Asks in a form what should be different. */
      | 'change_workflow'
      | 'save_template',
      OnWorkflow
    >
  /**
   * Does something in n8n. `confirmed`: the card has asked. `saidIn`: the event in which somebody said what to do it with,
   * where that is kept; ids travel in buttons, words never do.
   */
  | ({ kind: 'act'; verb: ButtonVerb; confirmed?: true; saidIn?: string } & OnWorkflow)
  /** Rehearses it as it is in n8n; `triedIn`: the event whose example was changed in a form. */
  | ({ kind: 'try_workflow'; triedIn?: string } & OnWorkflow)
  /** `versionId` is n8n's. */
  | ({ kind: 'restore_version'; versionId: string } & OnWorkflow)
  /** `page` from 0 where somebody turns pages. */
  | ({ kind: 'history'; page?: number } & OnWorkflow)
  /** With one: why that one failed. */
  | ({ kind: 'executions'; executionId?: string } & OnWorkflow)
  | ({ kind: 'retry_execution'; executionId: string } & OnWorkflow)
  /** For a day, where the button stands. */
  | ({ kind: 'mute' } & OnWorkflow)
  /** Without one: the newest that failed. */
  | ({ kind: 'fix'; executionId?: string } & OnWorkflow);

/** What a button about linked accounts does; `page` of the list it stands on, from 0. */
export type LinkAction = Each<'link_confirm' | 'link_refuse' | 'unlink', { linkId: string; page: number }>;

/** One member per button, with exactly what it carries. */
export type Action =
  | DraftAction
  | WorkflowAction
  | LinkAction
  | { kind: 'links'; page: number }
  /** Both ask in a form; what is typed there is said to the bot. */
  | { kind: 'new_automation' }
  | { kind: 'find_workflow' }
  | { kind: 'list'; which: 'mine' | 'all'; page: number }
  /** `hereOnly`: others read along, so nothing of another tenant. */
  | { kind: 'waiting'; hereOnly: boolean; page: number }
  /** `choice`: place in the list, from 0. */
  | { kind: 'answer'; questionId: string; choice: number }
  /** Without an event: whatever this person's turn is at. */
  | { kind: 'stop'; eventId?: string }
  /** About the answer to an event; without it: the answer on the card. */
  | { kind: 'feedback'; eventId?: string; verdict: 'good' | 'bad' };

export type ActionKind = Action['kind'];

/** A button of a list, before one of its entries is chosen. */
export type ListAction = Unchosen<Extract<Action, { choice: number }>>;
type Unchosen<T> = T extends unknown ? Omit<T, 'choice'> : never;
