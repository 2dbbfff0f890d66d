import type { Catalog } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { parsePath } from '#src/workflow/json/paths.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { isOffer, offerOf, type Resolving } from './resolve.ts';
import type { At } from './take.ts';
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
  const open = firstOfEach(placeholdersOf(issues), workflow.nodes, resolving.catalog).filter(
    (place) => !issues.some((issue) => isAt(issue, place) && (issue.choices || issue.searched)),
  );
  const found = await Promise.all(
    open.map(async ({ node, path }) => {
      const at = { node, path };
      const [steps, there] = [parsePath(path), workflow.nodes.find(({ name }) => name === node)];
      const wanted = steps && there && wantedAt(there, steps, resolving);
      return wanted ? { at, offer: offerOf(await resolving.directory.find(wanted, '', resolving)) } : [];
    }),
  );
  const offers = found.flat();
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

function firstOfEach(places: readonly At[], nodes: readonly N8nNode[], catalog: Catalog): At[] {
  const rankOf = ({ node, path }: At): number => {
    const there = nodes.find(({ name }) => name === node);
    const properties = there ? (catalog.get(there.type, there.typeVersion)?.properties ?? []) : [];
    return properties.findIndex(({ name }) => name === parsePath(path)?.[0]);
  };
  return places.filter((one) =>
    places.every((other) => other.node !== one.node || other === one || rankOf(one) <= rankOf(other)),
  );
}
