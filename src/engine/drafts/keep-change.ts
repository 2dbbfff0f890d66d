import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { RevisionRecord } from '#src/store/entities.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import type { Place } from '#src/workflow/edit/differences.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { type Operated, operatedBy, operatedByDocument, straysOf } from '#src/workflow/edit/operated.ts';
import { error } from '#src/workflow/issues.ts';
import { formatPath } from '#src/workflow/json/paths.ts';
import { withoutStored } from '#src/workflow/n8n-workflow.ts';
import { type InstanceFacts, validateChange } from '#src/workflow/validate/index.ts';
import type { OfN8n } from '../context.ts';
import type { RevisionContents } from './revision-contents.ts';

interface Changing {
  /** What n8n held when the change was begun. */
  original: N8nWorkflow;
  /** The revision it follows. */
  before: RevisionRecord | null;
  facts: InstanceFacts;
}

/**
 * The document a change makes of what n8n holds, with every finding about that document itself: each node in its own
 * version, and whatever differs although nobody asked for it.
 */
export function toChanged(
  context: OfN8n<'catalog'>,
  contents: RevisionContents,
  { original, before, facts }: Changing,
): { workflow: N8nWorkflow; found: Issue[] } {
  const catalog = context.n8n.catalog();
  const { document, exact, chosen } = contents;
  const previous = before?.workflow;
  const renames = renamesOf(contents, original, previous);
  const merged = exact ?? mergeDraft(original, document, { catalog, timezone: document.timezone, renames });
  const bound = bindCredentials(merged, {
    catalog,
    // What goes into n8n exactly like this gets no credential nobody chose.
    known: exact ? undefined : facts.credentials,
    previous,
    base: original,
    renames,
    ...(chosen ? { chosen } : {}),
  });
  const workflow = withoutStored(bound);
  const asked = contents.operated ?? (exact ? operatedByDocument(original, exact) : undefined);
  const operated = withCredentials(asked ?? operatedBy(original, document, renames), chosen !== undefined);
  return {
    workflow,
    found: [
      ...straysOf(original, workflow, operated).slice(0, 5).map(besideIssue),
      ...joined(contents.issues, validateChange(workflow, original, { catalog, facts })),
    ],
  };
}

/** A person may choose another credential for a step that the change is about. */
function withCredentials(operated: Operated, chosen: boolean): Operated {
  if (!chosen) return operated;
  const nodes = [...new Set(operated.places.flatMap(({ node }) => node ?? []))];
  return { ...operated, places: [...operated.places, ...nodes.map((node) => ({ node, path: ['credentials'] }))] };
}

/** New name → name in n8n, over all revisions of the change: a revision knows its nodes by n8n's ids. */
function renamesOf(
  { change, document, renames = {} }: RevisionContents,
  original: N8nWorkflow,
  previous: N8nWorkflow | undefined,
): Record<string, string> {
  if (change || !previous) return renames;
  const ids = new Map(original.nodes.map(({ id, name }) => [id, name]));
  const earlier = new Map(previous.nodes.map(({ id, name }) => [name, id === '' ? undefined : ids.get(id)]));
  const pairs = document.nodes.flatMap(({ name }): [string, string][] => {
    const was = renames[name] ?? name;
    const first = earlier.get(was) ?? was;
    return first === name ? [] : [[name, first]];
  });
  return Object.fromEntries(pairs);
}

/** Said by whoever planned, or by the door it came through; no rule finds these. */
const saidBefore = new Set([
  'not-said',
  'not-understood',
  'condition-not-understood',
  'secret-in-parameters',
  'not-a-draft',
]);

function joined(given: readonly Issue[], found: readonly Issue[]): Issue[] {
  const own = given.filter(({ code }) => saidBefore.has(code));
  const told = ({ node, path }: Issue): boolean =>
    own.some((one) => one.node === node && one.path !== undefined && path?.startsWith(one.path));
  return [...own, ...found.filter((issue) => !told(issue))];
}

/** Tells people, and keeps it from being approved. */
function besideIssue({ node, path }: Place): Issue {
  const params = { node: node ?? null, path: formatPath(path) };
  return error('beside-the-change', params, node === undefined ? {} : { node });
}
