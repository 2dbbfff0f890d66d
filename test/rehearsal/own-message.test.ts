import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { KeptRehearsal, NotRehearsed, ShownStep } from '#src/model/rehearsal.ts';
import { testableKinds, toOwnTests } from '#src/rehearsal/own-message.ts';
import { ownMessages } from '#src/rehearsal/own-message-table.ts';
import { error } from '#src/workflow/issues.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const me = { slack: 'U0ME', mail: 'me@acme.example' };
const slackApi = { slackApi: { id: '1', name: 'Slack of Acme' } };
const smtp = { smtp: { id: '2', name: 'Mail of Acme' } };

function given(
  type: string,
  version: number,
  parameters: Record<string, unknown>,
  { credentials = type === 'slack' ? slackApi : smtp, notRehearsed = [] as NotRehearsed[], failed = false } = {},
): [KeptRehearsal, N8nWorkflow] {
  const workflow = chain(hook('a'), node('Tell', type, version, {}, { credentials }));
  const step: ShownStep = {
    ...{ node: 'Tell', type: `n8n-nodes-base.${type}`, typeVersion: version, times: 3, parameters },
    calls: [
      Object.entries(parameters).map(([path, value]) => ({ path, label: path, text: String(value), computed: true })),
    ],
  };
  const issues = failed ? [error('rehearsal-nobody', { node: 'Tell', field: 'To' }, { node: 'Tell', path: 'x' })] : [];
  const base = { ended: true, steps: [step], branches: [], notReached: [] };
  const rehearsal = { trigger: 'Hook', base, variants: [], issues, sources: {}, notRehearsed, ms: 1 };
  return [{ kind: 'rehearsed', rehearsal }, workflow];
}
const post = {
  ...{ resource: 'message', operation: 'post', select: 'channel', messageType: 'text', text: '=1+1 {{ 2 }}' },
  channelId: { __rl: true, mode: 'id', value: 'C1' },
  otherOptions: { thread_ts: { replyValues: { thread_ts: '1.2' } }, ephemeral: {} },
};
const mail = {
  ...{ resource: 'email', operation: 'send', fromEmail: 'a@acme.example', toEmail: 'them@x.example', subject: 'S' },
  ...{ emailFormat: 'text', text: 'T', options: { ccEmail: 'boss@x.example', replyTo: 'x@x.example' } },
};

describe('what can be sent to one person alone', () => {
  it('a message of Slack: to them, without thread or channel, its text as it was worked out', () => {
    const [test] = toOwnTests(...given('slack', 2.3, post), me);
    expect(test).toMatchObject({ step: 'Tell', kind: 'slack', to: 'U0ME', times: 3, credentials: ['Slack of Acme'] });
    expect(test?.values.map(({ path }) => path)).toEqual(['resource', 'operation', 'messageType', 'text']);
    expect(test?.node).toMatchObject({ credentials: slackApi, typeVersion: 2.3 });
    expect(test?.node.parameters).toEqual({
      ...{ resource: 'message', operation: 'post', messageType: 'text' },
      text: '={{ "=1+1 {\\u007b 2 }\\u007d" }}',
      ...{ select: 'user', user: { __rl: true, mode: 'id', value: 'U0ME' } },
      otherOptions: { includeLinkToWorkflow: false },
    });
  });

  it('an e-mail: to them, without copies', () => {
    const [test] = toOwnTests(...given('emailSend', 2.1, mail), me);
    expect(test?.node.parameters).toEqual({
      ...{
        resource: 'email',
        operation: 'send',
        fromEmail: 'a@acme.example',
        toEmail: 'me@acme.example',
        subject: 'S',
      },
      ...{ emailFormat: 'text', text: 'T', options: { appendAttribution: false } },
    });
    expect(JSON.stringify(test?.node)).not.toContain('x.example');
    expect(test?.values.map(({ path }) => path)).not.toContain('toEmail');
  });

  it.each([
    ['an address that is several', given('emailSend', 2.1, mail), { mail: 'me@acme.example, them@x.example' }],
    ['an address that n8n would work out', given('emailSend', 2.1, mail), { mail: '={{$env.SECRET}}@evil.example' }],
    ['an address that begins with =', given('emailSend', 2.1, mail), { mail: '=me@acme.example' }],
    ['an address with braces', given('emailSend', 2.1, mail), { mail: 'me{x}@acme.example' }],
    ['nobody who can be reached so', given('emailSend', 2.1, mail), { slack: 'U0ME' }],
    ['blocks, which may name another channel', given('slack', 2.3, { ...post, messageType: 'block' }), me],
    ['another operation', given('slack', 2.3, { ...post, operation: 'delete' }), me],
    ['one that waits for an answer', given('emailSend', 2.1, { ...mail, operation: 'sendAndWait' }), me],
    ['no credential', given('slack', 2.3, post, { credentials: {} as typeof slackApi }), me],
    ['a step that failed', given('slack', 2.3, post, { failed: true }), me],
    [
      'a value nobody worked out',
      given('slack', 2.3, post, { notRehearsed: [{ code: 'withheld', node: 'Tell', field: 'x' }] }),
      me,
    ],
    ['another kind of step', given('httpRequest', 4.2, { url: 'https://example.com' }), me],
  ] as const)('not %s', (_, [kept, workflow], reached) => {
    expect(toOwnTests(kept, workflow, reached)).toEqual([]);
  });

  it('an id that begins with = is sent to as it is, and worked out by nobody', () => {
    const [test] = toOwnTests(...given('slack', 2.3, post), { slack: '={{ $env.SECRET }}' });
    expect(test?.node.parameters).toMatchObject({ user: { value: '={{ "={\\u007b $env.SECRET }\\u007d" }}' } });
  });

  it('nothing before there was a rehearsal', () => {
    const [, workflow] = given('slack', 2.3, post);
    for (const kept of [null, { kind: 'not_rehearsed', reason: 'busy' } as const])
      expect([...testableKinds(kept, workflow)]).toEqual([]);
  });
});

const full = await fullCatalog();
it.each(Object.entries(ownMessages))('%s has the fields of the table in n8n', (type, { keeps, to, without }) => {
  const nodeType = (full ?? createCoreCatalog()).get(type);
  if (!nodeType && !full) return;
  const names = nodeType?.properties.map(({ name }) => name) ?? [];
  const known = [...keeps, ...Object.keys(to('x')), ...Object.keys(without)];
  expect(known.filter((name) => !names.includes(name) && name !== 'resource')).toEqual([]);
});
