import { type TriedView, triedCard } from '#src/cards/tried-card.ts';
import { wordsIn } from '#src/language/words.ts';
import type { WorkflowAction } from '#src/model/action.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { KeptRehearsal } from '#src/model/rehearsal.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { findEvent, keepResult, lockEvent } from '#src/store/events.ts';
import { ifAlone } from '#src/store/leases.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { EngineContext } from '../context.ts';
import { type OwnExample, rehearseRevision } from '../drafts/rehearse-revision.ts';
import { withTyped } from '../drafts/typed-example.ts';
import { toRehearsedView } from '../shown/rehearsed.ts';
import { showOrRewrite } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn } from '../turn/turn.ts';

/**
 * Rehearses a workflow as it runs in n8n, or as it is saved there where it is off: nothing is changed but the twin that
 * comes and goes. Whoever may know the workflow may. Throws only when the process stops.
 */
export async function rehearseStored(
  context: EngineContext,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  own: OwnExample & { signal: AbortSignal },
): Promise<KeptRehearsal> {
  const { rehearsing, store } = context;
  if (!rehearsing) return { kind: 'not_rehearsed', reason: 'off' };
  const document = redactWorkflow(withoutStored(liveOf(stored)));
  const tried = await ifAlone(store, `rehearsal:${workflow.id}`, async () => {
    const { kept, removed } = await rehearseRevision(
      context,
      rehearsing,
      { workflow: document, base: null, of: stored.id },
      own,
    );
    await removed;
    return kept ?? { kind: 'not_rehearsed' as const, reason: 'off' as const };
  });
  return tried ?? { kind: 'not_rehearsed', reason: 'busy' };
}

/** What runs, where that is not what is saved. */
function liveOf(stored: StoredWorkflow): StoredWorkflow {
  const { active, activeVersion } = stored;
  if (!active || !activeVersion) return stored;
  const named = Object.keys(activeVersion.connections).length > 0;
  return { ...stored, nodes: activeVersion.nodes, connections: named ? activeVersion.connections : stored.connections };
}

type Tries = Extract<WorkflowAction, { kind: 'try_workflow' }>;

/** Shows what it would do with an example; with `triedIn` with values of that example changed, on the same card. */
export async function tryWorkflow(
  context: EngineContext,
  turn: ActionTurn | MessageTurn,
  workflow: WorkflowRecord,
  { stored, action }: { stored: StoredWorkflow; action?: Tries },
): Promise<string | undefined> {
  const reader = readerOfTurn(turn);
  const { language } = reader;
  const before = action?.triedIn ? await triedBefore(context, turn, workflow, action.triedIn) : undefined;
  const fields = turn.event.kind === 'action' ? (turn.event.fields ?? {}) : {};
  const changes = before ? { changes: withTyped(before, fields) } : {};
  const kept = await rehearseStored(context, workflow, stored, { signal: turn.signal, ...changes });
  if (kept.kind === 'not_rehearsed') return wordsIn(language).rehearsal.skipped[kept.reason];
  const { example } = kept.rehearsal;
  if (example)
    await context.store.fork().transactional(async (tx) => {
      await lockEvent(tx, turn.row.id);
      await keepResult(tx, turn.row.id, 'tried', { workflow: workflow.id, example });
    });
  const rehearsed = toRehearsedView(kept, { catalog: context.n8n.catalog(), reader });
  const view: TriedView = { workflowId: workflow.id, name: workflow.name, triedIn: turn.row.id, rehearsed, language };
  await showOrRewrite(context, turn, { rewrites: before !== undefined }, { text: view.name, card: triedCard(view) });
  return undefined;
}

async function triedBefore(
  { store }: EngineContext,
  turn: ActionTurn | MessageTurn,
  workflow: WorkflowRecord,
  id: string,
) {
  const event = await findEvent(store.fork(), id);
  const tried = event?.conversation === turn.conversation.id ? event.results?.tried : undefined;
  return tried?.workflow === workflow.id ? tried.example : undefined;
}
