import type { Draft } from '#src/model/draft.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { differencesBetween, type Place } from './differences.ts';
import { covers, operatedBy } from './operated.ts';

/**
 * Which differences from the base were asked for in the last step, as a test of a place under the names of the base.
 * What a step brings along by itself is not: credentials, what connections ask of the nodes they join. Pure.
 * @param last the document the step began from: the base, or the revision before
 */
export function askedBetween(
  base: N8nWorkflow,
  last: N8nWorkflow,
  now: N8nWorkflow,
  document: Draft,
): (place: Place) => boolean {
  const [fromLast, fromBase] = [differencesBetween(last, now), differencesBetween(base, now)];
  const inLast = new Map([...fromLast.renamed].map(([was, is]) => [is, was]));
  const renames = Object.fromEntries([...inLast].filter(([is, was]) => is !== was));
  const operated = operatedBy(last, document, renames);
  const wired = new Set([...operated.wires].flatMap((pair) => JSON.parse(pair) as string[]));
  return ({ node, path }) => {
    const name = node === undefined ? undefined : (fromBase.renamed.get(node) ?? node);
    if (path[0] === 'connections')
      return name !== undefined && wired.has(name.trim().toLowerCase().replace(/\s+/g, ' '));
    if (path[0] === 'credentials') return false;
    const there = name === undefined ? undefined : (inLast.get(name) ?? name);
    const place = { ...(there === undefined ? {} : { node: there }), path };
    return operated.places.some((one) => covers(one, place) || covers(place, one));
  };
}
