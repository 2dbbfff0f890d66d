import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Approval, AuditEvent, DraftCard, DraftRow, WorkflowRow } from '#src/store/entities.ts';
import { deliver, eventRequest, homeOpened, sendAction } from '#test/fakes/slack-server.ts';
import { alex, type Payload, type Person, rita } from '#test/fakes/teams-activities.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { type Said, slackChat, teamsChat } from '#test/support/private-chat.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = (path: string): string => `every hour get https://example.com/${path}`;
const carl: Person = { id: '29:carl', name: 'Carl', aadObjectId: '7f2b1c9e-3333-4a4b-8c1d-0a0b0c0d0e03' };

/** "waiting", then Show: the card of the first draft, in this person's own chat. */
async function showWaiting(app: TestApp, person: Person): Promise<Said> {
  const chat = teamsChat(app, person);
  const list = await chat.say('what is waiting?');
  return chat.after(() => list.press('show'));
}

describe('linked accounts (promises 3, 7 and 8)', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({
      policy: { approvers: ['U0BOSS', 'U0ANA', 'U0SECOND'].map((id) => `slack:T0TEAM:${id}`), fourEyes: true },
    });
    await linkSlackWithTeams(app, 'U0BOSS', rita);
    await linkSlackWithTeams(app, 'U0ANA', alex);
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it('asked for in Slack, shown and approved in Teams, created, and both cards say so', async () => {
    const asked = await slackChat(app, 'U0ANA').say(request('a'));
    const list = await teamsChat(app, rita).say('waiting');
    expect(list.text()).toContain('Waiting for your decision');
    expect(list.text()).toContain('Asked for by U0ANA in Slack');
    const shown = await showWaiting(app, rita);
    expect(shown.labels()).toContain('approve');
    await shown.press('approve');
    await shown.says('Created, off · ');
    await asked.says('Created, off · ');
    for (const card of [shown, asked]) expect(card.text()).toContain('Approved by Rita Requester');
    expect(app.standIn.workflows()).toHaveLength(1);

    const approval = await app.store.fork().findOneOrFail(Approval, { decision: 'approved' });
    expect(approval.decidedBy).toBe('slack:T0TEAM:U0BOSS');
    const trail = await app.store.fork().findOneOrFail(AuditEvent, { kind: 'approval', subject: approval.draft });
    expect(trail.actor).toBe('slack:T0TEAM:U0BOSS');
    expect(trail.data).toMatchObject({ via: `teams:${app.teams.tenantId}:${rita.aadObjectId}` });
    expect((await teamsChat(app, rita).say('waiting')).text()).toContain('No draft waits for your decision');
  });

  it('nobody approves their own request from the other platform either', async () => {
    const asked = await slackChat(app, 'U0ANA').say(request('b'));
    const inTeams = teamsChat(app, alex);
    expect((await inTeams.say('waiting')).text()).toContain('No draft waits for your decision');
    const shown = await showWaiting(app, rita);
    const { id } = await app.store.fork().findOneOrFail(DraftRow, { status: 'proposed' });
    await press(alex, shown, 'approve', id);
    await inTeams.hears('nobody approves their own request here');
    expect(asked.labels()).toContain('approve');
    const refusal = await app.store.fork().findOneOrFail(AuditEvent, { kind: 'refusal', subject: id });
    expect(refusal.actor).toBe('slack:T0TEAM:U0ANA');
    expect(refusal.data).toMatchObject({ via: `teams:${app.teams.tenantId}:${alex.aadObjectId}` });
    await shown.press('discard');
    await asked.says('Discarded by Rita Requester');
  });

  it('a stranger sees nothing, can show nothing and decides nothing', async () => {
    const asked = await slackChat(app, 'U0ANA').say(request('c'));
    const stranger = teamsChat(app, carl);
    expect((await stranger.say('waiting')).text()).toContain('No draft waits for your decision');
    const list = await teamsChat(app, rita).say('waiting');
    const { id } = await app.store.fork().findOneOrFail(DraftRow, { status: 'proposed' });
    await press(carl, list, 'show', id);
    await stranger.hears('does not belong to anything I still know');
    const shown = await showWaiting(app, rita);
    await press(carl, shown, 'approve', id);
    const refusals = () => app.store.fork().find(AuditEvent, { kind: 'refusal', subject: id });
    await eventually(async () => (await refusals()).length === 2, 'two audited refusals');
    expect(new Set((await refusals()).map(({ actor }) => actor))).toEqual(
      new Set([`teams:${app.teams.tenantId}:${carl.aadObjectId}`]),
    );
    expect(asked.labels()).toContain('approve');
    // Told once in a while that accounts can be linked, and the same whether there is something or not.
    expect(await stranger.hears('say "link" to use both as one'.replaceAll('"', '\\"'))).not.toContain(id);
    await shown.press('discard');
    await asked.says('Discarded');
  });

  it('words in the other conversation change the draft that is shown there; both cards follow', async () => {
    const asked = await slackChat(app, 'U0ANA').say('every day at 9:00 in Europe/Berlin get https://example.com/d');
    await showWaiting(app, rita);
    const changed = await teamsChat(app, rita).say('at 7:00 instead');
    expect(changed.text()).toMatch(/revision\\*":2/);
    await asked.says(/revision\\*":2/);
    const { id } = await app.store.fork().findOneOrFail(DraftRow, { status: 'proposed' });
    const drafted = await app.store
      .fork()
      .find(AuditEvent, { kind: 'draft', subject: id }, { orderBy: { seq: 'asc' } });
    expect(drafted.map(({ actor }) => actor)).toEqual(['slack:T0TEAM:U0ANA', 'slack:T0TEAM:U0BOSS']);
    await changed.press('approve');
    await teamsChat(app, rita).hears('nobody approves their own request here');
    // News of an earlier draft may have come after it.
    const message =
      [...app.slack.messages.values()].findLast(
        ({ channel, blocks }) => channel === 'D0U0ANA' && JSON.stringify(blocks).includes('"approve_publish"'),
      ) ?? expect.fail('no card');
    const button = app.slack.button(message, 'approve');
    await sendAction(app.url, slackSecret, { message, button, user: 'U0SECOND' });
    await asked.says('Created, off · ');
    await changed.says('Created, off · ');
  });

  it('workflows are known on both sides, with the rights of the account where they belong', async () => {
    const inTeams = teamsChat(app, alex);
    const mine = await inTeams.say('list');
    expect(mine.text()).toContain('Workflows you asked for');
    expect(mine.labels()).toContain('show');
    const card = await inTeams.after(() => mine.press('show'));
    await card.press('publish');
    await inTeams.hears('Only people who may turn workflows on');
    const byBoss = teamsChat(app, rita);
    const all = await byBoss.say('list all');
    const { name } = await app.store
      .fork()
      .findOneOrFail(WorkflowRow, { removedAt: null }, { orderBy: { createdAt: 'asc' } });
    expect(all.text()).toContain(name);
    // The other one they worded, and four eyes hold for turning it on, too.
    const shown = await byBoss.say(`show ${name}`);
    await shown.press('publish');
    await shown.says('It is live');
    const act = await app.store.fork().findOneOrFail(AuditEvent, { kind: 'act' });
    expect(act.actor).toBe('slack:T0TEAM:U0BOSS');
    expect(act.data).toMatchObject({ via: `teams:${app.teams.tenantId}:${rita.aadObjectId}` });
    expect((await teamsChat(app, carl).say('list all')).text()).toContain('No workflow has been made here yet');
  });

  it('a change of a workflow of the other side is decided by its policy, and stays its requester’s own', async () => {
    const inTeams = teamsChat(app, alex);
    const list = await inTeams.say('list');
    await inTeams.after(() => list.press('show'));
    const change = await inTeams.say('edit it: every 2 hours instead');
    expect(change.text()).toContain('Change · ');
    const draft = await app.store.fork().findOneOrFail(DraftRow, { status: 'proposed' });
    expect(draft.requesterId).toBe('slack:T0TEAM:U0ANA');
    const refused = await inTeams.after(() => change.press('approve'));
    expect(refused.text()).toContain('nobody approves their own request here');
    expect((await inTeams.say('unlink')).text()).toContain('not linked with yours in Slack');
    const asAna = await slackChat(app, 'U0ANA').say('waiting');
    expect(asAna.text()).toContain('No draft waits for your decision');
    const boss = await slackChat(app, 'U0BOSS').say('waiting');
    expect(boss.text()).toContain('Asked for by Alex Approver in Slack');
    const shown = await slackChat(app, 'U0BOSS').after(() => boss.press('show'));
    await shown.press('approve');
    await shown.says('Saved');
    await change.says('Saved');
  });

  it('unlinking takes effect at once', async () => {
    const asked = await slackChat(app, 'U0ANA').say(request('e'));
    const shown = await showWaiting(app, rita);
    await slackChat(app, 'U0BOSS').say('unlink');
    await shown.press('approve');
    await teamsChat(app, rita).hears('does not belong to anything I still know');
    expect((await teamsChat(app, rita).say('waiting')).text()).toContain('No draft waits for your decision');
    expect(asked.labels()).toContain('approve');
    expect(await app.store.fork().count(DraftCard, {})).toBeGreaterThan(0);
  });

  /** A click that was never shown to this person: on a copy of somebody's card, in their own chat. */
  async function press(person: Person, card: Said, action: string, draftId: string): Promise<void> {
    expect(card.labels()).toContain(action);
    const posted = app.teams.activities.findLast(({ activity }) => {
      const text = JSON.stringify(activity);
      return text.includes(draftId) && text.includes(`"verb":"${action}"`);
    });
    if (!posted) expect.fail(`no card with ${action}`);
    const conversationId = `a:1${person.aadObjectId}`;
    await app.teams.send(app.url, app.teams.execute({ card: posted, action, person, conversationId }));
  }
});

describe('roles per tenant', () => {
  it('who is an approver in one place is none in another, and each place has its own rules', async () => {
    await using app = await startTestApp({
      policy: { tenants: { 'slack:T0TEAM': { approvers: ['U0BOSS'], fourEyes: true } } },
    });
    // In Slack only Boss approves …
    const slack = await slackChat(app, 'U0ANA').say(request('slack'));
    await slack.press('approve');
    await slackChat(app, 'U0ANA').hears('Only an approver can decide');
    // … in Teams everyone what they asked for themselves, and Boss nothing of theirs, linked or not.
    await linkSlackWithTeams(app, 'U0BOSS', alex);
    const teams = await teamsChat(app, rita).say(request('teams'));
    const waiting = await slackChat(app, 'U0BOSS').say('waiting');
    expect(waiting.text()).toContain('in Slack');
    expect(waiting.text()).not.toContain('in Teams');
    await teams.press('approve');
    await teams.says('Created, off · ');
    const shown = await showWaiting(app, alex);
    await shown.press('approve');
    await shown.says('Created, off · ');
    await slack.says('Created, off · ');
  });

  it('the Home tab in Slack shows what waits in Teams, and what was made there', async () => {
    await using app = await startTestApp();
    await linkSlackWithTeams(app, 'U0BOSS', alex);
    const home = async (words: string): Promise<string> => {
      await deliver(app.url, eventRequest(homeOpened('home', 'U0BOSS'), slackSecret));
      const shown = () => JSON.stringify(app.slack.homes.get('U0BOSS') ?? '');
      return eventually(() => shown().includes(words) && shown(), words);
    };
    const asked = await teamsChat(app, alex).say(request('home'));
    expect(await home('Waiting for you')).toContain('asked by Alex Approver');
    await asked.press('approve');
    await asked.says('Created, off · ');
    expect(await home('Off')).not.toContain('Waiting for you');
  });

  it('ten waiting drafts fill a page', async () => {
    await using app = await startTestApp({ policy: { tenants: { 'slack:T0TEAM': { approvers: ['U0BOSS'] } } } });
    await linkSlackWithTeams(app, 'U0BOSS', alex);
    const eleven = Array.from({ length: 11 }, (_, index) => index);
    await Promise.all(eleven.map((number) => slackChat(app, `U0P${number}`).say(request(`page-${number}`))));
    const list = await teamsChat(app, alex).say('waiting');
    expect(list.text()).toContain('Page 1 of 2');
    await list.press('waiting');
    await list.says('Page 2 of 2');
  });

  it('a shown card has its dialog there and refreshes itself there', async () => {
    await using app = await startTestApp({ policy: { tenants: { 'slack:T0TEAM': { approvers: ['U0BOSS'] } } } });
    await linkSlackWithTeams(app, 'U0BOSS', alex);
    await slackChat(app, 'U0ANA').say(request('one'));
    const chat = teamsChat(app, alex);
    const list = await chat.say('waiting');
    const shown = await chat.after(() => list.press('show'));
    expect(shown.labels()).toContain('approve');
    const card = app.teams.activities.at(-1) ?? expect.fail('no card');
    const sent = (activity: Payload) => app.teams.send(app.url, activity);
    expect((await sent(app.teams.openDialog({ card, action: 'change', person: alex }))).text).toContain('Change it');
    expect((await sent(app.teams.openDialog({ card, action: 'change', person: carl }))).text).toContain(
      'nothing to fill',
    );
    const refreshed = await sent(app.teams.refresh({ card, person: alex }));
    expect(refreshed.body).toMatchObject({ value: card.activity.attachments?.[0]?.content });
    const again = await chat.after(() => list.press('show'));
    await shown.says('shown again below');
    await again.press('discard');
    await again.says('Discarded by Alex Approver');
  });

  it('what a form on a shown card says changes that draft, whatever else is open in the conversation', async () => {
    await using app = await startTestApp();
    await linkSlackWithTeams(app, 'U0ANA', alex);
    const asked = await slackChat(app, 'U0ANA').say('every day at 9:00 in Europe/Berlin get https://example.com/there');
    const chat = teamsChat(app, alex);
    const list = await chat.say('waiting');
    const shown = await chat.after(() => list.press('show'));
    const card = app.teams.activities.at(-1) ?? expect.fail('no card');
    const own = await chat.say(request('mine-in-teams'));
    const inputs = { field_request: 'at 7:00 instead' };
    await app.teams.send(app.url, app.teams.execute({ card, action: 'change', person: alex, inputs }));
    await asked.says(/revision\\*":2/);
    expect(own.text()).toMatch(/revision\\*":1/);
    await shown.says('replaced by a newer version');
  });

  it('autoApprove and manage hold where they are set', async () => {
    await using app = await startTestApp({ policy: { tenants: { 'slack:T0TEAM': { autoApprove: true } } } });
    const slack = await slackChat(app, 'U0ANA').say(request('auto'));
    await slack.says('Created, off · ');
    const teams = await teamsChat(app, rita).say(request('by-hand'));
    expect(teams.labels()).toContain('approve');
    expect(app.standIn.workflows()).toHaveLength(1);
  });
});

describe('four eyes and a link that is gone', () => {
  it('taking a link apart does not make one’s own request somebody else’s: four eyes hold', async () => {
    await using app = await startTestApp({
      policy: { approvers: ['U0ANA', 'U0BOSS', alex.aadObjectId], fourEyes: true },
    });
    await linkSlackWithTeams(app, 'U0ANA', alex);
    const asked = await slackChat(app, 'U0ANA').say(request('own'));
    const waiting = await slackChat(app, 'U0BOSS').say('waiting');
    const shown = await slackChat(app, 'U0BOSS').after(() => waiting.press('show'));
    await shown.press('approve');
    await asked.says('Created, off · ');

    const inTeams = teamsChat(app, alex);
    const list = await inTeams.say('list');
    await inTeams.after(() => list.press('show'));
    const change = await inTeams.say('edit it: every 2 hours instead');
    await inTeams.say('unlink');
    const refused = await inTeams.after(() => change.press('approve'));
    expect(refused.text()).toContain('nobody approves their own request here');
    expect(await app.store.fork().count(Approval, {})).toBe(1);
  });
});
