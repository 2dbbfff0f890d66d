import { FlowsmithError } from '#src/errors.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { wantedAt } from '#src/values/wanted.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import type { Path } from '#src/workflow/json/paths.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { askingOf } from './called.ts';

/** So many are looked up; what n8n itself says at the first run covers the rest. */
const mostChecked = 10;
const deepest = 12;

/**
 * Throws when something that was picked is not there any more by what the service itself says now. What cannot be
 * asked now is no reason to stop: n8n would say so at the first run.
 */
export async function assertValuesThere(
  context: Pick<EngineContext, 'values' | 'store'> & OfN8n<'catalog'>,
  draft: DraftRecord,
  row: RevisionRecord,
): Promise<void> {
  const { base } = row;
  const isKept = (node: N8nNode) => base?.nodes.some((one) => isEqual(one, node)) ?? false;
  const picks = row.workflow.nodes.flatMap((node) => (isKept(node) ? [] : picksOf(node, node.parameters, [])));
  if (picks.length === 0) return;
  const { tenant } = await askingOf(context.store.fork(), draft);
  await Promise.all(
    picks.slice(0, mostChecked).map(async ({ node, path, name, value }) => {
      const wanted = wantedAt(node, path, { catalog: context.n8n.catalog(), tenant: tenant.id });
      if (!wanted) return;
      const { values, sources } = await context.values.find(wanted, '', { again: true });
      // An inner list that is empty may hang on something that only n8n's editor gives.
      if (sources.n8n !== 'answered' || (values.length === 0 && path.length > 1)) return;
      if (values.some((one) => String(one.value) === String(value))) return;
      const userMessage = `“${name}”, which “${node.name}” uses, is not there any more. Nothing was changed. Say in the draft what to use instead.`;
      throw new FlowsmithError('a picked value is gone', { code: 'value_gone', userMessage });
    }),
  );
}

interface Picked {
  node: N8nNode;
  path: Path;
  name: string;
  value: unknown;
}

/** What was picked from a list, wherever it stands: in the step, or in its options, filters and rows. */
function picksOf(node: N8nNode, given: unknown, path: Path): Picked[] {
  if (path.length > deepest) return [];
  if (Array.isArray(given)) return given.flatMap((one, at) => picksOf(node, one, [...path, at]));
  if (!isRecord(given)) return [];
  if (given['__rl'] !== true) return Object.entries(given).flatMap(([key, one]) => picksOf(node, one, [...path, key]));
  // Workflows that are run are looked at by rules of their own, and an admin may take others than are offered.
  if (given['mode'] !== 'list' || path.at(-1) === 'workflowId') return [];
  const { value } = given;
  const name = toText(given['cachedResultName']);
  return name && value !== '' && value !== undefined ? [{ node, path, name, value }] : [];
}
