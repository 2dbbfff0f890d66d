import type { ActionTaken, MessageReceived } from '#src/chat/inbound.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type Resolved, resolveNames } from '#src/values/resolve.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import type { EngineContext, OfN8n } from '../context.ts';
import type { RevisionContents } from './revision-contents.ts';

export type NamesContext = Pick<EngineContext, 'values'>;
type Context = Partial<NamesContext> & OfN8n<'catalog' | 'facts'>;

/**
 * The contents with values in place of the words that name exactly one thing, and what the others may mean. What was
 * taken is told in notes.
 * @param workflow what they make, with the credentials that may be bound
 */
export async function withNames(
  context: Context,
  { event, tenant }: { event: MessageReceived | ActionTaken; tenant: { id: string } },
  contents: RevisionContents,
  workflow: N8nWorkflow,
): Promise<{ contents: RevisionContents; open: Resolved['open'] }> {
  // What goes into n8n exactly like this is not looked into.
  if (contents.exact || !context.values) return { contents, open: [] };
  const { platform } = event.conversation;
  const channel = event.kind === 'message' ? event.channel : undefined;
  const { draft, picked, open } = await resolveNames(contents.document, workflow, {
    catalog: context.n8n.catalog(),
    tenant: tenant.id,
    place: { platform, channel, person: event.person },
    directory: context.values,
  });
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

/** The findings with what the open words may mean. Pure. */
export function withChoices(issues: readonly Issue[], open: Resolved['open']): Issue[] {
  return issues.map((issue) => {
    const found = open.find(({ node, path }) => issue.node === node && issue.path === `parameters.${path}`);
    return found && issue.code === 'named-not-chosen' ? { ...issue, choices: found.choices } : issue;
  });
}
