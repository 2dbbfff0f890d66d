import type { PickerOption } from '#src/chat/picker.ts';
import type { Choice } from '#src/model/issue.ts';
import type { DraftRecord, RevisionRecord } from '#src/store/entities.ts';
import { isPicked, toOptions, wordsPicked } from '#src/values/pick.ts';
import { fewChoices, toChoices } from '#src/values/resolve.ts';
import type { At } from '#src/values/take.ts';
import type { Answer, Wanted } from '#src/values/value.ts';
import { wantedAt } from '#src/values/wanted.ts';
import { parsePath } from '#src/workflow/json/paths.ts';
import type { Placeholder } from '#src/workflow/placeholders.ts';
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
  const node = named ?? row.issues.find((one) => one.path === path)?.node;
  const at = node && { node, path: path.replace(/^parameters\./, '') };
  const wanted = at && (await wantedIn(context, draft, row, at));
  if (!wanted) return undefined;
  const { values, sources } = await context.values.find(wanted, words, { again });
  return { choices: toChoices(values), more: values.length > fewChoices, sources };
}

/** What is looked for at a place of a revision, for whoever asked for the draft. */
async function wantedIn(
  context: ValuesContext,
  draft: DraftRecord,
  row: RevisionRecord,
  { node: name, path }: At,
): Promise<Wanted | undefined> {
  const steps = parsePath(path);
  const node = row.workflow.nodes.find((one) => one.name === name);
  if (!steps || !node) return undefined;
  const { tenant } = await askingOf(context.store.fork(), draft);
  return wantedAt(node, steps, { catalog: context.n8n.catalog(), tenant: tenant.id });
}

/** The request of a revision that was made because somebody wanted to look again. */
export const lookedAgain = 'Looked again';

/** What a picker offers there to what somebody types. What was read before somebody looked again does not count. */
export async function optionsAt(
  context: ValuesContext,
  draft: DraftRecord,
  row: RevisionRecord,
  at: At,
  words: string,
): Promise<PickerOption[]> {
  const wanted = await wantedIn(context, draft, row, at);
  if (!wanted) return [];
  const since = row.request === lookedAgain ? row.createdAt : undefined;
  const { values } = await context.values.find(wanted, words, { since });
  return toOptions(values);
}

/** Which value was picked there; undefined where nobody knows such a value any more. */
export async function pickedAt(
  context: ValuesContext,
  draft: DraftRecord,
  row: RevisionRecord,
  place: Placeholder,
  picked: string,
): Promise<Choice | undefined> {
  const offered = place.choices?.find(({ value }) => isPicked(picked, value));
  const wanted = offered ? undefined : await wantedIn(context, draft, row, place);
  if (!wanted) return offered;
  const words = wordsPicked(picked);
  for (const [asked, again] of [
    ['', false],
    [words, false],
    [words, true],
  ] as const) {
    const { values } = await context.values.find(wanted, asked, { again });
    const found = values.find(({ value }) => isPicked(picked, value));
    if (found) return found;
  }
  return undefined;
}
