import { personKey } from '#src/policy/roles.ts';
import { slackTeam } from '#test/fakes/slack-server.ts';
import { alex, type Person, rita } from '#test/fakes/teams-activities.ts';
import { type PrivateChat, slackChat, teamsChat } from './private-chat.ts';
import type { TalkPlatform } from './talk.ts';
import type { TestApp } from './test-app.ts';

/** Somebody with a private chat on a platform. */
export interface Somebody {
  /** As a policy names them. */
  id: string;
  /** In full. */
  key: string;
  /** As cards call them, once they were met. */
  name: string;
  chat: PrivateChat;
}

const carl: Person = { id: '29:carl', name: 'Carl Controller', aadObjectId: '7f2b1c9e-3333-4a4b-8c1d-0a0b0c0d0e03' };
const dora: Person = { id: '29:dora', name: 'Dora Director', aadObjectId: '7f2b1c9e-4444-4a4b-8c1d-0a0b0c0d0e04' };
const ids = { slack: ['U0ASK', 'U0ANA', 'U0BO', 'U0FRED'], teams: [rita, alex, carl, dora] } as const;

/** Their ids, before there is an app: for its policy. */
export const idsOn = (platform: TalkPlatform): [string, string, string, string] => {
  const [a, b, c, d] = platform === 'slack' ? ids.slack : ids.teams.map(({ aadObjectId }) => aadObjectId);
  return [a ?? '', b ?? '', c ?? '', d ?? ''];
};

/** Four people, each in a chat of their own. */
export function peopleOn(app: TestApp, platform: TalkPlatform): [Somebody, Somebody, Somebody, Somebody] {
  const inSlack = (id: string): Somebody => ({
    ...{ id, name: id, key: personKey('slack', slackTeam, id) },
    chat: slackChat(app, id),
  });
  const inTeams = (person: Person): Somebody => ({
    ...{ id: person.aadObjectId, name: person.name },
    key: personKey('teams', app.teams.tenantId, person.aadObjectId),
    chat: teamsChat(app, person),
  });
  const [a, b, c, d] = platform === 'slack' ? ids.slack.map(inSlack) : ids.teams.map(inTeams);
  if (!a || !b || !c || !d) throw new Error('four people');
  return [a, b, c, d];
}
