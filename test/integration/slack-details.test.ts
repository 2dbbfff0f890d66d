import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { suggestedPrompts } from '#adapters/slack/prompts.ts';
import { createN8nClient } from '#src/n8n/client.ts';
import type { PlannerInput } from '#src/planner/planner.ts';
import { Creation, DraftRow, Feedback } from '#src/store/entities.ts';
import {
  actionRequest,
  automate,
  deliver,
  eventRequest,
  homeOpened,
  type SlackMessage,
  sendAction,
  sendCommand,
  sendDirectMessage,
  sendMention,
  sendView,
  sessionStopped,
} from '#test/fakes/slack-server.ts';
import { doors } from '#test/support/doors.ts';
import { createScriptedPlanner, hourly, never } from '#test/support/scripted-planner.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json and post it to Slack #ops';
let sequence = 0;
/** A thread of its own, so that no test sees another's messages. */
const thread = () => {
  sequence += 1;
  return { channel: `C0D${sequence}`, ts: `17900200${String(sequence).padStart(2, '0')}.000001` };
};
const linkOf = (message: SlackMessage | undefined): string =>
  `https://acme.slack.com/archives/${message?.channel}/p${message?.ts.replace('.', '')}`;
const shownIn = (message: SlackMessage | undefined): string => JSON.stringify(message?.blocks ?? []);

/** The details a good Slack app gets right, one test each; the numbers are those of the acceptance list. */
describe('Slack details', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ overrides: { workers: { reconcile: { everyMs: 300 } } } });
    app.slack.sessions.enabled = true;
    app.slack.people.set('U0ANA', { name: 'Ana', tz: 'Europe/Madrid' }).set('U0BOB', { name: 'Bob' });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  const now = ({ channel, ts }: SlackMessage) => app.slack.messages.get(`${channel}:${ts}`);
  const told = (words: string, user?: string) =>
    eventually(
      () => app.slack.ephemerals.find((one) => one.text.includes(words) && (!user || one.user === user)),
      `"${words}" told privately`,
    );
  async function draftIn(place: { channel: string; ts: string }, text = request): Promise<SlackMessage> {
    await sendMention(app.url, slackSecret, { ...place, text });
    return eventually(() => {
      const last = app.slack.lastMessage(place.channel);
      return shownIn(last).includes('"approve"') && last;
    }, 'a draft');
  }
  const press = async (message: SlackMessage, name: string, user = 'U0ANA') => {
    return sendAction(app.url, slackSecret, { message, button: app.slack.button(message, name), user });
  };

  it('Slack detail 1: a sign of life before anything is planned, with words that say what is going on', async () => {
    const held = Promise.withResolvers<ReturnType<typeof hourly>>();
    await using slow = await startTestApp({ overrides: { planner: createScriptedPlanner(() => held.promise) } });
    await sendMention(slow.url, slackSecret, { text: 'every hour get https://example.com/health' });
    await eventually(() => shownIn(slow.slack.lastMessage()).includes('Understanding what you want'), 'progress');
    held.resolve(hourly());
    await eventually(() => shownIn(slow.slack.lastMessage()).includes('"approve"'), 'the draft');
  });

  it('Slack detail 2: one message that rewrites itself', async () => {
    const place = thread();
    const draft = await draftIn(place);
    await press(draft, 'approve');
    await eventually(() => shownIn(now(draft)).includes('/workflow/'), 'the workflow');
    expect([...app.slack.messages.values()].filter(({ channel }) => channel === place.channel)).toHaveLength(1);
    expect(draft.updates).toBeGreaterThan(2);
  });

  it('Slack detail 3: in the thread of the request, in a direct message as well', async () => {
    const place = thread();
    expect((await draftIn(place)).threadTs).toBe(place.ts);
    await sendDirectMessage(app.url, slackSecret, { text: request, ts: '1790030000.000001' });
    const direct = await eventually(
      () => shownIn(app.slack.lastMessage('D0ANA')).includes('"approve"') && app.slack.lastMessage('D0ANA'),
      'a draft in the direct message',
    );
    expect(direct.threadTs).toBe('1790030000.000001');
  });

  it('Slack detail 4: the card says what, when, which apps, as whom, and who asked, before it is approved', async () => {
    const card = shownIn(await draftIn(thread()));
    for (const words of ['example.com', 'next run ', 'Slack', 'asked by Ana']) expect(card).toContain(words);
    // As whom: the credential it uses, or which one it lacks.
    expect(card).toMatch(/credential[^"]*Slack/);
  });

  it('Slack detail 5: buttons are verbs, one is primary, the rest is in a menu, only turning on asks again', async () => {
    const draft = await draftIn(thread(), 'every hour get https://example.com/health');
    type Element = {
      style?: string;
      confirm?: object;
      text?: { text: string };
      options?: { text: { text: string } }[];
    };
    const pressed = (draft.blocks as { type: string; elements: Element[] }[])
      .filter(({ type }) => type === 'actions')
      .flatMap(({ elements }) => elements);
    expect(pressed.map(({ text, options }) => text?.text ?? options?.map((option) => option.text.text))).toEqual([
      'Turn on',
      'Change…',
      ['Create switched off', 'Steps and picture', 'Discard'],
    ]);
    expect(pressed.map(({ style }) => style)).toEqual(['primary', undefined, undefined]);
    expect(pressed.map(({ confirm }) => Boolean(confirm))).toEqual([true, false, false]);
  });

  it('Slack detail 6: after the click the buttons are gone; the card says who approved and when, and pings nobody', async () => {
    const draft = await draftIn(thread());
    await press(draft, 'approve');
    // Slack turns this into the reader's own time.
    const signed = /Approved by Ana, <!date\^\d{10}\^\{date_short_pretty\}, \{time\}\|[^>]+ UTC>/;
    await eventually(() => signed.test(shownIn(now(draft))), 'the name and the time');
    expect(shownIn(now(draft))).not.toContain('"approve"');
    expect(JSON.stringify(now(draft))).not.toContain('<@');
  });

  it('Slack detail 7: a click counts with the rights of whoever clicked; a refusal says privately who may, and how', async () => {
    const draft = await draftIn(thread());
    const before = draft.updates;
    await press(draft, 'approve', 'U0BOB');
    const refusal = await told('Only the person who asked', 'U0BOB');
    expect(refusal.text).toContain('Ask them to press the button');
    expect(shownIn(now(draft))).toContain('"approve"');
    expect(draft.updates).toBe(before);
  });

  it('Slack detail 8: of two clicks the first wins, the second is told', async () => {
    const before = await app.store.fork().count(Creation, {});
    const draft = await draftIn(thread());
    await Promise.all([press(draft, 'approve'), press(draft, 'approve')]);
    await eventually(() => shownIn(now(draft)).includes('/workflow/'), 'the workflow');
    expect(await app.store.fork().count(Creation, {})).toBe(before + 1);
    await eventually(
      () => app.slack.ephemerals.some(({ text }) => /approved already|in n8n already/.test(text)),
      'the second click',
    );
  });

  it('Slack detail 9: a click on a card that was replaced is told so, with a link to the newer card', async () => {
    const place = thread();
    const first = await draftIn(place);
    const old = { ...first, blocks: [...first.blocks] };
    await sendMention(app.url, slackSecret, { channel: place.channel, threadTs: place.ts, text: 'at 8 instead' });
    await eventually(() => shownIn(now(first)).includes('replaced by a newer version'), 'the old card');
    const newer = linkOf(app.slack.lastMessage(place.channel));
    expect(newer).not.toBe(linkOf(first));
    expect(shownIn(now(first))).toContain(`<${newer}|Open the newest>`);
    expect(now(first)?.blocks).toHaveLength(1);
    await press(old, 'approve');
    expect((await told('This draft has changed since', 'U0ANA')).text).toContain(newer);
  });

  it('Slack detail 10: changed by a reply or by a dialog that says what stands; the new card links to the one before', async () => {
    const place = thread();
    const first = await draftIn(place);
    const before = app.slack.views.length;
    await press(first, 'change');
    const view = await eventually(() => app.slack.views.length > before && app.slack.views.at(-1), 'a dialog');
    expect(JSON.stringify(view.view)).toContain(request);
    await sendView(app.url, slackSecret, { view, values: { request: 'every day at 7 instead' } });
    const last = () => app.slack.lastMessage(place.channel);
    await eventually(() => shownIn(last()).includes('revision\\":2'), 'revision 2');
    expect(shownIn(last())).toMatch(new RegExp(`"Open the earlier version".*"url":"${linkOf(first)}"`));
    const second = last();
    await sendMention(app.url, slackSecret, { channel: place.channel, threadTs: place.ts, text: 'at 8 instead' });
    await eventually(() => shownIn(last()).includes('revision\\":3'), 'revision 3');
    expect(shownIn(last())).toMatch(new RegExp(`"Open the earlier version".*"url":"${linkOf(second)}"`));
  });

  it('Slack detail 11: until when it is open is said and enforced; the card goes grey, and Change… opens it again', async () => {
    const place = thread();
    const draft = await draftIn(place);
    expect(shownIn(draft)).toMatch(/until <!date\^/);
    const draftId = /\\"draftId\\":\\"([\w-]+)/.exec(shownIn(draft))?.[1] ?? '';
    await app.store.fork().nativeUpdate(DraftRow, { id: draftId }, { expiresAt: new Date() });
    await eventually(() => shownIn(now(draft)).includes('Expired · '), 'the grey card');
    expect(shownIn(now(draft))).not.toMatch(/"approve|"discard"/);
    const before = app.slack.views.length;
    await press(now(draft) ?? draft, 'change');
    const view = await eventually(() => app.slack.views.length > before && app.slack.views.at(-1), 'a dialog');
    await sendView(app.url, slackSecret, { view, values: { request: 'every day at 7 instead' } });
    await eventually(() => shownIn(app.slack.lastMessage(place.channel)).includes('"approve"'), 'an open revision');
  });

  it('Slack detail 12: it is taken back right on the card that says it is there', async () => {
    const draft = await draftIn(thread(), 'every hour get https://example.com/health');
    await press(draft, 'approve_publish');
    await eventually(() => shownIn(now(draft)).includes('"unpublish"'), 'Unpublish');
    await press(draft, 'unpublish');
    await eventually(() => shownIn(now(draft)).includes('Turned off by Ana'), 'unpublished');
    expect(app.standIn.workflows().at(-1)?.active).toBe(false);
  });

  it('Slack detail 14: help, an empty command and words that are none give examples, privately', async () => {
    for (const text of ['help', '', '?']) {
      const before = app.slack.ephemerals.length;
      await sendCommand(app.url, slackSecret, { text, responseUrl: app.slack.responseUrl() });
      await eventually(() => app.slack.ephemerals.slice(before).some((one) => one.text.includes('For example')), text);
    }
  });

  it('Slack detail 15: an error says what happened, that nothing changed, what to do, and a reference', async () => {
    const draft = await draftIn(thread());
    app.standIn.fail({ on: 'POST /workflows', status: 400, message: 'no' });
    await press(draft, 'approve');
    await eventually(() => /reference \w{10}/.test(shownIn(now(draft))), 'the reference');
    expect(shownIn(now(draft))).toMatch(/Not created/);
    expect(app.slack.button(now(draft) ?? draft, 'retry')).toBeDefined();
  });

  it('Slack detail 16: the text alone is enough, pictures have words, and nothing is said by colour or emoji alone', async () => {
    const draft = await draftIn(thread());
    expect(draft.text).toMatch(/^Draft: .+example\.com/);
    await press(draft, 'steps');
    const steps = await eventually(
      () => [...app.slack.messages.values()].find((one) => shownIn(one).includes('"alt_text"')),
      'every step, with the picture',
    );
    expect(shownIn(steps)).toMatch(/"alt_text":"Diagram of the workflow [^"]{20,}/);
    expect(shownIn(draft).match(/"(?::\w+:\s*)+"/g)).toBeNull();
  });

  it('Slack detail 17: Home has first steps for who is new, nobody is greeted twice, and what waits', async () => {
    const open = async (user: string, tab: 'home' | 'messages' = 'home') => {
      await deliver(app.url, eventRequest(homeOpened(tab, user), slackSecret));
      return JSON.stringify(await eventually(() => app.slack.homes.get(user), 'a Home'));
    };
    await draftIn(thread());
    const posted = app.slack.messages.size;
    expect(await open('U0NOBODY')).toContain('Welcome');
    // The welcome is a page that is drawn anew, never a message: opening it again adds nothing anywhere.
    for (const tab of ['home', 'messages', 'home'] as const) await open('U0NOBODY', tab);
    expect(app.slack.messages.size).toBe(posted);
    const mine = await open('U0ANA');
    expect(mine).toMatch(/Waiting for you.*Your workflows/s);
    expect(mine).not.toContain('Welcome');
  });

  it('Slack detail 18: "Automate this" and every suggestion work', async () => {
    const place = thread();
    const responseUrl = app.slack.responseUrl(place.channel);
    await deliver(app.url, actionRequest(automate({ ...place, text: request, responseUrl }), slackSecret));
    await eventually(() => shownIn(app.slack.lastMessage(place.channel)).includes('"approve"'), 'a draft');
    expect(suggestedPrompts.length).toBeLessThanOrEqual(4);
    const answers = { list: 'Workflows you asked for', help: 'Tell me in plain words' };
    for (const { message } of suggestedPrompts) {
      const here = thread();
      await sendMention(app.url, slackSecret, { ...here, text: message });
      // Create is only offered for a draft without errors.
      const wanted = answers[message as keyof typeof answers] ?? '"approve"';
      await eventually(() => shownIn(app.slack.lastMessage(here.channel)).includes(wanted), message);
    }
  });

  it('Slack detail 19: what somebody does in n8n shows on the card by itself', async () => {
    const draft = await draftIn(thread(), 'every hour get https://example.com/health');
    await press(draft, 'approve');
    await eventually(() => shownIn(now(draft)).includes('"publish"'), 'Publish');
    await createN8nClient(app.standIn.config).publish(app.standIn.workflows().at(-1)?.id ?? '');
    await eventually(() => shownIn(now(draft)).includes('Turned on in n8n (published), seen <!date^'), 'what n8n says');
  });

  it('Slack detail 20: Stop works, answers can be rated, the machine is disclosed, nobody is written to unasked', async () => {
    const shouting = '<!channel> @channel <@U0BOB> every hour?';
    const scripted = createScriptedPlanner((input, call) => {
      if (call === 1) return never(input);
      return call === 2 ? hourly() : { kind: 'answer', text: shouting };
    });
    const byModel = { code: 'model' as const, model: 'm' };
    const planner = {
      ...scripted,
      plan: async (input: PlannerInput) => ({ ...(await scripted.plan(input)), notes: [byModel] }),
    };
    await using slow = await startTestApp({ overrides: { planner } });
    slow.slack.sessions.enabled = true;
    const ts = '1790040000.000001';
    await sendDirectMessage(slow.url, slackSecret, { text: '<!channel> get https://example.com every hour', ts });
    await eventually(() => shownIn(slow.slack.lastMessage('D0ANA')).includes('"stop"'), 'progress');
    await deliver(slow.url, eventRequest(sessionStopped({ channel: 'D0ANA', threadTs: ts }), slackSecret));
    await eventually(() => shownIn(slow.slack.lastMessage('D0ANA')).includes('Stopped.'), 'the stop');
    const asked = await doors['Slack mention'](slow, 'get https://example.com every hour');
    expect(asked.text()).toMatch(/AI draft: read it before you approve/);
    const draft = slow.slack.lastMessage('C0GENERAL');
    if (!draft) expect.fail('no draft');
    await sendAction(slow.url, slackSecret, { message: draft, button: slow.slack.thumb(draft, 'up') });
    await eventually(() => slow.slack.ephemerals.find(({ text }) => text.startsWith('Thanks')), 'thanks');
    expect(await slow.store.fork().count(Feedback, { verdict: 'good' })).toBe(1);
    await sendMention(slow.url, slackSecret, { text: 'what does it do?', channel: 'C0ASK' });
    await eventually(() => shownIn(slow.slack.lastMessage('C0ASK')).includes('every hour?'), 'the answer');
    const everything = JSON.stringify([...slow.slack.messages.values()]);
    // The only markup of that kind is a time of ours.
    expect(everything).not.toMatch(/<@|<!(?!date\^)/);
    // Slack makes nothing of a plain @channel either.
    expect(everything.split('"verbatim":true')).toHaveLength(everything.split('"type":"mrkdwn"').length);
    const asking = new Set(['D0ANA', 'C0GENERAL', 'C0ASK']);
    expect([...slow.slack.messages.values()].every(({ channel }) => asking.has(channel))).toBe(true);
    expect(readFileSync('manifest/slack.json', 'utf8')).toContain('language model and can be wrong');
  });
});
