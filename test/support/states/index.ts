import { decided } from './decided.ts';
import { drafts } from './drafts.ts';
import { others } from './others.ts';
import type { State } from './view.ts';
import { workflows } from './workflows.ts';

/** Every state of every card there is, in the sheets they are drawn on. */
export const sheets: Record<string, Record<string, State>> = { drafts, decided, workflows, others };

/** The same in one table. */
export const states: Record<string, State> = { ...drafts, ...decided, ...workflows, ...others };

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
