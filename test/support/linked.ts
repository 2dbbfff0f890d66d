import { findPerson, linkAccounts, type NamedAccount } from '#src/store/accounts.ts';
import { slackTeam } from '#test/fakes/slack-server.ts';
import type { Person } from '#test/fakes/teams-activities.ts';
import { slackChat, teamsChat } from './private-chat.ts';
import type { TestApp } from './test-app.ts';

/** Somebody in Slack and somebody in Teams, made one person the way an operator does. */
export async function linkSlackWithTeams(app: TestApp, user: string, person: Person): Promise<void> {
  await slackChat(app, user).say('help');
  await teamsChat(app, person).say('help');
  await app.store.fork().transactional(async (em) => {
    const inSlack = await findPerson(em, { platform: 'slack', tenant: slackTeam, person: user });
    const inTeams = await findPerson(em, { platform: 'teams', tenant: app.teams.tenantId, person: person.aadObjectId });
    const linked = await linkAccounts(em, known(inSlack), known(inTeams), 'operator');
    if (linked !== 'free') throw new Error(linked);
  });
}

function known(found: NamedAccount | string): NamedAccount {
  if (typeof found === 'string') throw new Error(found);
  return found;
}
