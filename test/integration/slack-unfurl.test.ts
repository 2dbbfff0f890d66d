import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkShared } from '#test/fakes/slack-home-requests.ts';
import { deliver, eventRequest } from '#test/fakes/slack-server.ts';
import { alex } from '#test/fakes/teams-activities.ts';
import { doors } from '#test/support/doors.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { plantWorkflow } from '#test/support/plant-workflow.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

let app: TestApp;
let link: string;
beforeAll(async () => {
  app = await startTestApp();
  const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
  await asked.press('approve');
  await eventually(() => asked.text().includes('/workflow/'), 'the workflow');
  link = `${app.standIn.baseUrl}/workflow/${app.standIn.workflows()[0]?.id}`;
});
afterAll(() => app?.[Symbol.asyncDispose]());

const calls = () => app.slack.calls.filter(({ method }) => method === 'chat.unfurl');
async function share(urls: string[], rest: { user?: string; composer?: boolean } = {}): Promise<void> {
  for (const url of urls) app.slack.unfurls.shared.add(url);
  const sent = await deliver(app.url, eventRequest(linkShared({ urls, ...rest }), slackSecret));
  expect(sent.status).toBe(200);
}

it('without the permission nothing is said, and nothing breaks', async () => {
  await share([link]);
  await eventually(() => calls().length === 1, 'a try');
  expect(app.slack.unfurls.of.size).toBe(0);
  expect(app.slack.messages.size).toBe(1);
});

it('a link to a workflow says its name, its state and who asked, once Slack allows it', async () => {
  await app[Symbol.asyncDispose]();
  app = await startTestApp();
  app.slack.unfurls.allowed = true;
  const asked = await doors['Slack mention'](app, 'every hour get https://example.com/health');
  await asked.press('approve');
  await eventually(() => asked.text().includes('/workflow/'), 'the workflow');
  link = `${app.standIn.baseUrl}/workflow/${app.standIn.workflows()[0]?.id}`;
  await share([link]);
  const shown = await eventually(() => app.slack.unfurls.of.get(link), 'an unfurl');
  expect(JSON.stringify(shown)).toMatch(/Get example.com.*Off.*Asked for by/);
  await share([`${link}/executions/12`], { composer: true });
  await eventually(() => app.slack.unfurls.of.get(`${link}/executions/12`), 'an unfurl while it is written');
});

it('nothing of another tenant, and nothing that was not made here, though whoever posts it may see both', async () => {
  await using wide = await startTestApp({
    policy: { approvers: ['U0BOSS', alex.aadObjectId ?? ''], manage: 'whole-instance' },
  });
  wide.slack.unfurls.allowed = true;
  await linkSlackWithTeams(wide, 'U0BOSS', alex);
  const asked = await teamsChat(wide, alex).say('every hour get https://salaries.example.com/list');
  await asked.press('approve');
  await asked.says('/workflow/');
  const theirs = `${wide.standIn.baseUrl}/workflow/${wide.standIn.workflows()[0]?.id}`;
  const foreign = `${wide.standIn.baseUrl}/workflow/${await plantWorkflow(wide, 'Dismissals of December')}`;
  expect((await slackChat(wide, 'U0BOSS').say('list all')).text()).toContain('Dismissals');
  const before = new Set(wide.standIn.workflows().map(({ id }) => id));
  const here = await slackChat(wide, 'U0BOSS').say('every hour get https://example.com/health');
  await here.press('approve');
  await here.says('/workflow/');
  const ours = wide.standIn.workflows().find(({ id }) => !before.has(id));
  const own = `${wide.standIn.baseUrl}/workflow/${ours?.id}`;
  for (const url of [theirs, foreign, own]) wide.slack.unfurls.shared.add(url);
  for (const urls of [[theirs, foreign], [own]])
    await deliver(wide.url, eventRequest(linkShared({ urls, user: 'U0BOSS' }), slackSecret));
  await eventually(() => wide.slack.unfurls.of.get(own), 'the one that was made here');
  expect([...wide.slack.unfurls.of.keys()]).toEqual([own]);
});

it('no other address, and nothing that whoever posts it may not see', async () => {
  const before = calls().length;
  const { port } = new URL(link);
  await share([
    link.replace(port, '1'),
    link.replace('/workflow/', '/credential/'),
    `${app.standIn.baseUrl}/workflow/new`,
    `${app.standIn.baseUrl}/workflow/nothing-there`,
    link.replace('127.0.0.1', '127.0.0.1.evil.example'),
  ]);
  const foreign = await plantWorkflow(app, 'Somebody else’s');
  await share([`${app.standIn.baseUrl}/workflow/${foreign}`]);
  await share([link, `${link}?again`]);
  await eventually(() => app.slack.unfurls.of.get(`${link}?again`), 'the one after');
  expect(calls()).toHaveLength(before + 1);
});
