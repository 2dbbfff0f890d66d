import type { Language } from '#src/language/language.ts';
import { type Dictionary, wordsIn } from '#src/language/words.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { findRevisionOfEvent } from '#src/store/drafts.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import type { Operated } from '#src/workflow/edit/operated.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { judgeDocument } from '../drafts/judge-change.ts';
import { keepRevision, type RevisionContents } from '../drafts/keep-draft.ts';
import { present } from '../shown/present.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn } from '../turn/turn.ts';
import { listVersions, loadVersion, type Version } from './versions.ts';

/** How far back an earlier version that differs is looked for. */
const deepest = 10;

type RestoreContext = Pick<EngineContext, 'store'> & OfN8n<'client' | 'versions' | 'catalog' | 'facts'>;

/**
 * A version as a change of what n8n holds now: shown with its difference, written once it is approved. Returns why it
 * cannot be done, in words; undefined when it was shown.
 */
export async function restore(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  which: { versionId: string } | { words: string },
): Promise<string | undefined> {
  return propose(context, turn, await toRestored(context, workflow, stored, which, readerOfTurn(turn).language));
}

/** Shows a draft of these contents, or passes on why there are none. The same event gets the same draft. */
export async function propose(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  contents: RevisionContents | string,
): Promise<string | undefined> {
  const earlier = await findRevisionOfEvent(context.store.fork(), turn.row.id);
  if (!earlier && typeof contents === 'string') return contents;
  const draftId = earlier?.draft ?? (await keepRevision(context, turn, contents as RevisionContents, null));
  await present(context, context.store.fork(), turn, draftId);
  return undefined;
}

/** What a draft holds that brings a version back; why there is none, in words. */
export async function toRestored(
  context: RestoreContext,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  which: { versionId: string } | { words: string },
  language: Language,
): Promise<RevisionContents | string> {
  const { answers } = wordsIn(language).engine;
  const { all } = await listVersions(context, workflow, language);
  const found =
    'versionId' in which
      ? await byId(context, workflow, stored, all, which.versionId, answers)
      : await byWords(context, workflow, stored, all, which.words, answers);
  if (typeof found === 'string') return found;
  const { version, document } = found;
  const words = `Restore version ${version.number} of ${stored.name}`;
  const notes = [answers.restored(version.number, stored.name, version.at.slice(0, 10), version.who)];
  return toEarlier(context, { workflow, stored, document, words, notes }, language);
}

/** An earlier document as a change of what n8n holds now; why there is nothing to change, in words. */
export async function toEarlier(
  context: RestoreContext,
  earlier: {
    workflow: WorkflowRecord;
    stored: StoredWorkflow;
    document: N8nWorkflow;
    words: string;
    notes: string[];
    operated?: Operated;
  },
  language: Language,
): Promise<RevisionContents | string> {
  const { workflow, stored, document, words, notes, operated } = earlier;
  if (differences(context, stored, document).length === 0) return wordsIn(language).engine.answers.nothingToRestore;
  return {
    document: toDraft(document),
    issues: await judgeDocument(context, document, stored),
    notes,
    request: words,
    change: { workflow, base: stored },
    exact: document,
    ...(operated ? { operated } : {}),
  };
}

type Answers = Dictionary['engine']['answers'];
type Found = { version: Version; document: N8nWorkflow };

async function byId(
  context: RestoreContext,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  all: Version[],
  versionId: string,
  answers: Answers,
): Promise<Found | string> {
  const version = all.find((one) => one.versionId === versionId);
  const document = version && (await loadVersion(context, workflow, versionId, stored));
  return version && document ? { version, document } : answers.versionGone;
}

/** "2", "version 2", or nothing: the newest that differs from what n8n holds now. */
async function byWords(
  context: RestoreContext,
  workflow: WorkflowRecord,
  stored: StoredWorkflow,
  all: Version[],
  words: string,
  answers: Answers,
): Promise<Found | string> {
  const number = /\d{1,4}/.exec(words)?.[0];
  if (number) {
    const version = all.find((one) => one.number === Number(number));
    if (!version) return answers.noVersion(number, all.length);
    return byId(context, workflow, stored, all, version.versionId, answers);
  }
  const now = Math.max(
    0,
    all.findIndex(({ versionId }) => versionId === stored.versionId),
  );
  for (const version of all.slice(now, now + deepest)) {
    const document = await loadVersion(context, workflow, version.versionId, stored);
    if (document && differences(context, stored, document).length > 0) return { version, document };
  }
  return answers.noEarlierVersion;
}

function differences(context: RestoreContext, stored: StoredWorkflow, document: N8nWorkflow): string[] {
  return describeDiff(diffWorkflows(stored, document), context.n8n.catalog());
}
