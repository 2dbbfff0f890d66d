import type { Parameters } from '#src/model/draft.ts';
import type { Edit, Issue } from '#src/model/issue.ts';
import { isRecord } from '../json/values.ts';
import { type ValidationContext, validateWorkflow } from './index.ts';

const maxRounds = 8;
/** Beyond it fixes are tried together or not at all: each one tried alone costs a validation. */
const maxSingle = 100;

export interface Fixed {
  /** The mended document; the given one itself when nothing was mended. */
  workflow: unknown;
  /** The issues that are gone by their fix, in the order they were mended. */
  fixed: Issue[];
  /** What is still found. */
  issues: Issue[];
}

/**
 * Applies the fixes that issues carry, and those of the issues that come to light by it, until none is left. A fix
 * that does not make its issue go away, or that brings errors elsewhere, is not applied. Pure; never throws on any
 * JSON; bounded.
 */
export function fix(workflow: unknown, context: ValidationContext): Fixed {
  let issues = validateWorkflow(workflow, context);
  let current = workflow;
  const fixed: Issue[] = [];
  const refused = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const fixable = issues.filter((issue) => issue.fix && !refused.has(keyOf(issue)));
    if (fixable.length === 0) break;
    const first = fixable.filter(({ code }) => unchecked.has(code));
    const candidates = first.length > 0 ? first : fixable;
    const together = attempt(current, issues, candidates, context);
    if (together) {
      ({ workflow: current, issues } = together);
      fixed.push(...candidates);
      continue;
    }
    for (const candidate of candidates.slice(0, maxSingle)) {
      // An earlier fix may have changed what this one would do, or made it needless.
      const fresh = issues.find((issue) => issue.fix && keyOf(issue) === keyOf(candidate));
      const alone = fresh && attempt(current, issues, [fresh], context);
      if (alone) {
        ({ workflow: current, issues } = alone);
        fixed.push(fresh);
      } else refused.add(keyOf(candidate));
    }
    if (candidates.length > maxSingle) break;
  }
  return { workflow: current, fixed, issues };
}

const keyOf = ({ code, node, path }: Issue): string => JSON.stringify([code, node, path]);

/** While one of these stands nothing in the node was checked: mending it may bring any number of errors to light. */
const unchecked = new Set(['unknown-node-type', 'unknown-node-version', 'version-malformed']);

/** Errors beside those that stood behind a mended one: what is read for the first time may well be wrong. */
function countErrors(issues: readonly Issue[], mended: readonly Issue[]): number {
  const places = mended.filter(({ severity }) => severity === 'error');
  return issues.filter(({ severity, node, path }) => {
    return severity === 'error' && !places.some((place) => place.node === node && path?.startsWith(place.path ?? '?'));
  }).length;
}

/** The document with these issues mended; undefined when one of them stays or there would be more errors. */
function attempt(
  workflow: unknown,
  before: readonly Issue[],
  candidates: readonly Issue[],
  context: ValidationContext,
): { workflow: unknown; issues: Issue[] } | undefined {
  if (!isRecord(workflow)) return undefined;
  const mended = structuredClone(workflow);
  for (const { fix: one } of candidates) {
    for (const edit of one?.edits ?? []) if (!apply(mended, edit)) return undefined;
  }
  const issues = validateWorkflow(mended, context);
  const left = new Set(issues.map(keyOf));
  if (candidates.some((candidate) => left.has(keyOf(candidate)))) return undefined;
  const revealing = candidates.every(({ code }) => unchecked.has(code));
  const worse = !revealing && countErrors(issues, candidates) > countErrors(before, candidates);
  return worse ? undefined : { workflow: mended, issues };
}

/** Applies one edit in place; false when the document has no such place. */
function apply(document: Parameters, edit: Edit): boolean {
  let holder: Parameters | unknown[] = document;
  for (const [index, part] of edit.path.slice(0, -1).entries()) {
    let next = read(holder, part);
    if (next === undefined || next === null) {
      if ('remove' in edit) return true;
      next = typeof edit.path[index + 1] === 'number' ? [] : {};
      if (!write(holder, part, next)) return false;
    }
    if (!isRecord(next) && !Array.isArray(next)) return false;
    holder = next;
  }
  const last = edit.path.at(-1);
  if (last === undefined) return false;
  if (!('remove' in edit)) return write(holder, last, structuredClone(edit.value));
  if (Array.isArray(holder)) return typeof last === 'number' && holder.splice(last, 1).length === 1;
  return delete holder[last];
}

function read(holder: Parameters | unknown[], part: string | number): unknown {
  if (Array.isArray(holder)) return typeof part === 'number' ? holder[part] : undefined;
  return Object.hasOwn(holder, part) ? holder[part] : undefined;
}

/** Defines the value as the holder's own, whatever the name; lists only grow at their end. */
function write(holder: Parameters | unknown[], part: string | number, value: unknown): boolean {
  if (Array.isArray(holder)) {
    if (typeof part !== 'number' || part < 0 || part > holder.length) return false;
    holder[part] = value;
    return true;
  }
  Object.defineProperty(holder, part, { value, writable: true, enumerable: true, configurable: true });
  return true;
}
