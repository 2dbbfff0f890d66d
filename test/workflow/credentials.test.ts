import { describe, expect, it } from 'vitest';
import { bindCredentials, credentialNeeds } from '#src/workflow/credentials.ts';
import type { N8nWorkflow } from '#src/workflow/n8n-workflow.ts';
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
});
