import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createN8nClient } from '#src/n8n/client.ts';
import { createOpenAiServer, type OpenAiServer, type RecordedRequest, type Reply } from '#test/fakes/openai-server.ts';
import type { SlackMessage } from '#test/fakes/slack-server.ts';
import { makeKnown } from '#test/support/known-workflow.ts';
import { isProgress, openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const base = 'n8n-nodes-base.';
const step = (name: string, type: string, typeVersion: number, parameters: object, more: object = {}) => ({
  ...{ id: `id of ${name}`, name, type: `${base}${type}`, typeVersion, position: [0, 0], parameters, ...more },
});
const lead = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
const textFields = { values: { string: [{ name: 'greeting', value: 'Hello' }] }, options: {} };
const nodes = [
  step('Every hour', 'scheduleTrigger', 1.2, { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } }),
  step('Get', 'httpRequest', 4.2, { url: 'https://a.example.com/', options: { timeout: 1000 } }),
  step('Say', 'set', 2, textFields, { notes: 'by hand' }),
];
const connections = { 'Every hour': lead('Get'), Get: lead('Say') };
const url = (value: string) => ({ op: 'setParameter', name: 'Get', path: 'url', value });
const timeout = (value: number) => ({ op: 'setParameter', name: 'Get', path: 'options.timeout', value });
const greeting = (value: string) => ({ op: 'setParameter', name: 'Say', path: 'values.string[0].value', value });

describe('changes of one workflow that meet', () => {
  let app: TestApp;
  let model: OpenAiServer;
  beforeAll(async () => {
    model = await createOpenAiServer();
    app = await startTestApp({
      policy: { approvers: ['U0ANA', 'U0BEN'] },
      env: { OPENAI_API_KEY: 'test-key', OPENAI_BASE_URL: model.baseUrl, OPENAI_MODEL: 'test-model' },
    });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await model?.[Symbol.asyncDispose]();
  });

  const client = () => createN8nClient(app.standIn.config);
  async function plant(name: string, given: { nodes: object[]; connections: object } = { nodes, connections }) {
    const id = await makeKnown(app, model, name);
    const settings = { executionOrder: 'v1' };
    const document = { name, settings, ...structuredClone(given) };
    await client().update(id, document as never, { publishIfActive: false });
    return id;
  }
  const held = async (id: string) => (await client().get(id)) as unknown as { name: string; nodes: typeof nodes };
  const parametersOf = async (id: string, name: string) =>
    (await held(id)).nodes.find((one) => one.name === name)?.parameters;

  /** A model that finds the workflow by its name, reads it, and changes it; under discussion it changes the draft. */
  function modelChanges(name: string, operations: object[], before?: Promise<void>): void {
    model.setScript(async (request, index): Promise<Reply> => {
      await before;
      const told = request.body.messages.map(({ content }) => content ?? '').join('\n');
      if (told.includes('The draft under discussion')) return { tool: 'submit_changes', args: { operations } };
      if (index === 0) return { tool: 'find_workflows', args: { words: name } };
      const id = idOf(request, name);
      if (index === 1) return { tool: 'get_workflow', args: { id } };
      return { tool: 'submit_changes', args: { workflowId: id, operations } };
    });
  }
  async function ask(thread: SlackThread, name: string, operations: object[], user?: string) {
    modelChanges(name, operations);
    return thread.ask(`please change ${name}`, user);
  }
  /** What a message shows by now. */
  const now = (thread: SlackThread, card: SlackMessage) => textOf(thread.messages().find(({ ts }) => ts === card.ts));
  const saved = (thread: SlackThread, card: SlackMessage) =>
    eventually(() => now(thread, card).includes('Saved in n8n'), 'the change to be saved');

  it('three in a row, each on top of the last', async () => {
    const id = await plant('Row');
    const thread = openThread(app);
    const changes = [url('https://b.example.com/'), timeout(2000), greeting('Servus')];
    for (const operation of changes) {
      const card = await ask(thread, 'Row', [operation]);
      await thread.press(card, 'approve');
      await saved(thread, card);
    }
    expect(await parametersOf(id, 'Get')).toEqual({ url: 'https://b.example.com/', options: { timeout: 2000 } });
    expect((await held(id)).nodes[2]).toEqual({
      ...nodes[2],
      parameters: { ...textFields, values: { string: [{ name: 'greeting', value: 'Servus' }] } },
    });
  });

  it('a second while the first waits: one draft of both, the new one first, nothing lost', async () => {
    const id = await plant('Waiting');
    const thread = openThread(app);
    await ask(thread, 'Waiting', [url('https://b.example.com/')]);
    const card = await ask(thread, 'Waiting', [timeout(3000)]);
    const said = textOf(card);
    expect(said).toContain('https://b.example.com/');
    expect(said.indexOf('is now 3000 instead of 1000')).toBeGreaterThan(0);
    expect(said.indexOf('is now 3000 instead of 1000')).toBeLessThan(said.indexOf('https://b.example.com/'));
    await thread.press(card, 'approve');
    await saved(thread, card);
    expect(await parametersOf(id, 'Get')).toEqual({ url: 'https://b.example.com/', options: { timeout: 3000 } });
  });

  it('a second in the moment the first is written: it is told where it goes, and both are in n8n in the end', async () => {
    const id = await plant('Writing');
    const thread = openThread(app);
    const first = await ask(thread, 'Writing', [url('https://b.example.com/')]);
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    modelChanges('Writing', [timeout(4000)], gate);
    const count = thread.messages().length;
    await thread.say('and wait four seconds');
    await thread.press(first, 'approve');
    open();
    const answer = await eventually(() => {
      const newest = thread.messages().at(-1);
      return thread.messages().length > count && newest && !isProgress(newest) && newest;
    }, 'an answer to the second');
    await saved(thread, first);
    // Either it is a draft of its own by then, or the person is told to say it again: nothing is dropped silently.
    const told = /changed or decided about meanwhile/.test(`${answer.text} ${textOf(answer)}`);
    if (!told) expect(textOf(answer)).toContain('4000');
    const second = told ? await ask(thread, 'Writing', [timeout(4000)]) : answer;
    await thread.press(second, 'approve');
    await eventually(() => /Saved in n8n|Put mine on top of it/.test(now(thread, second)), 'the second to end');
    if (now(thread, second).includes('Put mine on top of it')) {
      await thread.press(second, 'rebase');
      const onTop = await eventually(
        () => thread.messages().find((one) => textOf(one).includes('"action_id":"approve"')),
        'it on top of the first',
      );
      await thread.press(onTop, 'approve');
      await saved(thread, onTop);
    }
    expect(await parametersOf(id, 'Get')).toEqual({ url: 'https://b.example.com/', options: { timeout: 4000 } });
  });

  it('the same field by two people: the second is told what the first did, and neither is lost unseen', async () => {
    const id = await plant('Shared');
    const [ana, ben] = [openThread(app), openThread(app)];
    const first = await ask(ana, 'Shared', [url('https://ana.example.com/')], 'U0ANA');
    const second = await ask(ben, 'Shared', [url('https://ben.example.com/'), greeting('Moin')], 'U0BEN');
    await ana.press(first, 'approve', 'U0ANA');
    await saved(ana, first);
    await ben.press(second, 'approve', 'U0BEN');
    const conflict = await eventually(
      () => ben.messages().find((one) => textOf(one).includes('Changed in n8n meanwhile')),
      'the conflict to be told',
    );
    expect(textOf(conflict)).toMatch(/ana\.example\.com[\s\S]*ben\.example\.com/);
    expect(await parametersOf(id, 'Get')).toMatchObject({ url: 'https://ana.example.com/' });
    await ben.press(conflict, 'rebase', 'U0BEN');
    const onTop = await eventually(
      () => ben.messages().find((one) => textOf(one).includes('"action_id":"approve"')),
      'it on top of the other',
    );
    expect(textOf(onTop)).toMatch(/ben\.example\.com.*instead of.*ana\.example\.com/);
    expect(textOf(onTop)).toContain('here this change counts');
    await ben.press(onTop, 'approve', 'U0BEN');
    await saved(ben, onTop);
    expect(await parametersOf(id, 'Get')).toEqual({ url: 'https://ben.example.com/', options: { timeout: 1000 } });
    expect(JSON.stringify(await parametersOf(id, 'Say'))).toContain('Moin');
  });

  it('one of 150 steps: that one alone differs, and the card tells it', async () => {
    const many = Array.from({ length: 148 }, (_, at) =>
      step(`Step ${at}`, 'set', 2, { values: { string: [{ name: 'a', value: `value ${at}` }] }, options: {} }),
    );
    const all = [nodes[0], step('Get', 'httpRequest', 4.2, { url: 'https://a.example.com/', options: {} }), ...many];
    const names = all.map((one) => one?.name ?? '');
    const wires = Object.fromEntries(names.slice(0, -1).map((name, at) => [name, lead(names[at + 1] ?? '')]));
    const id = await plant('Large', { nodes: all as object[], connections: wires });
    const before = await held(id);
    const thread = openThread(app);
    const path = 'values.string[0].value';
    const card = await ask(thread, 'Large', [{ op: 'setParameter', name: 'Step 120', path, value: 'other' }]);
    expect(textOf(card)).toMatch(/Step 120.*is now “other” instead of “value 120”/);
    await thread.press(card, 'approve');
    await saved(thread, card);
    const after = await held(id);
    const differing = after.nodes.filter((node, at) => JSON.stringify(node) !== JSON.stringify(before.nodes[at]));
    expect(differing.map(({ name }) => name)).toEqual(['Step 120']);
  });

  it('saved by an older n8n, with versions and types nobody knows any more: told, nothing lost', async () => {
    const old = [
      nodes[0],
      step('Ancient', 'set', 0.3, { keepOnlySet: true, oddValues: { deep: [1, { x: 'y' }] } }),
      step('Gone', 'functionOfOld', 7, { code: 'return items;' }, { continueOnFail: true, color: '#ff0000' }),
      step('Get', 'httpRequest', 4.2, { url: 'https://a.example.com/', options: {} }),
    ];
    const id = await plant('Old', {
      nodes: old as object[],
      connections: { 'Every hour': lead('Ancient'), Ancient: lead('Gone'), Gone: lead('Get') },
    });
    const before = await held(id);
    const thread = openThread(app);
    const deep = { op: 'setParameter', name: 'Ancient', path: 'oddValues.deep[1].x', value: 'z' };
    const card = await ask(thread, 'Old', [deep, url('https://new.example.com/')]);
    expect(textOf(card)).toMatch(/“Ancient”: .*› X is now “z” instead of “y”/);
    expect(textOf(card)).toMatch(/There is no node type n8n-nodes-base.functionOfOld[\s\S]*Version 0\.3 of/);
    await thread.press(card, 'approve');
    await saved(thread, card);
    const wanted = structuredClone(before.nodes) as { name: string; parameters: Record<string, unknown> }[];
    Object.assign(wanted[1]?.parameters ?? {}, { oddValues: { deep: [1, { x: 'z' }] } });
    Object.assign(wanted[3]?.parameters ?? {}, { url: 'https://new.example.com/' });
    expect((await held(id)).nodes).toEqual(wanted);
  });

  it('shows all changes on request, a page at a time', async () => {
    await plant('Long');
    const thread = openThread(app);
    const lines = Array.from({ length: 400 }, (_, at) => `Line ${at} of the new text`).join('\n');
    const card = await ask(thread, 'Long', [greeting(lines)]);
    expect(textOf(card)).not.toContain('Line 399');
    await thread.press(card, 'changes');
    const page = (text: string) =>
      eventually(() => thread.messages().find((one) => textOf(one).includes(text)), `a page with ${text}`);
    const all = await page('All changes: Long');
    expect(textOf(all)).toContain('Line 100 of');
    await thread.press(all, 'changes');
    await thread.press(await page('Page 2 of 3'), 'Next');
    expect(textOf(await page('Page 3 of 3'))).toContain('Line 399 of');
  });
});

/** The id a tool result gave for the workflow of that name. */
function idOf({ body }: RecordedRequest, name: string): string {
  const told = body.messages.find(({ role, content }) => role === 'tool' && content?.includes(name))?.content ?? '';
  const line = told.split('\n').find((each) => each.includes(name)) ?? '{}';
  return (JSON.parse(line) as { id: string }).id;
}
