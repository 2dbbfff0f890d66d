import type { Draft } from '#src/model/draft.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import { nameIn, toNamed } from '#src/workflow/shapes/named.ts';
import type { Resolving } from './resolve.ts';
import type { At } from './take.ts';
import { wantedAt } from './wanted.ts';

/**
 * The draft without what hung on something that was chosen anew: a sheet of the spreadsheet before becomes a word again,
 * to be found in the new one or asked for. Only what the service's whole list does not have is dropped. Never throws.
 * @param workflow what it compiles to, with the credentials it may bind
 * @param before what it was, with what was chosen then
 */
export async function withoutOrphans(
  draft: Draft,
  workflow: N8nWorkflow,
  before: Pick<N8nWorkflow, 'nodes'>,
  resolving: Resolving,
): Promise<{ draft: Draft; dropped: At[] }> {
  const dropped: At[] = [];
  const kept = structuredClone(draft);
  await Promise.all(
    kept.nodes.map(async (node) => {
      const compiled = workflow.nodes.find(({ name }) => name === node.name);
      const earlier = before.nodes.find(({ name, type }) => name === node.name && type === node.type);
      if (!compiled || !earlier) return;
      const whole: N8nNode = { ...compiled, parameters: { ...compiled.parameters, ...node.parameters } };
      for (const { key, name, value } of mayHang(whole, earlier, resolving)) {
        const wanted = wantedAt(whole, [key], resolving);
        if (!wanted?.list) continue;
        const { values, sources } = await resolving.directory.find(wanted, '', { again: resolving.again });
        if (sources.n8n !== 'answered' || values.some((one) => String(one.value) === String(value))) continue;
        node.parameters[key] = toNamed(name);
        whole.parameters[key] = toNamed(name);
        dropped.push({ node: node.name, path: key });
      }
    }),
  );
  return { draft: kept, dropped };
}

/** What was picked before, and stands after what was picked anew. */
function mayHang(
  { type, typeVersion, parameters }: N8nNode,
  earlier: N8nNode,
  { catalog }: Resolving,
): { key: string; name: string; value: unknown }[] {
  const order = [...new Set((catalog.get(type, typeVersion)?.properties ?? []).map(({ name }) => name))];
  const isAnew = (key: string): boolean => {
    const [now, was] = [chosen(parameters[key]), chosen(earlier.parameters[key])];
    return now !== undefined && now !== was;
  };
  const first = order.findIndex(isAnew);
  if (first < 0) return [];
  return order.slice(first + 1).flatMap((key) => {
    const given = parameters[key];
    const value = chosen(given);
    const name = isRecord(given) && given['mode'] === 'list' ? toText(given['cachedResultName']) : undefined;
    return name && value !== undefined && !isAnew(key) ? [{ key, name, value }] : [];
  });
}

/** The value of a locator that has one. */
function chosen(given: unknown): unknown {
  if (!isRecord(given) || given['__rl'] !== true || nameIn(given) !== undefined) return undefined;
  const { value } = given;
  return value === '' || value === null || String(value).startsWith('=') ? undefined : value;
}
