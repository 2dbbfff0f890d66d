import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Note } from '#src/model/note.ts';
import { policyFor } from '#src/policy/roles.ts';
import { documentsMade } from '#src/store/chosen.ts';
import { houseValuesOf } from '#src/store/house.ts';
import { fitColumns } from '#src/values/columns.ts';
import { type Habits, withDefaults } from '#src/values/defaults.ts';
import { withoutOrphans } from '#src/values/hanging.ts';
import { offeredIn, withOffers } from '#src/values/offer.ts';
import { type Resolved, type Resolving, resolveNames } from '#src/values/resolve.ts';
import type { At } from '#src/values/take.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import type { RevisionContents } from './revision-contents.ts';

export type NamesContext = Pick<EngineContext, 'values'>;
type Context = Partial<NamesContext> &
  Partial<Pick<EngineContext, 'store' | 'policy'>> &
  OfN8n<'catalog' | 'facts' | 'url'>;

/** Who asked, and where. */
interface Asked {
  event: MessageReceived | ActionTaken;
  tenant: { id: string; platform: string; externalId: string };
}

/** Whose draft it is when it goes on from one; whoever clicks on it may be somebody else. */
type Followed = { requesterId: string } | null | undefined;

/** What stays to be said about a draft. */
interface Found {
  open: Resolved['open'];
  /** Columns that are not there. */
  columns: Issue[];
}

/** So many workflows of whoever asks are looked at. */
const mostMade = 30;

/**
 * The contents with values in place of the words that name exactly one thing, and what the others may mean. What was
 * taken is told in notes.
 * @param workflow what they make, with the credentials that may be bound
 * @param isKept true for nodes that stay as n8n holds them
 * @param before what the draft was, where it goes on from one
 * @param followed the draft it goes on from: what somebody had before is theirs alone
 */
export async function withNames(
  context: Context,
  origin: Asked,
  contents: RevisionContents,
  workflow: N8nWorkflow,
  {
    isKept,
    followed,
    before,
  }: { isKept: (node: N8nNode) => boolean; followed?: Followed; before?: Pick<N8nWorkflow, 'nodes'> | undefined },
): Promise<{ contents: RevisionContents } & Found> {
  // What goes into n8n exactly like this is not looked into.
  if (contents.exact || !context.values) return { contents, open: [], columns: [] };
  const resolving = resolvingFor(context, context.values, origin, contents);
  const named = await namedIn(contents.document, workflow, resolving, before);
  const { picked, open, dropped } = named;
  const habits = habitsOf(context, origin, followed);
  const { draft, assumed } = await withDefaults(named.draft, workflow, contents.issues, { ...resolving, habits });
  const fitted = await fitColumns(draft, workflow, resolving, isKept);
  const pickedNotes = picked.map(({ word, name, app, from }): Note => ({ code: 'picked', word, name, app, from }));
  const assumedNotes = assumed.map(({ what, name, app, how }): Note => ({ code: 'assumed', what, name, app, how }));
  // A card shows the first few: what nobody said comes before what was said by name.
  const notes = [...assumedNotes, ...contents.notes, ...pickedNotes];
  const taken = [...picked, ...assumed];
  const issues =
    taken.length + dropped.length > 0
      ? await judgedAgain(context, contents.issues, draft, [...taken, ...dropped])
      : contents.issues;
  return {
    contents: {
      ...contents,
      document: fitted.draft,
      issues,
      notes: [...new Map(notes.map((one) => [JSON.stringify(one), one])).values()],
    },
    open,
    columns: fitted.issues,
  };
}

/** With names in place of words; what hung on something that was chosen anew is a word again, and looked for once more. */
async function namedIn(
  document: Draft,
  workflow: N8nWorkflow,
  resolving: Resolving,
  before: Pick<N8nWorkflow, 'nodes'> | undefined,
): Promise<Resolved & { dropped: At[] }> {
  const named = await resolveNames(document, workflow, resolving);
  if (!before) return { ...named, dropped: [] };
  const { draft, dropped } = await withoutOrphans(named.draft, workflow, before, resolving);
  if (dropped.length === 0) return { ...named, dropped };
  const again = await resolveNames(draft, workflow, resolving);
  return { ...again, picked: [...named.picked, ...again.picked], dropped };
}

/** What whoever asks need not say. */
function habitsOf({ store, policy, n8n }: Context, { event, tenant }: Asked, followed: Followed): Habits {
  const of = { tenant: tenant.id, requester: event.person.id, instanceUrl: n8n.url };
  const { values: file, autoApprove } = policy ? policyFor(policy, tenant) : { values: [], autoApprove: false };
  // What is approved without anybody looking holds nothing from memory.
  const others = followed && followed.requesterId !== event.person.id;
  const unseen = autoApprove || (event.kind === 'message' && event.rest?.approve === true);
  return {
    house: { file, said: async () => (store && !unseen ? houseValuesOf(store.fork(), tenant.id) : []) },
    made: async () => (store && !unseen && !others ? documentsMade(store.fork(), of, mostMade) : []),
  };
}

/** The findings with what may be taken for each missing value. */
export async function withChoices(
  context: Context,
  origin: Asked,
  contents: RevisionContents,
  { issues, workflow, open, columns }: { issues: readonly Issue[]; workflow: N8nWorkflow } & Found,
): Promise<Issue[]> {
  if (contents.exact || !context.values) return [...issues];
  const named = issues.map((issue) => {
    const found = open.find(({ node, path }) => issue.node === node && issue.path === `parameters.${path}`);
    return found && issue.code === 'named-not-chosen' ? { ...issue, ...offeredIn(found) } : issue;
  });
  return withOffers([...named, ...columns], workflow, resolvingFor(context, context.values, origin, contents));
}

function resolvingFor(
  context: Context,
  directory: NamesContext['values'],
  { event, tenant }: Asked,
  { lookAgain }: RevisionContents,
): Resolving {
  const { platform } = event.conversation;
  const { channel, team } = event.kind === 'message' ? event : {};
  const place = { platform, channel, team, person: event.person };
  return { catalog: context.n8n.catalog(), tenant: tenant.id, place, directory, again: lookAgain };
}

/** What was found before still holds, but about the values that are there now. */
async function judgedAgain(
  context: Context,
  before: readonly Issue[],
  draft: Draft,
  picked: readonly At[],
): Promise<Issue[]> {
  const isPicked = ({ node, path = '' }: Issue): boolean =>
    picked.some((one) => one.node === node && `${path}.`.startsWith(`parameters.${one.path}.`));
  const now = validateDraft(draft, { catalog: context.n8n.catalog(), facts: await context.n8n.facts() });
  return [...before.filter((issue) => !isPicked(issue)), ...now.filter(isPicked)];
}
