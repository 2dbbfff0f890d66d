import { firstChanges, firstLine } from '#src/cards/changes.ts';
import { doneCard } from '#src/cards/done-card.ts';
import { type DraftView, draftCard } from '#src/cards/draft-card.ts';
import { expiredCard } from '#src/cards/expired-card.ts';
import { closedCard, creatingCard, failedCard } from '#src/cards/outcome-card.ts';
import { type Signed, signedText, stillAsCreated } from '#src/cards/workflow-now.ts';
import type { Catalog } from '#src/catalog/catalog.ts';
import type { Card } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import type { Words } from '#src/chat/words.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import { type Language, type Reader, readerOf } from '#src/language/language.ts';
import { noteText } from '#src/language/note-text.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { BaseWorkflow, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Note } from '#src/model/note.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { otherAuthorNames } from '#src/store/authors.ts';
import { databaseNow } from '#src/store/clock.ts';
import { findCreationOf } from '#src/store/creations.ts';
import { findApproval, findRevision } from '#src/store/drafts.ts';
import type { ApprovalRecord, DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { hasModelWords } from '#src/store/messages.ts';
import { findUnansweredOf } from '#src/store/n8n-writes.ts';
import type { EntityManager } from '#src/store/orm.ts';
import { credentialNeeds } from '#src/workflow/credentials.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { askedBetween } from '#src/workflow/edit/asked.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { toMessage } from '#src/workflow/issues.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { nextRuns } from '#src/workflow/schedule/next-runs.ts';
import { describeDiff, describeForCard, describeWhole } from '#src/workflow/words/describe-diff.ts';
import { summarize } from '#src/workflow/words/summary.ts';
import { type EngineContext, editorLink, type OfN8n } from '../context.ts';
import { statusAt } from '../drafts/approval.ts';
import { nameIn } from '../drafts/called.ts';
import { comparedWith } from '../drafts/compared-with.ts';
import { rulesOf } from '../drafts/need.ts';
import { calledBy, issuesWith } from '../drafts/policy-check.ts';
import { factsFor, readAgain } from '../drafts/read-again.ts';
import { addressesOf } from './addresses.ts';
import { earlierCardLink } from './card-links.ts';
import { needsOf } from './needs.ts';
import { outcomeLine } from './outcome-line.ts';
import { rehearsedOf } from './rehearsed.ts';
import { testableOf } from './testable.ts';
import { signedBy, waitsFor } from './waits-for.ts';
import { loadWorkflowNow, workflowOf } from './workflow-now.ts';

/** One revision read back as what it was written as. */
export interface RevisionContent {
  document: Draft;
  issues: Issue[];
  notes: Note[];
}

export function contentOf(row: RevisionRecord): RevisionContent {
  return {
    document: draftSchema.parse(row.document),
    issues: row.issues,
    notes: row.notes,
  };
}

/** Everything a card about this revision needs. Throws when the revision does not exist. */
export async function loadDraftView(
  em: EntityManager,
  draft: DraftRecord,
  context: ViewContext,
  revision = draft.revision,
): Promise<DraftView> {
  const row = await findRevision(em, draft.id, revision);
  if (!row) throw new Error(`draft ${draft.id} has no revision ${revision}`);
  const { document, notes, ...stored } = contentOf(row);
  // What is still to be decided shows what the policy says now; what was decided stays as it was.
  const called = await calledBy(context, draft, row);
  const workflow = row.workflow;
  const judged = async () => {
    const rules = await rulesOf(context.policy, em, draft);
    return readAgain(context, issuesWith(context, row, { called, rules }), workflow, row.base);
  };
  const issues = draft.status === 'proposed' ? await judged() : stored.issues;
  const catalog = context.n8n.catalog();
  const base = row.base;
  // Once a new workflow is there, how its draft came about concerns nobody any more.
  const before = base || draft.status === 'proposed' ? await comparedWith(em, row) : undefined;
  const changed = base ?? undefined;
  const { credentials: known } = await factsFor(context, workflow, changed);
  const timezone = document.timezone ?? 'UTC';
  const reader = readerOf(draft);
  const also = await otherAuthorNames(em, { draft: draft.id, revision });
  const summary = summarize(document, { catalog, language: reader.language, nameOf: nameIn(called) });
  const byModel = notes.some((note) => typeof note === 'object' && note.code === 'model');
  return {
    draftId: draft.id,
    revision,
    name: document.name,
    summary,
    issues: issues.filter(({ code }) => code !== 'not-asked-for'),
    assumptions: [
      ...(byModel ? [] : assumptionsOf(document, reader.language)),
      ...issues.filter(({ code }) => code === 'not-asked-for').map((issue) => toMessage(issue, reader.language)),
    ],
    ...(byModel ? { byModel } : {}),
    ...(byModel && document.assumptions.length > 0 ? { modelAssumed: document.assumptions } : {}),
    ...notesOf(notes, reader.language),
    requesterName: draft.requesterName,
    ...(also.length > 0 ? { alsoBy: also } : {}),
    checkedAgainst: row.checkedAgainst ?? catalog.source,
    credentials: credentialNeeds(workflow, catalog, known, changed),
    credentialsUrl: `${context.n8n.editorUrl}/home/credentials`,
    needs: needsOf(issues, workflow, reader.language),
    nextRuns: nextRuns(workflow, { from: await databaseNow(em), timezone }),
    timezone: typeof workflow.settings['timezone'] === 'string' ? workflow.settings['timezone'] : timezone,
    ...(before || revision === 1 ? {} : { plainPicture: true }),
    ...(before ? await differenceOf(em, row, { before, catalog, language: reader.language }) : {}),
    ...(base ? { changes: { wasPublished: base.active ?? false, ...notLiveYet(base, catalog, reader.language) } } : {}),
    addresses: addressesOf(workflow.nodes, context.n8n.editorUrl),
    ...(draft.expiresAt ? { expiresAt: draft.expiresAt } : {}),
    ...(await waitsFor(context, em, draft, { issues, reader })),
    ...(await testableOf(context, em, draft, row)),
    ...rehearsedOf(draft, row, {
      catalog,
      reader,
      said: summary.lines.map(({ text }) => text).join('\n'),
    }),
    reader,
  };
}

/** By what it was planned concerns few; with what reservation, everybody who decides. */
function notesOf(notes: readonly Note[], language: Language): Pick<DraftView, 'notes' | 'plannedBy'> {
  const isOrigin = (note: Note): boolean =>
    typeof note === 'object' && (note.code === 'model' || note.code === 'templates');
  const told = (some: readonly Note[]): string[] => some.map((note) => noteText(note, language));
  return { notes: told(notes.filter((note) => !isOrigin(note))), plannedBy: told(notes.filter(isOrigin)) };
}

interface Compared {
  before: N8nWorkflow;
  catalog: Catalog;
  language: Language;
}

async function differenceOf(em: EntityManager, row: RevisionRecord, compared: Compared): Promise<Partial<DraftView>> {
  const { lines, cut } = describeForCard(...(await toDescribe(em, row, compared)));
  return { difference: lines, differenceCut: cut };
}

/** All that a revision changes, in the words of one language, nothing shortened; undefined when it changes nothing. */
export async function wholeDifference(
  em: EntityManager,
  row: RevisionRecord,
  catalog: Catalog,
  language: Language,
): Promise<string[] | undefined> {
  const before = await comparedWith(em, row);
  return before && describeWhole(...(await toDescribe(em, row, { before, catalog, language })));
}

/** What was asked for last comes first, then what earlier revisions asked for, then what only came with it. */
async function toDescribe(
  em: EntityManager,
  row: RevisionRecord,
  { before, catalog, language }: Compared,
): Promise<Parameters<typeof describeForCard>> {
  const workflow = row.workflow;
  const earlier = row.base && row.revision > 1 ? await findRevision(em, row.draft, row.revision - 1) : null;
  const last = earlier?.workflow ?? undefined;
  const asked = askedBetween(before, last ?? before, workflow, contentOf(row).document);
  return [diffWorkflows(before, workflow), catalog, { language, asked }];
}

/** Saved edits that are not live: whoever makes a change live makes them live as well, and has to know. */
function notLiveYet(base: BaseWorkflow, catalog: Catalog, language: Language): { notLive?: string[] } {
  const { active, activeVersion, activeVersionId, versionId } = base;
  if (!active || !activeVersion || activeVersionId === undefined || activeVersionId === versionId) return {};
  const saved = withoutStored(base);
  const named = Object.keys(activeVersion.connections).length > 0;
  const liveConnections = named ? activeVersion.connections : saved.connections;
  const live = { ...saved, ...activeVersion, connections: liveConnections };
  const notLive = describeDiff(diffWorkflows(live as N8nWorkflow, saved), catalog, language);
  return notLive.length > 0 ? { notLive } : {};
}

/** What a view is made from besides the store. */
export type ViewContext = Pick<EngineContext, 'policy' | 'platforms' | 'store'> &
  OfN8n<'catalog' | 'facts' | 'editorUrl' | 'readCalled'>;

/** The card that shows where this draft stands now, and the same in one line. */
export async function currentMessage(
  em: EntityManager,
  draft: DraftRecord,
  context: ViewContext,
): Promise<OutboundMessage> {
  const view = await loadDraftView(em, draft, context);
  const approval = await findApproval(em, draft.id, draft.revision);
  const { lines } = wordsIn(view.reader.language).engine;
  const by: Signed = approval ? await signedBy(em, draft, approval, view.reader) : { name: lines.someone };
  const generated = await hasModelWords(em, draft.conversation);
  const status = statusAt(draft, await databaseNow(em));
  // Once nothing comes of it any more, nothing is left to judge.
  const closed = status === 'discarded' || status === 'expired';
  const made = closed ? null : await findRevision(em, draft.id, draft.revision);
  const rating = made ? { feedback: { eventId: made.event } } : {};
  const about = { draftId: draft.id, revision: draft.revision };
  const show = (card: Card, line: string): OutboundMessage => ({ text: line, card, generated, about, ...rating });
  switch (status) {
    case 'proposed': {
      const earlierUrl = await earlierCardLink(context, em, draft);
      return show(draftCard({ ...view, ...(earlierUrl ? { earlierUrl } : {}) }), draftLine(view));
    }
    case 'discarded':
      return show(closedCard(view, discardedText(by, approval, view.reader)), lines.discarded(view.name));
    case 'expired':
      return show(expiredCard(view), lines.expired(view.name));
    case 'approved':
      return show(creatingCard(view, by, await underWay(em, draft, view)), lines.approved(view.name));
    case 'created':
    case 'failed': {
      const ended = await endedCard(em, draft, { view, by, context });
      if (ended) return show(ended.card, ended.line);
      return show(creatingCard(view, by, await underWay(em, draft, view)), lines.working(view.name));
    }
    default:
      return status satisfies never;
  }
}

/** More of a creation under way: that n8n has not answered, or that it takes more than one try. */
async function underWay(em: EntityManager, draft: DraftRecord, { reader }: DraftView): Promise<string | undefined> {
  const { seen } = wordsIn(reader.language).engine;
  const creation = await findCreationOf(em, draft.id, draft.revision);
  if (creation && (await findUnansweredOf(em, creation.id))) return seen.unansweredDraft;
  return creation?.stillTryingAt ? seen.stillTryingDraft : undefined;
}

function draftLine(view: DraftView): string {
  const { lines } = wordsIn(view.reader.language).engine;
  if (!view.changes) return lines.draft(view.name, view.summary.sentence);
  return lines.change(view.name, firstChanges((view.difference ?? []).map(firstLine)).shown.join('; '));
}

/** A failed creation leaves its approval, and only the trail tells who discarded the draft then. */
function discardedText({ name, at }: Signed, approval: ApprovalRecord | null, { language }: Reader): Words {
  const { now } = wordsIn(language).cards;
  if (approval?.decision === 'approved') return signedText(now.approvedBy(name), at, now.discardedLater);
  return signedText(now.discardedBy(name), at, now.nothingCreated);
}

/** Undefined while its creation is under way. */
async function endedCard(
  em: EntityManager,
  draft: DraftRecord,
  { view, by, context }: { view: DraftView; by: Signed; context: OfN8n<'editorUrl'> },
): Promise<{ card: Card; line: string } | undefined> {
  const creation = await findCreationOf(em, draft.id, draft.revision);
  const outcome = creation?.outcome as Outcome | null | undefined;
  if (!creation || !outcome || creation.status === 'pending') return undefined;
  if (outcome.kind === 'failed' || outcome.kind === 'conflict')
    return { card: failedCard(view, by, outcome), line: outcomeLine(view.name, outcome, view.reader) };
  const workflow = await workflowOf(em, draft, creation);
  if (!workflow) throw new Error(`creation ${creation.id} has no workflow`);
  const now = await loadWorkflowNow(em, draft, { creation, workflow });
  // n8n may be under another address by now, and know the workflow by another id.
  const here = { ...outcome, url: editorLink(context, workflow.n8nId) };
  const card = doneCard(view, by, here, now);
  const asCreated = stillAsCreated(outcome, now) && !now.superseded;
  return { card, line: asCreated ? outcomeLine(now.name, here, view.reader) : `${card.title}. ${here.url}` };
}

/** The card of a revision that another one took the place of; `newer` leads to that one's card. */
export async function replacedMessage(
  em: EntityManager,
  draft: DraftRecord,
  context: ViewContext,
  revision: number,
  newer: string | undefined,
): Promise<OutboundMessage> {
  const view = await loadDraftView(em, draft, context, revision);
  const line = wordsIn(view.reader.language).engine.lines.replaced;
  const card = closedCard(view, line, newer);
  return { text: line, card, about: { draftId: draft.id, revision } };
}
