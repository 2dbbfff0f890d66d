import type { ActionTaken, Json, MessageReceived } from '#src/chat/inbound.ts';
import { FlowsmithError } from '#src/errors.ts';
import type { Note } from '#src/language/note-text.ts';
import type { StoredWorkflow } from '#src/n8n/client.ts';
import type { PersonKey } from '#src/policy/roles.ts';
import { appendAudit } from '#src/store/audit.ts';
import { oweCards } from '#src/store/deliveries.ts';
import { addRevision, createDraft, findDraft, findRevision, lockDraft } from '#src/store/drafts.ts';
import type {
  ConversationRecord,
  DraftRecord,
  EventRecord,
  RevisionRecord,
  TenantRecord,
  WorkflowRecord,
} from '#src/store/entities.ts';
import { compile } from '#src/workflow/compile.ts';
import { bindCredentials, type CredentialRef } from '#src/workflow/credentials.ts';
import { type Draft, errorsOf, type Issue } from '#src/workflow/draft.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import { accountOf, actorOnDraft, keyOf, requesterIdIn, viaOf } from './actor.ts';
import { askingOf } from './called.ts';
import type { EngineContext } from './context.ts';
import { judgeAnew } from './policy-check.ts';
import { secretRemoved, secretText } from './secret-removed.ts';

const dayMs = 24 * 60 * 60_000;

/** What a revision comes from: something said, or a click. */
export interface Origin {
  event: MessageReceived | ActionTaken;
  row: EventRecord;
  conversation: ConversationRecord;
  tenant: TenantRecord;
  /** Who did it, where that is not somebody on a platform. */
  actor?: PersonKey;
}

/** A workflow in n8n that is to be changed, with what n8n held when the change was made. */
export interface Change {
  workflow: WorkflowRecord;
  base: StoredWorkflow;
  /** New node names → the old ones. */
  renames?: Record<string, string>;
}

export interface RevisionContents {
  document: Draft;
  issues: Issue[];
  notes: Note[];
  /** The words that led to it. */
  request: string;
  /** Absent for a new workflow, and for the next revision of a change: that goes on from the same base. */
  change?: Change;
  /** A workflow that n8n has lost, which this puts there again; nothing of it is in n8n to go on from. */
  bringsBack?: WorkflowRecord;
  /** Goes into n8n exactly like this, e.g. an earlier version; compiled from the document otherwise. */
  exact?: N8nWorkflow;
  /** Credentials a person chose just now. */
  chosen?: CredentialRef[];
}

/** Where a new revision goes: the draft it follows, as it was when the revision was begun, or none. */
type Following = Pick<DraftRecord, 'id' | 'revision'> | null;

/**
 * Writes a new draft, or the next revision of one, with its audit row in one transaction; returns the draft's id. Throws
 * when somebody decided about the draft or changed it meanwhile, e.g. where it is shown elsewhere.
 */
export async function keepRevision(
  context: Pick<EngineContext, 'store' | 'facts' | 'catalog' | 'policy' | 'editorUrl' | 'readCalled'>,
  origin: Origin,
  given: RevisionContents,
  following: Following,
): Promise<string> {
  const contents = withoutSecrets(given);
  const { event, row, conversation } = origin;
  const known = (await context.facts()).credentials;
  const reading = context.store.fork();
  const followed = following && (await findDraft(reading, following.id));
  const before = following && (await findRevision(reading, following.id, following.revision));
  // What is brought back has the credentials it had, or none: those are told on its card.
  const workflow = toWorkflow(context, contents, before, contents.bringsBack ? undefined : known, event.timezone);
  const asking = async () => (followed ? askingOf(context.store.fork(), followed) : origin);
  const called = await context.readCalled(asking, workflow);
  return context.store.fork().transactional(async (em) => {
    const draft = following ? await lockDraft(em, following.id) : null;
    if (draft && !mayFollow(draft, following)) throw overtaken();
    const base = contents.change?.base;
    const original = (base ?? before?.base ?? undefined) as unknown as N8nWorkflow | undefined;
    const issues = judgeAnew(context, contents.issues, workflow, { before: original, called });
    const revision = {
      event: row.id,
      request: contents.request,
      document: contents.document as unknown as Json,
      workflow: workflow as unknown as Json,
      issues: issues as unknown as Json,
      notes: [...contents.notes, ...(secretRemoved(event) ? [secretText(context.editorUrl, event)] : [])],
      checkedAgainst: context.catalog().source as unknown as Json,
      ...(base
        ? { base: base as unknown as Json, baseVersionId: base.versionId ?? null }
        : { base: before?.base ?? null, baseVersionId: before?.baseVersionId ?? null }),
    };
    const about = contents.change?.workflow ?? contents.bringsBack;
    const expiresAt = new Date(Date.now() + context.policy.draftDays * dayMs);
    const head = {
      id: row.id,
      conversation: conversation.id,
      requesterId: await requesterIdIn(em, origin, about?.tenant),
      requesterName: event.person.name,
      workflow: about?.id ?? null,
      locale: event.locale ?? null,
      timezone: event.timezone ?? null,
      expiresAt,
    };
    const saved = draft ? await addRevision(em, draft, revision, expiresAt) : await createDraft(em, head, revision);
    if (draft) await oweCards(em, [saved.id]);
    const actor = origin.actor ? { key: origin.actor } : await actorOnDraft(context.policy, em, origin, saved);
    const data = {
      revision: saved.revision,
      name: contents.document.name,
      errors: errorsOf(issues).length,
      ...(saved.workflow ? { changes: saved.workflow } : {}),
      ...(actor ? viaOf(actor) : {}),
    };
    await appendAudit(em, { kind: 'draft', actor: actor?.key ?? keyOf(accountOf(origin)), subject: saved.id, data });
    return saved.id;
  });
}

/** What is on its way into n8n, or was decided otherwise, gets no further revision: it would be approved twice. */
function mayFollow({ status, revision }: DraftRecord, following: Following): boolean {
  return revision === following?.revision && ['proposed', 'failed', 'expired'].includes(status);
}

const overtaken = (): FlowsmithError =>
  new FlowsmithError('draft changed meanwhile', {
    code: 'draft_overtaken',
    userMessage:
      'This draft was changed or decided about meanwhile, so nothing was changed. Look at its newest card, and tell me again what should be different.',
  });

function toWorkflow(
  context: Pick<EngineContext, 'catalog'>,
  contents: RevisionContents,
  before: RevisionRecord | null,
  known: readonly CredentialRef[] | undefined,
  timezone: string | undefined,
): N8nWorkflow {
  const { document, change } = contents;
  const catalog = context.catalog();
  const previous = before?.workflow as unknown as N8nWorkflow | undefined;
  const base = (change?.base ?? before?.base ?? undefined) as unknown as N8nWorkflow | undefined;
  const own = document.timezone ?? (base ? undefined : timezone);
  const compiled =
    contents.exact ??
    (base
      ? mergeDraft(base, document, { catalog, timezone: own, renames: change?.renames })
      : compile(document, { catalog, timezone: own, previous }));
  const bound = bindCredentials(compiled, {
    catalog,
    known,
    previous,
    ...(contents.chosen ? { chosen: contents.chosen } : {}),
  });
  return withoutStored(bound);
}

/** Nothing that looks like a secret is kept, wherever it came from; what n8n holds is put back when it is written. */
function withoutSecrets(contents: RevisionContents): RevisionContents {
  const { document, change, exact } = contents;
  return {
    ...contents,
    document: redactWorkflow(document),
    ...(change ? { change: { ...change, base: redactWorkflow(change.base) } } : {}),
    ...(exact ? { exact: redactWorkflow(exact) } : {}),
  };
}

/** What n8n says about a workflow besides its content is not content. */
function withoutStored({ name, nodes, connections, settings }: N8nWorkflow): N8nWorkflow {
  return { name, nodes, connections, settings };
}
