import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Apps } from './apps.ts';
import type { Wanted } from './judge.ts';

const file = fileURLToPath(new URL('../../fixtures/requests/asked.json', import.meta.url));
const schema = z.array(
  z.strictObject({
    id: z.string(),
    /** Requests that name apps, and requests in people's own words. */
    set: z.enum(['named', 'own']),
    request: z.string(),
    trigger: z.enum(['schedule', 'webhook', 'form', 'app']),
    /** The apps it names, as small letters without signs. */
    apps: z.array(z.string()),
  }),
);

/** Requests of our own, in four languages, with what starts each and the apps it names. Slack is where nothing else is named. */
export function askedRequests(apps: Apps): { named: Wanted[]; own: Wanted[] } {
  const slack = apps.called('Slack');
  const toWanted = ({ request, trigger, apps: named }: z.infer<typeof schema>[number]): Wanted => ({
    request,
    triggers: [trigger],
    apps: new Set(named),
    mayHave: new Set([...named, ...(slack ? [slack] : []), 'googlesheets']),
  });
  const all = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const of = (set: string) => all.filter((one) => one.set === set).map(toWanted);
  return { named: of('named'), own: of('own') };
}
