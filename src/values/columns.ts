import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { error } from '#src/workflow/issues.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import type { Resolving } from './resolve.ts';
import { wantedAt } from './wanted.ts';

/** So many are named where one does not exist. */
const mostNamed = 10;

/** Spelled alike: case, blanks and marks between letters do not count. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The draft with its column mappings in the spelling of the real columns, and findings about columns that the table does
 * not have. Said only where the service told all its columns now; a table without any takes what comes. Never throws.
 * @param workflow what the draft compiles to, with the credentials it may bind
 * @param isKept true for nodes that stay as n8n holds them
 */
export async function fitColumns(
  draft: Draft,
  workflow: N8nWorkflow,
  resolving: Resolving,
  isKept: (node: N8nNode) => boolean,
): Promise<{ draft: Draft; issues: Issue[] }> {
  const fitted = structuredClone(draft);
  const issues = await Promise.all(
    fitted.nodes.map(async (node) => {
      const compiled = workflow.nodes.find(({ name }) => name === node.name);
      if (!compiled || isKept(compiled)) return [];
      const whole: N8nNode = { ...compiled, parameters: { ...compiled.parameters, ...node.parameters } };
      return fitNode(node, whole, resolving);
    }),
  );
  return { draft: fitted, issues: issues.flat() };
}

/** The mapping is changed in place. */
async function fitNode(node: Draft['nodes'][number], whole: N8nNode, resolving: Resolving): Promise<Issue[]> {
  const found: Issue[] = [];
  for (const [key, mapping] of Object.entries(node.parameters)) {
    if (!isRecord(mapping) || mapping['mappingMode'] !== 'defineBelow' || !isRecord(mapping['value'])) continue;
    const wanted = wantedAt(whole, [key], resolving);
    if (!wanted?.columns) continue;
    const { values, sources } = await resolving.directory.find(wanted, '', { again: resolving.again });
    if (sources.n8n !== 'answered' || values.length === 0) continue;
    const real = values.map(({ value }) => String(value));
    const given = mapping['value'];
    const spelled = (column: string) =>
      real.includes(column)
        ? column
        : only(real.filter((one) => plain(one) !== '' && plain(one) === plain(column) && !(one in given)));
    const pairs = Object.entries(given).map(([column, value]) => [spelled(column) ?? column, value] as const);
    mapping['value'] = Object.fromEntries(pairs);
    const missing = pairs.map(([column]) => column).filter((column) => !real.includes(column));
    const there = real.slice(0, mostNamed).join(', ');
    const at = (column: string) => ({ node: node.name, path: `parameters.${key}.value["${column}"]` });
    found.push(...missing.map((column) => error('column-unknown', { node: node.name, column, there }, at(column))));
  }
  return found;
}

const only = <T>([one, ...others]: readonly T[]): T | undefined => (others.length === 0 ? one : undefined);
