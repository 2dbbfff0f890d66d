import type { About } from '#src/cards/confirm-card.ts';
import { type WorkflowView, workflowCard } from '#src/cards/workflow-card.ts';
import { problemText } from '#src/language/problem-text.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { ConfirmedVerb, ReadVerb } from '#src/model/verbs.ts';
import { lastSwitches } from '#src/store/acts.ts';
import { findCreation } from '#src/store/creations.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { EngineContext } from '../context.ts';
import { sayToAsker } from '../turn/say.ts';
import { type MessageTurn, wordsFor } from '../turn/turn.ts';
import { newestFailure, showExecutions } from './executions.ts';
import { showHistory } from './history.ts';
import type { Seen } from './look.ts';
import { restore } from './restore.ts';
import { saveAsTemplate } from './save-template.ts';
import { tryWorkflow } from './try-workflow.ts';
import { restoreGone } from './versions-gone.ts';

/** Words about exactly one workflow, and what n8n says about it. */
export interface Call {
  context: EngineContext;
  turn: MessageTurn;
  workflow: WorkflowRecord;
  view: WorkflowView;
  argument: string;
}

/** What comes back is said: mostly why it was not done. */
// biome-ignore lint/suspicious/noConfusingVoidType: some have something to say, some show it themselves
type Said = Promise<string | undefined | void>;

/** What a verb does that has no effect in n8n, by how the workflow is there; where nothing stands, that it is so is said. */
type Read = { there: (call: Call, stored: StoredWorkflow) => Said } & Partial<
  Record<Exclude<Seen['kind'], 'there'>, (call: Call) => Said>
>;

const shown: Read = { there: showIt, archived: showIt, gone: showIt, unknown: showIt };

export const reads: Record<ReadVerb, Read> = {
  show: shown,
  explain: shown,
  history: {
    there: ({ context, turn, workflow }, stored) => showHistory(context, turn, workflow, stored),
    gone: ({ context, turn, workflow }) => showHistory(context, turn, workflow, undefined),
  },
  try: { there: ({ context, turn, workflow }, stored) => tryWorkflow(context, turn, workflow, { stored }) },
  executions: { there: ({ context, turn, workflow }) => showExecutions(context, turn, workflow) },
  restore: {
    there: ({ context, turn, workflow, argument }, stored) =>
      restore(context, turn, workflow, stored, { words: argument }),
    gone: ({ context, turn, workflow, argument }) => restoreGone(context, turn, workflow, { words: argument }),
    // Whoever wants an archived one back needs its card.
    archived: showIt,
  },
  save_template: {
    there: ({ context, turn, workflow, argument }, stored) => saveAsTemplate(context, turn, workflow, stored, argument),
  },
};

/** What has to be found out before it can be asked about: what it is about, or in words why there is nothing to ask. */
export const prepared: Partial<
  Record<ConfirmedVerb, (call: Call, stored: StoredWorkflow) => About | string | Promise<About | string>>
> = {
  run: ({ turn, view }, stored) => {
    const { answers } = wordsFor(turn);
    if (!stored.active) return answers.notPublishedToRun(view.name);
    return view.canRun ? {} : answers.cannotRun(view.name);
  },
  publish: async ({ context, workflow, view }) => {
    const em = context.store.fork();
    const made = workflow.creation ? await findCreation(em, workflow.creation) : null;
    const outcome = made?.outcome as Outcome | null | undefined;
    const why = outcome?.kind === 'created' ? outcome.publishProblem : undefined;
    if (!why || (await lastSwitches(em, workflow.id)).done) return {};
    return { triedBefore: problemText(why, view.reader.language) };
  },
  retry: async ({ context, turn, workflow, view }) => {
    const page = await context.n8n.executions.list({ workflowId: workflow.n8nId });
    const failed = newestFailure(page.executions);
    return failed ? { executionId: failed.id } : wordsFor(turn).answers.nothingToRetry(view.name);
  },
};

/** Said instead of doing anything with a workflow that is not there. */
export function absentText(
  { kind }: Exclude<Seen, { kind: 'there' }>,
  name: string,
  { answers }: Dictionary['engine'],
): string {
  if (kind === 'archived') return answers.archived(name);
  return kind === 'gone' ? answers.gone(name) : answers.unreachable;
}

async function showIt({ turn, view }: Call): Promise<void> {
  const { executions, workflow: words } = wordsIn(view.reader.language).cards;
  const line = executions.about(view.name, view.summary?.sentence ?? words.state[view.state]);
  await sayToAsker(turn, { text: line, card: workflowCard(view) });
}
