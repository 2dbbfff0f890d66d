import { describe, expect, it } from 'vitest';
import { type InstanceFacts, validateWorkflow } from '#src/workflow/validate/index.ts';
import { base, catalog, chain, hourly, langchain, next, node } from '../documents.ts';
import { type Document, fine, hook, slack } from './rules.ts';

const facts: InstanceFacts = {
  credentials: [
    { id: 'c1', name: 'Team Slack', type: 'slackApi' },
    { id: 'c2', name: 'Mail', type: 'smtp' },
    { id: '1', name: 'x', type: 'httpHeaderAuth' },
  ],
  workflows: [
    { id: 'hub', name: 'Error hub', published: true, triggers: [base('errorTrigger')] },
    { id: 'off', name: 'Sleeping hub', published: false, triggers: [base('errorTrigger')] },
    { id: 'sub', name: 'Sub', published: true, triggers: [base('executeWorkflowTrigger')] },
    { id: 'draft', name: 'Unfinished', published: false, triggers: [base('executeWorkflowTrigger')] },
    { id: 'cron', name: 'Nightly', published: true, triggers: [base('scheduleTrigger')] },
  ],
  webhooks: [{ method: 'POST', path: 'orders', workflowId: 'w1', workflowName: 'Order intake' }],
};
const issuesOf = (given: Document, known: InstanceFacts | undefined = facts) =>
  validateWorkflow(given, { catalog, ...(known ? { facts: known } : {}) });
const codes = (given: Document, known?: InstanceFacts) =>
  issuesOf(given, known).map((issue) => `${issue.severity} ${issue.code}`);
const withCredential = (slackApi: unknown) => chain(hourly, { ...slack(), credentials: { slackApi } });
const failing = (errorWorkflow: string, more: Document = {}) => ({ ...fine, settings: { errorWorkflow }, ...more });
const calling = (workflowId: unknown, type = 'executeWorkflow', more: Document = {}) =>
  chain(hourly, node('Call', type, { workflowId, ...more }), next);
const locator = (value: string) => ({ __rl: true, mode: 'list', value });

describe('what the connected n8n knows', () => {
  it.each<[string, Document]>([
    ['error unknown-credential', withCredential({ id: 'gone', name: 'Old' })],
    ['error credential-of-other-type', withCredential({ id: 'c2', name: 'Mail' })],
    ['error error-workflow-missing', failing('nope')],
    ['error error-workflow-without-trigger', failing('cron')],
    ['warning error-workflow-unpublished', failing('off')],
    ['error sub-workflow-missing', calling(locator('nope'))],
    ['error sub-workflow-missing', calling('nope')],
    ['error sub-workflow-unpublished', calling(locator('draft'))],
    ['error sub-workflow-without-trigger', calling(locator('cron'))],
    ['error sub-workflow-missing', calling(locator('nope'), langchain('toolWorkflow'))],
    ['warning sub-workflow-unpublished', calling(locator('draft'), langchain('toolWorkflow'))],
    ['error webhook-path-taken', chain(hook(), next)],
    ['error webhook-path-taken', chain(hook({ path: '/orders/' }), next)],
  ])('%s', (expected, given) => {
    expect(codes(given)).toContain(expected);
    expect(codes(given, {})).not.toContain(expected);
    expect(validateWorkflow(given, { catalog }).map((issue) => issue.code)).not.toContain(expected.split(' ')[1]);
  });

  it.each<[string, Document]>([
    ['a credential that is there', withCredential({ id: 'c1', name: 'whatever' })],
    ['a credential still to be chosen', withCredential({ id: null, name: 'x' })],
    ['an error workflow that works', failing('hub')],
    ['the default error workflow', failing('DEFAULT')],
    ['itself as error workflow', failing('me', { id: 'me' })],
    ['a sub-workflow that works', calling(locator('sub'))],
    ['a sub-workflow known when it runs', calling('={{ $json.id }}')],
    ['a sub-workflow inside the step', calling(undefined, 'executeWorkflow', { source: 'parameter' })],
    ['another method at the same path', chain(hook({ httpMethod: 'GET' }), next)],
    ['its own live webhook', { ...chain(hook(), next), id: 'w1' }],
  ])('says nothing about %s', (_, given) => {
    const found = issuesOf(given).map((issue) => issue.code);
    expect(
      found.filter((code) => /credential-of|unknown-credential|error-workflow|sub-workflow|path-taken/.test(code)),
    ).toEqual([]);
  });

  it('binds the one credential of the same name and type', () => {
    const [issue] = issuesOf(withCredential({ id: 'gone', name: 'Team Slack' })).filter(({ fix }) => fix);
    expect(issue?.fix?.edits).toEqual([{ path: ['nodes', 1, 'credentials', 'slackApi', 'id'], value: 'c1' }]);
  });
});
