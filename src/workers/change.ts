import { type EngineContext, editorLink, type OfN8n } from '#src/engine/context.ts';
import { assertStillAllowed } from '#src/engine/drafts/policy-check.ts';
import { assertValuesThere } from '#src/engine/drafts/values-there.ts';
import { N8nError } from '#src/errors.ts';
import { languageOf } from '#src/language/language.ts';
import type { Json } from '#src/model/json.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { Outcome, Problem, Published } from '#src/model/outcome.ts';
import { ensureUpdated } from '#src/n8n/update.ts';
import { appendAudit } from '#src/store/audit.ts';
import { findApproval, findRevision } from '#src/store/drafts.ts';
import type { CreationRecord, DraftRecord, RevisionRecord, WorkflowRecord } from '#src/store/entities.ts';
import { markPublished, markRemoved } from '#src/store/workflow-state.ts';
import { findWorkflow, hasVersion, recordVersion, savedVersionOf } from '#src/store/workflows.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import type { Place } from '#src/workflow/edit/differences.ts';
import { putOnTop, straysOnTop } from '#src/workflow/edit/put-on-top.ts';
import { formatPath, parsePath } from '#src/workflow/json/paths.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import { publishWorkflow, seePublished, type ToPublish } from './publish.ts';

/**
 * Puts one approved change into n8n, if nobody changed the workflow since it was made, and makes it live when that was
 * approved. Safe to run again: what n8n holds already counts as written. Throws what the queue shall retry.
 */
export async function runChange(
  context: EngineContext,
  creation: CreationRecord,
  draft: DraftRecord,
  toProblem: (error: unknown) => Problem,
): Promise<Outcome> {
  const em = context.store.fork();
  const workflow = draft.workflow ? await findWorkflow(em, draft.workflow) : null;
  const revision = await findRevision(em, draft.id, creation.revision);
  if (!workflow || !revision) throw new TypeError(`creation ${creation.id} has no workflow or revision`);
  const url = editorLink(context, workflow.n8nId);
  const publish = async (now: ToPublish, version: string | undefined): Promise<Outcome> =>
    changed(url, await publishWorkflow(context, now, { version }));
  if (await hasVersion(em, workflow.id, draft.id, creation.revision)) {
    const approved = { draft: draft.id, revision: creation.revision };
    return creation.publish
      ? publish(workflow, creation.round === 1 ? await savedVersionOf(em, workflow.id, approved) : undefined)
      : { kind: 'updated', url, live: false, seen: savedAs(workflow.published) };
  }
  const approved = { base: withoutStored(baseOf(revision)), wanted: revision.workflow };
  let secretsLost: Place[] = [];
  let tags: string[] | undefined;
  const { base, wanted } = approved;
  // What n8n holds already, from an attempt whose end nobody saw, is not undone by what changed since.
  const before = async (): Promise<void> => {
    await assertStillAllowed(context, draft, revision, await findApproval(em, draft.id, creation.revision));
    await assertValuesThere(context, draft, revision);
    // What cannot be had is known before anything is written.
    await context.n8n.tags.ensure((wanted.tags ?? []).filter((tag) => !base.tags?.includes(tag)));
  };
  const outcome = await ensureUpdated(
    context.n8n.client,
    workflow.n8nId,
    (current) => {
      const { document, conflicts, lost } = putOnTop(current, approved);
      tags = document.tags;
      secretsLost = lost.map(({ node, path }) => ({ node, path: parsePath(path) ?? [path] }));
      return conflicts.length > 0 ? 'changed' : document;
    },
    {
      expectedVersionId: revision.baseVersionId ?? undefined,
      before,
      strays: (read, written) => [...secretsLost, ...straysOnTop(read, written, approved)].map(placeText),
    },
  );
  switch (outcome.kind) {
    case 'updated':
      if (tags) await assignTags(context, workflow.n8nId, tags);
      // The next attempt only publishes, and if there is none the card says so.
      await recordSaved(context, { creation, draft, workflow, revision }, outcome.workflow);
      if (creation.publish) {
        const now = { id: workflow.id, n8nId: workflow.n8nId, published: outcome.workflow.active };
        return publish(now, outcome.workflow.versionId);
      }
      if (outcome.published) return changed(url, await seePublished(context, workflow, outcome.countBefore));
      return { kind: 'updated', url, live: false, seen: savedAs(outcome.earlierIsLive) };
    case 'refused':
      if (secretsLost.length > 0) return failed(secretGone, 'secret_removed');
      return failed(besideText(outcome.where), 'beside_the_change');
    case 'changed':
      return conflict(context, { draft, revision }, outcome.current, url);
    case 'archived':
      return failed('It is in the archive of n8n. Take it out there, then press Retry.', 'n8n_archived');
    case 'missing':
      await markRemoved(context.store.fork(), workflow.id);
      return failed(
        'It is not in n8n any more: somebody deleted it. Ask again to make it anew.',
        'n8n_workflow_missing',
      );
    default:
      return outcome satisfies never;
  }

  function failed(message: string, code: string): Outcome {
    const { reference } = toProblem(new N8nError(message, { code, userMessage: message }));
    return { kind: 'failed', problem: { message, code, reference, retryable: false }, nothingCreated: true };
  }
}

/** What was saved is saved, whatever becomes of the tags. Throws N8nError. */
export async function assignTags({ n8n }: OfN8n<'tags'>, n8nId: string, tags: readonly string[]): Promise<void> {
  try {
    await n8n.tags.assign(n8nId, await n8n.tags.ensure(tags));
  } catch (error) {
    if (!(error instanceof N8nError)) throw error;
    const { code, userMessage, retryable } = error;
    throw new N8nError(`tags of ${n8nId}`, { code, userMessage, retryable, ambiguous: true, cause: error });
  }
}

const secretGone =
  'A password or key in it is not in n8n any more where it was, so the change cannot be written without losing it. Nothing was changed. Ask for the change again.';

/** The net caught something: said with the places, because nobody else will find them. */
const besideText = (where: readonly string[]): string =>
  `Writing it would also have changed ${where.slice(0, 5).join(', ')}, which nobody asked for. Nothing was changed. Ask for the change again, or make it in n8n.`;

const placeText = ({ node, path }: Place): string => {
  const inside = formatPath(path);
  if (node === undefined) return `${inside} of the workflow`;
  return `"${node}"${inside === '' ? '' : ` (${inside})`}`;
};

interface Written {
  creation: CreationRecord;
  draft: DraftRecord;
  workflow: WorkflowRecord;
  revision: RevisionRecord;
}

async function recordSaved(
  context: EngineContext,
  { creation, draft, workflow, revision }: Written,
  stored: StoredWorkflow,
): Promise<void> {
  await context.store.fork().transactional(async (tx) => {
    await recordVersion(tx, {
      workflow: workflow.id,
      draft: draft.id,
      revision: creation.revision,
      n8nVersionId: stored.versionId ?? null,
      name: stored.name,
      document: revision.workflow,
    });
    const data: Json = { revision: creation.revision, n8nId: workflow.n8nId, change: true };
    await appendAudit(tx, { kind: 'creation', actor: 'flowsmith', subject: draft.id, data });
  });
  await markPublished(context.store.fork(), workflow.id, stored.active);
}

function changed(url: string, { live, verified, edited }: Published): Outcome {
  const seen = live ? 'savedLive' : verified ? 'savedNotStarted' : 'savedUnverified';
  return { kind: 'updated', url, live: live || !verified, seen, ...(edited ? { edited } : {}) };
}

export const savedAs = (earlierIsLive: boolean) => (earlierIsLive ? 'savedEarlierLive' : 'saved');

/** What the change was made from; one without brings a workflow back, which is no change. */
function baseOf({ id, base }: RevisionRecord): N8nWorkflow {
  if (!base) throw new TypeError(`revision ${id} changes nothing`);
  return base;
}

/** What somebody else did and what this change does, side by side. */
function conflict(
  context: EngineContext,
  { draft, revision }: { draft: DraftRecord; revision: RevisionRecord },
  current: StoredWorkflow,
  url: string,
): Outcome {
  const base = baseOf(revision);
  const lines = (after: N8nWorkflow) =>
    describeDiff(diffWorkflows(base, after), context.n8n.catalog(), languageOf(draft.locale));
  return {
    kind: 'conflict',
    url,
    theirs: lines(redactWorkflow(current)),
    ours: lines(revision.workflow),
  };
}
