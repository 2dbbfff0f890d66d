import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyOperations } from '#src/workflow/edit/apply-operations.ts';
import { createScriptedPlanner } from '#test/fakes/scripted-planner.ts';
import { freshUrl, lookIntoN8n } from '#test/support/n8n-side.ts';
import { type Talk, talkOn } from '#test/support/talk.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';
import { document, type Held, type Node, trials } from './edit-trials.ts';

/** To the letter; n8n itself has an order for the settings of a node. */
const toText = ({ id, parameters, ...rest }: Node): string =>
  JSON.stringify([id, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)), parameters]);

describe('every kind of change within a workflow, in a real n8n', () => {
  const n8n = lookIntoN8n();
  let app: TestApp;
  let talk: Talk;
  let id: string;

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const headers = { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${n8n.baseUrl}/api/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}: ${text}`);
    return JSON.parse(text);
  }
  const held = async (): Promise<Held> => (await call('GET', `/workflows/${id}`)) as Held;

  /** What is compared: all that people make. Ids of what is new are n8n's or ours. */
  const content = (
    { name, description, nodes, connections, settings, pinData, nodeGroups, tags }: Held,
    known: Held,
  ) => ({
    ...{ name, description: description ?? '', connections, settings, pinData: pinData ?? {} },
    nodes: nodes.filter((one) => known.nodes.some((other) => other.id === one.id)).map(toText),
    groups: (nodeGroups ?? []).map((group) => ({
      ...group,
      id: known.nodeGroups?.some((one) => one.id === group.id) ? group.id : '',
    })),
    tags: (tags ?? []).map((tag) => tag.name).sort(),
  });

  beforeAll(async () => {
    const planner = createScriptedPlanner(async ({ request, workflow, sources }) => {
      const trial = trials.find(({ what }) => request === `do: ${what}`);
      const read = trial && workflow ? await sources.getWorkflow(workflow.id) : undefined;
      if (!trial || !workflow || !read) return undefined;
      const done = applyOperations(read.draft, trial.operations);
      if (!done.ok) throw new Error(done.problem);
      return { kind: 'edit', workflowId: workflow.id, draft: done.draft, renames: done.renames, issues: [] };
    });
    app = await startTestApp({ n8n, overrides: { planner } });
    talk = talkOn(app, 'slack');
    const url = freshUrl();
    const draft = await talk.say(`every hour get ${url}`);
    await draft.press('approve');
    await draft.says('Created, off · ');
    id = (await n8n.mentioning(url))[0]?.id ?? '';
    const { name, settings } = await held();
    await call('PUT', `/workflows/${id}`, { name, ...document(), settings: { ...settings, ...document().settings } });
  });
  afterAll(() => app?.[Symbol.asyncDispose]());

  it.each(trials)('$what', async ({ what, expected, says }) => {
    const before = await held();
    const card = await talk.say(`do: ${what}`);
    expect(card.text()).toContain(says);
    await card.press('approve');
    await card.says('Saved in n8n');
    const wanted = structuredClone(before);
    expected(wanted);
    const after = await eventually(held, 'n8n to answer');
    expect(content(after, before)).toEqual(content(wanted, before));
  });
});
