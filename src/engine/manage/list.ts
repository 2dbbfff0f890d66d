import { type ListRow, type ListView, listCard, listText, rowsPerPage } from '#src/cards/list-card.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import { type EngineContext, editorLink, type OfN8n, platformOf } from '../context.ts';
import { cardPatienceMs, orElse } from '../drafts/bounded.ts';
import { type Candidate, candidatesFor, rowsOf, wholeInstanceAccount } from '../people/known.ts';
import { sayToAsker } from '../turn/say.ts';
import { type ActionTurn, type MessageTurn, readerOfTurn } from '../turn/turn.ts';
import { lookAt, type Seen } from './look.ts';

/**
 * One page of workflows. A command's list is private: as a card where a card can be, else as words. A click on Next or
 * Previous rewrites the card it was on.
 */
export async function showList(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  { which, page }: { which: 'mine' | 'all'; page: number },
): Promise<'done'> {
  const view = await loadList(context, turn, which, page);
  const text = listText(view);
  const message = { text, card: listCard(view) };
  if (turn.event.kind === 'action') {
    await platformOf(context, turn.conversation.platform).update(turn.event.card, message);
  } else await sayToAsker(turn, message);
  return 'done';
}

async function loadList(
  context: EngineContext,
  turn: MessageTurn | ActionTurn,
  which: 'mine' | 'all',
  wanted: number,
): Promise<ListView> {
  const all = (await candidatesFor(context, turn)).filter((one) => which === 'all' || one.mine);
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const page = Math.min(wanted, pages - 1);
  const shown = all.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
  return {
    which,
    page,
    pages,
    total: all.length,
    wholeInstance: which === 'all' && (await wholeInstanceAccount(context, turn)) !== undefined,
    allUrl: `${context.n8n.editorUrl}/home/workflows`,
    reader: readerOfTurn(turn),
    rows: await loadListRows(context, shown),
  };
}

/** What rows of workflows are read with. */
export type ListContext = Pick<EngineContext, 'store'> & OfN8n<'client' | 'url' | 'executions' | 'editorUrl'>;

/** n8n is asked: somebody may have published, renamed or deleted one of them there. */
export async function loadListRows(context: ListContext, candidates: readonly Candidate[]): Promise<ListRow[]> {
  return Promise.all((await rowsOf(context, candidates)).map(({ row }) => loadListRow(context, row)));
}

async function loadListRow(context: ListContext, workflow: WorkflowRecord): Promise<ListRow> {
  const [seen, last] = await Promise.all([
    orElse<Seen, undefined>(lookAt(context, workflow), undefined, cardPatienceMs),
    orElse(context.n8n.executions.last(workflow.n8nId), undefined, cardPatienceMs),
  ]);
  const stored = seen && 'stored' in seen ? seen.stored : undefined;
  return {
    workflowId: workflow.id,
    name: stored?.name ?? workflow.name,
    url: editorLink(context, workflow.n8nId),
    state: seen?.kind ?? 'unknown',
    published: stored?.active ?? workflow.published,
    ...(last ? { last: { status: last.status, ...(last.startedAt ? { at: last.startedAt } : {}) } } : {}),
  };
}
