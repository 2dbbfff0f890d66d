import { describe, expect, it } from 'vitest';
import { createCatalog } from '#src/catalog/catalog.ts';
import { risks } from '#src/catalog/effects/risk-names.ts';
import type { JudgedNode, JudgedWorkflow } from '#src/workflow/validate/policy/judged.ts';
import { doingsOf } from '#src/workflow/validate/policy/risks.ts';
import type { Called } from '#src/workflow/validate/policy.ts';

const catalog = createCatalog({ kind: 'core', n8nVersion: '2.40.7' } as never, {});
const node = (
  name: string,
  short: string,
  parameters: Record<string, unknown> = {},
  more: Partial<JudgedNode> = {},
): JudgedNode => ({
  ...{ id: name, name, type: `n8n-nodes-base.${short}`, typeVersion: 1, parameters },
  ...more,
});
const row = (nodes: JudgedNode[], settings: Record<string, unknown> = {}): JudgedWorkflow => ({
  nodes,
  connections: Object.fromEntries(
    nodes
      .slice(0, -1)
      .map(({ name }, index) => [name, { main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] }]),
  ),
  settings,
});
const done = (workflow: JudgedWorkflow, before?: JudgedWorkflow, called: [string, Called][] = []): string[] =>
  doingsOf(workflow, { before, catalog, called: new Map(called), house: { domains: ['acme.com'] } }).map(
    ({ what, node: at }) => (at === undefined ? what : `${at}: ${what}`),
  );

const clock = node('Clock', 'scheduleTrigger', { hour: 8 });
const post = node('Post', 'slack', { resource: 'message', operation: 'post', text: 'Hi' });
const clean = node('Clean', 'mySql', { operation: 'executeQuery', query: 'DELETE FROM old' });
const read = node('Read', 'mySql', { operation: 'executeQuery', query: 'SELECT * FROM people' });
const mail = node('Mail', 'emailSend', { toEmail: '={{ $json.who }}' });

describe('what a draft does', () => {
  it('is what each of its steps does; a schedule does nothing', () => {
    expect(done(row([clock, post, clean]))).toEqual(['Post: sends-inside', 'Clean: deletes']);
  });

  it('a step that is switched off counts: one click in n8n starts it', () => {
    expect(done(row([clock, { ...clean, disabled: true }]))).toEqual(['Clean: deletes']);
  });

  it('a message to whoever the run says is one for each that a step before it found', () => {
    expect(done(row([clock, read, mail]))).toContain('Mail: many-recipients');
    expect(done(row([node('Call', 'webhook'), mail]))).not.toContain('Mail: many-recipients');
  });

  it('tools of an agent are steps: the agent does what they do', () => {
    const tool = node('Tool', 'gmailTool', { operation: 'send', sendTo: 'x@gmail.com' });
    const agent = node('Agent', 'x', {}, { type: '@n8n/n8n-nodes-langchain.agent' });
    const workflow = { ...row([clock, agent]), nodes: [clock, agent, tool] };
    expect(done(workflow)).toEqual(['Agent: reads', 'Tool: sends-outside']);
  });
});

describe('what a change does', () => {
  const before = row([clock, post, clean]);

  it.each<[string, JudgedWorkflow, string[]]>([
    ['other times', row([{ ...clock, parameters: { hour: 7 } }, post, clean]), ['schedule']],
    ['another zone', row([clock, post, clean], { timezone: 'Europe/Berlin' }), ['schedule']],
    [
      'other times and another text',
      row([{ ...clock, parameters: { hour: 7 } }, { ...post, parameters: { ...post.parameters, text: 'Ho' } }, clean]),
      ['Post: sends-inside', 'Clean: deletes', 'schedule'],
    ],
    [
      'other times, and what happens when it fails',
      row([{ ...clock, parameters: { hour: 7 } }, post, clean], { executionTimeout: 5 }),
      ['schedule', 'other'],
    ],
    [
      'a webhook instead of the clock',
      row([node('Clock', 'webhook'), post, clean]),
      ['Clock: reads', 'Post: sends-inside', 'Clean: deletes', 'schedule'],
    ],
    ['a step less', row([clock, clean]), ['Clean: deletes', 'other']],
    ['the last step less', row([clock, post]), ['other']],
    [
      'a step more',
      row([clock, post, clean, node('Pay', 'stripe', { resource: 'charge', operation: 'create' })]),
      ['Pay: writes', 'Pay: pays'],
    ],
    [
      'a step before it that feeds it',
      row([clock, read, post, clean]),
      ['Read: reads', 'Post: sends-inside', 'Clean: deletes'],
    ],
    ['another name and place', row([clock, { ...post, notes: 'x' } as JudgedNode, clean]), []],
    ['a step switched off', row([clock, post, { ...clean, disabled: true }]), ['Clean: deletes']],
    [
      'a clock switched off',
      row([{ ...clock, disabled: true }, post, clean]),
      ['Post: sends-inside', 'Clean: deletes', 'schedule'],
    ],
    [
      'other times and a step more',
      row([
        { ...clock, parameters: { hour: 9 } },
        post,
        clean,
        node('Get', 'httpRequest', { url: 'https://x.example' }),
      ]),
      ['Get: reads', 'schedule'],
    ],
    [
      'another clock in its place',
      row([node('Clock 2', 'scheduleTrigger', { hour: 9 }), post, clean]),
      ['Post: sends-inside', 'Clean: deletes', 'schedule', 'other'],
    ],
    ['the same clock anew', row([{ ...clock, name: 'Every day' }, post, clean]), []],
  ])('%s', (_what, after, expected) => {
    expect(done(after, before)).toEqual(expected);
  });
});

describe('what answers whoever calls', () => {
  const hook = (parameters: Record<string, unknown>) => node('Hook', 'webhook', parameters, { typeVersion: 2 });
  const last = hook({ path: 'x', responseMode: 'lastNode' });

  it.each<[string, JudgedNode, string[]]>([
    ['the last step gives', last, ['Hook: reads', 'Hook: sends-outside']],
    ['nothing gives', hook({ responseMode: 'onReceived' }), ['Hook: reads']],
    ['a step of its own gives', hook({ responseMode: 'responseNode' }), ['Hook: reads']],
    ['only whether it worked gives', hook({ responseMode: 'lastNode', responseData: 'noData' }), ['Hook: reads']],
    ['only the run knows', hook({ responseMode: '={{ $json.x }}' }), ['Hook: reads', 'Hook: sends-outside']],
    [
      'an option gives',
      hook({ options: { responseData: '={{ $vars.key }}' } }),
      ['Hook: reads', 'Hook: sends-outside'],
    ],
    [
      'a page after a form gives',
      node('Form', 'form', { operation: 'completion', respondWith: 'showText', responseText: '={{ $json.salary }}' }),
      ['Form: reads', 'Form: sends-outside', 'Form: personal-data'],
    ],
    [
      'a form that is filled in already gives',
      node('Form', 'formTrigger', { formDescription: '={{ $vars.key }}' }, { typeVersion: 2.2 }),
      ['Form: reads', 'Form: sends-outside', 'Form: personal-data'],
    ],
    [
      'a call that was waited for gets',
      node('Wait', 'wait', { resume: 'webhook', responseMode: 'lastNode' }, { typeVersion: 1.1 }),
      ['Wait: reads', 'Wait: sends-outside'],
    ],
    ['a while gives', node('Wait', 'wait', { amount: '={{ $json.n }}' }, { typeVersion: 1.1 }), ['Wait: reads']],
    [
      'an open chat gives',
      node('Chat', 'x', { public: true }, { type: '@n8n/n8n-nodes-langchain.chatTrigger' }),
      ['Chat: reads', 'Chat: sends-outside'],
    ],
  ])('what %s', (_what, one, expected) => {
    expect(done(row([one]))).toEqual(expected);
  });

  it('answers with something else once a step behind it changes, and not at other times', () => {
    const before = row([last, clock]);
    expect(done(row([last, clock, read]), before)).toEqual(['Read: reads', 'Hook: sends-outside']);
    expect(done(row([last]), before)).toEqual(['Hook: sends-outside', 'schedule', 'other']);
    expect(done(row([last, { ...clock, parameters: { hour: 7 } }]), before)).toEqual(['schedule']);
  });
});

describe('what it runs besides', () => {
  const call = node('Call', 'executeWorkflow', { workflowId: 'w7' });
  const inner: Called = { name: 'Other', versions: [row([clean])] };

  it('does what the called workflow does, where it can be read', () => {
    expect(done(row([clock, call]), undefined, [['w7', inner]])).toEqual(['Call: deletes']);
    const deeper: Called = { name: 'Other', versions: [row([node('Next', 'executeWorkflow', { workflowId: 'w8' })])] };
    expect(
      done(row([clock, call]), undefined, [
        ['w7', deeper],
        ['w8', inner],
      ]),
    ).toEqual(['Call: deletes']);
  });

  it.each<[string, JudgedNode, [string, Called][]]>([
    ['nobody read it', call, []],
    ['whoever asked does not see it', call, [['w7', 'unseen']]],
    ['its id comes out of an expression', node('Call', 'executeWorkflow', { workflowId: '={{ $json.id }}' }), []],
    ['it says none', node('Call', 'executeWorkflow', {}), []],
    ['it is an agent', node('Call', 'messageAnAgent', {}), []],
  ])('anything, where %s', (_why, one, called) => {
    expect(done(row([clock, one]), undefined, called)).toEqual(risks.map((risk) => `Call: ${risk}`));
  });

  it('one that stands inside a step does what its steps do', () => {
    const workflowJson = JSON.stringify({
      nodes: [{ name: 'In', type: clean.type, parameters: clean.parameters }],
      connections: {},
    });
    expect(done(row([clock, node('Call', 'executeWorkflow', { source: 'parameter', workflowJson })]))).toEqual([
      'Call: deletes',
    ]);
  });

  it('the one that runs when it fails counts where a change names it', () => {
    const named = row([clock, post], { errorWorkflow: 'w7' });
    expect(done(named, row([clock, post]), [['w7', inner]])).toEqual(['deletes']);
    expect(done(named, named, [['w7', inner]])).toEqual([]);
  });
});
