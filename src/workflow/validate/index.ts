import { type Catalog, isUndescribed } from '#src/catalog/catalog.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '../compile.ts';
import { differencesBetween } from '../edit/differences.ts';
import { keptBy } from '../edit/match-draft.ts';
import { readsOfRemoved } from '../edit/removed-reads.ts';
import { error } from '../issues.ts';
import { isRecord } from '../json/values.ts';
import { checkCode } from './code/code.ts';
import { checkCredentials } from './credentials.ts';
import { credentialsElsewhere } from './credentials-elsewhere.ts';
import { checkDeprecated } from './deprecated.ts';
import { checkRepeats } from './effects/repeats.ts';
import { checkEffects } from './effects/values.ts';
import { checkExpressions } from './expressions/expressions.ts';
import { checkFacts } from './facts.ts';
import type { InstanceFacts } from './instance-facts.ts';
import { checkNodeTypes } from './node-types.ts';
import { checkEmptySets } from './parameters/empty-set.ts';
import { checkLegacyShapes } from './parameters/legacy-shapes.ts';
import { checkNamed } from './parameters/named.ts';
import { checkNeededEntries } from './parameters/needed-entries.ts';
import { checkParameters } from './parameters/parameters.ts';
import { checkPolicy, type JudgedWorkflow } from './policy.ts';
import { checkSecrets } from './secrets.ts';
import { checkSettings } from './settings.ts';
import { softenKnown } from './soften-known.ts';
import { checkStructure, isManageable } from './structure.ts';
import { checkSchedules } from './times/schedule.ts';
import { checkTimers } from './times/timers.ts';
import { checkUrls } from './url.ts';
import { type Rule, toView, type View } from './view.ts';
import { checkWebhooks } from './webhook.ts';
import { checkAi } from './wiring/ai.ts';
import { checkAnswers } from './wiring/answers.ts';
import { checkBranches } from './wiring/branches.ts';
import { checkConnections } from './wiring/connections.ts';
import { checkCycles } from './wiring/cycles.ts';
import { checkErrorOutputs } from './wiring/error-outputs.ts';
import { checkReach, soften } from './wiring/reach.ts';
import { checkSelfCalls } from './wiring/self-calls.ts';
import { checkTriggers } from './wiring/triggers.ts';

export type { InstanceFacts } from './instance-facts.ts';
export { needsAdmin } from './policy.ts';

export interface ValidationContext {
  catalog: Catalog;
  facts?: InstanceFacts | undefined;
  /** How grave a node type is that the catalogue does not have; `warning` for files from elsewhere. */
  unknownTypes?: 'error' | 'warning';
  /**
   * For a change: what n8n holds now, as toDraft() gives it. Nodes that are kept are read as they are, in their own
   * version; the policy judges only what the change adds.
   */
  before?: Draft | undefined;
  /** For a change: nodes that were renamed, new name → name before. */
  renames?: Record<string, string> | undefined;
  /** For a change: the id n8n knows the workflow by, so that it does not stand in its own way. */
  workflowId?: string | undefined;
}

const maxIssues = 200;
const rules: readonly Rule[] = [
  checkNodeTypes,
  checkDeprecated,
  checkConnections,
  checkBranches,
  checkErrorOutputs,
  checkCycles,
  checkSelfCalls,
  checkReach,
  checkTriggers,
  checkParameters,
  checkNamed,
  checkNeededEntries,
  checkEmptySets,
  checkLegacyShapes,
  checkSchedules,
  checkTimers,
  checkSettings,
  checkExpressions,
  checkCode,
  checkWebhooks,
  checkAnswers,
  checkCredentials,
  checkSecrets,
  checkUrls,
  checkAi,
  checkFacts,
  checkEffects,
  checkRepeats,
];

/** Every finding about a workflow document, errors first. Pure; never throws on any JSON; at most 200 findings. */
export function validateWorkflow(workflow: unknown, context: ValidationContext): Issue[] {
  return inspect(workflow, context, false);
}

/** Every finding about a draft, as the workflow it compiles to. Credentials are bound later, so their lack is none. */
export function validateDraft(draft: Draft, context: ValidationContext): Issue[] {
  if (!isManageable(draft)) return [tooLarge()];
  const { catalog, renames, workflowId } = context;
  const before = context.before && isManageable(context.before) ? context.before : undefined;
  const compiled = (one: Draft, names?: Record<string, string>) =>
    compile(one, { catalog, createId: countUp(), kept: before && keptBy(before, one, names) });
  const id = workflowId === undefined ? {} : { id: workflowId };
  return inspect({ ...compiled(draft, renames), ...id }, context, true, before && compiled(before));
}

/**
 * Every finding about the document a change would write, each node in the version it has there; what was found in the
 * base as well only warns. Pure.
 * @param base what n8n holds, with its id where that is known
 */
export function validateChange(
  merged: N8nWorkflow,
  base: N8nWorkflow & { id?: string },
  context: ValidationContext,
): Issue[] {
  const id = base.id === undefined ? {} : { id: base.id };
  const read = (workflow: N8nWorkflow) => inspect({ ...workflow, ...id }, context, true, base);
  const names = differencesBetween(base, merged).renamed;
  const renames = Object.fromEntries([...names].map(([was, is]) => [is, was]));
  return [
    ...softenKnown(read(merged), read(base), renames),
    ...readsOfRemoved(base, merged),
    ...credentialsElsewhere(base, merged, context.catalog),
  ];
}

function inspect(workflow: unknown, context: ValidationContext, fromDraft: boolean, before?: N8nWorkflow): Issue[] {
  if (!isRecord(workflow)) return [error('not-a-workflow', {})];
  if (!isManageable(workflow)) return [tooLarge()];
  const structure = checkStructure(workflow, fromDraft);
  if (structure.some((issue) => ['nodes-missing', 'workflow-empty', 'too-many-nodes'].includes(issue.code))) {
    return structure;
  }
  const { catalog, facts, unknownTypes = 'error' } = context;
  const policy = facts?.policy;
  const view = toView(workflow, { catalog, facts, policy, unknownTypes, fromDraft, before: before?.nodes });
  const found = dropEchoes(rules.flatMap((rule) => rule(view)));
  const isKnown = (type: string): boolean => !isUndescribed(catalog, type);
  // Ids of drafts are counted up and mean nothing: there a node is known by its name.
  const judged = policy
    ? checkPolicy(byName(asJudged(view)), { policy, before: before && byName(before), catalog, isKnown })
    : [];
  const issues = [...structure, ...(fromDraft ? found : soften(found, view)), ...judged];
  return issues.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')).slice(0, maxIssues);
}

/** Where a shape of an older version is named, that it is no shape of the present one goes without saying. */
function dropEchoes(issues: readonly Issue[]): Issue[] {
  const placeOf = ({ node, path }: Issue): string => `${node} ${path}`;
  const named = new Set(issues.filter(({ code }) => code.startsWith('legacy-')).map(placeOf));
  const echoes = new Set(['malformed-parameter', 'unknown-parameter', 'hidden-parameter']);
  // A word that stands for a value is no value: whatever else is said of it follows from that.
  const open = new Set(issues.filter(({ code }) => code === 'named-not-chosen').map(placeOf));
  return issues.filter((issue) => {
    if (open.has(placeOf(issue))) return issue.code === 'named-not-chosen';
    return !echoes.has(issue.code) || !named.has(placeOf(issue));
  });
}

const asJudged = ({ nodes, connections }: View): JudgedWorkflow => ({
  nodes: nodes.map((node) => ({ ...node, typeVersion: node.version })),
  connections,
});

const byName = ({ nodes, connections }: JudgedWorkflow): JudgedWorkflow => ({
  nodes: nodes.map(({ name, type, typeVersion, parameters, disabled }) => ({
    name,
    type,
    typeVersion,
    parameters,
    disabled,
  })),
  connections,
});

const tooLarge = (): Issue => error('too-large', {});

function countUp(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `id-${count}`;
  };
}
