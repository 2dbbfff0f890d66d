import type { NativeKind } from '#src/chat/picker.ts';

/** Apps whose channels and people are those of a place where people chat with Flowsmith. */
const platforms: Record<string, string> = { slack: 'slack', microsoftteams: 'teams', microsoftentra: 'teams' };

/** n8n's parameters that take the id of a person, by app. */
const people: Record<string, RegExp> = {
  slack: /^user(?:Id)?$/,
  microsoftteams: /^(?:assignedTo|userId|organizerId)$/,
  microsoftentra: /^user$/,
};

/** Trigger, step and tool of one app know the same things. */
export const appOf = (type: string): string => type.replace(/(?:Trigger|Tool)$/, '');

/** n8n's parameter for the team a channel is in, by the id of its group. */
export const isTeam = (nodeType: string, key: string): boolean => key === 'teamId' && /\.microsoftTeams/.test(nodeType);

/** The platform whose own channel or person a parameter takes, by its id there; undefined for everything else. Pure. */
export function nativeOf(nodeType: string, key: string): { platform: string; kind: NativeKind } | undefined {
  const app = appOf(nodeType.slice(nodeType.lastIndexOf('.') + 1)).toLowerCase();
  const platform = platforms[app];
  if (!platform) return undefined;
  if (people[app]?.test(key)) return { platform, kind: 'person' };
  return app !== 'microsoftentra' && /^channel(?:Id)?$/.test(key) ? { platform, kind: 'channel' } : undefined;
}
