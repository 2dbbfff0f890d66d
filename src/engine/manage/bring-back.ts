import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Hand } from '#src/model/note.ts';
import { AuditEvent, type WorkflowRecord } from '#src/store/entities.ts';
import { newestDocumentOf, workflowsByAnyId } from '#src/store/recovery.ts';
import { referencesIn, type ThereNow, toBringBack } from '#src/workflow/bring-back.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { asNew } from '#src/workflow/validate/deprecated.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { judgeDocument } from '../drafts/judge-change.ts';
import type { RevisionContents } from '../drafts/keep-draft.ts';
import { isIn } from '../n8n-instance.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn, wordsFor } from '../turn/turn.ts';
import { propose } from './restore.ts';

export type RecoverContext = Pick<EngineContext, 'store'> & OfN8n<'facts' | 'catalog' | 'url'>;

/** A workflow as it would be put into n8n again. */
export interface BroughtBack {
  contents: RevisionContents;
  hands: Hand[];
  /** What ran was an earlier version than the one that is kept. */
  behindLive: boolean;
}

/**
 * A workflow that n8n has lost, from the newest document there is of it, or from another of its versions. Undefined when
 * none was ever kept.
 */
export async function toBroughtBack(
  context: RecoverContext,
  workflow: WorkflowRecord,
  { language, version }: { language: Language; version?: { document: N8nWorkflow; note: string } },
): Promise<BroughtBack | undefined> {
  const newest = version ? undefined : await newestDocumentOf(context.store.fork(), workflow.id);
  const kept = version?.document ?? newest?.document;
  if (!kept) return undefined;
  const named = { ...kept, name: kept.name ?? workflow.name, settings: kept.settings ?? {} };
  const { workflow: document, hands } = toBringBack(named, await readThere(context, referencesIn(named)));
  const { recovery } = wordsIn(language).engine;
  const note = version?.note ?? recovery.asOf(document.name, (newest?.at ?? new Date()).toISOString().slice(0, 10));
  const contents: RevisionContents = {
    document: toDraft(document),
    // It was there before: its flaws are told, but keep nobody from having it back, unless n8n would refuse it.
    issues: asNew(await judgeDocument(context, document, document), document, context.n8n.catalog()),
    notes: [note, ...hands, ...(newest?.behindLive ? [{ code: 'behindLive' } as const] : [])],
    request: `Bring back ${document.name}`,
    exact: document,
    bringsBack: workflow,
  };
  return { contents, hands, behindLive: newest?.behindLive ?? false };
}

/** `ids`: of the workflows that are asked for. */
async function readThere({ store, n8n }: RecoverContext, ids: string[]): Promise<ThereNow> {
  const em = store.fork();
  const known = await workflowsByAnyId(em, ids);
  const { credentials, workflows } = await n8n.facts();
  const inN8n = workflows && new Map(workflows.map(({ id, name }) => [id, name]));
  const hubs = (await em.find(AuditEvent, { subject: { $like: 'error-hub %' } }, { fields: ['subject'] })) as {
    subject: string;
  }[];
  const hubIds = new Set(hubs.map(({ subject }) => subject.slice('error-hub '.length)));
  return {
    credentials,
    isHub: (id) => hubIds.has(id),
    workflow(id) {
      const row = known.get(id);
      const there = row && isIn(n8n, row) && !row.removedAt;
      if (row) return there ? { id: row.n8nId, name: row.name } : { name: row.name };
      // One that was not made here.
      const name = inN8n?.get(id);
      if (name !== undefined || !inN8n) return { id, name: name ?? id };
      return undefined;
    },
  };
}

/** Shows a draft that brings the workflow back, for approval like any other. Returns why there is none, in words. */
export async function bringBack(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  workflow: WorkflowRecord,
  version?: { document: N8nWorkflow; note: string },
): Promise<string | undefined> {
  const { language } = readerOfTurn(turn);
  const back = await toBroughtBack(context, workflow, { language, ...(version ? { version } : {}) });
  return propose(context, turn, back?.contents ?? wordsFor(turn).recovery.nothingKept(workflow.name));
}
