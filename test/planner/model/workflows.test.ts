import { afterEach, describe, expect, it } from 'vitest';
import { noteText } from '#src/language/note-text.ts';
import { noSources } from '#src/planner/planner.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import {
  at,
  atHand,
  changes,
  closeServers,
  daily,
  good,
  input,
  live,
  setUp,
  slack,
  sources,
  toldTo,
} from './set-up.ts';

afterEach(closeServers);

describe('model planner: changing what is there', () => {
  it('finds, reads and changes a workflow; everything else stays as it was', async () => {
    const { server, planner } = await setUp([
      { tool: 'find_workflows', args: { words: 'hello' } },
      { tool: 'get_workflow', args: { id: 'w1' } },
      {
        tool: 'submit_changes',
        args: { workflowId: 'w1', operations: [at(7), { op: 'renameNode', name: 'Every day', newName: 'At seven' }] },
      },
    ]);
    const { result } = await planner.plan(input({ sources }));
    expect(result).toMatchObject({ kind: 'edit', workflowId: 'w1', renames: { 'At seven': 'Every day' }, issues: [] });
    if (result.kind !== 'edit') return;
    expect(result.draft.nodes[1]).toEqual(live.nodes[1]);
    expect(result.draft.nodes[0]?.parameters).toMatchObject({ rule: { interval: [{ triggerAtHour: 7 }] } });
    expect(toldTo(server, 2)).toContain('triggerAtHour');
  });

  it('needs one call for the workflow at hand: it is in the first prompt', async () => {
    const { server, planner } = await setUp([changes(at(7))]);
    expect((await planner.plan(atHand())).result).toMatchObject({ kind: 'edit', workflowId: 'w1' });
    expect(server.requests).toHaveLength(1);
    expect(toldTo(server, 0)).toContain('"triggerAtHour":9');
  });

  it('goes on from what it submitted, and joins the renames', async () => {
    const { server, planner } = await setUp([
      changes(
        { op: 'renameNode', name: 'Post', newName: 'Tell' },
        { op: 'setParameter', name: 'Tell', path: 'text', value: '={{ $json. }}' },
      ),
      changes(
        { op: 'setParameter', name: 'Tell', path: 'text', value: 'Hi' },
        { op: 'renameNode', name: 'Tell', newName: 'Say' },
      ),
    ]);
    const { result } = await planner.plan(atHand());
    expect(server.requests).toHaveLength(2);
    expect(result).toMatchObject({ kind: 'edit', renames: { Say: 'Post' }, draft: { nodes: [{}, { name: 'Say' }] } });
  });

  it('does not mend or repair what was wrong before and not asked about', async () => {
    const flawed = { ...live, nodes: [live.nodes[0], { ...live.nodes[1], type: 'n8n-nodes-base.zzzyx' }] };
    const getWorkflow = async () => ({ name: 'x', published: true, draft: draftSchema.parse(flawed) });
    const { server, planner } = await setUp([changes(at(7))]);
    const { result } = await planner.plan(atHand({ sources: { ...sources, getWorkflow } }));
    expect(server.requests).toHaveLength(1);
    expect(result).toMatchObject({
      kind: 'edit',
      draft: { nodes: [{}, { type: 'n8n-nodes-base.zzzyx' }] },
      // Told, but no reason to refuse the change.
      issues: [expect.objectContaining({ code: 'unknown-node-type', severity: 'warning' })],
    });
  });

  it.each([
    ['an operation that cannot be done', changes({ op: 'removeNode', name: 'Pots' }), 'There is no node "Pots"'],
    ['a malformed operation', changes({ op: 'explode' }), 'malformed'],
    ['operations that change nothing', changes(at(9)), 'change nothing'],
    [
      'an id it was not told',
      { tool: 'submit_changes', args: { workflowId: 'w2', operations: [at(7)] } },
      'no workflow of that id',
    ],
  ])('%s: told, and nothing is changed', async (_name, bad, told) => {
    const { server, planner } = await setUp([bad, changes(at(7))]);
    expect((await planner.plan(atHand())).result.kind).toBe('edit');
    expect(toldTo(server, 1)).toContain(told);
  });

  it('changes the draft under discussion', async () => {
    const { planner } = await setUp([changes(at(7))]);
    const { result } = await planner.plan(input({ current: { draft: live, issues: [] } }));
    expect(result).toMatchObject({ kind: 'revision', draft: { description: live.description } });
  });

  it('a separate draft is no revision', async () => {
    const { planner } = await setUp([{ tool: 'submit_draft', args: { ...good, separate: true } }]);
    expect((await planner.plan(input({ current: { draft: live, issues: [] } }))).result.kind).toBe('draft');
  });

  it('a flaw of the change itself is an error, also in a workflow that had others', async () => {
    const { planner, server } = await setUp((_request, index) =>
      changes({ op: 'addNode', node: { name: `New ${index}`, type: 'n8n-nodes-base.zzzyx' }, after: 'Post' }),
    );
    const { result } = await planner.plan(atHand());
    expect(server.requests).toHaveLength(4);
    expect(result).toMatchObject({ kind: 'edit', issues: [{ code: 'unknown-node-type', severity: 'error' }] });
  });

  it('a draft is repaired by changes', async () => {
    const { planner, server } = await setUp([
      { tool: 'submit_draft', args: { ...good, connections: [{ from: 'Every day', to: 'Nowhere at all' }] } },
      changes(
        { op: 'disconnect', from: 'Every day', to: 'Nowhere at all' },
        { op: 'connect', from: 'Every day', to: 'Post' },
      ),
    ]);
    const { result } = await planner.plan(input());
    expect(server.requests.length).toBeLessThanOrEqual(2);
    expect(result).toMatchObject({ kind: 'draft', draft: { connections: [{ from: 'Every day', to: 'Post' }] } });
  });
});

describe('model planner: validation', () => {
  it('mends obvious slips itself: no call is spent on them', async () => {
    const slip = { ...slack('#general'), type: 'n8n-nodes-base.Slack' };
    const { server, planner } = await setUp([{ tool: 'submit_draft', args: { ...good, nodes: [daily, slip] } }]);
    const { result } = await planner.plan(input());
    expect(server.requests).toHaveLength(1);
    expect(result).toMatchObject({ kind: 'draft', draft: { nodes: [{}, { type: 'n8n-nodes-base.slack' }] } });
  });

  it('leaves to the person what only the person knows: no repair is asked for', async () => {
    const { channelId: _channel, ...parameters } = slack('').parameters;
    const open = { ...slack(''), parameters };
    const { server, planner } = await setUp([{ tool: 'submit_draft', args: { ...good, nodes: [daily, open] } }]);
    const { result } = await planner.plan(input({ request: 'post hello every day at 9' }));
    expect(server.requests).toHaveLength(1);
    expect(result).toMatchObject({
      kind: 'draft',
      issues: [{ code: 'missing-parameter', path: 'parameters.channelId' }],
    });
  });

  it('asks for the repair of what the person did not have to say', async () => {
    const { text: _text, ...parameters } = slack('#general').parameters;
    const open = { ...slack('#general'), parameters };
    const { server, planner } = await setUp([
      { tool: 'submit_draft', args: { ...good, nodes: [daily, open] } },
      changes({ op: 'setParameter', name: 'Post', path: 'text', value: 'Hello' }),
    ]);
    expect((await planner.plan(input())).result).toMatchObject({ kind: 'draft', issues: [] });
    expect(toldTo(server, 1)).toContain('"Post" parameters.text');
  });

  it('shows how far it came when the model stops answering', async () => {
    const bad = { ...good, nodes: [daily, { ...slack('#general'), type: 'n8n-nodes-base.zzzyx' }] };
    const { planner } = await setUp([{ tool: 'submit_draft', args: bad }, { status: 503 }]);
    const turn = await planner.plan(input());
    expect(turn.result.kind).toBe('draft');
    expect(turn.notes.map((note) => noteText(note, 'en')).join()).toContain('as far as it came');
  });

  it('uses what the instance knows, and names no credential to the model', async () => {
    const hook = { name: 'Hook', type: 'n8n-nodes-base.webhook', parameters: { httpMethod: 'POST', path: 'orders' } };
    const readFacts = async () => ({
      credentials: [{ id: 'c1', name: 'Secret payroll account', type: 'slackApi' }],
      webhooks: [{ method: 'POST', path: 'orders', workflowId: '9', workflowName: 'Orders' }],
    });
    const nodes = [hook, slack('#general')];
    const taken = { ...good, nodes, connections: [{ from: 'Hook', to: 'Post' }] };
    const { server, planner } = await setUp(() => ({ tool: 'submit_draft', args: taken }));
    const { result } = await planner.plan(input({ sources: { ...noSources, readFacts } }));
    expect(JSON.stringify(result)).toContain('Orders');
    const sent = JSON.stringify(server.requests);
    expect(sent).toContain('slackApi');
    expect(sent).not.toContain('payroll');
  });
});

describe('model planner: acting on workflows', () => {
  it('proposes; it is for a person to confirm', async () => {
    const { planner } = await setUp([
      { tool: 'find_workflows', args: { words: 'hello' } },
      { tool: 'propose_action', args: { verb: 'unpublish', workflowId: 'w1' } },
    ]);
    expect((await planner.plan(input({ sources }))).result).toEqual({
      kind: 'command',
      verb: 'unpublish',
      workflowId: 'w1',
      argument: '',
    });
  });

  it.each([{ verb: 'delete' }, { verb: 'delete', workflowId: 'w2' }, { verb: 'publish', workflowId: null }])(
    'not without a workflow it was told: %o',
    async (args) => {
      const { server, planner } = await setUp([
        { tool: 'propose_action', args },
        { tool: 'answer', args: { text: 'Which one?' } },
      ]);
      expect((await planner.plan(atHand())).result.kind).toBe('answer');
      expect(toldTo(server, 1)).toContain('find_workflows');
    },
  );

  it('reads executions, without the secrets in them', async () => {
    const { server, planner } = await setUp([
      { tool: 'find_executions', args: { id: 'w1' } },
      { tool: 'answer', args: { text: 'The channel is gone.' } },
    ]);
    await planner.plan(atHand());
    expect(toldTo(server, 1)).toContain('channel_not_found');
    expect(toldTo(server, 1)).not.toContain('hunter22');
  });

  it('shows the best templates in the first prompt, and more on demand', async () => {
    const { server, planner } = await setUp([
      { tool: 'find_templates', args: { words: 'joke' } },
      { tool: 'answer', args: { text: 'ok' } },
    ]);
    await planner.plan(input({ sources }));
    expect(toldTo(server, 0)).toContain('Daily joke');
    expect(server.requests[1]?.body.messages.at(-1)?.content).toMatch(/^<data kind="template">[\s\S]*Daily joke/);
  });

  it('tells how far it is', async () => {
    const stages: string[] = [];
    const { planner } = await setUp([
      { tool: 'search_nodes', args: { queries: ['slack', 'teams'] } },
      { tool: 'submit_draft', args: good },
    ]);
    await planner.plan(input({ onProgress: (stage) => stages.push(stage) }));
    expect(stages).toEqual(['understanding', 'choosing', 'checking']);
  });
});

describe('model planner: what cannot be looked up is not the same as nothing', () => {
  const hear = async (call: { tool: string; args: unknown }, more: Partial<typeof sources>) => {
    const { server, planner } = await setUp([call, { tool: 'answer', args: { text: 'ok' } }]);
    await planner.plan(atHand({ sources: { ...sources, ...more } }));
    return server.requests[1]?.body.messages.at(-1)?.content ?? '';
  };

  it('not run yet and cannot be read are two answers', async () => {
    const call = { tool: 'find_executions', args: { id: 'w1' } };
    const never = await hear(call, { findExecutions: async () => [] });
    const unread = await hear(call, { findExecutions: async () => undefined });
    expect(never).toContain('has not run yet');
    expect(never).not.toContain('cannot be read');
    expect(unread).toContain('cannot be read now');
  });

  it('find_workflows without words lists', async () => {
    const asked: string[] = [];
    const findWorkflows: typeof sources.findWorkflows = async (words) => {
      asked.push(words);
      return sources.findWorkflows(words);
    };
    expect(await hear({ tool: 'find_workflows', args: {} }, { findWorkflows })).toContain('Morning hello');
    expect(asked).toEqual(['']);
  });

  it('describe_node for six answers six', async () => {
    const types = ['slack', 'gmail', 'httpRequest', 'set', 'if', 'code'].map((name) => `n8n-nodes-base.${name}`);
    const told = await hear({ tool: 'describe_node', args: { nodes: types.map((type) => ({ type })) } }, {});
    for (const type of types) expect(told).toContain(type);
  });
});
