import { warning } from '#src/workflow/issues.ts';
import type { Rule, ViewNode } from '../view.ts';

/** Steps whose error output is switched on and leads nowhere: what fails there is lost without a word. */
export const checkErrorOutputs: Rule = (view) =>
  view.nodes.filter(hasErrorOutput).flatMap((node) => {
    const last = (node.ports.outputs?.get('main') ?? 0) - 1;
    const outgoing = view.edges.filter((edge) => edge.from === node.name && edge.kind === 'main');
    if (last < 1 || outgoing.length === 0 || outgoing.some((edge) => edge.output === last)) return [];
    return [warning('error-output-unused', { node: node.name }, { node: node.name, path: 'connections' })];
  });

const hasErrorOutput = ({ disabled, onError }: ViewNode): boolean => !disabled && onError === 'continueErrorOutput';
