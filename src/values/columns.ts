import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { error } from '#src/workflow/issues.ts';
import { formatPath, type Path, setAt } from '#src/workflow/json/paths.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { propertiesAt } from '#src/workflow/validate/property-at.ts';
import type { Resolving } from './resolve.ts';
import type { Wanted } from './value.ts';
import { wantedAt } from './wanted.ts';

/** So many are named where one does not exist. */
const mostNamed = 10;
const deepest = 12;

/** Spelled alike: case, blanks and marks between letters do not count. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** n8n's lists of every column of a table, for parameters that take one by one: in a filter, a sort, a row. */
const wholeLists = new Set([
  'getColumns',
  'getDataTableColumns',
  'getSheetHeaderRowAndAddColumn',
  'getSheetHeaderRowAndSkipEmpty',
  'getSheetHeaderRowWithGeneratedColumnNames',
  'getTableColumns',
  'getWorksheetColumnRow',
]);

/**
 * The draft with its columns in the spelling of the real columns, and findings about columns that the table does
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
      return [...(await fitMapping(node, whole, resolving)), ...(await fitChosen(node, whole, resolving))];
    }),
  );
  return { draft: fitted, issues: issues.flat() };
}

/** The mapping is changed in place. */
async function fitMapping(node: Draft['nodes'][number], whole: N8nNode, resolving: Resolving): Promise<Issue[]> {
  const found: Issue[] = [];
  for (const [key, mapping] of Object.entries(node.parameters)) {
    if (!isRecord(mapping) || mapping['mappingMode'] !== 'defineBelow' || !isRecord(mapping['value'])) continue;
    const wanted = wantedAt(whole, [key], resolving);
    if (!wanted?.columns) continue;
    const real = await columnsOf(wanted, resolving);
    if (!real) continue;
    const given = mapping['value'];
    const free = real.filter(({ value }) => !(value in given));
    const pairs = Object.entries(given).map(([column, value]) => [spelled(column, real, free), value] as const);
    mapping['value'] = Object.fromEntries(pairs);
    for (const [column] of pairs) found.push(...missingIn(real, node.name, column, [key, 'value', column]));
  }
  return found;
}

/** The choices are changed in place. */
async function fitChosen(node: Draft['nodes'][number], whole: N8nNode, resolving: Resolving): Promise<Issue[]> {
  const properties = resolving.catalog.get(whole.type, whole.typeVersion)?.properties ?? [];
  const found: Issue[] = [];
  for (const { column, path } of textsIn(node.parameters)) {
    const method = propertiesAt(properties, path)[0]?.typeOptions?.['loadOptionsMethod'];
    const wanted = typeof method === 'string' && wholeLists.has(method) && wantedAt(whole, path, resolving);
    const real = wanted ? await columnsOf(wanted, resolving) : undefined;
    if (!real) continue;
    const meant = spelled(column, real, real);
    setAt(node.parameters, path, meant);
    found.push(...missingIn(real, node.name, meant, path));
  }
  return found;
}

/** What people wrote there; what n8n works out at the run is none. */
function textsIn(value: unknown, path: Path = []): { column: string; path: Path }[] {
  if (path.length > deepest) return [];
  if (typeof value === 'string') return value === '' || value.startsWith('=') ? [] : [{ column: value, path }];
  if (Array.isArray(value)) return value.flatMap((one, at) => textsIn(one, [...path, at]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, one]) => textsIn(one, [...path, key])) : [];
}

/** One column: what people call it, and what n8n takes. */
type Column = { name: string; value: string };

/** Undefined where the service did not tell all of them now, or there are none yet. */
async function columnsOf(wanted: Wanted, { directory, again }: Resolving): Promise<Column[] | undefined> {
  const { values, sources } = await directory.find(wanted, '', { again });
  if (sources.n8n !== 'answered' || values.length === 0) return undefined;
  return values.map(({ name, value }) => ({ name, value: String(value) }));
}

/** The column that is meant, if that is one alone among those that are still free. */
function spelled(column: string, real: readonly Column[], free: readonly Column[]): string {
  if (real.some(({ value }) => value === column)) return column;
  const meant = free.filter(({ name, value }) =>
    [name, value].some((one) => plain(one) !== '' && plain(one) === plain(column)),
  );
  return only(meant)?.value ?? column;
}

function missingIn(real: readonly Column[], node: string, column: string, path: Path): Issue[] {
  if (real.some(({ value }) => value === column)) return [];
  const there = real
    .slice(0, mostNamed)
    .map(({ name }) => name)
    .join(', ');
  return [error('column-unknown', { node, column, there }, { node, path: `parameters.${formatPath(path)}` })];
}

const only = <T>([one, ...others]: readonly T[]): T | undefined => (others.length === 0 ? one : undefined);
