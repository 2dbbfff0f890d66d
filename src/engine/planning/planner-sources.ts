import { N8nError } from '#src/errors.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { PlannerSources } from '#src/planner/planner.ts';
import { toTemplate } from '#src/planner/templates/saved.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import { findTemplates } from '#src/store/templates.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { EngineContext } from '../context.ts';
import { findManaged, listManaged } from '../manage/find.ts';
import { mayKnow } from '../people/known.ts';
import { isAnew, type MessageTurn } from '../turn/turn.ts';
import { findValues } from './find-values.ts';

/** What a planner may look up in one turn, and what it was told. */
export interface TurnSources extends PlannerSources {
  /** The workflow as n8n held it when the planner read it. */
  whatWasRead(id: string): StoredWorkflow | undefined;
}

/**
 * Reading only, and only what this person may know; for words that somebody else chose, of a step of a flow or of a
 * message, no workflows: nobody asked for them, and others may read the answer. What cannot be read now is as if it were not there.
 */
export function createPlannerSources(
  context: EngineContext,
  turn: Pick<MessageTurn, 'event' | 'tenant' | 'anew'>,
): TurnSources {
  const read = new Map<string, StoredWorkflow>();
  const anew = isAnew(turn);
  const known = async (id: string) => {
    if (anew) return undefined;
    const workflow = await mayKnow(context, turn, id);
    return workflow && !workflow.removedAt ? workflow : undefined;
  };
  return {
    async findWorkflows(words) {
      if (anew) return [];
      const found = await (words.trim() === '' ? listManaged(context, turn) : findManaged(context, turn, words));
      return found.map(({ workflow, mine }) => ({
        id: workflow.id,
        name: workflow.name,
        published: workflow.published,
        mine,
      }));
    },
    async getWorkflow(id) {
      const workflow = await known(id);
      const whole = workflow && (await orNothing(context, () => context.n8n.client.get(workflow.n8nId)));
      if (!whole) return undefined;
      // What was read is what the change is made from: secrets come back when it is written.
      const stored = redactWorkflow(whole);
      read.set(id, stored);
      return { name: stored.name, published: stored.active, draft: toDraft(stored), n8nId: stored.id };
    },
    async findExecutions(id) {
      const workflow = await known(id);
      const page =
        workflow &&
        (await orNothing(context, () => context.n8n.executions.list({ workflowId: workflow.n8nId, limit: 5 })));
      if (!page) return undefined;
      const newest = page.executions;
      return Promise.all(
        newest.map(async ({ id: executionId, status, startedAt }) => {
          const facts =
            status === 'error' || status === 'crashed'
              ? await orNothing(context, () => context.n8n.executions.get(executionId))
              : undefined;
          const said = [facts?.errorMessage, facts?.errorDescription].filter(Boolean).join(' ');
          return {
            id: executionId,
            status,
            ...(startedAt ? { startedAt } : {}),
            ...(facts?.failedNode ? { failedNode: facts.failedNode } : {}),
            ...(said ? { message: redactSecrets(said).text } : {}),
          };
        }),
      );
    },
    async findTemplates(words) {
      const found = await findTemplates(context.store.fork(), turn.tenant.id, words, 3);
      return found.flatMap((row) => {
        const template = toTemplate(row);
        return template ? [{ name: template.name, description: template.description, draft: template.draft }] : [];
      });
    },
    findValues: (asked) => findValues(context, turn, asked),
    readFacts: () => context.n8n.facts(),
    whatWasRead: (id) => read.get(id),
  };
}

async function orNothing<T>(context: EngineContext, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    context.log.info({ code: error.code }, 'not read for the planner');
    return undefined;
  }
}
