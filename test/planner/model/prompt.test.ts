import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { afterEach, describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { explained, rules, toMessages } from '#src/planner/model/prompt.ts';
import { modelTools } from '#src/planner/model/tool-definitions.ts';
import { parseToolCall } from '#src/planner/model/tools.ts';
import type { PlannerInput } from '#src/planner/planner.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { at, atHand, changes, closeServers, daily, good, input, setUp, sources, toldTo } from './set-up.ts';

afterEach(closeServers);

describe('model planner: questions', () => {
  const question = (text: string, choices?: string[]) => ({ tool: 'ask', args: { question: text, choices } });

  it.each(['What is your Slack API key?', 'Please give me the channel id.', 'Wie lautet das Passwort?'])(
    'asks nobody “%s”',
    async (text) => {
      const { server, planner } = await setUp([question(text), { tool: 'submit_draft', args: good }]);
      expect((await planner.plan(input())).result.kind).toBe('draft');
      expect(toldTo(server, 1)).toContain('the card asks');
    },
  );

  it('asks nothing twice', async () => {
    const history: PlannerInput['history'] = [
      { role: 'user', text: 'post the news' },
      { role: 'assistant', text: 'Every day or every week?\n1. Every day\n2. Every week' },
    ];
    const { server, planner } = await setUp([
      question('Every day, or every week?'),
      { tool: 'submit_draft', args: good },
    ]);
    expect((await planner.plan(input({ history, request: 'Every day' }))).result.kind).toBe('draft');
    expect(toldTo(server, 1)).toContain('You asked that already');
  });

  it('a single choice is none', async () => {
    const { planner } = await setUp([question('Which one?', ['A', 'a '])]);
    expect((await planner.plan(input())).result).toMatchObject({ kind: 'question', choices: [] });
  });
});

describe('model planner: the first prompt', () => {
  it('begins the same for every request', async () => {
    const { server, planner } = await setUp(() => ({ tool: 'answer', args: { text: 'ok' } }));
    await planner.plan(input());
    await planner.plan(atHand({ request: 'etwas anderes', locale: 'de' }));
    const [first, second] = server.requests;
    expect(second?.body.messages[0]).toEqual(first?.body.messages[0]);
    expect(second?.body.tools).toEqual(first?.body.tools);
    expect(toldTo(server, 1)).toContain("The person's language setting: de.");
  });

  it('keeps the newest of a long conversation, by tokens', async () => {
    const history = Array.from({ length: 60 }, (_none, at) => ({
      role: at % 2 ? ('assistant' as const) : ('user' as const),
      text: `message ${at} ${'and so on '.repeat(60)}`,
    }));
    const { server, planner } = await setUp([{ tool: 'answer', args: { text: 'ok' } }]);
    await planner.plan(input({ history }));
    expect(toldTo(server, 0)).toContain('message 59');
    expect(toldTo(server, 0)).toContain('message 57');
    expect(toldTo(server, 0)).not.toContain('message 40');
  });

  it('shows long values in part, and does not take the part for the whole', async () => {
    const code = {
      name: 'Code',
      type: 'n8n-nodes-base.code',
      parameters: { jsCode: `return [];${' // a line'.repeat(400)}` },
    };
    const draft = draftSchema.parse({ ...good, nodes: [...good.nodes, code] });
    const { server, planner } = await setUp([
      { tool: 'submit_draft', args: { ...good, nodes: [daily, { ...code, parameters: { jsCode: '// a…[cut]' } }] } },
      changes(at(7)),
    ]);
    const { result } = await planner.plan(input({ current: { draft, issues: [] } }));
    expect(toldTo(server, 0)).toContain('…[cut]');
    expect(result).toMatchObject({ kind: 'revision', draft: { nodes: [{}, {}, code] } });
  });

  it('shows no secret that a workflow holds', async () => {
    const http = {
      name: 'Get',
      type: 'n8n-nodes-base.httpRequest',
      parameters: { url: 'https://ana:letmein9@example.com/' },
    };
    const draft = draftSchema.parse({ ...good, nodes: [...good.nodes, http] });
    const getWorkflow = async () => ({ name: 'x', published: true, draft });
    const { server, planner } = await setUp([
      { tool: 'get_workflow', args: { id: 'w1' } },
      { tool: 'answer', args: { text: 'ok' } },
    ]);
    await planner.plan(atHand({ sources: { ...sources, getWorkflow } }));
    expect(JSON.stringify(server.requests)).toContain('[secret removed]');
    expect(JSON.stringify(server.requests)).not.toContain('letmein9');
  });
});

describe('model planner: what the rules say of usual nodes', () => {
  const filled = (text: string) =>
    text.replaceAll('={{ … }}', '={{ $json.x }}').replaceAll('"…"', '"https://example.com"');
  const told = (name: string) => {
    const [, json] =
      new RegExp(`\\.${name} (?:and \\.filter )?(\\{"[^;]*?\\})(?:;|\\.\\s| \\(| makes| passes|, likewise)`).exec(
        rules,
      ) ?? [];
    return { name, type: `n8n-nodes-base.${name}`, parameters: JSON.parse(filled(json ?? '')) };
  };
  const full = fullCatalog();
  const langchain = (name: string) => `@n8n/n8n-nodes-langchain.${name}`;

  it.each(['set', 'if', 'aggregate', 'removeDuplicates', 'respondToWebhook', 'httpRequest'])(
    '%s: validation finds no error in it',
    async (name) => {
      const catalog = (await full) ?? createCoreCatalog();
      const hook = {
        name: 'Hook',
        type: 'n8n-nodes-base.webhook',
        parameters: { path: 'a', responseMode: name === 'respondToWebhook' ? 'responseNode' : 'onReceived' },
      };
      const draft = draftSchema.parse({
        ...good,
        nodes: [hook, told(name)],
        connections: [{ from: 'Hook', to: name }],
      });
      const issues = validateDraft(draft, { catalog, facts: {} });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it.each(['lmChatOpenAi', 'lmChatAnthropic', 'lmChatGoogleGemini', 'lmChatOllama'])(
    'a chain and an agent with %s, as they are told',
    async (model) => {
      const catalog = await full;
      if (!catalog) return;
      expect(rules).toContain(`.${model}`);
      const nodes = ['chainLlm', 'agent'].flatMap((name) => [
        { name, type: langchain(name), parameters: { promptType: 'define', text: '=Say {{ $json.a }}' } },
        { name: `Model of ${name}`, type: langchain(model), parameters: {} },
      ]);
      const draft = draftSchema.parse({
        ...good,
        nodes: [daily, ...nodes],
        connections: [
          { from: 'Every day', to: 'chainLlm' },
          { from: 'chainLlm', to: 'agent' },
          ...['chainLlm', 'agent'].map((to) => ({ from: `Model of ${to}`, to, kind: 'ai_languageModel' })),
        ],
      });
      const issues = validateDraft(draft, { catalog, facts: {} });
      expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('query and headers of a request, and its key, as they are told', async () => {
    const catalog = (await full) ?? createCoreCatalog();
    const [, list] = /headerParameters (\{.*?\]\}), a key by/.exec(rules) ?? [];
    const [, key] = /a key by (".*?"\w+")\. /.exec(rules) ?? [];
    const named = JSON.parse(list ?? '');
    const draft = draftSchema.parse({
      ...good,
      nodes: [
        daily,
        {
          name: 'Get',
          type: 'n8n-nodes-base.httpRequest',
          parameters: {
            url: 'https://example.com',
            sendQuery: true,
            queryParameters: named,
            sendHeaders: true,
            headerParameters: named,
            ...JSON.parse(`{${key}}`),
          },
        },
      ],
      connections: [{ from: 'Every day', to: 'Get' }],
    });
    expect(validateDraft(draft, { catalog, facts: {} })).toEqual([]);
  });

  it('every type they explain is named in them, and is one', async () => {
    for (const type of explained) {
      expect(rules).toContain(`.${type.split('.').at(-1)}`);
      if (await full) expect((await full)?.get(type), type).toBeDefined();
    }
  });

  it('shows no node type that one stray word was found for', async () => {
    const catalog = await full;
    if (!catalog) return;
    const background = { catalog, count: countTokens, facts: {}, templates: [], sights: new Map() };
    const [, told] = toMessages(input({ request: 'fetches weather info daily' }), background);
    const text = told && 'text' in told ? told.text : '';
    expect(text).toContain('openWeatherMap');
    for (const noise of ['dropcontact', '.redis', '.git:']) expect(text).not.toContain(noise);
  });
});

describe('model planner: tools as the model reads them', () => {
  it('take fewer than 2,200 tokens together with the rules', () => {
    expect(countTokens(rules) + countTokens(JSON.stringify(modelTools))).toBeLessThan(2200);
  });

  it.each<[string, Record<string, unknown>]>([
    ['search_nodes', { queries: ['slack'] }],
    ['describe_node', { nodes: [{ type: 'n8n-nodes-base.slack', resource: 'message', operation: 'post' }] }],
    ['find_templates', { words: 'news' }],
    ['find_workflows', { words: 'news' }],
    ['get_workflow', { id: 'w1', nodes: ['Post'], path: 'text', from: 0 }],
    ['find_executions', { id: 'w1' }],
    ['submit_draft', { ...good, example: {}, timezone: 'UTC', separate: false, account: [] }],
    ['submit_changes', { workflowId: 'w1', operations: [at(7)], account: [{ words: 'at 7', step: 'Every day' }] }],
    ['propose_action', { verb: 'restore', workflowId: 'w1', argument: '3' }],
    ['ask', { question: 'Which?', choices: ['A', 'B'] }],
    ['answer', { text: 'Yes.' }],
  ])('%s: what the schema describes is what the parser takes', (name, args) => {
    const schema = modelTools.find((tool) => tool.name === name)?.parameters as {
      properties: Record<string, unknown>;
      required?: string[];
    };
    expect(Object.keys(schema.properties).sort()).toEqual(Object.keys(args).sort());
    expect(parseToolCall(name, JSON.stringify(args)).name).toBe(name);
    const required = Object.fromEntries(Object.entries(args).filter(([key]) => schema.required?.includes(key)));
    expect(parseToolCall(name, required).name).toBe(name);
  });
});
