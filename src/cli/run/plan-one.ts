import type { Catalog } from '#src/catalog/catalog.ts';
import { readConfig, readVariables } from '#src/config.ts';
import { toIssues } from '#src/engine/drafts/not-done.ts';
import { assumptionsOf } from '#src/language/assumed.ts';
import { noteText } from '#src/language/note-text.ts';
import { createLogger } from '#src/log.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { accountOver } from '#src/planner/account/over.ts';
import { unreadOf, withUnread } from '#src/planner/account/unread.ts';
import { createPlanner } from '#src/planner/create-planner.ts';
import { noSources, type Planner, type PlannerResult, type PlannerUsage } from '#src/planner/planner.ts';
import { compile } from '#src/workflow/compile.ts';
import { chooseCatalog } from './choose-catalog.ts';

/** What became of one request. Where the answer is words there are no nodes, and the words are in `text`. */
export interface Planned {
  kind: PlannerResult['kind'];
  nodes: N8nWorkflow['nodes'];
  connections: N8nWorkflow['connections'];
  /** The same as a document that n8n takes. */
  workflow?: N8nWorkflow;
  issues: Issue[];
  assumptions: string[];
  notDone: string[];
  notes: string[];
  usage: PlannerUsage;
  text?: string;
  choices?: string[];
}

/**
 * Plans requests one at a time with the planner of the settings, which is opened once; creates nothing, needs no
 * database and no n8n.
 * @param silent says nothing about the catalogue, for output that a program reads
 */
export function openPlanning(silent: boolean): (request: string, timezone?: string) => Promise<Planned> {
  const config = readConfig({
    DATABASE_URL: 'postgres://unused',
    N8N_BASE_URL: 'http://unused.invalid',
    N8N_API_KEY: 'unused',
    ...readVariables(process.env),
  });
  const catalog = chooseCatalog({ silent });
  const planner = createPlanner(config, () => catalog, createLogger('warn'));
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (request, timezone = own) => planOne(request, { planner, catalog, timezone });
}

/** One request on its own, without anything said before, and what is not done of it. */
export async function planOne(
  request: string,
  { planner, catalog, timezone }: { planner: Planner; catalog: Catalog; timezone: string },
): Promise<Planned> {
  const { result, usage, notes } = await planner.plan({
    request,
    history: [],
    sources: noSources,
    timezone,
    signal: AbortSignal.timeout(180_000),
  });
  const about = { notes: notes.map((note) => noteText(note, 'en')), usage };
  if (result.kind !== 'draft' && result.kind !== 'revision') return { ...inWords(result, request), ...about };
  const { draft, issues: given } = result;
  const workflow = compile(draft, { catalog, timezone: draft.timezone ?? timezone });
  const account = accountOver({ newest: request, account: result.account ?? [] }, draft, catalog);
  const unread = unreadOf(given);
  const notDone = withUnread(
    account.notDone.map(({ words }) => words),
    unread,
  );
  const told = given.filter(({ code }) => code !== 'not-understood');
  const issues = [...told, ...toIssues({ notDone, leftOut: [], unasked: account.unasked, unread })];
  const { nodes, connections } = workflow;
  const assumptions = assumptionsOf(draft, 'en');
  return { kind: result.kind, nodes, connections, workflow, issues, assumptions, notDone, ...about };
}

function inWords(result: PlannerResult, request: string): Omit<Planned, 'notes' | 'usage'> {
  const text = 'text' in result ? result.text : `${result.kind}: only in a conversation`;
  const choices = 'choices' in result && result.choices.length > 0 ? { choices: [...result.choices] } : {};
  const notDone = result.kind === 'answer' ? [request.trim()] : [];
  return { kind: result.kind, nodes: [], connections: {}, issues: [], assumptions: [], notDone, text, ...choices };
}
