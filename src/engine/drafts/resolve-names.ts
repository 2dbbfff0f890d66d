import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { offeredIn, withOffers } from '#src/values/offer.ts';
import { type Resolved, type Resolving, resolveNames } from '#src/values/resolve.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import type { RevisionContents } from './revision-contents.ts';

export type NamesContext = Pick<EngineContext, 'values'>;
type Context = Partial<NamesContext> & OfN8n<'catalog' | 'facts'>;

/** Who asked, and where. */
interface Asked {
  event: MessageReceived | ActionTaken;
  tenant: { id: string };
}

/**
 * The contents with values in place of the words that name exactly one thing, and what the others may mean. What was
 * taken is told in notes.
 * @param workflow what they make, with the credentials that may be bound
 */
export async function withNames(
  context: Context,
  origin: Asked,
  contents: RevisionContents,
  workflow: N8nWorkflow,
): Promise<{ contents: RevisionContents; open: Resolved['open'] }> {
  // What goes into n8n exactly like this is not looked into.
  if (contents.exact || !context.values) return { contents, open: [] };
  const resolving = resolvingFor(context, context.values, origin, contents);
  const { draft, picked, open } = await resolveNames(contents.document, workflow, resolving);
  if (picked.length === 0) return { contents, open };
  const notes = picked.map(({ word, name, app, from }) => ({ code: 'picked' as const, word, name, app, from }));
  const issues = await judgedAgain(context, contents.issues, draft, picked);
  return {
    contents: {
      ...contents,
      document: draft,
      issues,
      notes: [...contents.notes, ...new Map(notes.map((one) => [JSON.stringify(one), one])).values()],
    },
    open,
  };
}

/** The findings with what may be taken for each missing value. */
export async function withChoices(
  context: Context,
  origin: Asked,
  contents: RevisionContents,
  { issues, workflow, open }: { issues: readonly Issue[]; workflow: N8nWorkflow; open: Resolved['open'] },
): Promise<Issue[]> {
  if (contents.exact || !context.values) return [...issues];
  const named = issues.map((issue) => {
    const found = open.find(({ node, path }) => issue.node === node && issue.path === `parameters.${path}`);
    return found && issue.code === 'named-not-chosen' ? { ...issue, ...offeredIn(found) } : issue;
  });
  return withOffers(named, workflow, resolvingFor(context, context.values, origin, contents));
}

function resolvingFor(
  context: Context,
  directory: NamesContext['values'],
  { event, tenant }: Asked,
  { lookAgain }: RevisionContents,
): Resolving {
  const { platform } = event.conversation;
  const channel = event.kind === 'message' ? event.channel : undefined;
  const place = { platform, channel, person: event.person };
  return { catalog: context.n8n.catalog(), tenant: tenant.id, place, directory, again: lookAgain };
}

/** What was found before still holds, but about the values that are there now. */
async function judgedAgain(
  context: Context,
  before: readonly Issue[],
  draft: Draft,
  picked: Resolved['picked'],
): Promise<Issue[]> {
  const isPicked = ({ node, path = '' }: Issue): boolean =>
    picked.some((one) => one.node === node && `${path}.`.startsWith(`parameters.${one.path}.`));
  const now = validateDraft(draft, { catalog: context.n8n.catalog(), facts: await context.n8n.facts() });
  return [...before.filter((issue) => !isPicked(issue)), ...now.filter(isPicked)];
}
