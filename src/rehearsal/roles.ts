import { isRecord } from '#src/workflow/json/values.ts';
import { textsOf } from '#src/workflow/validate/strings.ts';
import type { ViewNode } from '#src/workflow/validate/view.ts';
import { isHarmlessProgram, isHarmlessText } from './expression-scan.ts';
import { type HarmlessEntry, type HarmlessRole, harmlessTable } from './harmless-table.ts';
import { isLinearPattern } from './patterns.ts';

const base = 'n8n-nodes-base.';
const byType = Map.groupBy(
  harmlessTable.flatMap((entry) => entry.types.split(' ').map((type) => ({ type: `${base}${type}`, entry }))),
  ({ type }) => type,
);

/** Full names of every type of the table. */
export const harmlessTypes: ReadonlySet<string> = new Set(byType.keys());

/**
 * What a node is in a rehearsal; undefined: a stand-in takes its place. A node that n8n would give a credential, whose
 * description is not known, or with an expression that may not be evaluated, never runs.
 */
export function roleOf(node: ViewNode): HarmlessRole | undefined {
  if (!node.described) return undefined;
  const rows = byType.get(node.type) ?? [];
  return rows.find(({ entry }) => holds(entry, node))?.entry.role;
}

function holds(entry: HarmlessEntry, node: ViewNode): boolean {
  const { values } = node;
  const plain = (value: unknown) => !(typeof value === 'string' && value.startsWith('='));
  for (const [name, allowed] of Object.entries(entry.only ?? {})) if (!allowed.includes(values[name])) return false;
  for (const [name, refused] of Object.entries(entry.never ?? {}))
    if (refused.includes(values[name]) || !plain(values[name])) return false;
  if (entry.role === 'passes') return true;
  if (Object.keys(node.credentials).length > 0) return false;
  if (entry.program && !runsAlone(node)) return false;
  const texts = textsOf(node);
  return (
    texts.every(({ value, key }) => (entry.program && key === 'jsCode') || isHarmlessText(value)) &&
    texts.every((text) => !isPattern(text) || isLinearPattern(text.value)) &&
    !(copiesOf(node.parameters['duplicateCount']) > mostCopies)
  );
}

/** A condition by a regular expression, or one that renames or takes out: n8n runs it without an end of its own. */
function isPattern({ key, holder }: ReturnType<typeof textsOf>[number]): boolean {
  const operator = isRecord(holder?.['operator']) ? holder['operator']['operation'] : holder?.['operation'];
  return /regex/i.test(key) || (/^(?:rightValue|value2)$/.test(key) && /regex/i.test(String(operator)));
}

/** Edit Fields makes so many of each item. */
const mostCopies = 100;
const copiesOf = (value: unknown): number => (value === undefined ? 0 : typeof value === 'number' ? value : Infinity);

function runsAlone({ parameters }: ViewNode): boolean {
  const program = parameters['jsCode'];
  return typeof program === 'string' && !isRecord(program) && isHarmlessProgram(program);
}
