import { expect, it } from 'vitest';
import { Absence, AuditEvent } from '#src/store/entities.ts';
import { alex, rita } from '#test/fakes/teams-activities.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

it('who is away on one platform is away on the other, and whoever stands in counts once from both', async () => {
  await using app = await startTestApp({
    policy: {
      approvers: ['slack:T0TEAM:U0BOSS', 'slack:T0TEAM:U0TWO'],
      groups: {
        finance: ['slack:T0TEAM:U0BOSS', 'slack:T0TEAM:U0TWO'],
        operations: [alex.aadObjectId, 'slack:T0TEAM:U0DEP'],
      },
      approvals: [{ when: ['deletes'], need: 2, from: 'finance' }],
      fourEyes: true,
    },
  });
  await linkSlackWithTeams(app, 'U0BOSS', rita);
  await linkSlackWithTeams(app, 'U0DEP', alex);
  await slackChat(app, 'U0TWO').say('help');
  const inTeams = teamsChat(app, alex);
  const said = await teamsChat(app, rita).say(`I am away until tomorrow, ${alex.name} decides for me`);
  expect(said.text()).toContain(`${alex.name} approves in your place.`);
  const card = await slackChat(app, 'U0ANA').say('every hour delete https://example.com/orders/1');
  await card.says('waits for U0DEP (for U0BOSS) or U0TWO');
  const list = await inTeams.say('waiting');
  const shown = await inTeams.after(() => list.press('show'));
  await shown.press('approve');
  await card.says('(for U0BOSS) so far');
  expect((await slackChat(app, 'U0DEP').say('waiting')).text()).toContain('No draft waits');
  expect(app.standIn.workflows()).toEqual([]);
  const votes = () => app.store.fork().find(AuditEvent, { kind: 'approval' });
  expect(await votes()).toMatchObject([
    {
      actor: 'slack:T0TEAM:U0DEP',
      data: {
        counted: true,
        missing: 1,
        for: ['slack:T0TEAM:U0BOSS'],
        via: `teams:${app.teams.tenantId}:${alex.aadObjectId}`,
      },
    },
  ]);
  expect((await slackChat(app, 'U0BOSS').say('I am back')).text()).toContain('Welcome back');
  expect(await app.store.fork().findAll(Absence)).toEqual([]);
  // What was given in their place stays given.
  const two = slackChat(app, 'U0TWO');
  const waiting = await two.say('waiting');
  await (await two.after(() => waiting.press('show'))).press('approve');
  await eventually(() => app.standIn.workflows().length === 1, 'the workflow');
}, 90_000);
