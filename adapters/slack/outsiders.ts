import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { toWorkspace, type Workspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import type { SlackPeople } from './people.ts';

const id = z.string().nullish().catch(undefined);
const place = z.object({ id }).nullish().catch(undefined);
const sent = z.object({
  // Where it was sent to: of an event, of a click or dialog, of a command
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id }))
    .nullish()
    .catch(undefined),
  team: place,
  enterprise: place,
  team_id: id,
  enterprise_id: id,
  view: z.object({ app_installed_team_id: id }).nullish().catch(undefined),
  /** Of an event: whether people of another organisation are in that channel. */
  is_ext_shared_channel: z.boolean().nullish().catch(undefined),
  // Who sent it
  event: z
    .object({
      type: id,
      user: id,
      user_team: id,
      source_team: id,
      user_profile: z.object({ team: id }).nullish().catch(undefined),
      /** Of a step of a flow. */
      inputs: z.object({ asker: place }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  user: z.object({ id, team_id: id }).nullish().catch(undefined),
  user_id: id,
});

const known = (ids: readonly (string | null | undefined)[]): string[] => ids.filter((one) => typeof one === 'string');

/** Called as the words that say it. */
type Outside = 'outsider' | 'stepUnplaced';
const outsideIf = (is: boolean): Outside | false => is && 'outsider';

/**
 * Tells people of another company, who see the app in a channel shared with theirs (Slack Connect), from those of the
 * workspace or organisation it is installed in. An organisation's workspaces have ids of their own: there, and where Slack
 * does not say where somebody belongs, `users.info` is asked, and who is not known then is not believed; of a step of a
 * flow nothing else tells it. `allowed`: further workspaces (T…) and organisations (E…). Never throws.
 */
export function createOutsiders({
  clients,
  people,
  allowed,
}: {
  clients: SlackClients;
  people: SlackPeople;
  allowed: readonly string[];
}) {
  /** The answer is kept; the first one may be slow, and nobody waits for it for long. */
  async function installedIn(workspace: Workspace): Promise<string | undefined> {
    const late = new AbortController();
    const asked = clients.identify(workspace).catch(() => undefined);
    const first = await Promise.race([asked, wait(400, undefined, { signal: late.signal, ref: false })]);
    late.abort();
    return first?.teamId;
  }

  /** By whose word nothing is taken in: people of another company, and whoever runs a flow and could not be placed. */
  return async function outsideBy(body: unknown): Promise<Outside | false> {
    const { data } = sent.safeParse(body);
    const workspace = toWorkspace(body);
    if (!data || !workspace) return false;
    const { event, user, authorizations, view } = data;
    const who = event?.user ?? event?.inputs?.asker?.id ?? user?.id ?? data.user_id;
    if (!who) return false;
    const organisations = known([
      ...(authorizations ?? []).map((one) => one.enterprise_id),
      data.enterprise?.id,
      data.enterprise_id,
    ]);
    const isCommand = !event && !user;
    const sentTo = authorizations?.length
      ? authorizations.map((one) => one.team_id)
      : [data.team?.id, view?.app_installed_team_id];
    // A command names one workspace, that of whoever typed it: what counts is where the token is from.
    const home = isCommand ? [(await installedIn(workspace)) ?? data.team_id] : sentTo;
    const inside = new Set([...known(home), ...organisations, ...allowed]);
    const belongsTo = known(
      isCommand ? [data.team_id] : [event?.user_team, event?.source_team, event?.user_profile?.team, user?.team_id],
    );
    if (belongsTo.length > 0 && belongsTo.every((team) => inside.has(team))) return false;
    const ofStep = event?.type === 'function_executed';
    const placeless = event?.type === 'app_home_opened' || ofStep;
    if (belongsTo.length === 0 && !data.is_ext_shared_channel && !placeless) return false;
    // Another workspace of the same organisation, in a channel that nobody from outside can be in.
    if (organisations.length > 0 && data.is_ext_shared_channel === false) return false;
    const person = (await people.find(workspace, who)) ?? (ofStep ? await people.find(workspace, who) : undefined);
    if (!person && ofStep) return 'stepUnplaced';
    if (!person) return outsideIf(belongsTo.length > 0 || data.is_ext_shared_channel === true);
    // Slack did not say: nothing about this person speaks against what came with the event.
    if (person.belongsTo.length === 0 && belongsTo.length === 0) return outsideIf(person.isStranger);
    return outsideIf(person.isStranger || !person.belongsTo.some((one) => inside.has(one)));
  };
}
