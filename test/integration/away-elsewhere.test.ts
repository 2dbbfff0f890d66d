import { expect, it } from 'vitest';
import { AuditEvent } from '#src/store/entities.ts';
import { alex, type Person, rita } from '#test/fakes/teams-activities.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

const carl: Person = { id: '29:carl', name: 'Carl Controller', aadObjectId: '7f2b1c9e-3333-4a4b-8c1d-0a0b0c0d0e03' };

it('what an admin of one tenant says of somebody counts in no other', async () => {
  await using app = await startTestApp({
    policy: {
      approvers: ['slack:T0TEAM:U0BOSS'],
      groups: { ops: ['slack:T0TEAM:U0DEP', rita.aadObjectId, carl.aadObjectId] },
      admins: [alex.aadObjectId],
    },
  });
  await linkSlackWithTeams(app, 'U0BOSS', rita);
  await linkSlackWithTeams(app, 'U0DEP', carl);
  await teamsChat(app, alex).say('help');
  const said = await teamsChat(app, alex).say(`${rita.name} is away until tomorrow, ${carl.name} decides for them`);
  expect(said.text()).toContain(`${carl.name} approves in the place of ${rita.name}`);
  const card = await slackChat(app, 'U0ANA').say('every hour get https://example.com/x');
  await card.says('waits for U0BOSS');
  expect(card.text()).not.toContain('U0DEP');
  await card.press('approve');
  const refused = () => app.store.fork().count(AuditEvent, { kind: 'refusal' });
  await eventually(async () => (await refused()) === 1, 'a refusal on the trail');
  expect((await slackChat(app, 'U0DEP').say('waiting')).text()).toContain('No draft waits');
  // What they say themselves counts wherever they are known.
  await teamsChat(app, rita).say(`I am away until tomorrow, ${carl.name} decides for me`);
  await card.says('U0DEP (for U0BOSS)');
});
