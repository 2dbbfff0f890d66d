import { N8nError } from '#src/errors.ts';
import type { Draft } from '#src/model/draft.ts';
import type { Issue } from '#src/model/issue.ts';
import { mayRehearse } from '#src/n8n/scopes.ts';
import type { TriedOut } from '#src/planner/planner.ts';
import { mendEmpty } from '#src/rehearsal/mend.ts';
import { readsAnything } from '#src/rehearsal/reads-anything.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { compile } from '#src/workflow/compile.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { isEqual } from '#src/workflow/json/equal.ts';
import { placeholdersOf } from '#src/workflow/placeholders.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import type { EngineContext } from '../context.ts';
import { judgeAnew } from '../drafts/policy-check.ts';
import type { ReadCalled } from '../n8n-instance.ts';
import type { Rehearsing } from '../rehearsing.ts';
import type { MessageTurn } from '../turn/turn.ts';

/** A person waits for the card: a slow n8n is not waited for. */
const longestMs = 2_500;
/** Values by which it goes another way: a branch nothing got to has mistakes as well. */
const variants = 2;

/**
 * Rehearses a draft nobody has seen yet, mends what there is one way to mend in these steps, and says what is left to
 * repair. Undefined where nothing was tried: drafts are not rehearsed here, n8n has no time, it is not complete, or nothing
 * in it could go wrong. Never throws.
 */
export async function tryOut(
  context: EngineContext,
  asking: Parameters<ReadCalled>[0],
  draft: Draft,
  { steps, timezone }: { steps: ReadonlySet<string>; timezone: string | undefined },
): Promise<TriedOut | undefined> {
  const { rehearsing } = context;
  if (!rehearsing) return undefined;
  try {
    return await inTime((signal) => rehearseNew(context, rehearsing, { asking, draft, steps, timezone, signal }));
  } catch (error) {
    if (!(error instanceof N8nError)) context.log.error({ err: error }, 'a draft could not be tried out');
    return undefined;
  }
}

interface New {
  asking: Parameters<ReadCalled>[0];
  draft: Draft;
  steps: ReadonlySet<string>;
  timezone: string | undefined;
  signal: AbortSignal;
}

async function rehearseNew(
  context: EngineContext,
  rehearsing: Rehearsing,
  { asking, draft, steps, timezone, signal }: New,
): Promise<TriedOut | undefined> {
  const { n8n } = context;
  const catalog = n8n.catalog();
  const workflow = compile(draft, { catalog, timezone: draft.timezone ?? timezone });
  if (!readsAnything(workflow, catalog) || !mayRehearse(await rehearsing.scopes())) return undefined;
  const found = validateDraft(draft, { catalog, facts: await n8n.facts() });
  const called = await n8n.readCalled(asking, workflow);
  // What may not be approved runs nowhere, not even held back.
  const judged = judgeAnew(context, found, workflow, { before: undefined, called });
  if (errorsOf(judged).length > 0 || placeholdersOf(judged).length > 0) return undefined;
  const outputs = rehearsing.outputs(catalog.source.n8nVersion);
  const options = {
    catalog,
    n8n: n8n.inBackground({ briefly: true }),
    outputs,
    imagined: draft.example,
    budgetMs: longestMs,
    variants,
    signal,
  };
  const done = await rehearse(workflow, options);
  if (done.kind !== 'rehearsed') return undefined;
  const { issues } = done.rehearsal;
  const repairs = issues.filter(({ code, node }) => repairable.has(code) && steps.has(node ?? ''));
  const known = new Map(
    [...done.examples].flatMap(([node, { items }]) => (items[0] ? [[node, items[0]] as const] : [])),
  );
  const mended = mendEmpty(draft, { workflow, issues: repairs, known, catalog });
  const notes = mended.mended.map((one) => ({ code: 'mended' as const, ...one }));
  return { draft: mended.document, notes, issues: mended.left };
}

/** The same for what a planner without a model made, which repairs nothing: of what it changed. */
export async function tryNew(
  context: EngineContext,
  turn: MessageTurn,
  draft: Draft,
  before: Draft | undefined,
): Promise<TriedOut | undefined> {
  const old = new Map(before?.nodes.map((node) => [node.name, node]));
  const steps = new Set(draft.nodes.filter((node) => !isEqual(node, old.get(node.name))).map(({ name }) => name));
  return steps.size === 0
    ? undefined
    : tryOut(context, async () => turn, draft, { steps, timezone: turn.event.timezone });
}

/** What a planner can do something about. */
const repairable: ReadonlySet<Issue['code']> = new Set<Issue['code']>([
  'rehearsal-step-fails',
  'rehearsal-value-fails',
  'rehearsal-value-empty',
  'rehearsal-value-odd',
  'rehearsal-nobody',
  'rehearsal-decides-by-nothing',
  'rehearsal-loop-open',
  'rehearsal-rounds',
  'rehearsal-answer-not-json',
  'rehearsal-body-not-json',
  'rehearsal-body-not-sent',
]);

/** What takes longer is given up, and tidies up behind itself without anybody who waits. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const giveUp = new AbortController();
  const timer = setTimeout(() => {
    late.resolve(undefined);
    giveUp.abort();
  }, longestMs);
  const working = work(giveUp.signal);
  working.catch(() => {});
  try {
    return await Promise.race([working, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
