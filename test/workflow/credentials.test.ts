import { describe, expect, it } from 'vitest';
import type { NodeType } from '#src/catalog/catalog.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { bindCredentials, credentialNeeds } from '#src/workflow/credentials.ts';
import { catalog, document, langchain, node } from './documents.ts';

const flow = (...nodes: object[]): N8nWorkflow => document(nodes) as unknown as N8nWorkflow;
const sales = { id: 'c1', name: 'Sales', type: 'slackApi' };
const support = { id: 'c2', name: 'Support', type: 'slackApi' };
const post = (name: string, more = {}) => ({
  ...node(name, 'slack', { authentication: 'accessToken' }),
  id: 'p',
  ...more,
});
const bearer = { authentication: 'genericCredentialType', genericAuthType: 'httpBearerAuth' };

describe('what credentials a workflow needs', () => {
  it('by kind: required by the type, or named by the node itself; not for what is switched off', () => {
    const workflow = flow(
      post('Post'),
      post('Post 2', { id: 'p2' }),
      node('Get', 'httpRequest', bearer),
      node('Model', langchain('lmChatOpenAi')),
      node('Off', 'telegram', {}, { disabled: true }),
    );
    expect(credentialNeeds(workflow, catalog, [sales])).toEqual([
      { type: 'slackApi', displayName: 'Slack API', nodes: ['Post', 'Post 2'], options: [sales] },
      { type: 'httpBearerAuth', displayName: expect.any(String), nodes: ['Get'], options: [] },
      { type: 'openAiApi', displayName: 'OpenAI', nodes: ['Model'], options: [] },
    ]);
  });

  it('none whose kind an expression decides', () => {
    const open = { authentication: 'genericCredentialType', genericAuthType: '={{ $json.kind }}' };
    expect(credentialNeeds(flow(node('Get', 'httpRequest', open)), catalog)).toEqual([]);
  });
});

describe('binding credentials', () => {
  const bound = (workflow: N8nWorkflow, previous?: N8nWorkflow) =>
    bindCredentials(workflow, { catalog, known: [sales, support], previous }).nodes[0]?.credentials;
  const before = flow(post('Post', { credentials: { slackApi: { id: 'c2', name: 'Support' } } }));

  it('takes the only one of its kind, and none where several would do', () => {
    expect(bindCredentials(flow(post('Post')), { catalog, known: [sales] }).nodes[0]?.credentials).toEqual({
      slackApi: { id: 'c1', name: 'Sales' },
    });
    expect(bound(flow(post('Post')))).toBeUndefined();
  });

  it('keeps what a node had before, also when it was renamed, but not what a node of another type had', () => {
    expect(bound(flow(post('Post')), before)).toEqual({ slackApi: { id: 'c2', name: 'Support' } });
    expect(bound(flow(post('Tell')), before)).toEqual({ slackApi: { id: 'c2', name: 'Support' } });
    const other = flow(node('Tell', 'noOp', {}, { id: 'p', credentials: { slackApi: { id: 'c2', name: 'Support' } } }));
    expect(bound(flow(post('Tell')), other)).toBeUndefined();
  });

  it('never takes one by itself that goes with any address, until a person chooses it', () => {
    const header = { id: 'h', name: 'A key', type: 'httpHeaderAuth' };
    const calls = flow(
      node('Get', 'httpRequest', { authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' }),
    );
    expect(bindCredentials(calls, { catalog, known: [header] }).nodes[0]?.credentials).toBeUndefined();
    const chosen = bindCredentials(calls, { catalog, known: [header], chosen: [header] });
    expect(chosen.nodes[0]?.credentials).toEqual({ httpHeaderAuth: { id: 'h', name: 'A key' } });
  });

  describe('in a change', () => {
    const base = flow(post('Old'), post('Touched', { id: 't' }));
    const change = (more: Partial<Parameters<typeof bindCredentials>[1]> = {}) => {
      const merged = structuredClone(base);
      Object.assign(merged.nodes[1]?.parameters as object, { text: 'Hi' });
      merged.nodes.push({ ...post('New'), id: 'n' } as unknown as N8nWorkflow['nodes'][number]);
      return bindCredentials(merged, { catalog, known: [sales], base, ...more }).nodes.map(({ name, credentials }) => [
        name,
        credentials?.['slackApi']?.id,
      ]);
    };

    it('binds in new steps alone, not in what stays nor in what did without before', () => {
      expect(change()).toEqual([
        ['Old', undefined],
        ['Touched', undefined],
        ['New', 'c1'],
      ]);
    });

    it('takes the chosen one for the steps the change is about, and asks for no other', () => {
      expect(change({ chosen: [support] })).toEqual([
        ['Old', undefined],
        ['Touched', 'c2'],
        ['New', 'c2'],
      ]);
      const merged = structuredClone(base);
      Object.assign(merged.nodes[1]?.parameters as object, { text: 'Hi' });
      expect(credentialNeeds(merged, catalog, [sales], base).map(({ nodes }) => nodes)).toEqual([['Touched']]);
    });
  });
});

describe('a way to authenticate that the service switched off', () => {
  const ways = { apiKey: 'hubspotApi', appToken: 'hubspotAppToken', oAuth2: 'hubspotOAuth2Api' };
  const hubspot = {
    ...catalog.get('n8n-nodes-base.slack'),
    name: 'n8n-nodes-base.hubspot',
    properties: [
      {
        ...{ displayName: 'Authentication', name: 'authentication', type: 'options', default: 'apiKey' },
        options: Object.keys(ways).map((value) => ({ name: value, value })),
      },
    ],
    credentials: Object.entries(ways).map(([way, name]) => ({
      ...{ name, displayName: name, required: true },
      displayOptions: { show: { authentication: [way] } },
    })),
  } as unknown as NodeType;
  const withHubspot = { ...catalog, get: (type: string) => (type.endsWith('.hubspot') ? hubspot : catalog.get(type)) };
  const bindHubspot = (parameters: object, ...known: { id: string; name: string; type: string }[]) =>
    bindCredentials(flow({ ...node('CRM', 'hubspot', {}), typeVersion: 2, parameters }), {
      catalog: withHubspot,
      known,
    }).nodes[0];
  const key = { id: 'k', name: 'Key', type: 'hubspotApi' };
  const oauth = { id: 'o', name: 'CRM', type: 'hubspotOAuth2Api' };

  it.each([{}, { authentication: 'apiKey' }])('is never taken (%j): another way stands in for it', (parameters) => {
    expect(bindHubspot(parameters, key)).toMatchObject({ parameters: { authentication: 'appToken' } });
    expect(bindHubspot(parameters, key)?.credentials).toBeUndefined();
    expect(bindHubspot(parameters, key, oauth)).toMatchObject({
      parameters: { authentication: 'oAuth2' },
      credentials: { hubspotOAuth2Api: { id: 'o' } },
    });
  });
});
