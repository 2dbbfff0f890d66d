import type { ActionId, ActionValue } from '#src/chat/inbound.ts';

/** The subset of Adaptive Cards 1.5 that Flowsmith emits. */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  /** For clients that cannot draw cards. */
  fallbackText: string;
  msteams: { width: 'Full'; entities?: AdaptiveMention[] };
  refresh?: {
    action: { type: 'Action.Execute'; title: string; verb: 'refresh'; data: ActionValue & { thread?: string } };
  };
  body: AdaptiveElement[];
}
/** Somebody whom Teams notifies; `text` stands in the card exactly so. */
export interface AdaptiveMention {
  type: 'mention';
  text: string;
  mentioned: { id: string; name: string };
}
interface Spaced {
  separator?: true;
  spacing?: 'None' | 'Small' | 'Medium';
}
export type AdaptiveElement = Spaced &
  (
    | AdaptiveTextBlock
    | { type: 'FactSet'; facts: { title: string; value: string }[] }
    | {
        type: 'Container';
        id?: string;
        style: 'default' | 'emphasis' | 'accent' | 'good' | 'warning' | 'attention';
        isVisible?: false;
        items: AdaptiveElement[];
      }
    | { type: 'Image'; url: string; altText: string; size: 'Stretch'; msteams: { allowExpand: true } }
    | AdaptiveInput
    | {
        type: 'ColumnSet';
        columns: {
          type: 'Column';
          width: 'stretch' | 'auto';
          verticalContentAlignment: 'Center';
          items: AdaptiveElement[];
        }[];
      }
    | { type: 'ActionSet'; actions: AdaptiveAction[] }
  );
export type AdaptiveInput =
  | {
      type: 'Input.Text';
      id: string;
      label: string;
      isMultiline?: true;
      isRequired?: true;
      errorMessage?: string;
      placeholder?: string;
      value?: string;
      maxLength: number;
    }
  | {
      type: 'Input.ChoiceSet';
      id: string;
      label: string;
      style: 'compact';
      placeholder: string;
      value?: string;
      choices: { title: string; value: string }[];
    }
  | {
      /** Asks at every key: Teams for people, us (an `application/search`) for everything else. */
      type: 'Input.ChoiceSet';
      id: string;
      label: string;
      style: 'filtered';
      placeholder: string;
      choices: { title: string; value: string }[];
      'choices.data': { type: 'Data.Query'; dataset: string };
    };
export interface AdaptiveTextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  weight?: 'Bolder';
  size?: 'Large';
  style?: 'heading';
  isSubtle?: true;
  /** `copy_…`: something to take along; a host that can copy puts a button beside it. */
  id?: string;
  /** An address, a line of a program. */
  fontType?: 'Monospace';
}
export type ActionStyle = 'positive' | 'destructive';
/**
 * What a pressed button sends back: the action's name beside the ids it carries, `thread` when it was asked for, and the
 * id of the list whose choice counts.
 */
export type AdaptiveActionData = ActionValue & { action: ActionId; thread?: string; input?: string };
/** `secondary`: behind a "…" where the client has one. */
interface Placed {
  mode?: 'secondary';
}
export type AdaptiveAction = Placed &
  (
    | {
        type: 'Action.Execute';
        title: string;
        verb: ActionId;
        data: AdaptiveActionData;
        style?: ActionStyle;
        fallback: Placed & { type: 'Action.Submit'; title: string; data: AdaptiveActionData; style?: ActionStyle };
      }
    | { type: 'Action.OpenUrl'; title: string; url: string }
    | {
        /** Opens a dialog: Teams asks for its card with a `task/fetch`. */
        type: 'Action.Submit';
        title: string;
        associatedInputs: 'none';
        data: AdaptiveActionData & { msteams: { type: 'task/fetch' } };
      }
    | {
        /** Shows or hides a part of the card; nothing is sent. */
        type: 'Action.ToggleVisibility';
        title: string;
        style?: ActionStyle;
        targetElements: [{ elementId: string; isVisible: boolean }];
      }
    | {
        type: 'Action.ShowCard';
        title: string;
        style?: ActionStyle;
        card: { type: 'AdaptiveCard'; body: AdaptiveElement[] };
      }
  );

/** What a dialog's card knows of the card it was opened on: Teams tells it in `task/fetch` only. */
export interface DialogData {
  thread?: string;
  /** Activity id of that card. */
  card: string;
}
/** The card inside a dialog. */
export interface DialogCard {
  type: 'AdaptiveCard';
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  version: '1.5';
  body: AdaptiveElement[];
  actions: [{ type: 'Action.Submit'; title: string; data: AdaptiveActionData & DialogData; style: 'positive' }];
}
