import type { NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import type { Ask } from '#src/language/en/issues/planner.ts';
import type { Missing } from '../pieces.ts';

/** By the parameter's name, or by node type and name where others use that name for something else. */
const asks: Record<string, Ask> = {
  'slack.channelId': 'slackChannel',
  'slack.user': 'slackUser',
  toEmail: 'email',
  'gmail.sendTo': 'email',
  'googleSheets.documentId': 'sheet',
  'googleSheetsTrigger.documentId': 'sheet',
  'postgres.table': 'table',
  'microsoftTeams.teamId': 'teamsChannel',
  'microsoftTeamsTrigger.teamId': 'teamsChannel',
  'microsoftTeams.channelId': 'teamsChannel',
  'microsoftTeamsTrigger.channelId': 'teamsChannel',
  feedUrl: 'feed',
};

/** What people are asked for in words of our own; the rest is asked by n8n's names. */
export function missingOf(
  nodeType: NodeType,
  parameters: Record<string, unknown>,
  visible: readonly { name: string; required?: boolean }[],
): Missing[] {
  const short = shortName(nodeType.name);
  return visible.flatMap(({ name }): Missing[] => {
    const ask = asks[`${short}.${name}`] ?? asks[name];
    return ask && parameters[name] === undefined ? [{ path: name, ask }] : [];
  });
}
