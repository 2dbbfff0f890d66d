import { whenText } from '#src/cards/when.ts';
import { type Config, readConfig } from '#src/config.ts';
import { editorLink } from '#src/engine/context.ts';
import { lookAt } from '#src/engine/manage/look.ts';
import { type OperatorContext, restoreByOperator } from '#src/engine/manage/restore-by-operator.ts';
import { listVersions } from '#src/engine/manage/versions.ts';
import { outcomeLine } from '#src/engine/shown/outcome-line.ts';
import { ConfigError } from '#src/errors.ts';
import { readerOf } from '#src/language/language.ts';
import type { Outcome } from '#src/model/outcome.ts';
import type { WorkflowRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import { findCalled, listNames } from '#src/store/workflows.ts';
import { namesLike } from '#src/workflow/near.ts';
import { note, print } from '../output.ts';
import { withStore } from './database.ts';
import { openAccess } from './n8n-access.ts';
import { recoverOne } from './recover.ts';
import { createContext, run } from './restore-context.ts';

/** The command line speaks English and UTC. */
const operator = readerOf({});

/** Lists the versions of a workflow, or puts one back: approved by whoever runs the command, written by a worker. */
export function restore(
  called: string,
  { version, publish = false, dryRun = false }: { version?: number; publish?: boolean; dryRun?: boolean },
): Promise<void> {
  return withStore(async (store) => {
    const config = readConfig(process.env);
    await using access = openAccess(config);
    const workflow = await find(store, config, called);
    const context = createContext(store, config, access);
    const seen = await lookAt(context, workflow);
    if (seen.kind === 'gone') return recoverOne(context, config, workflow, { publish, dryRun, version });
    if (version === undefined) return list(context, workflow);
    if (seen.kind === 'archived')
      throw new ConfigError(
        `"${workflow.name}" is in the archive of n8n: take it out there, then run this again. ${editorLink(context, workflow.n8nId)}`,
      );
    const creation = await restoreByOperator(context, workflow, { version, publish });
    if (typeof creation === 'string') throw new ConfigError(creation);
    tell(workflow, await run(store, config, creation));
  });
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

function tell({ name }: WorkflowRecord, outcome: Outcome | undefined): void {
  if (!outcome) {
    process.exitCode = 1;
    print('Approved, and not written yet: no worker took it within a minute. It is written once the service runs.');
    return;
  }
  print(outcomeLine(name, outcome, operator));
  const notOn = outcome.kind === 'updated' && outcome.publishProblem;
  if (outcome.kind === 'failed' || outcome.kind === 'conflict' || notOn) process.exitCode = 1;
}
