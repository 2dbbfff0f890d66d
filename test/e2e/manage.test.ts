import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wordsIn } from '#src/language/words.ts';
import { createScriptedPlanner, useUrl } from '#test/fakes/scripted-planner.ts';
import { openEditor } from '#test/support/n8n-editor.ts';
import { freshUrl, lookIntoN8n } from '#test/support/n8n-side.ts';
import { type Talk, talkOn, talkPlatforms } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

describe.each(talkPlatforms)('every verb in a real n8n, from %s', (platform) => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ n8n, overrides: { planner: createScriptedPlanner(useUrl) } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  /** Created in n8n from a request with an address of its own. */
  async function made(publish: boolean, toRequest = (url: string) => `every hour get ${url}`) {
    const talk = talkOn(app, platform);
    const url = freshUrl();
    const draft = await talk.say(toRequest(url));
    await draft.press(publish ? 'approve_publish' : 'approve');
    await draft.says(publish ? 'Live · ' : 'Created, off · ');
    const [workflow] = await n8n.mentioning(url);
    if (!workflow) throw new Error('not created');
    return { talk, url, id: workflow.id, name: workflow.name };
  }

  /** The words and the confirming click. */
  async function doIt(talk: Talk, words: string, action: string, says: string | RegExp) {
    const card = await talk.say(words);
    await card.press(action);
    await card.says(says);
    return card;
  }

  it('show, list, unpublish, publish, delete, undo', async () => {
    const { talk, id, name } = await made(true);
    const card = await talk.say('show it');
    expect(card.text()).toContain('On (published): n8n has started its trigger');
    expect(card.text()).toContain('Next runs');
    expect((await talk.say('list')).text()).toContain(name);
    await doIt(talk, 'turn it off', 'unpublish', 'does not run by itself any more');
    expect(await n8n.get(id)).toMatchObject({ active: false });
    await doIt(talk, 'turn it back on', 'publish', /It is live|Turned on/);
    expect(await n8n.get(id)).toMatchObject({ active: true });
    const gone = await doIt(talk, `delete "${name}"`, 'delete', 'in the archive of n8n');
    expect(await n8n.get(id)).toMatchObject({ active: false, isArchived: true });
    await gone.press('restore');
    await gone.says('Brought back');
    expect(await n8n.get(id)).toMatchObject({ active: false, isArchived: false });
  });

  it('rename: n8n calls it so, and nothing else changed', async () => {
    const { talk, id, name } = await made(true);
    const read = async (): Promise<Record<string, unknown>> => ({ ...(await n8n.get(id)) });
    const before = await read();
    await doIt(talk, `rename it to "Ångström: 7 o’clock"`, 'rename', `it was called “${name}”`);
    const after = await read();
    expect(after).toMatchObject({ name: 'Ångström: 7 o’clock', active: true, versionId: before['versionId'] });
    for (const kept of ['nodes', 'connections', 'settings', 'activeVersionId'])
      expect(after[kept], kept).toEqual(before[kept]);
    expect((await talk.say('show it')).text()).toContain(wordsIn('en').cards.workflow.state.live);
  });

  it('run once, executions, why it failed, retry', async () => {
    const path = `e2e-${platform}-${Math.floor(Math.random() * 1e9)}`;
    const { talk, id } = await made(true, (url) => `when the webhook ${path} is called, get ${url}`);
    // Nothing listens there, so the step fails.
    const run = await doIt(talk, 'run it', 'run', /execution \d+ failed/);
    expect(run.text()).toMatch(/could not reach the server|The step/);
    const why = await talk.say('why did it fail?');
    expect(why.text()).toContain('n8n could not reach the server');
    const before = await executionsOf(id);
    await why.press('retry');
    await why.says(/Tried again by .*: execution \d+ failed/);
    const after = await executionsOf(id);
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({ mode: 'retry', retryOf: before[0]?.id });
    await doIt(talk, 'turn it off', 'unpublish', 'does not run by itself any more');
  });

  it("history and restore after an edit in n8n's own editor", async () => {
    const { talk, id, url } = await made(false);
    const editor = await openEditor(n8n.baseUrl);
    const theirs = freshUrl();
    await editor.edit(id, ({ nodes }) => {
      for (const node of nodes) if ('url' in node.parameters) node.parameters['url'] = theirs;
    });
    const history = await talk.say('history of it');
    expect(history.text()).toContain('Version 2 (now)');
    expect(history.text()).toContain('in n8n');
    const draft = await talk.say('undo that');
    expect(draft.text()).toContain('Restore version 1');
    expect(JSON.stringify(await n8n.get(id))).toContain(theirs);
    await draft.press('approve');
    await draft.says('Saved in n8n');
    const restored = JSON.stringify((await n8n.get(id)).nodes);
    expect(restored).toContain(url);
    expect(restored).not.toContain(theirs);
  });

  it('a change that meets an edit in the editor is not written; put on top, it keeps both', async () => {
    const { talk, id } = await made(false);
    const ours = freshUrl();
    const change = await talk.say(`use ${ours}`);
    const editor = await openEditor(n8n.baseUrl);
    await editor.edit(id, (workflow) => {
      for (const node of workflow.nodes) if ('rule' in node.parameters) node['notes'] = 'kept by hand';
    });
    await change.press('approve');
    await change.says('Nothing was written');
    expect(JSON.stringify(await n8n.get(id))).not.toContain(ours);
    const rebased = await talk.after(() => change.press('rebase'));
    await rebased.press('approve');
    await rebased.says('Saved in n8n');
    const both = JSON.stringify(await n8n.get(id));
    expect(both).toContain(ours);
    expect(both).toContain('kept by hand');
  });

  async function executionsOf(id: string): Promise<{ id: string; mode: string; retryOf: string | null }[]> {
    return eventually(async () => {
      const response = await fetch(`${n8n.baseUrl}/api/v1/executions?workflowId=${id}`, {
        headers: { 'x-n8n-api-key': n8n.apiKey },
      });
      const { data } = (await response.json()) as { data: { id: string; mode: string; retryOf: string | null }[] };
      return data.length > 0 && data;
    }, 'executions in n8n');
  }
});
