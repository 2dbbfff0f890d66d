import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alex, type Person } from '#test/fakes/teams-activities.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { allHandled, askInTeams, textOf, threadOf } from '#test/support/teams.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = (host: string): string => `every hour get https://${host}.example.com/list`;
const carl: Person = { id: '29:carl', name: 'Carl', aadObjectId: '7f2b1c9e-3333-4a4b-8c1d-0a0b0c0d0e03' };

describe('somebody with a link, where others read along', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ policy: { tenants: { 'slack:T0TEAM': { approvers: ['U0BOSS'] } } } });
    await linkSlackWithTeams(app, 'U0BOSS', alex);
    const asked = await slackChat(app, 'U0ANA').say(request('salaries'));
    const card = await slackChat(app, 'U0BOSS').say('waiting');
    const shown = await slackChat(app, 'U0BOSS').after(() => card.press('show'));
    await shown.press('approve');
    await asked.says('Created, off · ');
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('the workflow they spoke of there is not told to people without a link', async () => {
    const said = app.teams.message({ text: 'list all', scope: 'channel', person: alex });
    const list = await askInTeams(app, said);
    const count = app.teams.activities.length;
    await app.teams.send(app.url, app.teams.execute({ card: list, action: 'show', person: alex }));
    await eventually(() => app.teams.activities.length > count, 'its card');
    await allHandled(app);
    const inThread = { scope: 'channel', conversationId: threadOf(said) } as const;
    const answer = await askInTeams(app, app.teams.message({ text: 'status', person: carl, ...inThread }));
    expect(textOf(answer)).not.toContain('salaries');
    expect(textOf(answer)).toContain('not had a workflow made here');
  });

  it('what waits for them elsewhere is not named', async () => {
    await slackChat(app, 'U0ANA').say(request('dismissals'));
    expect((await teamsChat(app, alex).say('waiting')).text()).toContain('dismissals');
    const answer = await askInTeams(app, app.teams.message({ text: 'waiting', scope: 'channel', person: alex }));
    expect(textOf(answer)).not.toContain('dismissals');
  });
});
