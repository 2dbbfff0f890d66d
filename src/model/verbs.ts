/** How n8n holds a workflow; `edited`: published, and what is saved is newer than what runs. */
export type HeldAs = 'archived' | 'unpublished' | 'published' | 'edited';

/** Why a verb makes no sense; the words are the language's. */
export type Senseless = 'archived' | 'archivedAlready' | 'notArchived' | 'publishedAlready' | 'notPublished';

/** What is said or typed besides the workflow. */
export interface Argument {
  /** What a model is told it is. */
  told: string;
  /** Where a form or a body asks for it: the name of its field, and how many characters it may have. */
  field?: { name: string; most: number };
}

/** What people and the model may ask for in words. */
export interface Asked {
  argument?: Argument;
  /** The card of a draft answers it, or has a button for it, while no workflow is spoken of. */
  ofDrafts?: true;
}

/** What is done in n8n: once per click, through the queue, with an audit row for the wish and one for how it ended. */
export interface Effect {
  /** Whose it is: of those who may publish the workflow, take it out of service, or approve a change of it. */
  right: 'publish' | 'withdraw' | 'change';
  /** What is different in n8n afterwards: whether it runs by itself, what else n8n holds of it, or nothing. */
  changes: 'running' | 'document' | 'nothing';
  /** Done twice it has its effect twice: a second click within seconds is none. */
  twiceCounts?: true;
  /** How it can end well, and how the workflow is then; only where that is not in what `ActOutcome` says besides. */
  leadsTo: Readonly<Record<string, 'published' | 'unpublished' | 'archived' | 'gone' | 'as before'>>;
  senseless: Readonly<Partial<Record<HeldAs, Senseless>>>;
  /** The question before it is one to think about. */
  danger?: true;
  /** None: another action leads to it. */
  button?: VerbButton;
  /** Its operation in the HTTP API, below the address of the workflow. */
  rest?: { method: 'post' | 'delete'; path: '' | `/${string}`; scope: 'publish' | 'manage'; summary: string };
}

/** Its button on the card of a workflow. */
export interface VerbButton {
  /**
   * What a click does: `acts` at once, `asks` on the same card first (not every platform can ask before a click counts), or
   * opens a `form` for its argument.
   */
  click: 'acts' | 'asks' | 'form';
  /** Before, between or after the buttons that only look. */
  place: 'first' | 'later' | 'last';
  style?: 'danger';
}

interface Verb {
  asked?: Asked;
  effect?: Effect;
}

/**
 * Everything that can be done with a workflow in n8n besides creating and changing it. Who may, what is asked before, what
 * a model is told, buttons and operations of the API follow from here; words are in `src/language`, what it does in n8n in
 * `src/workers/act-verbs.ts`, what only reads in `src/engine/manage/calls.ts`. The order is the one a model is told.
 */
const verbs = {
  show: { asked: { ofDrafts: true } },
  explain: { asked: { ofDrafts: true } },
  publish: {
    asked: { ofDrafts: true },
    effect: {
      right: 'publish',
      changes: 'running',
      leadsTo: { published: 'published' },
      senseless: { archived: 'archived', published: 'publishedAlready' },
      button: { click: 'acts', place: 'first' },
      rest: { method: 'post', path: '/publish', scope: 'publish', summary: 'Publish it' },
    },
  },
  unpublish: {
    asked: { ofDrafts: true },
    effect: {
      right: 'withdraw',
      changes: 'running',
      leadsTo: { unpublished: 'unpublished' },
      senseless: { archived: 'archived', unpublished: 'notPublished' },
      danger: true,
      button: { click: 'acts', place: 'first' },
      rest: { method: 'post', path: '/unpublish', scope: 'manage', summary: 'Unpublish it' },
    },
  },
  delete: {
    asked: { ofDrafts: true },
    effect: {
      right: 'withdraw',
      changes: 'running',
      leadsTo: { archived: 'archived', deleted: 'gone' },
      senseless: { archived: 'archivedAlready' },
      danger: true,
      button: { click: 'asks', place: 'last', style: 'danger' },
      rest: {
        method: 'delete',
        path: '',
        scope: 'manage',
        summary: 'Archive it, or delete it where n8n has no archive',
      },
    },
  },
  history: { asked: {} },
  restore: { asked: { argument: { told: 'a version' } } },
  executions: { asked: {} },
  try: { asked: { ofDrafts: true } },
  retry: {
    asked: {},
    effect: {
      right: 'publish',
      changes: 'nothing',
      twiceCounts: true,
      leadsTo: {},
      senseless: { archived: 'archived' },
    },
  },
  run: {
    asked: { ofDrafts: true },
    effect: {
      right: 'publish',
      changes: 'nothing',
      twiceCounts: true,
      leadsTo: {},
      senseless: { archived: 'archived' },
      button: { click: 'acts', place: 'later' },
    },
  },
  save_template: { asked: { argument: { told: 'a name', field: { name: 'name', most: 100 } } } },
  rename: {
    asked: { argument: { told: 'the new name', field: { name: 'newName', most: 128 } } },
    effect: {
      right: 'change',
      changes: 'document',
      leadsTo: { renamed: 'as before' },
      senseless: { archived: 'archived' },
      button: { click: 'form', place: 'later' },
      rest: { method: 'post', path: '/rename', scope: 'manage', summary: 'Give it another name' },
    },
  },
  unarchive: {
    effect: {
      right: 'withdraw',
      changes: 'running',
      leadsTo: { unarchived: 'unpublished' },
      senseless: { unpublished: 'notArchived', published: 'notArchived', edited: 'notArchived' },
    },
  },
} as const satisfies Record<string, Verb>;

type Verbs = typeof verbs;
type VerbsWith<Has> = { [V in keyof Verbs]: Verbs[V] extends Has ? V : never }[keyof Verbs];

/** What people and the model may ask for in words. */
export type ManageVerb = VerbsWith<{ asked: object }>;
/** What has an effect in n8n. */
export type ActVerb = VerbsWith<{ effect: object }>;
/** What is only looked up, or kept here. */
export type ReadVerb = Exclude<ManageVerb, ActVerb>;
/** What is asked for in words and only done after a click on a card that says what would happen. */
export type ConfirmedVerb = ManageVerb & ActVerb;
/** What has a button of its own on cards about a workflow. */
export type ButtonVerb = VerbsWith<{ effect: { button: object } }>;
/** What has an effect, and is done with something that is said or typed. */
export type SaidWith = VerbsWith<{ asked: { argument: { field: object } }; effect: object }>;
/** What can be asked for over HTTP. */
export type RestVerb = VerbsWith<{ effect: { rest: object } }>;

type LeadsTo = { [V in ActVerb]: Verbs[V]['effect']['leadsTo'] }[ActVerb];
type KeysOf<T> = T extends unknown ? keyof T : never;
/** How verbs can end well where nothing but that is to be told. */
export type PlainOutcome = Exclude<KeysOf<LeadsTo>, 'published'>;

const rows: [string, Verb][] = Object.entries(verbs);
const namesOf = (has: (verb: Verb) => unknown): string[] => rows.filter(([, verb]) => has(verb)).map(([name]) => name);

export const manageVerbs = namesOf(({ asked }) => asked) as [ManageVerb, ...ManageVerb[]];
export const actVerbs = namesOf(({ effect }) => effect) as [ActVerb, ...ActVerb[]];
export const buttonVerbs = namesOf(({ effect }) => effect?.button) as [ButtonVerb, ...ButtonVerb[]];
export const restVerbs = namesOf(({ effect }) => effect?.rest) as [RestVerb, ...RestVerb[]];

export const askedOf = (verb: ManageVerb): Asked => verbs[verb].asked;
export const effectOf = (verb: ActVerb): Effect => verbs[verb].effect;
/** Of a verb that takes one. */
export const argumentOf = (verb: keyof Verbs): Argument | undefined => (verbs[verb] as Verb).asked?.argument;
export const isActVerb = (verb: ManageVerb): verb is ConfirmedVerb => (verbs[verb] as Verb).effect !== undefined;

/** How the workflow is after what ended so. */
export const heldAfter: Readonly<Record<string, Effect['leadsTo'][string]>> = {
  ...Object.assign({}, ...rows.map(([, { effect }]) => effect?.leadsTo)),
  gone: 'gone',
};
