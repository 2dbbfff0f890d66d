import { decided } from './decided.ts';
import { drafts } from './drafts.ts';
import { others } from './others.ts';
import type { State } from './view.ts';
import { workflows } from './workflows.ts';

/** Every state of every card there is, in the sheets they are drawn on. */
export const sheets: Record<string, Record<string, State>> = { drafts, decided, workflows, others };

/** Of every state. */
export type StateName = keyof typeof drafts | keyof typeof decided | keyof typeof workflows | keyof typeof others;

/** The same in one table. */
export const states: Record<StateName, State> = { ...drafts, ...decided, ...workflows, ...others };

/** Teams has no page of the bot’s own, and no previews of links. */
export const inSlackAlone: ReadonlySet<string> = new Set<StateName>(['home, new', 'home', 'preview of a link']);

/** What the playground draws as Teams does, but for its own style. */
export const inPlayground: State[] = [
  drafts.draft,
  drafts['draft with a list to pick from'],
  drafts['draft that decides'],
  drafts['draft rehearsed'],
  decided['live, with a form'],
  decided['not created'],
  decided.replaced,
];
