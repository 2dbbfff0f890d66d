import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '#src/config.ts';
import { createCalledReader } from '#src/engine/drafts/called.ts';
import type { OperatorContext } from '#src/engine/manage/restore-by-operator.ts';
import { createLogger } from '#src/log.ts';
import type { Outcome } from '#src/model/outcome.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { readFacts } from '#src/n8n/facts.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readPolicy } from '#src/policy/roles.ts';
import { openQueues } from '#src/queue/queues.ts';
import { findCreation } from '#src/store/creations.ts';
import type { CreationRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import type { InstanceFacts } from '#src/workflow/validate/index.ts';
import { chooseCatalog } from './choose-catalog.ts';

const waitMs = 60_000;

/** What commands that put something into n8n work with. */
export function createContext(store: Store, config: Config, access: N8nAccess): OperatorContext {
  const client = connectN8n(access);
  const policy = readPolicy(config.policyFile);
  const catalog = chooseCatalog();
  // Read once: it lists all that n8n has, and what changes meanwhile is what this command does.
  let known: Promise<InstanceFacts> | undefined;
  const read = async (): Promise<InstanceFacts> => {
    const { failures: _failures, ...facts } = await readFacts(client);
    return { ...facts, policy };
  };
  const facts = () => {
    known ??= read();
    return known;
  };
  const { baseUrl: url, editorUrl } = config.n8n;
  // The worker that writes it reads them with everything else, and knows our own error workflow.
  const readCalled = createCalledReader({
    ...{ store, policy, n8n: { ...client, url, errorHub: async () => undefined } },
    log: createLogger('silent'),
  });
  return { store, policy, n8n: { ...client, url, editorUrl, facts, catalog: () => catalog, readCalled } };
}

/** A worker of the service does it, at n8n's pace and at most once. Undefined when none did within a minute. */
export async function run(store: Store, config: Config, creation: CreationRecord): Promise<Outcome | undefined> {
  {
    await using queues = await openQueues(config, createLogger(config.logLevel));
    await queues.enqueueCreation(creation.id, creation.round);
  }
  for (const end = Date.now() + waitMs; Date.now() < end; await sleep(200)) {
    const now = await findCreation(store.fork(), creation.id);
    if (now && now.status !== 'pending') return now.outcome ?? undefined;
  }
  return undefined;
}
