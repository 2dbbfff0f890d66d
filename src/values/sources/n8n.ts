import type { N8nLookUps } from '#src/n8n/look-ups.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import { nameWithin } from '../match.ts';
import type { Found, Source, Wanted } from '../value.ts';

/** Pages of one list that are read before words have to narrow it. */
const mostPages = 5;
const mostValues = 10_000;

export interface N8nKnows {
  /** Undefined where there is no key for n8n's MCP server. */
  lookUps: N8nLookUps | undefined;
  /** Workflows of this n8n that are known to this tenant; undefined where they could not be read. */
  workflowsFor(tenant: string): Promise<readonly { id: string; name: string }[] | undefined>;
}

const callsWorkflows = /\.(?:executeWorkflow|toolWorkflow|retrieverWorkflow)$/;
const dataTables = /\.dataTable(?:Tool)?$/;

/** What n8n itself knows: its workflows and data tables, and what it looks up in services with its credentials. */
export function n8nSource({ lookUps, workflowsFor }: N8nKnows): Source {
  return {
    origin: 'n8n',
    async find(wanted, words) {
      if (wanted.key === 'workflowId' && callsWorkflows.test(wanted.nodeType)) {
        const all = await workflowsFor(wanted.tenant);
        return all && { values: all.map(({ id, name }) => ({ name, value: id })), whole: true };
      }
      if (!lookUps) return undefined;
      if (wanted.key === 'dataTableId' && dataTables.test(wanted.nodeType)) {
        const { values } = await lookUps.dataTables(nameWithin(words));
        return { values, whole: true };
      }
      const isColumn = wanted.columns || wanted.list?.method === 'getDataTableColumns';
      if (isColumn && dataTables.test(wanted.nodeType)) {
        const table = tableIn(wanted);
        return table ? { ...(await lookUps.tableColumns(table)), whole: true } : undefined;
      }
      return inService(lookUps, wanted, words);
    },
  };
}

function tableIn({ parameters }: Wanted): string | undefined {
  const chosen = parameters['dataTableId'];
  return isRecord(chosen) ? toText(chosen['value']) : undefined;
}

async function inService(lookUps: N8nLookUps, wanted: Wanted, words: string): Promise<Found | undefined> {
  const { list, credential, nodeType, version, parameters } = wanted;
  if (!list || !credential) return undefined;
  if (list.wordsOnly && words === '') return { values: [], whole: false };
  const values: Found['values'] = [];
  let page: string | undefined;
  const filter = list.kind === 'listSearch' ? nameWithin(words) : '';
  for (let count = 0; count < mostPages && values.length < mostValues; count += 1) {
    const { method, kind } = list;
    const read = await lookUps.find({ nodeType, version, method, kind, credential, parameters, filter, page });
    values.push(...read.values.map(({ name, value }) => ({ name, value })));
    page = read.nextPage;
    // What fits the words is not all there is.
    if (!page) return { values, whole: filter === '' };
  }
  return { values, whole: false };
}
