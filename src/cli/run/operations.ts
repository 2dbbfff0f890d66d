import { z } from 'zod';
import { ConfigError } from '#src/errors.ts';
import { type Purged, purgeText } from '#src/store/purge.ts';
import { note, print } from '../output.ts';
import { withStore } from './database.ts';

/** `migrate`. */
export function migrate(): Promise<void> {
  const onWait = () => note('Another migrate is at work on this database: waiting for it, at most 5 minutes.');
  return withStore(async (store) => print(`${await store.migrate({ onWait })} migrations applied.`), {
    migrated: false,
  });
}

/** `purge-text`. */
export function purge(event: string): Promise<void> {
  return withStore(async (store) => {
    if (!z.uuid().safeParse(event).success) throw new ConfigError(`"${event}" is no id of an event.`);
    printPurged(await purgeText(store.fork(), event), event);
  });
}

function printPurged(purged: Purged, event: string): void {
  if (purged.kind === 'unknown') throw new ConfigError(`There is no event ${event}.`);
  if (purged.kind !== 'purged')
    throw new ConfigError('It is still being answered, or its workflow is on its way into n8n: try again in a minute.');
  const { drafts, templates, auditRows, inN8n } = purged;
  print(`Purged: ${drafts.length} drafts, ${templates.length} templates, the data of ${auditRows} audit rows.`);
  for (const { n8nId, instanceUrl } of inN8n)
    print(`n8n still holds what was made of it, with its history: ${instanceUrl}/workflow/${n8nId}`);
  print(
    'Cards are drawn anew; messages in Slack and Teams and backups stay: delete the text there, and change what was given away.',
  );
}
