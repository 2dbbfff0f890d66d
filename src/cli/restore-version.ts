import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from '#src/cards/outcome.ts';
import { whenText } from '#src/cards/when.ts';
import { type Config, readConfig } from '#src/config.ts';
import { createCalledReader } from '#src/engine/called.ts';
import { editorLink } from '#src/engine/context.ts';
import { lookAt } from '#src/engine/manage/look.ts';
import { type OperatorContext, restoreByOperator } from '#src/engine/manage/restore-by-operator.ts';
import { listVersions } from '#src/engine/manage/versions.ts';
import { outcomeLine } from '#src/engine/presentation.ts';
import { ConfigError } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import { createLogger } from '#src/log.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { readFacts } from '#src/n8n/facts.ts';
import { readPolicy } from '#src/policy/roles.ts';
import { openQueues } from '#src/queue/queues.ts';
import { findCalled, findCreation, listNames } from '#src/store/creations.ts';
import type { CreationRecord, WorkflowRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { namesLike } from '#src/workflow/near.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import { chooseCatalog } from './choose-catalog.ts';
import { withStore } from './database.ts';
import { note, print } from './output.ts';
import { recoverOne } from './recover.ts';

/** The command line speaks English and UTC. */
const operator = readerOf({});

const waitMs = 60_000;

/** Lists the versions of a workflow, or puts one back: approved by whoever runs the command, written by a worker. */
export function restore(
  called: string,
  { version, publish = false, dryRun = false }: { version?: number; publish?: boolean; dryRun?: boolean },
): Promise<void> {
  return withStore(async (store) => {
    const config = readConfig(process.env);
    const workflow = await find(store, config, called);
    const context = createContext(store, config);
    if (version === undefined) {
      const seen = await lookAt(context, workflow);
      if (seen.kind === 'gone') return recoverOne(store, config, workflow, { publish, dryRun });
      return list(context, workflow);
    }
    const creation = await restoreByOperator(context, workflow, { version, publish });
    if (typeof creation === 'string') throw new ConfigError(creation);
    tell(workflow, await run(store, config, creation));
  });
}

export function createContext(store: Store, config: Config): OperatorContext & { instanceUrl: string } {
  const n8n = connectN8n(config.n8n);
  const policy = readPolicy(config.policyFile);
  const catalog = chooseCatalog();
  // Read once: it lists all that n8n has, and what changes meanwhile is what this command does.
  let known: Promise<InstanceFacts> | undefined;
  const read = async (): Promise<InstanceFacts> => {
    const { failures: _failures, ...facts } = await readFacts(n8n);
    return { ...facts, policy };
  };
  const facts = () => {
    known ??= read();
    return known;
  };
  const { baseUrl: instanceUrl, editorUrl } = config.n8n;
  // The worker that writes it reads them with everything else, and knows our own error workflow.
  const readCalled = createCalledReader({
    ...{ store, policy, n8n, instanceUrl },
    errorHub: async () => undefined,
    log: createLogger('silent'),
  });
  return { store, n8n, policy, facts, catalog: () => catalog, editorUrl, readCalled, instanceUrl };
}

async function find(store: Store, { n8n }: Config, called: string): Promise<WorkflowRecord> {
  const [first, ...others] = await findCalled(store.fork(), n8n.baseUrl, called);
  if (first && others.length === 0) return first;
  if (first) {
    const lines = [first, ...others].map(({ id, name, n8nId, removedAt }) =>
      [id, name, `in n8n ${n8nId}`, ...(removedAt ? ['removed'] : [])].join('\t'),
    );
    throw new ConfigError([`Several workflows are called "${called}". Name one by its id:`, ...lines].join('\n'));
  }
  const near = namesLike(called, new Set(await listNames(store.fork(), n8n.baseUrl)));
  const hint = near.length > 0 ? ` Near to it: ${near.map((name) => `"${name}"`).join(', ')}.` : '';
  throw new ConfigError(`There is no workflow "${called}" here.${hint}`);
}

async function list(context: OperatorContext, workflow: WorkflowRecord): Promise<void> {
  const seen = await lookAt(context, workflow);
  const stored = 'stored' in seen ? seen.stored : undefined;
  const { all, onlyOurs } = await listVersions(context, workflow, operator.language);
  print(`${workflow.name}\t${editorLink(context, workflow.n8nId)}`);
  for (const { number, versionId, at, who } of all) {
    const marks = [
      ...(versionId === stored?.versionId ? ['in n8n now'] : []),
      ...(stored?.active && versionId === stored.activeVersionId ? ['live'] : []),
    ];
    print([number, whenText(at, operator), who, ...marks].join('\t'));
  }
  if (onlyOurs) note('This n8n lists no versions: these are the ones put there from here.');
}

/** A worker of the service does it, at n8n's pace and at most once. Undefined when none did within a minute. */
export async function run(store: Store, config: Config, creation: CreationRecord): Promise<Outcome | undefined> {
  {
    await using queues = await openQueues(config, createLogger(config.logLevel));
    await queues.enqueueCreation(creation.id, creation.round);
  }
  for (const end = Date.now() + waitMs; Date.now() < end; await sleep(200)) {
    const now = await findCreation(store.fork(), creation.id);
    if (now && now.status !== 'pending') return now.outcome as unknown as Outcome;
  }
  return undefined;
}

function tell({ name }: WorkflowRecord, outcome: Outcome | undefined): void {
  if (!outcome) {
    process.exitCode = 1;
    print('Approved, and not written yet: no worker took it within a minute. It is written once the service runs.');
    return;
  }
  print(outcomeLine(name, outcome, operator));
  if (outcome.kind === 'failed' || outcome.kind === 'conflict') process.exitCode = 1;
  if (outcome.kind === 'updated' && outcome.publishProblem) {
    print(`It could not be published. ${outcome.publishProblem.message}`);
    process.exitCode = 1;
  }
}
