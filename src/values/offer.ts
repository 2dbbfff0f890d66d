import type { Catalog } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type Path, parsePath } from '#src/workflow/json/paths.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { isOffer, offerOf, type Resolving } from './resolve.ts';
import type { At } from './take.ts';
import type { Wanted } from './value.ts';
import { wantedAt } from './wanted.ts';

/**
 * The findings about missing values with what each may be. Of one node only the first is offered: what comes after it
 * may hang on it. Never throws.
 */
export async function withOffers(
  issues: readonly Issue[],
  workflow: N8nWorkflow,
  resolving: Resolving,
): Promise<Issue[]> {
  const listed = placeholdersOf(issues).flatMap(({ node: name, path }) => {
    const [steps, node] = [parsePath(path), workflow.nodes.find((one) => one.name === name)];
    const wanted = steps && node && wantedAt(node, steps, resolving);
    return wanted && isListed(wanted)
      ? [{ at: { node: name, path }, rank: rankOf(node, steps, resolving.catalog), wanted }]
      : [];
  });
  const first = listed.filter(({ at, rank }) => !listed.some((one) => one.at.node === at.node && one.rank < rank));
  const open = first.filter(({ at }) => !issues.some((issue) => isAt(issue, at) && (issue.choices || issue.searched)));
  const offers = await Promise.all(
    open.map(async ({ at, wanted }) => ({ at, offer: offerOf(await resolving.directory.find(wanted, '', resolving)) })),
  );
  return issues.map((issue) => {
    const here = offers.find(({ at, offer }) => isAt(issue, at) && isOffer(offer));
    return here ? { ...issue, ...offeredIn(here.offer) } : issue;
  });
}

/** As it is kept with a finding. */
export const offeredIn = ({ choices, searched }: ReturnType<typeof offerOf>): Pick<Issue, 'choices' | 'searched'> => ({
  ...(choices.length > 0 ? { choices } : {}),
  ...(searched ? { searched } : {}),
});

const isAt = (issue: Issue, { node, path }: At): boolean => issue.node === node && issue.path === `parameters.${path}`;

/** Typed texts are in no list. */
const isListed = ({ list, key }: Wanted): boolean => list !== undefined || /^(?:workflowId|dataTableId)$/.test(key);

/** Its place among what n8n shows in that step. */
function rankOf(node: N8nNode, steps: Path, catalog: Catalog): number {
  const properties = catalog.get(node.type, node.typeVersion)?.properties ?? [];
  return properties.findIndex(({ name }) => name === steps[0]);
}
