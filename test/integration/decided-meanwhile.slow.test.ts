import { describe, expect, it } from 'vitest';
import type { Draft } from '#src/model/draft.ts';
import { Creation, DraftRow } from '#src/store/entities.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { sendDirectMessage } from '#test/fakes/slack-server.ts';
import { rita } from '#test/fakes/teams-activities.ts';
import { linkSlackWithTeams } from '#test/support/linked.ts';
import { slackChat, teamsChat } from '#test/support/private-chat.ts';
import { slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every day at 9:00 in Europe/Berlin get https://example.com/d';

/** Plans "slowly …" only when the test lets it; tells when it began. */
function createSlowPlanner() {
  const begun = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const planner = createScriptedPlanner(async ({ request: words, current }) => {
    if (!words.startsWith('slowly')) return undefined;
    const draft = current?.draft as Draft;
    begun.resolve();
    await go.promise;
    return { kind: 'revision', draft: { ...draft, name: 'Slowly changed' }, issues: [] };
  });
  return { planner, begun: begun.promise, go: go.resolve };
}

describe('a draft that is shown in two conversations, and changed in one while the other', () => {
  async function shownTwice() {
    const slow = createSlowPlanner();
    const app = await startTestApp({ policy: { approvers: ['U0BOSS'] }, overrides: { planner: slow.planner } });
    await linkSlackWithTeams(app, 'U0BOSS', rita);
    const asked = await slackChat(app, 'U0ANA').say(request);
    const inTeams = teamsChat(app, rita);
    const list = await inTeams.say('waiting');
    const shown = await inTeams.after(() => list.press('show'));
    return { app, slow, asked, inTeams, shown };
  }

  const say = (app: TestApp, text: string) =>
    app.teams.send(app.url, app.teams.message({ text, person: rita, conversationId: `a:1${rita.aadObjectId}` }));

  it('approves it: what was approved is created once, and the change is refused in words', async () => {
    const { app, slow, asked, inTeams } = await shownTwice();
    await using _app = app;
    await say(app, 'slowly');
    await slow.begun;
    const boss = slackChat(app, 'U0BOSS');
    const waiting = await boss.say('waiting');
    const card = await boss.after(() => waiting.press('show'));
    await card.press('approve');
    await asked.says('Created, off · ');
    slow.go();
    await inTeams.hears('changed or decided about meanwhile');
    const [draft] = await app.store.fork().find(DraftRow, {});
    expect(draft).toMatchObject({ status: 'created', revision: 1 });
    expect(await app.store.fork().count(Creation, {})).toBe(1);
    expect(app.standIn.workflows()).toHaveLength(1);
  });

  it('changes it too: the second change does not undo the first unseen', async () => {
    const { app, slow, asked, inTeams } = await shownTwice();
    await using _app = app;
    await say(app, 'slowly');
    await slow.begun;
    const threadTs = app.slack.lastMessage('D0U0ANA')?.threadTs ?? expect.fail('no thread');
    const there = { text: 'at 7:00 instead', user: 'U0ANA', channel: 'D0U0ANA', threadTs };
    await sendDirectMessage(app.url, slackSecret, there);
    await asked.says('replaced by a newer version');
    slow.go();
    await inTeams.hears('changed or decided about meanwhile');
    expect(await app.store.fork().find(DraftRow, {})).toMatchObject([{ status: 'proposed', revision: 2 }]);
  });
});
