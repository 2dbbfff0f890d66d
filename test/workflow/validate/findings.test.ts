import { describe, expect, it } from 'vitest';
import { validateDraft, validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog, chain, document, draft, draftNode, hourly, link, next, node } from '../documents.ts';
import { http, slack } from './rules.ts';

describe('rules: reading findings', () => {
  it('names the node, the path and what to do', () => {
    const [issue] = validateWorkflow(chain(hourly, slack({ channelId: { __rl: true, mode: 'list', value: '' } })), {
      catalog,
    });
    expect(issue).toEqual({
      code: 'missing-parameter',
      severity: 'error',
      node: 'Slack',
      path: 'parameters.channelId',
      message: 'Channel is missing in "Slack". Say which channel, e.g. #sales.',
      params: { node: 'Slack', parameter: 'Channel', key: 'channelId', blank: false },
    });
  });

  it('does not ask a draft for credentials, which are bound later', () => {
    const given = draft(
      [draftNode('Start', 'scheduleTrigger'), draftNode('Post', 'slack', { channel: '#ops', text: 'hi' })],
      [link('Start', 'Post')],
    );
    expect(validateDraft(given, { catalog })).toEqual([]);
    const inline = draft(
      [
        draftNode('Start', 'scheduleTrigger'),
        draftNode('Post', 'slack', { channel: '#ops', text: 'hi', credentials: { slackApi: { id: '1' } } }),
      ],
      [link('Start', 'Post')],
    );
    expect(validateDraft(inline, { catalog })).toMatchObject([{ code: 'credential-in-parameters', severity: 'error' }]);
  });

  it('takes any choice from lists that only the service knows', () => {
    const place = (value: string) => ({ __rl: true, mode: 'name', value });
    const issues = node('Issues', 'githubTrigger', {
      owner: place('acme'),
      repository: place('site'),
      events: ['issues'],
    });
    expect(validateWorkflow(chain(issues, next), { catalog }).filter((issue) => issue.severity === 'error')).toEqual(
      [],
    );
  });

  it('suggests the nearest node type', () => {
    const [issue] = validateWorkflow(chain(hourly, node('X', 'slak')), { catalog });
    expect(issue?.message).toContain('n8n-nodes-base.slack');
  });

  it('only warns of unknown types and secrets in files from elsewhere, and still names malformed types', () => {
    const context = { catalog, unknownTypes: 'warning' as const };
    const airtable = validateWorkflow(chain(hourly, node('X', 'airtable')), context);
    expect(airtable).toMatchObject([{ code: 'unknown-node-type', severity: 'warning' }]);
    expect(validateWorkflow(chain(hourly, node('X', 'air table.x y')), context)[0]?.severity).toBe('error');
    const secret = chain(hourly, http({ url: 'https://bob:s3cretpassw0rd@host.tld/x' }));
    expect(validateWorkflow(secret, context)).toMatchObject([{ code: 'secret-in-parameters', severity: 'warning' }]);
  });

  it('does not count what is wrong inside a node nothing leads to, and skips disabled ones', () => {
    const idle = validateWorkflow(document([hourly, next, http({ url: '' })], { Start: ['Next'] }), { catalog });
    expect(idle.filter((issue) => issue.severity === 'error')).toEqual([]);
    expect(idle.map((issue) => issue.code)).toContain('missing-parameter');
    const off = validateWorkflow(chain(hourly, { ...http({ url: '' }), disabled: true }), { catalog });
    expect(off.filter((issue) => issue.code === 'missing-parameter')).toEqual([]);
  });

  it('does not judge an older major version by the newest parameters', () => {
    const old = chain(hourly, { ...slack({ channel: '#x', channelId: '', select: '' }), typeVersion: 1 });
    expect(validateWorkflow(old, { catalog }).filter((issue) => issue.severity === 'error')).toEqual([]);
  });

  it('lists errors before warnings and at most 200 findings', () => {
    const nodes = Array.from({ length: 150 }, (_, i) => node(`H${i}`, 'httpRequest', { url: 'nope', foo: 1 }));
    const issues = validateWorkflow(document([hourly, ...nodes], { Start: nodes.map((one) => String(one['name'])) }), {
      catalog,
    });
    expect(issues).toHaveLength(200);
    const severities = issues.map((issue) => issue.severity);
    expect(severities.lastIndexOf('error')).toBeLessThan(severities.indexOf('warning'));
  });
});
