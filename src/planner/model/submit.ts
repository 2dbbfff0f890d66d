import type { Draft, DraftNode } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { withUnsaid } from '#src/workflow/draft.ts';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { type ValidationContext, validateDraft } from '#src/workflow/validate/index.ts';
import { softenKnown } from '#src/workflow/validate/soften-known.ts';
import { accountOver } from '../account/over.ts';
import { changeAtHand, joinRenames } from '../at-hand.ts';
import type { PlannerResult } from '../planner.ts';
import { applyFixes } from './apply-fixes.ts';
import { keepWords, withWordsOf } from './keep-words.ts';
import { repairable } from './person-values.ts';
import { keepRead } from './read.ts';
import { rehearsed } from './rehearsed.ts';
import { placeKey, underDiscussion, whyUnread, whyUnreadDraft } from './sight.ts';
import { asData, holdsHidden, issuesText } from './text.ts';
import type { Args } from './tools.ts';
import { type Attempt, refuse, type Target, type Turn, toResult } from './turn.ts';

const hiddenText =
  'A value was shown to you only in part, or a secret was removed from it. Change other values with submit_changes, and leave secrets out.';

/** Says what the model copied that is no value; undefined when there is nothing of the kind. */
function whyUnusable(written: unknown): string | undefined {
  if (holdsHidden(written)) return hiddenText;
  const slot = /<<[a-z][\w.]{0,40}>>/i.exec(JSON.stringify(written))?.[0];
  return slot && `${slot} stands for a value in a template. Put in what the request says, or leave the parameter out.`;
}

/** A whole draft: new, or in place of the one under discussion. */
export async function submitDraft(
  turn: Turn,
  { separate, account, ...draft }: Args<'submit_draft'>,
): Promise<PlannerResult | string> {
  const unusable = whyUnusable(draft);
  if (unusable) return refuse(turn, unusable);
  const target: Target = turn.input.current && !separate ? { kind: 'revision' } : { kind: 'draft' };
  const current = target.kind === 'revision' ? turn.input.current?.draft : undefined;
  const unread = current && whyUnreadDraft(draft, current, turn.sights.get(underDiscussion));
  if (unread) return refuse(turn, unread);
  return judge(
    turn,
    { target, draft: withUnsaid(withWordsOf(withVersions(draft, current), current), current), renames: {}, account },
    current,
  );
}

/** A node that is there already stays in its version; what a model says about versions counts for nothing. */
function withVersions(draft: Draft, current: Draft | undefined): Draft {
  const nodes = draft.nodes.map(({ typeVersion: _said, ...node }): DraftNode => {
    const same = current?.nodes.find(({ name, type }) => name === node.name && type === node.type);
    return same?.typeVersion === undefined ? node : { ...node, typeVersion: same.typeVersion };
  });
  return { ...draft, nodes };
}

/** Operations on the last attempt, the draft under discussion, or a workflow that was read. All are done, or none. */
export async function submitChanges(
  turn: Turn,
  { workflowId, operations: given, account: told }: Args<'submit_changes'>,
): Promise<PlannerResult | string> {
  const operations = await withN8nIds(turn, given);
  if (typeof operations === 'string') return refuse(turn, operations);
  const unusable = whyUnusable(operations);
  if (unusable) return refuse(turn, unusable);
  const found = toChange(turn, workflowId ?? undefined);
  if (typeof found === 'string') return refuse(turn, found);
  const { target, draft, renames, original } = found;
  const account = [...found.account, ...told];
  const key = target.kind === 'edit' ? target.workflowId : underDiscussion;
  const unread = whyUnread(found, operations, turn.sights.get(key));
  if (unread) return refuse(turn, unread);
  // An account alone is of what was submitted.
  const changed =
    operations.length === 0 ? { ok: true as const, draft, renames: {} } : applyOperations(draft, operations);
  if (!changed.ok) {
    return refuse(turn, `Nothing was changed. Operation ${changed.index}: ${changed.problem}`);
  }
  if (isEqual(changed.draft, original)) return refuse(turn, 'These operations change nothing.');
  return judge(
    turn,
    { target, draft: changed.draft, renames: joinRenames(renames, changed.renames, changed.draft), account },
    original,
  );
}

/** Workflows are told by our ids; n8n knows them by its own. */
async function withN8nIds(turn: Turn, operations: readonly unknown[]): Promise<unknown[] | string> {
  const done: unknown[] = [];
  for (const operation of operations) {
    const { op, workflowId: id } = Object(operation) as { op?: unknown; workflowId?: unknown };
    if (op !== 'setErrorWorkflow' || typeof id !== 'string') {
      done.push(operation);
      continue;
    }
    if (!turn.told.has(id))
      return 'There is no workflow of that id among those you were told. Use find_workflows first.';
    const draft = turn.read.get(id) ?? (await keepRead(turn, id));
    const workflowId = turn.n8nIds.get(id);
    if (!draft || workflowId === undefined) return 'That workflow cannot be read now.';
    if (!draft.nodes.some(({ type }) => type === 'n8n-nodes-base.errorTrigger'))
      return `${JSON.stringify(draft.name)} does not start with an Error Trigger, so n8n cannot tell it about errors.`;
    done.push({ op, workflowId });
  }
  return done;
}

interface Changeable extends Omit<Attempt, 'issues'> {
  /** What it was before this turn; undefined for a draft that is new in this turn. */
  original: Draft | undefined;
}

function toChange({ input, last, read, told }: Turn, workflowId: string | undefined): Changeable | string {
  const lastId = last?.target.kind === 'edit' ? last.target.workflowId : undefined;
  if (last && (workflowId === undefined || workflowId === lastId)) {
    const { target, draft, renames } = last;
    const original =
      target.kind === 'edit'
        ? read.get(target.workflowId)
        : target.kind === 'revision'
          ? input.current?.draft
          : undefined;
    return { target, draft, renames, original, account: last.account };
  }
  if (workflowId === undefined && input.current) {
    const { draft } = input.current;
    return { target: { kind: 'revision' }, draft, renames: {}, original: draft, account: [] };
  }
  const id = workflowId ?? input.workflow?.id;
  if (id === undefined) return 'There is no draft to change. Name a workflow by workflowId, or use submit_draft.';
  if (!told.has(id)) return 'There is no workflow of that id among those you were told. Use find_workflows first.';
  const draft = read.get(id);
  if (!draft) return 'Read that workflow with get_workflow before you change it.';
  return { target: { kind: 'edit', workflowId: id }, draft, renames: {}, original: draft, account: [] };
}

/** Mends what is obvious, validates, and ends the turn or says what to repair. */
async function judge(
  turn: Turn,
  given: Omit<Attempt, 'issues'>,
  original: Draft | undefined,
): Promise<PlannerResult | string> {
  const { catalog, facts, limits } = turn;
  const change = changeOf(turn, given, original);
  const oldNodes = new Map(original?.nodes.map((node) => [node.name, node]));
  const isOld = (node: DraftNode) => {
    const old = oldNodes.get(given.renames[node.name] ?? node.name);
    return old !== undefined && old.type === node.type && isEqual(old.parameters, node.parameters);
  };
  const mayMend = (node: DraftNode) => !isOld(node);
  const draft = applyFixes(keepWords(given.draft, { catalog, said: saidBy(turn), mayMend }), {
    catalog,
    facts,
    mayMend,
    connections: original === undefined,
    ...change,
  });
  const found = validateDraft(draft, { catalog, facts, ...change });
  const issues = softenKnown(found, knownBefore(turn, given.target, change), change.renames ?? given.renames);
  const attempt: Attempt = { ...given, draft, issues };
  const open = repairable(draft, issues, catalog).filter((issue) => !isLeftOpen(turn, issue));
  const missing = notDoneBy(turn, attempt);
  const before = turn.best && repairable(turn.best.draft, turn.best.issues, catalog).length;
  if (before === undefined || open.length <= before) turn.best = attempt;
  if (open.every(({ code }) => code === 'missing-parameter')) turn.ready = attempt;
  turn.last = attempt;
  if (open.length === 0 && (missing.length === 0 || turn.repairs >= limits.maxRepairs))
    return rehearsed(turn, attempt, new Set(draft.nodes.filter(mayMend).map(({ name }) => name)));
  if (turn.repairs >= limits.maxRepairs) return toResult(turn.best ?? attempt);
  turn.repairs += 1;
  for (const { code, node, path } of open)
    if (code === 'missing-parameter') turn.leftOpen.add(placeKey(node ?? '', path ?? ''));
  const mended = isEqual(draft, given.draft) ? '' : ' Obvious slips are mended already.';
  const repair = `Repair these with submit_changes, operations on what you submitted:\n${asData('issues', issuesText(open))}`;
  return `Not accepted yet.${mended} ${[...(open.length > 0 ? [repair] : []), ...(missing.length > 0 ? [notDoneText(missing)] : [])].join('\n')}`;
}

/** All the person said in this conversation. */
const saidBy = ({ input: { request, history } }: Turn): string =>
  [...history.filter(({ role }) => role === 'user').map(({ text }) => text), request].join('\n').slice(-20_000);

/** Told once to be missing and still left out: the model does not know it, so the card asks. */
const isLeftOpen = ({ leftOpen }: Turn, { code, node, path }: Issue): boolean =>
  code === 'missing-parameter' && leftOpen.has(placeKey(node ?? '', path ?? ''));

/** Words of the request that are not in the attempt; told once, since a person decides about them in the end. */
function notDoneBy(turn: Turn, { target, draft, account }: Attempt): string[] {
  if (turn.accounted) return [];
  turn.accounted = true;
  const newest = turn.input.request;
  const earlier = target.kind === 'draft' ? [] : ['.'];
  const before = target.kind === 'edit' ? turn.read.get(target.workflowId) : turn.input.current?.draft;
  return accountOver({ newest, earlier, account, before }, draft, turn.catalog).notDone.map(({ words }) => words);
}

const notDoneText = (words: readonly string[]): string =>
  `Asked for, but not in the draft. Add it exactly as asked with submit_changes, or say in its account which step does it (operations may be empty). Leave out what cannot be done: the person is told.\n${asData('undone', words.map((one) => `- ${one}`).join('\n'))}`;

type Change = Pick<ValidationContext, 'before' | 'renames' | 'workflowId'>;

/** The workflow in n8n that an attempt changes; nothing where there is none yet. */
function changeOf(
  { input, n8nIds }: Turn,
  { target, draft, renames }: Omit<Attempt, 'issues'>,
  original?: Draft,
): Change {
  if (target.kind === 'revision') return changeAtHand(input.current, renames, draft);
  if (target.kind === 'draft' || !original) return {};
  return { before: original, renames, workflowId: n8nIds.get(target.workflowId) };
}

/** What this turn is not to blame for: flaws of the workflow in n8n, and of the draft under discussion. */
function knownBefore({ catalog, facts, input }: Turn, target: Target, { before, workflowId }: Change): Issue[] {
  if (before) return validateDraft(before, { catalog, facts, before, workflowId });
  if (target.kind !== 'revision') return [];
  return input.current?.issues.filter(({ severity }) => severity === 'warning') ?? [];
}
