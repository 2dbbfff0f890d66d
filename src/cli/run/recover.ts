import { type Config, readConfig } from '#src/config.ts';
import { editorLink } from '#src/engine/context.ts';
import type { OperatorContext } from '#src/engine/manage/restore-by-operator.ts';
import {
  lookForMissing,
  planRecovery,
  type Recovery,
  recoverByOperator,
  relinkByOperator,
} from '#src/engine/recover/by-operator.ts';
import { findStaleCallers, sortByCalls } from '#src/engine/recover/plan.ts';
import { publishLater } from '#src/engine/recover/publish-later.ts';
import { handText } from '#src/language/note-text.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { CreationRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { findPerhapsMissing } from '#src/store/recovery.ts';
import { findWorkflow } from '#src/store/workflows.ts';
import { note, print } from '../output.ts';
import { withStore } from './database.ts';
import { moveInto } from './instance.ts';
import { openAccess } from './n8n-access.ts';
import { createContext, run } from './restore-context.ts';

export interface RecoverAllOptions {
  publish: 'as-before' | 'none';
  into: string | undefined;
  since: Date | undefined;
  dryRun: boolean;
}

/**
 * Brings back every workflow that n8n has lost, what others run first. May be ended and run again at any time: what is
 * back is not missing any more, and what is under way is waited for.
 */
export function recoverAll({ publish, into, since, dryRun }: RecoverAllOptions): Promise<void> {
  return withStore(async (store) => {
    const config = readConfig(process.env);
    if (into !== undefined) await moveInto(store, config, into, { dryRun });
    await using access = openAccess(config);
    const context = createContext(store, config, access);
    const perhaps = await findPerhapsMissing(store.fork(), into && dryRun ? undefined : config.n8n.baseUrl, since);
    const { missing, unanswered } = await lookForMissing(context, perhaps, { record: !dryRun });
    if (unanswered > 0) note(`n8n did not answer for ${unanswered} workflows: these are left alone. Run it again.`);
    const ordered = await sortByCalls(context, missing);
    const report = new Report(ordered.length);
    for (const workflow of ordered) await recover(store, config, context, workflow, { publish, dryRun, report });
    if (!dryRun) await relink(store, config, context, report);
    if (publish === 'as-before' && !dryRun) await publishRest(store, config, context, report);
    report.end({ publish, dryRun });
  });
}

/** The same for one workflow that is missing. */
export async function recoverOne(
  context: OperatorContext,
  config: Config,
  workflow: WorkflowRecord,
  { publish, dryRun, version }: { publish: boolean; dryRun: boolean; version?: number | undefined },
): Promise<void> {
  const { store } = context;
  const report = new Report(1);
  const fresh = (await findWorkflow(store.fork(), workflow.id)) ?? workflow;
  await recover(store, config, context, fresh, {
    ...{ publish: publish ? ('always' as const) : ('none' as const), dryRun, report },
    ...(version === undefined ? {} : { version }),
  });
  if (!dryRun) await relink(store, config, context, report);
  report.end({ publish: 'none', dryRun });
}

async function recover(
  store: Store,
  config: Config,
  context: OperatorContext,
  workflow: WorkflowRecord,
  how: { publish: 'as-before' | 'none' | 'always'; dryRun: boolean; report: Report; version?: number },
): Promise<void> {
  const { report, dryRun } = how;
  const plan = await planRecovery(context, workflow, how.version);
  if (plan.kind === 'nothing kept')
    return report.failed(
      workflow,
      how.version ? `no version ${how.version} was kept here` : 'nothing of what it did was kept here',
    );
  const wanted = plan.kind === 'ready' && how.publish !== 'none';
  const publish = wanted && plan.back.hands.length === 0 && (how.publish === 'always' || plan.publishes);
  if (plan.kind === 'ready') report.hands(workflow, plan, { asked: wanted, publish });
  if (dryRun) return report.would(workflow, publish);
  const creation = plan.kind === 'under way' ? plan.creation : await recoverByOperator(context, plan, publish);
  if (typeof creation === 'string') return report.failed(workflow, creation);
  await finish(store, config, context, { workflow, creation, report });
}

/** A worker of the service writes it. */
async function finish(
  store: Store,
  config: Config,
  context: OperatorContext,
  { workflow, creation, report }: { workflow: WorkflowRecord; creation: CreationRecord; report: Report },
): Promise<void> {
  const outcome = await run(store, config, creation);
  const now = await findWorkflow(store.fork(), workflow.id);
  report.done(now ?? workflow, outcome, editorLink(context, now?.n8nId ?? workflow.n8nId));
}

/** What ran a workflow by an id it has no more runs it by the one it has now; circles are closed that way too. */
async function relink(store: Store, config: Config, context: OperatorContext, report: Report): Promise<void> {
  for (const id of await findStaleCallers(context, new Set(report.formerIds))) {
    const workflow = await findWorkflow(store.fork(), id);
    const creation = workflow && (await relinkByOperator(context, workflow));
    if (!workflow || !creation) continue;
    if (typeof creation === 'string') report.failed(workflow, creation);
    else report.relinked(workflow, await run(store, config, creation));
  }
}

/** What was brought back earlier without being published. */
async function publishRest(store: Store, config: Config, context: OperatorContext, report: Report): Promise<void> {
  for (const { workflow, creation } of await publishLater(context)) {
    if (typeof creation === 'string') report.failed(workflow, creation);
    else await finish(store, config, context, { workflow, creation, report });
  }
}

/** Progress line by line, and at the end what is left for a person. */
class Report {
  private readonly total: number;
  private count = 0;
  private back = 0;
  private waiting = 0;
  private readonly left: string[] = [];
  readonly formerIds: string[] = [];

  constructor(total: number) {
    this.total = total;
  }

  private line({ name }: WorkflowRecord, what: string): void {
    this.count += 1;
    print(`${Math.min(this.count, this.total)}/${this.total}\t${name}\t${what}`);
  }

  would(workflow: WorkflowRecord, publish: boolean): void {
    this.back += 1;
    this.line(workflow, publish ? 'would be created and published' : 'would be created');
  }

  done(workflow: WorkflowRecord, outcome: Outcome | undefined, url: string): void {
    if (!outcome) {
      this.waiting += 1;
      this.line(workflow, 'approved, and waits for a worker');
      return;
    }
    if (outcome.kind === 'failed' || outcome.kind === 'conflict') {
      this.failed(workflow, outcome.kind === 'failed' ? outcome.problem.message : 'somebody changed it meanwhile');
      return;
    }
    this.back += 1;
    this.formerIds.push(...workflow.formerIds);
    this.line(workflow, `${outcome.kind === 'published' ? 'created and published' : 'created'}\t${url}`);
    if ('publishProblem' in outcome && outcome.publishProblem)
      this.left.push(`${workflow.name}: not published. ${outcome.publishProblem.message}`);
    if (outcome.kind === 'published' && !outcome.live && outcome.verified !== false)
      this.left.push(`${workflow.name}: published, but its trigger has not started.`);
  }

  failed(workflow: WorkflowRecord, why: string): void {
    this.line(workflow, 'not brought back');
    this.left.push(`${workflow.name}: not brought back. ${why.replaceAll('\n', ' ')}`);
    process.exitCode = 1;
  }

  relinked(workflow: WorkflowRecord, outcome: Outcome | undefined): void {
    if (outcome?.kind === 'updated') print(`\t${workflow.name}\truns what was brought back`);
    else this.left.push(`${workflow.name}: still runs a workflow by the id it had before. Choose it again in n8n.`);
  }

  hands(
    workflow: WorkflowRecord,
    { back, wasPublished }: Extract<Recovery, { kind: 'ready' }>,
    { asked, publish }: { asked: boolean; publish: boolean },
  ): void {
    for (const hand of back.hands) this.left.push(`${workflow.name}: ${handText(hand, 'en')}`);
    if (back.behindLive)
      this.left.push(`${workflow.name}: what ran was an earlier version than what is brought back. Look at it first.`);
    if (wasPublished && !publish)
      this.left.push(`${workflow.name}: was published before${asked ? ', and is not until that is done' : ''}.`);
  }

  end({ publish, dryRun }: { publish: 'as-before' | 'none'; dryRun: boolean }): void {
    if (this.total === 0) print('Nothing is missing: n8n has every workflow that it should have.');
    else print(`${this.back} of ${this.total} ${dryRun ? 'would be brought back' : 'brought back'}.`);
    if (this.waiting > 0) {
      print(`${this.waiting} wait for a worker: start the service, it goes on by itself.`);
      process.exitCode = 1;
    }
    if (this.left.length > 0) print(['Left for a person:', ...this.left.map((line) => `- ${line}`)].join('\n'));
    if (this.left.some((line) => line.endsWith('was published before.')) && publish === 'none')
      print('To publish what was published before, run it again with --publish as-before.');
  }
}
