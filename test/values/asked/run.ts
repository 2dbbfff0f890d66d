import type { Catalog } from '#src/catalog/catalog.ts';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { withChoices, withNames } from '#src/engine/drafts/resolve-names.ts';
import { createN8nLookUps } from '#src/n8n/look-ups.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { createDirectory } from '#src/values/directory.ts';
import { n8nSource } from '#src/values/sources/n8n.ts';
import type { Directory } from '#src/values/value.ts';
import { wantedAt } from '#src/values/wanted.ts';
import { compile } from '#src/workflow/compile.ts';
import { bindCredentials } from '#src/workflow/credentials.ts';
import { parsePath } from '#src/workflow/json/paths.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { giveDirectories } from './directories.ts';
import { askedByName } from './requests.ts';

/** How a request ends for values that n8n could list: none is open, each open one has a list, or one has none. */
export type Ending = 'ready' | 'picked' | 'blocked' | 'no draft';

export interface Asked {
  request: string;
  ending: Ending;
  /** What is open, with how many to choose from. */
  open: string[];
}

/** Plans the requests without a model and resolves their names, with the directories of the stand-in or without any. */
export async function askAll(catalog: Catalog): Promise<{ on: Asked[]; off: Asked[] }> {
  await using standIn = await startN8nStandIn();
  giveDirectories(standIn, catalog);
  const lookUps = createN8nLookUps({ ...standIn.config, mcpKey: standIn.mcpKey });
  const answered = await fetch(`${standIn.baseUrl}/api/v1/credentials?limit=250`, {
    headers: { 'x-n8n-api-key': standIn.apiKey },
  });
  const { data: known } = (await answered.json()) as { data: { id: string; name: string; type: string }[] };
  const on = createDirectory([n8nSource({ lookUps, workflowsFor: async () => [] })]);
  const off = createDirectory([]);
  const endings = { on: [] as Asked[], off: [] as Asked[] };
  for (const request of askedByName) {
    endings.on.push(await askOne(request, { catalog, known, directory: on }));
    endings.off.push(await askOne(request, { catalog, known, directory: off }));
  }
  return endings;
}

async function askOne(
  request: string,
  given: { catalog: Catalog; known: { id: string; name: string; type: string }[]; directory: Directory },
): Promise<Asked> {
  const { catalog, known, directory } = given;
  const { result } = await createTemplatePlanner({ catalog }).plan({
    request,
    history: [],
    sources: noSources,
    timezone: 'UTC',
    signal: AbortSignal.timeout(30_000),
  });
  if (result.kind !== 'draft') return { request, ending: 'no draft', open: [result.kind] };
  const contents = { document: result.draft, issues: result.issues, notes: [], request };
  const context = {
    values: directory,
    n8n: { catalog: () => catalog, facts: async () => ({ credentials: known }), url: 'http://n8n.invalid' },
  };
  const origin = {
    event: { kind: 'message' as const, conversation: { platform: 'rest' }, person: { id: 'p', name: 'P' } } as never,
    tenant: { id: 't', platform: 'rest', externalId: 'api' },
  };
  const built = (document = result.draft) =>
    bindCredentials(compile(document, { catalog, timezone: 'UTC' }), { catalog, known });
  const named = await withNames(context, origin, contents, built(), { isKept: () => false });
  const workflow = built(named.contents.document);
  const issues = await withChoices(context, origin, named.contents, {
    ...named,
    issues: named.contents.issues,
    workflow,
  });
  const open = placeholdersOf(issues).filter(({ node, path }) => isListed(node, path));
  function isListed(name: string, path: string): boolean {
    const node = workflow.nodes.find((one) => one.name === name);
    const steps = parsePath(path);
    return Boolean(node && steps && wantedAt(node, steps, { catalog, tenant: 't' })?.list);
  }
  const bare = open.filter(({ choices, searched }) => !choices && !searched);
  // What hangs on something that is picked first is offered with the next card.
  const hanging = bare.filter(({ node }) =>
    open.some((other) => other.node === node && (other.choices || other.searched)),
  );
  const ending = open.length === 0 ? 'ready' : bare.length === hanging.length ? 'picked' : 'blocked';
  return {
    request,
    ending,
    open: open.map(
      ({ label, choices, searched }) => `${label} ${searched ? 'searched' : (choices?.length ?? 'nothing')}`,
    ),
  };
}

export const countOf = (all: readonly Asked[], ending: Ending): number =>
  all.filter((one) => one.ending === ending).length;
