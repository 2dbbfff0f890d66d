import { type HistoryRow, historyCard, historyLine } from '#src/cards/history-card.ts';
import { rowsPerPage } from '#src/cards/list-card.ts';
import type { Language } from '#src/language/language.ts';
import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { diffWorkflows } from '#src/workflow/edit/diff.ts';
import { describeDiff } from '#src/workflow/words/describe-diff.ts';
import type { EngineContext } from '../context.ts';
import { cardPatienceMs, orElse } from '../drafts/bounded.ts';
import { showOrRewrite } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn } from '../turn/turn.ts';
import { listVersions, loadVersion, type Version } from './versions.ts';

/** The versions of a workflow, a page at a time, each with what it changed; of one that is gone those kept here. */
export async function showHistory(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  workflow: WorkflowRecord,
  stored: StoredWorkflow | undefined,
  wanted?: number,
): Promise<void> {
  const reader = readerOfTurn(turn);
  const { all, onlyOurs } = await listVersions(context, workflow, reader.language);
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const page = Math.min(wanted ?? 0, pages - 1);
  const shown = all.slice(page * rowsPerPage, (page + 1) * rowsPerPage + 1);
  // One more than is shown: the last one is compared with it.
  const documents = await Promise.all(
    shown.map(({ versionId }) => orElse(loadVersion(context, workflow, versionId, stored), undefined, cardPatienceMs)),
  );
  const view = {
    workflowId: workflow.id,
    name: stored?.name ?? workflow.name,
    page,
    pages,
    reader,
    onlyOurs,
    rows: shown.slice(0, rowsPerPage).map(({ act, ...version }, index) => {
      const what = whatChanged(context, documents[index + 1], documents[index], reader.language);
      // What was renamed, or put into the archive and back, from here is nobody's in n8n.
      const who = act !== undefined && what.length === 0 ? act : version.who;
      return {
        ...toRow({ ...version, who }, stored, stored !== undefined && onlyOurs && page === 0 && index === 0),
        what,
      };
    }),
  };
  await showOrRewrite(
    context,
    turn,
    { rewrites: wanted !== undefined },
    { text: historyLine(view), card: historyCard(view) },
  );
}

function toRow(version: Version, stored: StoredWorkflow | undefined, newest: boolean): Omit<HistoryRow, 'what'> {
  return {
    ...version,
    current: version.versionId === stored?.versionId || newest,
    live: stored?.active === true && version.versionId === stored.activeVersionId,
  };
}

function whatChanged(
  context: EngineContext,
  before: N8nWorkflow | undefined,
  after: N8nWorkflow | undefined,
  language: Language,
): string[] {
  return before && after ? describeDiff(diffWorkflows(before, after), context.n8n.catalog(), language) : [];
}
