import { type Config, readConfig } from '#src/config.ts';
import { type InstanceContext, leaveOthers, moveHere } from '#src/engine/recover/instance.ts';
import { ConfigError } from '#src/errors.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { operatorKey } from '#src/policy/roles.ts';
import { otherInstances } from '#src/store/instances.ts';
import type { Store } from '#src/store/orm.ts';
import { print } from '../output.ts';
import { withStore } from './database.ts';
import { openAccess } from './n8n-access.ts';

/** `instance show|move|new`. */
export function ofInstance(does: 'show' | 'move' | 'leave'): Promise<void> {
  return withStore((store) => ({ show, move, leave })[does](store, readConfig(process.env)));
}

/** With the n8n of the settings, whose calls count with those of a running service. */
async function withInstance<T>(
  store: Store,
  config: Config,
  act: (context: InstanceContext) => Promise<T>,
): Promise<T> {
  await using access = openAccess(config);
  return await act({ store, n8n: connectN8n(access), config: config.n8n });
}

/** `restore --all --into`: the workflows go into that n8n, which is the one of the settings. */
export async function moveInto(
  store: Store,
  config: Config,
  into: string,
  { dryRun }: { dryRun: boolean },
): Promise<void> {
  const { baseUrl } = config.n8n;
  if (into.replace(/\/+$/, '') !== baseUrl)
    throw new ConfigError(
      `--into ${into} is not N8N_BASE_URL (${baseUrl}). Workers write to N8N_BASE_URL: set it, and N8N_API_KEY, to the n8n that the workflows shall go into, here and for the service.`,
    );
  if (!dryRun) await move(store, config);
}

/** `instance move`. */
async function move(store: Store, config: Config): Promise<void> {
  for (const { from, workflows, missing } of await withInstance(store, config, (context) =>
    moveHere(context, operatorKey),
  )) {
    const rest = missing > 0 ? ` ${missing} of them are missing here: flowsmith restore --all brings them back.` : '';
    print(`${workflows} workflows of ${from} are those of ${config.n8n.baseUrl} now.${rest}`);
  }
}

/** `instance new`. */
async function leave(store: Store, config: Config): Promise<void> {
  for (const { url, workflows } of await withInstance(store, config, (context) => leaveOthers(context, operatorKey)))
    print(`${workflows} workflows stay with ${url}. flowsmith instance move, with that address, takes them up again.`);
  print(`${config.n8n.baseUrl} is a new beginning.`);
}

/** `instance`: which n8n the workflows kept here are in. */
async function show(store: Store, config: Config): Promise<void> {
  const others = await otherInstances(store.fork(), config.n8n.baseUrl);
  print(`N8N_BASE_URL\t${config.n8n.baseUrl}`);
  for (const { url, workflows } of others) print(`elsewhere\t${url}\t${workflows} workflows`);
}
