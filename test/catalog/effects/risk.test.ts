import { describe, expect, it } from 'vitest';
import { shortTypeName } from '#src/catalog/effects/act.ts';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { risks } from '#src/catalog/effects/risk-names.ts';
import { riskTable } from '#src/catalog/effects/risk-table.ts';
import { judged } from './judged.ts';
import { catalog, of, packages, versionsOf } from './steps.ts';

const cases = judged.flatMap(({ effects, operations }) =>
  operations.split(/\s+/).map((name) => ({ name, effects: effects.split(' ').toSorted().join(' ') })),
);

describe.skipIf(!catalog)('effects of operations', () => {
  it('were judged by hand for 380 of them, each once', () => {
    expect(cases.length).toBeGreaterThanOrEqual(380);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it('are what a person says who reads what each does', () => {
    const wrong = cases.flatMap(({ name, effects }) => {
      const [short = '', resource, operation] = name.split('/');
      const found = of(short, { ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) });
      return found === effects ? [] : [`${name}: found "${found}", judged "${effects}"`];
    });
    expect(wrong).toEqual([]);
  });

  it('are never none for an operation that a name calls a deletion, a message or a payment', () => {
    // These remove items of a list, in memory.
    const inMemory = ['itemLists', 'removeDuplicates'];
    for (const { name } of catalog?.all().filter((one) => !inMemory.includes(shortTypeName(one.name))) ?? [])
      for (const nodeType of versionsOf(shortTypeName(name)).slice(0, 1))
        for (const { name: property, options } of nodeType.properties)
          if (property === 'operation' && nodeType.kind !== 'trigger')
            for (const { value } of options ?? [])
              if (/^(?:delete|remove|send|refund|charge)/.test(String(value)))
                expect
                  .soft(`${name} ${value}: ${of(shortTypeName(name), { operation: value })}`)
                  .not.toMatch(/: (?:reads)?$/);
  });

  it('every row of the table has a reason, and types that exist', () => {
    for (const { why, types } of riskTable) {
      expect(why).not.toBe('');
      for (const type of types?.split(' ') ?? []) {
        const found = packages.some((name) =>
          [type, `${type}Tool`].some((one) => catalog?.all().some((known) => known.name === `${name}.${one}`)),
        );
        expect(found, type).toBe(true);
      }
    }
  });
});

describe.skipIf(!catalog)('what an operation does not say', () => {
  it.each([
    ['a request by its method', 'httpRequest', { method: 'DELETE', url: 'https://api.example.com' }, 'deletes'],
    ['a method that the run knows', 'httpRequest', { method: '={{ $json.m }}' }, 'deletes reads sends-outside writes'],
    [
      'a request to where money is',
      'httpRequest',
      { method: 'POST', url: 'https://api.stripe.com/v1/refunds' },
      'pays sends-outside writes',
    ],
    [
      'a request to the company',
      'httpRequest',
      { method: 'POST', url: '=https://crm.acme.com/{{ $json.id }}' },
      'sends-inside writes',
    ],
    [
      'a host that only looks like it',
      'httpRequest',
      { method: 'POST', url: '=https://acme.com{{ $json.x }}' },
      'sends-outside writes',
    ],
    [
      'the same with the host as a name',
      'httpRequest',
      { method: 'POST', url: 'https://acme.com@evil.example/x' },
      'sends-outside writes',
    ],
    ['a query that deletes', 'mySql', { operation: 'executeQuery', query: 'DELETE FROM orders' }, 'deletes'],
    ['a query that reads', 'mySql', { operation: 'executeQuery', query: 'SELECT 1' }, 'reads'],
    [
      'a query out of an expression',
      'postgres',
      { operation: 'executeQuery', query: '={{ $json.sql }}' },
      'deletes reads writes',
    ],
    ['a mail to the company', 'emailSend', { toEmail: 'Ana <ana@acme.com>, bo@mail.acme.com' }, 'sends-inside'],
    ['a mail to one of them and another', 'emailSend', { toEmail: 'ana@acme.com, x@gmail.com' }, 'sends-outside'],
    [
      'a copy to somebody else',
      'gmail',
      { operation: 'send', sendTo: 'ana@acme.com', options: { bccList: 'x@evil.example' } },
      'sends-outside',
    ],
    ['a mail to whoever the run says', 'emailSend', { toEmail: '={{ $json.to }}' }, 'sends-outside'],
    ['a mail to a domain that ends alike', 'emailSend', { toEmail: 'ana@notacme.com' }, 'sends-outside'],
    [
      'a mail with a field of a person',
      'emailSend',
      { toEmail: 'ana@acme.com', text: '={{ $json.phone }} called' },
      'personal-data sends-inside',
    ],
    [
      'everybody in a channel',
      'slack',
      { resource: 'message', operation: 'post', text: '<!channel> lunch' },
      'many-recipients sends-inside',
    ],
    [
      'ten addresses',
      'emailSend',
      { toEmail: Array.from({ length: 10 }, (_, n) => `p${n}@acme.com`).join(',') },
      'many-recipients sends-inside',
    ],
    [
      'nine addresses',
      'emailSend',
      { toEmail: Array.from({ length: 9 }, (_, n) => `p${n}@acme.com`).join(',') },
      'sends-inside',
    ],
    [
      'a post that goes live',
      'wordpress',
      { operation: 'create', additionalFields: { status: 'publish' } },
      'many-recipients sends-outside writes',
    ],
    [
      'people who are invited',
      'googleCalendar',
      { operation: 'create', additionalFields: { attendees: ['x@gmail.com'] } },
      'sends-outside writes',
    ],
    [
      'colleagues who are invited',
      'googleCalendar',
      { operation: 'create', additionalFields: { attendees: ['bo@acme.com'] } },
      'sends-inside writes',
    ],
    [
      'an answer on a ticket',
      'zendesk',
      { operation: 'update', updateFields: { publicReply: 'Hi' } },
      'sends-outside writes',
    ],
    ['a note on a ticket', 'zendesk', { operation: 'update', updateFields: { internalNote: 'Hi' } }, 'writes'],
    [
      'a file in a channel',
      'slack',
      { resource: 'file', operation: 'upload', options: { channelId: 'C1' } },
      'sends-inside writes',
    ],
    ["a file of one's own", 'slack', { resource: 'file', operation: 'upload' }, 'writes'],
    [
      'an event that people get a mail about',
      'okta',
      { resource: 'user', operation: 'delete', sendEmail: true },
      'deletes personal-data sends-outside',
    ],
    [
      'a file in the bin',
      'googleDrive',
      { resource: 'file', operation: 'update', options: { trashed: true } },
      'deletes writes',
    ],
    [
      'a store that is emptied first',
      'vectorStorePinecone',
      { mode: 'insert', options: { clearNamespace: true } },
      'deletes writes',
    ],
    ['a memory that is emptied', 'memoryManager', { mode: 'delete', deleteMode: 'all' }, 'deletes'],
    ['a memory that becomes another', 'memoryManager', { mode: 'insert', insertMode: 'override' }, 'deletes writes'],
    ['a memory that the run knows', 'memoryManager', { mode: '={{ $json.m }}' }, 'deletes writes'],
    ['a record that goes', 'filemaker', { action: 'delete' }, 'deletes'],
    ['a record that comes', 'filemaker', { action: 'create' }, 'writes'],
    ['a script of a database', 'filemaker', { action: 'performscript' }, 'runs-code writes'],
    ['a script before a search', 'filemaker', { action: 'find', setScriptBefore: true }, 'reads runs-code writes'],
    ['a search in a database', 'filemaker', { action: 'find' }, 'reads'],
    ['an action that the run knows', 'filemaker', { action: '={{ $json.a }}' }, 'deletes runs-code writes'],
    ['a graph that is asked', 'facebookGraphApi', { httpRequestMethod: 'GET' }, 'reads'],
    ['a graph that is posted to', 'facebookGraphApi', { httpRequestMethod: 'POST' }, 'many-recipients sends-outside'],
    ['a graph of which something goes', 'facebookGraphApi', { httpRequestMethod: 'DELETE' }, 'deletes'],
    [
      'a model with tools of somebody else',
      'openAi',
      {
        resource: 'text',
        operation: 'response',
        builtInTools: { mcpServers: { mcpServerOptions: [{ serverUrl: 'https://x.example' }] } },
      },
      'deletes reads sends-outside writes',
    ],
    ['a schedule', 'scheduleTrigger', {}, ''],
    ['a trigger', 'webhook', {}, 'reads'],
    ['mail that comes', 'gmailTrigger', {}, 'personal-data reads'],
    ...['message', 'thread'].map((resource): [string, string, Record<string, unknown>, string] => [
      `an answer to a ${resource}, with a copy to the company`,
      'gmail',
      { resource, operation: 'reply', messageId: 'm1', options: { bccList: 'me@acme.com', ccList: 'me@acme.com' } },
      'sends-outside',
    ]),
    [
      'an answer that somebody got to',
      'microsoftOutlook',
      { resource: 'draft', operation: 'send', draftId: 'd1', to: 'me@acme.com' },
      'sends-outside',
    ],
    [
      'a message of which only the run knows which',
      'gmail',
      { operation: 'send', sendTo: 'me@acme.com', options: { messageId: '={{ $json.id }}' } },
      'sends-outside',
    ],
    [
      'an address that another type of step has',
      'discord',
      { resource: 'message', operation: 'send', url: 'https://acme.com' },
      'sends-outside',
    ],
    [
      'a recipient that n8n does not read',
      'discord',
      { resource: 'message', operation: 'send', to: 'boss@acme.com' },
      'sends-outside',
    ],
    [
      'one that n8n does not read in there',
      'gmail',
      { operation: 'send', options: { to: 'boss@acme.com' } },
      'sends-outside',
    ],
    [
      'a recipient of a request',
      'httpRequest',
      { method: 'POST', url: 'https://evil.com', to: 'boss@acme.com' },
      'sends-outside writes',
    ],
    ...['boss@acme.comé.fr', 'boss@acme.com:evil.fr', 'boss@acme.com@evil.fr', 'boss@acme.com/x'].map(
      (toEmail): [string, string, Record<string, unknown>, string] => [
        `a domain that goes on, ${toEmail}`,
        'emailSend',
        { toEmail },
        'sends-outside',
      ],
    ),
    [
      'a mail with a sentence about somebody inside',
      'emailSend',
      { toEmail: 'ana@acme.com', text: 'Ask bo@acme.com.' },
      'sends-inside',
    ],
  ])('%s', (_what, short, parameters: Record<string, unknown>, expected) => {
    expect(of(short, parameters, ['acme.com'])).toBe(expected);
  });

  it('an operation that the run knows has the effects of all of them', () => {
    const found = of('stripe', { resource: 'charge', operation: '={{ $json.do }}' });
    for (const risk of ['reads', 'writes', 'deletes', 'pays']) expect(found).toContain(risk);
  });

  it('a node type nobody knows may do anything', () => {
    const step = {
      type: 'n8n-nodes-acme.rocket',
      short: 'rocket',
      parameters: {},
      values: {},
      nodeType: undefined,
      unsure: false,
    };
    expect(risksOf(step, { domains: [] })).toEqual(risks);
  });
});
