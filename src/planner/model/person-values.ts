import type { Catalog } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { errorsOf } from '#src/workflow/draft.ts';

/** Parameters that say where something is or who gets it: only a person knows, a model would invent. */
const personal =
  /^(?:url|feedUrl|.*Url|to|from|user|users|email|toEmail|fromEmail|sendTo|phone.*|toNumber|owner|repo|repository|table|base|database|collection|bucketName|calendar|channel|team|chat|site|host|path|project|board|list|group|.*Id)$/;
/** n8n's forms for things that exist somewhere, chosen from a list or by id. */
const located = new Set(['resourceLocator', 'workflowSelector', 'agentSelector']);

/** True for a value that a person has to give, or to point at: the card asks for it, nobody guesses. */
export function isForPerson({ code, node, path }: Issue, draft: Draft, catalog: Catalog): boolean {
  if (code === 'named-not-chosen') return true;
  if (code !== 'missing-parameter' || !path) return false;
  const name =
    path
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? '';
  if (personal.test(name)) return true;
  const type = draft.nodes.find((one) => one.name === node)?.type;
  const properties = (type && catalog.get(type)?.properties) || [];
  return properties.some((property) => property.name === name && located.has(property.type));
}

/** The errors a planner can repair. */
export function repairable(draft: Draft, issues: readonly Issue[], catalog: Catalog): Issue[] {
  return errorsOf(issues).filter((issue) => !isForPerson(issue, draft, catalog));
}
