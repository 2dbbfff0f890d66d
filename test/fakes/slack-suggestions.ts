import { actionRequest, deliver, slackTeam } from './slack-requests.ts';

/** What Slack asks at every key typed into a list. */
export function suggestion(input: { actionId: string; value: string; user?: string; team?: string }) {
  const team = input.team ?? slackTeam;
  const user = input.user ?? 'U0ANA';
  return {
    type: 'block_suggestion',
    action_id: input.actionId,
    block_id: 'b',
    value: input.value,
    team: { id: team, domain: 'acme' },
    user: { id: user, username: 'ana', name: 'ana', team_id: team },
    api_app_id: 'A0APP',
    container: { type: 'message' },
  };
}
export async function sendSuggestion(
  baseUrl: string,
  secret: string,
  input: Parameters<typeof suggestion>[0],
): Promise<{ text: { text: string }; value: string }[]> {
  const response = await deliver(baseUrl, actionRequest(suggestion(input), secret));
  return ((await response.json()) as { options: { text: { text: string }; value: string }[] }).options;
}
