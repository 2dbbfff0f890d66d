import { expect } from 'vitest';
import { n8nOwner, type RealN8n, startRealN8n } from '#src/dev/real-n8n.ts';
import type { Draft } from '#src/model/draft.ts';
import { findChoice } from '#test/fakes/slack-elements.ts';
import { type SlackMessage, sendAction } from '#test/fakes/slack-server.ts';
import { fullCatalog, fullCatalogFolder } from '#test/support/full-catalog.ts';
import { createScriptedPlanner, drafted } from '#test/support/scripted-planner.ts';
import { openThread, type SlackThread, textOf } from '#test/support/slack-thread.ts';
import { eventually, slackSecret, startTestApp, type TestApp } from '#test/support/test-app.ts';

const catalog = await fullCatalog();
type Planned = ReturnType<typeof drafted>;
type Step = Pick<Draft['nodes'][number], 'name' | 'type' | 'parameters'>;
interface NodeInN8n {
  name: string;
  parameters: Record<string, unknown> & { path?: string };
}
export interface InN8n {
  id: string;
  nodes: NodeInN8n[];
}

/** A webhook and what comes after it, one after the other; what it answers is said at its end when `answers`. */
export function afterHook(
  name: string,
  nodes: Step[],
  {
    answers = false,
    beside = [],
  }: { answers?: boolean; beside?: { step: Step; kind: Draft['connections'][number]['kind'] }[] } = {},
): Planned {
  const hook = {
    name: 'Hook',
    type: 'n8n-nodes-base.webhook',
    parameters: {
      ...{ httpMethod: 'POST', path: crypto.randomUUID() },
      ...(answers ? { responseMode: 'lastNode' } : {}),
    },
  };
  const all = [hook, ...nodes];
  const connect = (from: Step | undefined, to: Step | undefined, kind: Draft['connections'][number]['kind']) => ({
    ...{ from: from?.name ?? '', to: to?.name ?? '', output: 0, input: 0, kind },
  });
  const connections = [
    ...nodes.map((node, at) => connect(all[at], node, 'main')),
    ...beside.map(({ step, kind }) => connect(step, nodes.at(-1), kind)),
  ];
  return drafted({ name, nodes: [...all, ...beside.map(({ step }) => step)], connections }, catalog);
}

/** A real n8n whose MCP server is on, Flowsmith before it, and people who pick what they named in Slack. */
export interface ValuesN8n extends AsyncDisposable {
  n8n: RealN8n;
  app: TestApp;
  addCredential(credential: object): Promise<void>;
  /** Makes one of n8n's own data tables, with one column `email`; its id. */
  makeDataTable(name: string): Promise<string>;
  /** Says something that is planned so. */
  say(plan: () => Planned): Promise<{ thread: SlackThread; card: SlackMessage }>;
  /** Picks from the list on the card; what is shown then can be approved. */
  pick(thread: SlackThread, card: SlackMessage, label: string): Promise<SlackMessage>;
  created(thread: SlackThread): Promise<InN8n>;
  /** Calls the webhook until n8n takes it; what it answers. */
  post(workflow: InN8n, body: object): Promise<unknown>;
}

export async function startValuesN8n(): Promise<ValuesN8n> {
  const n8n = await startRealN8n({ env: { N8N_MCP_MANAGED_BY_ENV: 'true', N8N_MCP_ACCESS_ENABLED: 'true' } });
  let plan: () => Planned = () => drafted({ nodes: [], connections: [] });
  const owner = await openOwner(n8n);
  const app = await startTestApp({
    n8n,
    env: { N8N_MCP_KEY: owner.key, CATALOG_DIR: fullCatalogFolder },
    overrides: { planner: createScriptedPlanner(() => plan()) },
  });
  const headers = { 'x-n8n-api-key': n8n.apiKey, 'content-type': 'application/json' };
  return {
    n8n,
    app,
    makeDataTable: owner.makeTable,
    async addCredential(credential) {
      const body = JSON.stringify(credential);
      const made = await fetch(`${n8n.baseUrl}/api/v1/credentials`, { method: 'POST', headers, body });
      expect(made.status).toBe(200);
    },
    async say(next) {
      plan = next;
      const thread = openThread(app);
      return { thread, card: await thread.ask('keep what comes in') };
    },
    async pick(thread, card, label) {
      const button = findChoice(card, label);
      const responseUrl = app.slack.responseUrl(card.channel);
      await sendAction(app.url, slackSecret, { message: card, button, user: 'U0ANA', responseUrl });
      const shown = () => thread.messages().find((one) => textOf(one).includes('approve_publish'));
      return eventually(shown, 'a card to approve');
    },
    created: (thread) =>
      eventually(
        async () => {
          const found = thread.messages().map((one) => /workflow\/(\w+)/.exec(textOf(one))?.[1]);
          const id = found.find((one) => one !== undefined);
          const answer = id ? await fetch(`${n8n.baseUrl}/api/v1/workflows/${id}`, { headers }) : undefined;
          return answer?.ok ? ((await answer.json()) as InN8n) : undefined;
        },
        'the workflow in n8n',
        60_000,
      ),
    async post({ nodes }, sent) {
      const path = nodes.find(({ name }) => name === 'Hook')?.parameters.path;
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) };
      const answer = await eventually(async () => {
        const answered = await fetch(`${n8n.baseUrl}/webhook/${path}`, init);
        return answered.status === 404 ? undefined : answered;
      }, 'the webhook');
      expect(answer.ok).toBe(true);
      return answer.json();
    },
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await n8n.stop();
    },
  };
}

export const partOf = ({ nodes }: InN8n, node: string, key: string): unknown =>
  nodes.find(({ name }) => name === node)?.parameters[key];

/** What a person does in n8n: signs in, takes the key of the MCP server, makes a data table. */
async function openOwner({ baseUrl }: RealN8n) {
  const send = async (method: string, path: string, body?: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', cookie };
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(`${baseUrl}/rest${path}`, init);
    if (!response.ok) throw new Error(`n8n answered ${method} ${path} with ${response.status}`);
    return { cookies: response.headers.getSetCookie(), data: ((await response.json()) as { data: never }).data };
  };
  const { email, password } = n8nOwner;
  const { cookies } = await send('POST', '/login', { emailOrLdapLoginId: email, password });
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  const { data: key } = await send('GET', '/mcp/api-key', undefined, cookie);
  const { data: project } = await send('GET', '/projects/personal', undefined, cookie);
  return {
    key: (key as { apiKey: string }).apiKey,
    async makeTable(name: string) {
      const columns = [{ name: 'email', type: 'string' }];
      const path = `/projects/${(project as { id: string }).id}/data-tables`;
      return ((await send('POST', path, { name, columns }, cookie)).data as { id: string }).id;
    },
  };
}
