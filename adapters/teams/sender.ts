import type { TeamsActivity } from './activity.ts';

/** Who sent it, and from where, as every event says it. */
export function common(activity: TeamsActivity, tenantId: string) {
  return {
    tenant: { id: tenantId },
    person: { id: personId(activity), name: activity.from.name ?? 'Teams user' },
    locale: activity.locale,
    timezone: activity.localTimezone,
  };
}

/** The Entra object id is what people are authorised by; the `29:` id differs per bot and serves only without one. */
export function personId(activity: TeamsActivity): string {
  return activity.from.aadObjectId ?? activity.from.id;
}

/** n8n names a team by its group, which Teams tells only sometimes; the channel has the same id in both. */
export function placeOf({ conversation, channelData: { team } }: TeamsActivity): { channel?: string; team?: string } {
  if (!team) return {};
  const [channel = ''] = conversation.id.split(';');
  return { channel, ...(team.aadGroupId ? { team: team.aadGroupId } : {}) };
}
