import { FlowsmithError } from '#src/errors.ts';
import type { Choice } from '#src/model/issue.ts';
import type { N8nNode } from '#src/model/n8n-workflow.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { fewChoices, toChoices } from '#src/values/resolve.ts';
import type { Answer } from '#src/values/value.ts';
import { wantedAt } from '#src/values/wanted.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { parsePath } from '#src/workflow/json/paths.ts';
import { isRecord, toText } from '#src/workflow/json/values.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import { askingOf } from './called.ts';

type ValuesContext = Pick<EngineContext, 'values' | 'store'> & OfN8n<'catalog'>;

export interface ChoicesAsked {
  /** As findings name the place, e.g. `parameters.documentId`. */
  path: string;
  /** Of several nodes with such a place the one that is meant. */
  node?: string | undefined;
  words: string;
  /** What was kept does not count. */
  again?: boolean;
}

export interface ChoicesFound {
  choices: Choice[];
  /** There are more; other words narrow them. */
  more: boolean;
  sources: Answer['sources'];
}

/** What a place in the newest revision may hold; undefined where there is no such place. */
export async function choicesFor(
  context: ValuesContext,
  draft: DraftRecord,
  row: RevisionRecord,
  { path, node: named, words, again = false }: ChoicesAsked,
): Promise<ChoicesFound | undefined> {
  const steps = parsePath(path.replace(/^parameters\./, ''));
  const name = named ?? row.issues.find((one) => one.path === path)?.node;
  const node = row.workflow.nodes.find((one) => one.name === name);
  const { tenant } = await askingOf(context.store.fork(), draft);
  const wanted = steps && node && wantedAt(node, steps, { catalog: context.n8n.catalog(), tenant: tenant.id });
  if (!wanted) return undefined;
  const { values, sources } = await context.values.find(wanted, words, { again });
  return { choices: toChoices(values), more: values.length > fewChoices, sources };
}

const mostChecked = 10;

/**
 * Throws when something that was picked is not there any more by what the service itself says now. What cannot be
 * asked now is no reason to stop: n8n would say so at the first run.
 */
export async function assertValuesThere(
  context: ValuesContext,
  draft: DraftRecord,
  row: RevisionRecord,
): Promise<void> {
  const { base } = row;
  const isKept = (node: N8nNode) => base?.nodes.some((one) => isEqual(one, node)) ?? false;
  const picks = row.workflow.nodes.flatMap((node) => (isKept(node) ? [] : picksOf(node)));
  if (picks.length === 0) return;
  const { tenant } = await askingOf(context.store.fork(), draft);
  await Promise.all(
    picks.slice(0, mostChecked).map(async ({ node, key, name, value }) => {
      const wanted = wantedAt(node, [key], { catalog: context.n8n.catalog(), tenant: tenant.id });
      if (!wanted) return;
      const { values, sources } = await context.values.find(wanted, '', { again: true });
      if (sources.n8n !== 'answered' || values.some((one) => String(one.value) === String(value))) return;
      const userMessage = `“${name}”, which “${node.name}” uses, is not there any more. Nothing was changed. Say in the draft what to use instead.`;
      throw new FlowsmithError('a picked value is gone', { code: 'value_gone', userMessage });
    }),
  );
}

function picksOf(node: N8nNode): { node: N8nNode; key: string; name: string; value: unknown }[] {
  return Object.entries(node.parameters).flatMap(([key, given]) => {
    if (!isRecord(given) || given['__rl'] !== true || given['mode'] !== 'list') return [];
    // Workflows that are run are looked at by rules of their own, and an admin may take others than are offered.
    if (key === 'workflowId') return [];
    const { value } = given;
    const name = toText(given['cachedResultName']);
    return name && value !== '' && value !== undefined ? [{ node, key, name, value }] : [];
  });
}
