import { afterAll, beforeAll, describe, expect, inject, it, onTestFailed } from 'vitest';
import type { AutomateCard } from '#adapters/teams/automate-card.ts';
import { verifyAudit } from '#src/store/audit.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { createAutomate } from '#test/fakes/teams-automate.ts';
import { modelDraft } from '#test/support/model-draft.ts';
import { lookIntoN8n } from '#test/support/n8n-side.ts';
import { eventually } from '#test/support/test-app.ts';
import { openWindow, type Window } from './support/browser.ts';
import { tellWhatIsNotRun } from './support/not-run.ts';
import { uniqueUrl } from './support/requests.ts';
import { publicUrl, startInPlayground } from './support/teams-app.ts';
import { type Place, personIn } from './support/teams-window.ts';

tellWhatIsNotRun('Agents Playground');

/** Width of Agents Playground's window up to its log panel. */
const withoutLog = 950;

describe('Teams, as Microsoft 365 Agents Playground plays it, with authentication on', () => {
  const n8n = lookIntoN8n();
  let started: Awaited<ReturnType<typeof startInPlayground>>;
  let window: Window;
  let person: ReturnType<typeof personIn>;
  beforeAll(async () => {
    started = await startInPlayground();
    window = await openWindow(inject('tools').chromium, started.playground.url, {
      from: publicUrl,
      to: started.app.url,
    });
    person = personIn(window.page);
    await window.page.getByRole('textbox').first().waitFor();
  });
  afterAll(async () => {
    await window?.[Symbol.asyncDispose]();
    await started?.[Symbol.asyncDispose]();
  });
  const pictureOnFailure = (name: string) => onTestFailed(() => window.picture(`failed-${name}`));

  it('what is not signed is refused', async () => {
    const response = await fetch(`${started.app.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', text: 'hi', channelId: 'msteams', serviceUrl: 'http://localhost/' }),
    });
    expect(response.status).toBe(401);
  });

  it.each<Place>(['personal', 'group', 'channel'])(
    '%s: request, card, Create, and the workflow is in the real n8n behind the link',
    async (place) => {
      pictureOnFailure(place);
      const url = uniqueUrl();
      await person.go(place);
      await person.say(
        `every weekday at 9:00 in Europe/Berlin get ${url}, if the status is not ok post to Slack #ops`,
        place,
      );
      await person.button('Turn on').waitFor({ timeout: 40_000 });
      expect(await n8n.mentioning(url)).toEqual([]);
      await person.showCard();
      await window.picture(`teams-${place}-draft`, withoutLog);
      await person.choose('Create switched off');
      await person.reads(/Created in n8n, switched off/);
      await person.showCard();
      await window.picture(`teams-${place}-created`, withoutLog);
      const [workflow, ...more] = await n8n.mentioning(url);
      expect(more).toEqual([]);
      expect(workflow).toMatchObject({ active: false });
      expect(await person.lastCard().getByText('Open in n8n', { exact: true }).count()).toBe(1);
    },
  );

  it('words about the draft change it, and Discard closes it', async () => {
    pictureOnFailure('change');
    const url = uniqueUrl();
    await person.go('personal');
    const before = await person.cardCount();
    await person.say(`every day at 8:00 get ${url}`, 'personal');
    await eventually(async () => (await person.cardCount()) > before, 'a card', 30_000);
    await person.reads(/8:00/);
    await person.button('Turn on').waitFor();
    await person.say('at 7:30 instead', 'personal');
    await person.reads(/Every day at 07:30/);
    await window.picture('teams-changed', withoutLog);
    await person.choose('Discard');
    await person.reads(/Discarded by|replaced by/);
    expect(await person.button('Turn on').count()).toBe(0);
    expect(await n8n.mentioning(url)).toEqual([]);
  });

  it('"Automate this": the form has the words of the message, and the draft is where it is', async () => {
    pictureOnFailure('automate');
    // Its messages have no such menu: what Teams would send is made of what it sent before, and signed like that.
    const said = started.proxy.seen.findLast(({ type, body }) => type === 'message' && body.includes('19:group-chat'));
    const { text: _, value: __, replyToId: ___, ...activity } = JSON.parse(said?.body ?? '{}');
    const url = uniqueUrl();
    const chosen = { html: `<p>every day at 8:00 get <a href="${url}">${url}</a></p>` };
    const { choose, send } = createAutomate((type) => ({ ...activity, type, id: `f:${crypto.randomUUID()}` }));
    const invoke = async (sent: object) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(started.proxy.url, { method: 'POST', headers, body: JSON.stringify(sent) });
      return (await answer.json()) as { task: { value: { card: { content: AutomateCard } } } };
    };
    const form = (await invoke(choose(chosen))).task.value.card.content;
    // The roster said that the app is there.
    expect(form.actions.map(({ title }) => title)).toEqual(['Ask Flowsmith']);
    await person.go('group');
    const before = await person.cardCount();
    await invoke(send(chosen, form, { button: 'Ask Flowsmith' }));
    await eventually(async () => (await person.cardCount()) > before, 'a card', 30_000);
    await person.reads(/Every day at 08:00/);
    await window.picture('teams-automate', withoutLog);
    await person.choose('Discard');
    await person.reads(/Discarded by|replaced by/);
    expect(await n8n.mentioning(url)).toEqual([]);
    await person.go('personal');
  });

  it('list shows what was created', async () => {
    pictureOnFailure('list');
    await person.say('list', 'personal');
    await person.reads('Workflows you asked for');
    await person.reads(/3 in all/);
    expect(await person.button('Show').count()).toBe(3);
    await window.picture('teams-list', withoutLog);
  });

  it('every activity was taken: no answer but 2xx', () => {
    expect(started.proxy.seen.filter(({ status }) => status >= 300)).toEqual([]);
    expect(started.proxy.seen.length).toBeGreaterThan(10);
  });

  it('left a valid audit chain', async () => {
    expect(await verifyAudit(started.app.store.fork())).toMatchObject({ valid: true });
  });
});

describe('Teams with a model', () => {
  it('its question is answered by a button, its draft is created', async () => {
    const n8n = lookIntoN8n();
    const url = uniqueUrl();
    await using model = await createOpenAiServer([
      { tool: 'ask', args: { question: 'How often should I look?', choices: ['Every hour', 'Every day'] } },
      { tool: 'submit_draft', args: modelDraft(url) },
    ]);
    await using started = await startInPlayground({
      OPENAI_API_KEY: 'test-key',
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_MODEL: 'test-model',
    });
    const proxied = { from: publicUrl, to: started.app.url };
    await using window = await openWindow(inject('tools').chromium, started.playground.url, proxied);
    const person = personIn(window.page);
    await window.page.getByRole('textbox').first().waitFor();
    await person.say(`keep an eye on ${url}`, 'personal');
    await person.reads('How often should I look?');
    await window.picture('teams-question', withoutLog);
    await person.press('Every hour');
    await person.reads(/Draft · Hourly health/);
    await person.choose('Create switched off');
    await person.reads(/Created in n8n, switched off/);
    expect((await n8n.mentioning(url)).map(({ name }) => name)).toEqual(['Hourly health']);
    expect(JSON.stringify(model.requests[1]?.body.messages)).toContain('Every hour');
  });
});
