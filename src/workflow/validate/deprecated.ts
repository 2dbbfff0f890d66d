import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { defaultNodePolicy, judgeNodeType } from '#src/policy/node-policy.ts';
import { error, warning } from '../issues.ts';
import { isEqual } from '../json/equal.ts';
import { type Rule, toView, type View, type ViewNode } from './view.ts';

/** Still run, but n8n hides them from new workflows; the value names what to use instead. */
const replaced = new Map([
  ['n8n-nodes-base.function', ['Code']],
  ['n8n-nodes-base.functionItem', ['Code']],
  ['n8n-nodes-base.cron', ['Schedule Trigger']],
  ['n8n-nodes-base.interval', ['Schedule Trigger']],
  ['n8n-nodes-base.start', ['Manual Trigger']],
  ['n8n-nodes-base.itemLists', ['Split Out', 'Aggregate', 'Sort', 'Limit', 'Remove Duplicates']],
  ['n8n-nodes-base.htmlExtract', ['HTML']],
  ['n8n-nodes-base.iCal', ['Convert to File']],
  ['n8n-nodes-base.moveBinaryData', ['Convert to File', 'Extract from File']],
  ['n8n-nodes-base.spreadsheetFile', ['Convert to File', 'Extract from File']],
  ['n8n-nodes-base.readPDF', ['Extract from File']],
  ['n8n-nodes-base.workflowTrigger', ['n8n Trigger']],
  ['n8n-nodes-base.openAi', ['OpenAI']],
]);

/** True for a type n8n is known to have had and replaced, whether or not the catalogue still has it. */
export const isReplaced = (type: string): boolean => replaced.has(type);

/**
 * Steps n8n has given up. It runs the stored ones on; since 2.42.6 it refuses every write in which one whose description
 * says `deprecated` is new or is not what it was (`N8N_DEPRECATED_NODES_BLOCK`, on unless its operator says otherwise).
 */
export const checkDeprecated: Rule = (view) =>
  view.nodes
    // What may not be used at all is told as that.
    .filter(
      ({ type }) =>
        !view.catalog.excluded.has(type) && (view.policy || judgeNodeType(defaultNodePolicy, type) !== 'deny'),
    )
    .flatMap((node) => {
      const instead = replaced.get(node.type) ?? replacementOf(node.nodeType, view);
      if (!replaced.has(node.type) && !node.nodeType?.hidden && !node.nodeType?.deprecated) return [];
      return [toIssue(node, instead, view)];
    });

/** The findings about a stored workflow as they are when it is created anew: then each of its steps is new. Pure. */
export function asNew(issues: readonly Issue[], workflow: N8nWorkflow, catalog: Catalog): Issue[] {
  const options = { catalog, facts: undefined, policy: undefined, unknownTypes: 'warning', fromDraft: true } as const;
  const found = checkDeprecated(toView({ ...workflow }, { ...options, before: undefined }));
  return [...found, ...issues.filter(({ code }) => code !== 'deprecated-node-type')];
}

function toIssue(node: ViewNode, instead: string[], view: View): Issue {
  const at = { node: node.name, path: 'type' };
  const type = node.nodeType?.displayName ?? node.shortType;
  const before = view.before?.find(({ name }) => name === node.name);
  const kept = before?.type === node.type && before.typeVersion === node.version;
  if (!node.nodeType?.deprecated || (before && isUntouched(before, view.stored[node.index]))) {
    return warning('deprecated-node-type', { type: node.shortType, instead }, at);
  }
  return error('deprecated-node-refused', { node: node.name, type, instead, changed: kept }, at);
}

/** What n8n itself names as the successor. */
function replacementOf(nodeType: NodeType | undefined, { catalog }: View): string[] {
  const name = nodeType?.replacedBy === undefined ? undefined : catalog.get(nodeType.replacedBy)?.displayName;
  return name === undefined ? [] : [name];
}

/** As n8n compares: everything but the place, with what may be left out filled in. */
function isUntouched(before: N8nNode, now: unknown): boolean {
  return isEqual(comparable(before), comparable(now as N8nNode));
}

function comparable({ id: _id, position: _position, ...node }: N8nNode): Record<string, unknown> {
  const { notes = '', disabled = false, onError = 'stopWorkflow', credentials = {}, ...rest } = node;
  return { ...rest, notes, disabled, onError, credentials };
}
