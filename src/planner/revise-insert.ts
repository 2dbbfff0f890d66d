import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { addSteps } from './assemble.ts';
import { type Builder, createBuilder } from './builder.ts';
import { splitClauses } from './clauses.ts';
import { base } from './pieces.ts';
import { fromThird } from './prose/verbs.ts';
import { stepsMeant } from './revise-steps.ts';
import { imperative } from './sayings.ts';
import type { StepContext } from './step-text.ts';
import { leftOut } from './template-help.ts';
import { maskQuoted } from './words.ts';

type Where = Pick<StepContext, 'timezone' | 'catalog' | 'here'>;

const lead = '(?:please |can you |could you |and |then )*';
const adding = `(?:(?:add|insert|put|include)(?: in)? (?:(?:a|an|another|one)(?: new)? )?(?:step|node)(?: in)? )`;
const place =
  '(?:right |directly |immediately |just )?(before|after|behind|following|in front of|along with|together with|next to|in addition to)';
/** "Add a step after X that …", "insert … before X", "before X, …": the act, the side, the step. */
const ways: [RegExp, act: number, side: number, step: number][] = [
  [new RegExp(`^${lead}${adding}${place} (.{2,120}?)(?:,| that| which| to|:) (.{3,300})$`, 'i'), 3, 1, 2],
  [new RegExp(`^${lead}${place} (.{2,120}?), (.{3,300})$`, 'i'), 3, 1, 2],
  [new RegExp(`^${lead}(?:${adding}(?:that|which|to|:) )?(.{3,300}?),? ${place} (.{2,120})$`, 'i'), 1, 2, 3],
];

/** Nodes whose outputs are several lines. */
const forks = /\.(?:if|switch|splitInBatches|compareDatasets)$/;
/** A new step of these would hold back what comes behind it. */
const holds = /\.(?:if|switch|filter|merge|splitInBatches|compareDatasets)$/;
const readsInput = /\$(?:json|input|binary|item|itemIndex)\b|autoMapInputData|\$prevNode/;

/**
 * The draft with new steps in its running line before or behind the step that the words name; every other node stays
 * as it is. Where what follows works with what comes in, the new steps stand beside the line, and a Merge waits for
 * them and passes on what came before. Undefined where the words want no such thing; "open" where it cannot be done or
 * several steps may be meant.
 */
export function withInserted(
  draft: Draft,
  request: string,
  where: Where,
): { draft: Draft; issues: Issue[] } | 'open' | undefined {
  const text = request.trim().replace(/[.!\s]+$/, '');
  const mask = maskQuoted(text);
  for (const [pattern, act, side, step] of ways) {
    const found = pattern.exec(mask);
    if (!found) continue;
    const [said, how, name] = [act, side, step].map((group) => textOf(text, mask, found, group));
    const [anchor, ...others] = stepsMeant(draft.nodes, name ?? '', where.catalog);
    if (!anchor || !said) {
      if (new RegExp(`^${lead}${adding}${place}`, 'i').test(mask)) return 'open';
      continue;
    }
    if (others.length > 0) return 'open';
    return insert(draft, anchor, /^(?:before|in front of)$/i.test(how ?? ''), said, { request, ...where }) ?? 'open';
  }
  return undefined;
}

/** The words of a group: found in the mask, read from the text. */
function textOf(text: string, mask: string, found: RegExpExecArray, group: number): string {
  const words = found[group] ?? '';
  const after = found.slice(1, group).filter(Boolean).join('').length;
  const at = mask.indexOf(words, group === 1 ? 0 : Math.min(after, mask.length));
  return text.slice(at, at + words.length);
}

function insert(draft: Draft, anchor: DraftNode, before: boolean, said: string, where: Where & { request: string }) {
  const isMain = ({ kind }: DraftConnection) => kind === 'main' || kind === undefined;
  const ahead = draft.connections.filter((one) => isMain(one) && one.to === anchor.name);
  const behind = draft.connections.filter((one) => isMain(one) && one.from === anchor.name);
  const joints = before ? ahead : behind;
  if (before ? ahead.length === 0 || ahead.some(({ input }) => input) : forks.test(anchor.type)) return undefined;
  if (behind.some(({ output }) => output) && !before) return undefined;
  if (ahead.length + behind.length === 0 && draft.nodes.length > 1) return undefined;
  const [first] = joints;
  // Several lines into one step, or of them from one: which of the two is meant is open.
  if (before && (joints.length !== 1 || !first)) return undefined;
  const builder = createBuilder(draft);
  const from = before && first ? first : { from: anchor.name, output: 0 };
  builder.cursor = { node: from.from, output: Number(from.output ?? 0) };
  builder.source = { node: from.from, base: '', fields: new Map(), what: 'data' };
  const had = builder.nodes.length;
  const told = said.replace(/^[\p{L}-]+/u, (word) => fromThird(word) ?? word);
  const steps = addSteps(builder, splitClauses(imperative(told)), where);
  const added = builder.nodes.slice(had);
  if (steps.understood === 0 || !added[0]) return undefined;
  if (added.some(({ type }) => holds.test(type)) && joints.length > 0) return undefined;
  const end = builder.cursor?.node ?? added[0].name;
  const passes = joints.some(({ to }) => needsInput(draft, to, where)) || (builder.source?.isList ?? false);
  const rest = builder.connections.filter((one) => !joints.includes(one) && !isJoint(joints, one));
  const connections = joints.length === 0 ? builder.connections : [...rest, ...joined(builder, joints, end, passes)];
  return {
    draft: { ...draft, nodes: builder.nodes, connections, assumptions: [...builder.assumptions].slice(-20) },
    issues: [...builder.issues, ...leftOut(steps)],
  };
}

const isJoint = (joints: readonly DraftConnection[], one: DraftConnection): boolean =>
  joints.some((joint) => JSON.stringify(joint) === JSON.stringify(one));

/** From the end of what is new to what came behind: as one line, or by a Merge that passes on what was there. */
function joined(builder: Builder, joints: readonly DraftConnection[], end: string, passes: boolean): DraftConnection[] {
  if (!passes) return joints.map((joint) => ({ ...joint, from: end, output: 0 }));
  const last = builder.nodes.find(({ name }) => name === end);
  // A Merge that waits for both runs only when both have something.
  if (last) last.alwaysOutputData = true;
  const [first] = joints;
  const from = { node: first?.from ?? end, output: first?.output };
  builder.cursor = undefined;
  const merge = builder.add({
    name: 'Go on as before',
    type: base('merge'),
    parameters: { mode: 'chooseBranch', chooseBranchMode: 'waitForAll', output: 'specifiedInput', useDataOfInput: '1' },
  });
  const main = { output: 0, input: 0, kind: 'main' as const };
  return [
    { ...main, from: from.node, ...(from.output === undefined ? {} : { output: from.output }), to: merge },
    { ...main, from: end, to: merge, input: 1 },
    ...joints.map((joint) => ({ ...joint, from: merge, output: 0 })),
  ];
}

/** True unless the step is an app's own and nothing in it speaks of what comes in. */
function needsInput({ nodes, connections }: Draft, name: string, { catalog }: Where): boolean {
  const node = nodes.find((one) => one.name === name);
  if (!node || readsInput.test(JSON.stringify(node.parameters))) return true;
  const known = catalog.get(node.type);
  const subs = connections.filter((one) => one.to === name && one.kind !== 'main' && one.kind !== undefined);
  const isApp = known !== undefined && known.credentials.length > 0 && node.parameters['operation'] !== undefined;
  return !isApp || subs.length > 0 || /upload/i.test(String(node.parameters['operation']));
}
