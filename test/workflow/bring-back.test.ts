import { describe, expect, it } from 'vitest';
import { inOrderOfCalls } from '#src/engine/recover/plan.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { secretMark } from '#src/policy/secrets.ts';
import { type ThereNow, toBringBack, withCalls } from '#src/workflow/bring-back.ts';

const slack = { id: 'new-1', name: 'Team Slack', type: 'slackApi' };
const there: ThereNow = {
  credentials: [
    slack,
    { id: 'new-2', name: 'Twin', type: 'httpBasicAuth' },
    { id: 'new-3', name: 'Twin', type: 'httpBasicAuth' },
  ],
  workflow: (id) => ({ old: { id: 'now', name: 'Child' }, away: { name: 'Missing child' } })[id],
  isHub: (id) => id === 'hub',
};

function workflow(node: object, settings: object = {}): N8nWorkflow {
  const whole = {
    id: 'n',
    name: 'Step',
    type: 'n8n-nodes-base.httpRequest',
    typeVersion: 4,
    position: [0, 0],
    parameters: {},
  };
  return { name: 'W', nodes: [{ ...whole, ...node }], connections: {}, settings } as unknown as N8nWorkflow;
}
const back = (node: object, settings: object = {}) => {
  const { workflow: document, hands } = toBringBack(workflow(node, settings), there);
  return { node: document.nodes[0], settings: document.settings, hands };
};

describe('a kept workflow, as it goes into n8n again', () => {
  it.each([
    [
      'by its name, the id is another',
      { slackApi: { id: 'old-1', name: 'Team Slack' } },
      { slackApi: { id: 'new-1', name: 'Team Slack' } },
    ],
    [
      'by its id, the name is another',
      { slackApi: { id: 'new-1', name: 'Slack' } },
      { slackApi: { id: 'new-1', name: 'Team Slack' } },
    ],
  ])('a credential %s', (_what, credentials, bound) => {
    expect(back({ credentials })).toMatchObject({ node: { credentials: bound }, hands: [] });
  });

  it.each([
    ['of that name in another kind', { slackOAuth2Api: { id: 'old-1', name: 'Team Slack' } }],
    ['of a name two have', { httpBasicAuth: { id: 'old-2', name: 'Twin' } }],
    ['that is the only one of its kind, under another name', { slackApi: { id: 'old-1', name: 'Private Slack' } }],
  ])('a credential %s is bound to none, and told', (_what, credentials) => {
    const { node, hands } = back({ credentials });
    expect(node?.credentials).toBeUndefined();
    expect(hands).toEqual([expect.objectContaining({ code: 'handCredential', node: 'Step' })]);
  });

  it('an n8n that does not list credentials leaves them as they are', () => {
    const given = workflow({ credentials: { slackApi: { id: 'old-1', name: 'X' } } });
    expect(toBringBack(given, { ...there, credentials: undefined })).toMatchObject({
      workflow: { nodes: given.nodes },
      hands: [],
    });
  });

  it('workflows it runs by the ids they have now; of those that are away it is told', () => {
    const type = 'n8n-nodes-base.executeWorkflow';
    const value = {
      __rl: true,
      mode: 'list',
      value: 'old',
      cachedResultUrl: '/workflow/old',
      cachedResultName: 'Child',
    };
    expect(back({ type, parameters: { workflowId: value } })).toMatchObject({
      node: { parameters: { workflowId: { value: 'now', cachedResultUrl: '/workflow/now', mode: 'list' } } },
      hands: [],
    });
    expect(back({ type, parameters: { workflowId: 'away' } }).hands).toEqual([
      { code: 'handCall', id: 'away', name: 'Missing child' },
    ]);
    expect(back({ type, parameters: { workflowId: 'strange' } }).hands).toEqual([{ code: 'handCall', id: 'strange' }]);
  });

  it('the error workflow by its id now; our own is left to be set anew; one that is away is told', () => {
    expect(back({}, { errorWorkflow: 'old' })).toMatchObject({ settings: { errorWorkflow: 'now' }, hands: [] });
    expect(back({}, { errorWorkflow: 'hub' })).toMatchObject({ settings: {}, hands: [] });
    const away = back({}, { errorWorkflow: 'away' });
    expect([away.settings, away.hands]).toEqual([
      {},
      [{ code: 'handErrorWorkflow', id: 'away', name: 'Missing child' }],
    ]);
  });

  it('webhook id and path stay, the mark of the creation before goes, other tags stay', () => {
    const tags = [
      { key: 'flowsmith_creation', value: 'c' },
      { key: 'team', value: 'ops' },
    ];
    const done = back({ webhookId: 'w', parameters: { path: 'orders' } }, { customTelemetryTags: tags });
    expect(done.node).toMatchObject({ webhookId: 'w', parameters: { path: 'orders' } });
    expect(done.settings).toEqual({ customTelemetryTags: [{ key: 'team', value: 'ops' }] });
  });

  it('a secret that was never kept is told, and nothing stands there that looks like one', () => {
    const { node, hands } = back({ parameters: { headers: { value: `Bearer ${secretMark}` } } });
    expect(hands).toEqual([{ code: 'handSecret', node: 'Step', path: 'parameters.headers.value' }]);
    expect(JSON.stringify(node)).not.toContain(secretMark);
  });

  it('callers in the settings follow too', () => {
    const given = workflow({}, { callerIds: 'old, other' });
    expect(withCalls(given, (id) => there.workflow(id)?.id).settings).toEqual({ callerIds: 'now,other' });
  });
});

describe('the order in which workflows come back', () => {
  const order = (calls: Record<string, string[]>) =>
    inOrderOfCalls(
      Object.keys(calls).map((id) => ({ id })),
      ({ id }) => calls[id] ?? [],
    ).map(({ id }) => id);

  it('what is run comes before what runs it, however deep', () => {
    expect(order({ a: ['b'], b: ['c', 'd'], c: [], d: ['c'] })).toEqual(['c', 'd', 'b', 'a']);
  });
  it('circles and itself do no harm, what is not missing does not count', () => {
    expect(order({ a: ['b'], b: ['a', 'b', 'elsewhere'] })).toEqual(['b', 'a']);
  });
});
