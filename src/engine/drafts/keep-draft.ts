import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import { FlowsmithError } from '#src/errors.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { PersonKey } from '#src/policy/roles.ts';
import { redactJson, redactSecrets } from '#src/policy/secrets.ts';
import { appendAudit } from '#src/store/audit.ts';
import { askersBefore } from '#src/store/authors.ts';
import { databaseNow } from '#src/store/clock.ts';
import { oweCards } from '#src/store/deliveries.ts';
import {
  addRevision,
  createDraft,
  findDraft,
  findRevision,
  findRevisionOfEvent,
  homeOf,
  lockDraft,
} from '#src/store/drafts.ts';
import {
  type ConversationRecord,
  type DraftRecord,
  type EventRecord,
  type RevisionRecord,
  Tenant,
  type TenantRecord,
} from '#src/store/entities.ts';
import { lockEvent } from '#src/store/events.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { compile } from '#src/workflow/compile.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { redactWorkflow } from '#src/workflow/redact.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { accountOf, actorOnDraft, keyOf, requesterIdIn, viaOf } from '../people/actor.ts';
import { askingOf } from './called.ts';
import { toChanged } from './keep-change.ts';
import { rulesAt } from './need.ts';
import { accountOfRevision, leftOutOf, notDoneOf } from './not-done.ts';
import { oweAsking } from './owe-asking.ts';
import { judgeAnew } from './policy-check.ts';
import { factsFor, readAgain } from './read-again.ts';
import { type NamesContext, withChoices, withNames } from './resolve-names.ts';
import type { RevisionContents } from './revision-contents.ts';
import { secretRemoved, secretText } from './secret-removed.ts';

export type { RevisionContents } from './revision-contents.ts';

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

/** Where a new revision goes: the draft it follows, as it was when the revision was begun, or none. */
type Following = Pick<DraftRecord, 'id' | 'revision'> | null;

/**
 * Writes a new draft, or the next revision of one, with its audit row in one transaction; returns the draft's id. Once
 * per event: whatever its turn made before is what it made. Throws when somebody decided about the draft or changed it meanwhile, e.g. where it is shown elsewhere.
 */
export async function keepRevision(
  context: Pick<EngineContext, 'store' | 'policy'> &
    OfN8n<'facts' | 'catalog' | 'editorUrl' | 'readCalled' | 'url'> &
    Partial<NamesContext>,
  origin: Origin,
  given: RevisionContents,
  following: Following,
): Promise<string> {
  let contents = withoutSecrets(given);
  const { event, row, conversation } = origin;
  const reading = context.store.fork();
  const followed = following && (await findDraft(reading, following.id));
  const before = following && (await findRevision(reading, following.id, following.revision));
  const base = contents.change?.base;
  const original = base ?? before?.base ?? undefined;
  const build = (facts: InstanceFacts): { workflow: N8nWorkflow; found: readonly Issue[] } => {
    if (original) return toChanged(context, contents, { original, before, facts });
    // What is brought back has the credentials it had, or none: those are told on its card.
    const known = contents.bringsBack ? {} : facts;
    return { workflow: toNew(context, contents, before, known, event.timezone), found: contents.issues };
  };
  const first = build(await context.n8n.facts());
  const facts = await factsFor(context, first.workflow, original);
  const isKept = (node: N8nNode) => original?.nodes.some((one) => isEqual(one, node)) ?? false;
  const named = await withNames(context, origin, contents, build(facts).workflow, {
    isKept,
    followed,
    before: before?.workflow ?? original,
  });
  contents = named.contents;
  const { workflow, found } = build(facts);
  const now = await readAgain(context, found, workflow, original);
  const current = await withChoices(context, origin, contents, { ...named, issues: now, workflow });
  const asking = async () => (followed ? askingOf(context.store.fork(), followed) : origin);
  const called = await context.n8n.readCalled(asking, workflow);
  const rules = await rulesAt(context.policy, reading, await placeOf(reading, origin, { followed, contents }));
  return context.store.fork().transactional(async (em) => {
    await lockEvent(em, row.id);
    const earlier = await findRevisionOfEvent(em, row.id);
    if (earlier) return earlier.draft;
    const draft = following ? await lockDraft(em, following.id) : null;
    if (draft && !mayFollow(draft, following)) throw overtaken();
    const account = await accountOfRevision(em, context.n8n.catalog(), contents, before);
    // What was not understood stands among what is not done.
    const told = current.filter(({ code }) => code !== 'not-understood');
    const issues = judgeAnew(context, [...told, ...account], workflow, { before: original, called, rules });
    const revision = {
      event: row.id,
      request: contents.request,
      document: contents.document,
      workflow,
      issues,
      notes: [...contents.notes, ...(secretRemoved(event) ? [secretText(context.n8n.editorUrl, event)] : [])],
      checkedAgainst: context.n8n.catalog().source,
      ...(base
        ? { base, baseVersionId: base.versionId ?? null }
        : { base: before?.base ?? null, baseVersionId: before?.baseVersionId ?? null }),
    };
    const about = contents.change?.workflow ?? contents.bringsBack;
    const expiresAt = new Date((await databaseNow(em)).getTime() + context.policy.draftDays * dayMs);
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
    // Whoever asked goes on in another language: so does the card.
    const { spoken, locale } = event.kind === 'message' ? event : {};
    if (draft && spoken && locale && draft.requesterId === event.person.id) draft.locale = locale;
    const saved = draft ? await addRevision(em, draft, revision, expiresAt) : await createDraft(em, head, revision);
    if (draft) await oweCards(em, [saved.id]);
    await oweAsking(context, em, saved, issues);
    const actor = origin.actor ? { key: origin.actor } : await actorOnDraft(context.policy, em, origin, saved);
    const askers = await askersBefore(em, row.id);
    const data = {
      revision: saved.revision,
      ...(contents.worded === false ? { worded: false } : {}),
      ...(askers.length > 0 ? { askers } : {}),
      name: contents.document.name,
      errors: errorsOf(issues).length,
      ...(notDoneOf(issues).length > 0 ? { notDone: notDoneOf(issues).length } : {}),
      ...(contents.leaveOut ? { leftOut: leftOutOf(issues).length } : {}),
      ...(saved.workflow ? { changes: saved.workflow } : {}),
      ...(actor ? viaOf(actor) : {}),
    };
    await appendAudit(em, { kind: 'draft', actor: actor?.key ?? keyOf(accountOf(origin)), subject: saved.id, data });
    return saved.id;
  });
}

/** The tenant it belongs to, and the workflow that it changes. */
async function placeOf(
  em: EntityManager,
  { tenant }: Origin,
  { followed, contents }: { followed: DraftRecord | null; contents: RevisionContents },
): Promise<{ home: TenantRecord; workflow: string | null }> {
  if (followed) return { home: await homeOf(em, followed), workflow: followed.workflow ?? null };
  const about = contents.change?.workflow ?? contents.bringsBack;
  const home = about ? await em.findOneOrFail(Tenant, { id: about.tenant }) : tenant;
  return { home, workflow: about?.id ?? null };
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

type ContextOfNew = OfN8n<'catalog'>;

function toNew(
  context: ContextOfNew,
  { document, exact, chosen }: RevisionContents,
  before: RevisionRecord | null,
  { credentials: known }: InstanceFacts,
  timezone: string | undefined,
): N8nWorkflow {
  const catalog = context.n8n.catalog();
  const previous = before?.workflow;
  const compiled = exact ?? compile(document, { catalog, timezone: document.timezone ?? timezone, previous });
  return withoutStored(bindCredentials(compiled, { catalog, known, previous, ...(chosen ? { chosen } : {}) }));
}

/** Nothing that looks like a secret is kept, wherever it came from; what n8n holds is put back when it is written. */
function withoutSecrets(contents: RevisionContents): RevisionContents {
  const { document, change, exact } = contents;
  return {
    ...contents,
    document: redactWorkflow(document),
    request: redactSecrets(contents.request).text,
    notes: redactJson(contents.notes),
    ...(change ? { change: { ...change, base: redactWorkflow(change.base) } } : {}),
    ...(exact ? { exact: redactWorkflow(exact) } : {}),
  };
}
