import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { risksOf } from '#src/catalog/effects/risk.ts';
import { risks } from '#src/catalog/effects/risk-names.ts';
import { toRiskyStep, withoutOperations } from '#src/catalog/effects/step.ts';
import { catalog, of, versionsOf } from './steps.ts';

type Parameters = Record<string, unknown>;

/** What this version of a node does, described or not. */
function at(version: number, short: string, parameters: Parameters, described = true): string {
  const nodeType = described ? versionsOf(short).find(({ covers }) => covers.includes(version)) : undefined;
  const step = toRiskyStep({ type: `n8n-nodes-base.${short}`, parameters, version }, nodeType);
  return risksOf(step, { domains: ['acme.com'] })
    .toSorted()
    .join(' ');
}

describe.skipIf(!catalog)('a parameter that n8n does not read changes nothing', () => {
  it.each<[string, string, Parameters, Parameters]>([
    ['a query of a payment', 'wise', { resource: 'transfer', operation: 'execute' }, { query: 'select 1' }],
    [
      'a query beside the one that runs',
      'googleBigQuery',
      { resource: 'database', operation: 'executeQuery', sqlQuery: 'DELETE FROM t WHERE true' },
      { query: 'select 1' },
    ],
    ['an operation of a mail', 'mailgun', { toEmail: 'x@evil.example' }, { operation: 'get' }],
    ['an operation of a message', 'mqtt', { topic: 'a' }, { operation: 'get' }],
    ['an operation of a queue', 'amqp', {}, { operation: 'get' }],
    ['an operation of a stream', 'kafka', {}, { operation: 'get' }],
    ['an operation of a picture', 'quickChart', {}, { operation: 'get' }],
    ['an operation of a post', 'facebookGraphApi', { httpRequestMethod: 'POST' }, { operation: 'get', method: 'GET' }],
    [
      'an address beside the one that is called',
      'graphql',
      { endpoint: 'https://x.example', query: 'mutation { a }' },
      { url: 'https://acme.com/' },
    ],
    [
      'that a body is not sent',
      'httpRequest',
      { method: 'DELETE', url: 'https://x.example' },
      { endpoint: 'https://acme.com/', requestMethod: 'GET' },
    ],
  ])('%s', (_what, short, parameters, unread) => {
    const honest = of(short, parameters, ['acme.com']);
    expect(honest).not.toBe('reads');
    expect(of(short, { ...parameters, ...unread }, ['acme.com'])).toBe(honest);
  });

  it.each<[number, string, Parameters, string]>([
    [1, 'httpRequest', { url: 'https://x.example', requestMethod: 'POST', method: 'GET' }, 'sends-outside writes'],
    [2, 'httpRequest', { url: 'https://x.example', requestMethod: 'DELETE', method: 'GET' }, 'deletes'],
    [
      2,
      'httpRequest',
      {
        url: 'https://x.example',
        bodyParametersJson: '{"a":1}',
        jsonParameters: true,
        requestMethod: 'DELETE',
        sendBody: false,
      },
      'deletes sends-outside',
    ],
    [1, 'emailSend', { toEmail: 'x@evil.example', operation: 'get' }, 'sends-outside'],
    [
      1,
      'discord',
      { webhookUri: 'https://discord.com/api/webhooks/1/x', text: 'y', operation: 'get' },
      'sends-outside',
    ],
  ])('version %i of %s', (version, short, parameters, expected) => {
    expect(at(version, short, parameters)).toBe(expected);
  });

  it('an operation that the node does not have may be any of them', () => {
    for (const operation of ['look', ['delete'], 7, ''])
      expect(of('wise', { resource: 'transfer', operation })).toBe('deletes pays personal-data reads writes');
    expect(of('wise', { resource: 'nothing', operation: 'get' })).toContain('pays');
  });

  it('no operation of any node type gets milder by a query or a method that it does not have', () => {
    const milder: string[] = [];
    for (const { name } of catalog?.all() ?? []) {
      const short = name.slice(name.lastIndexOf('.') + 1);
      const [nodeType] = versionsOf(short);
      if (!nodeType || nodeType.kind === 'trigger') continue;
      const has = (one: string) => nodeType.properties.some((property) => property.name === one);
      const unread = Object.entries({
        query: 'select 1',
        sqlQuery: 'select 1',
        operation: 'get',
        resource: 'file',
        method: 'GET',
        requestMethod: 'GET',
        mode: 'load',
        action: 'find',
      });
      const added = Object.fromEntries(unread.filter(([one]) => !has(one)));
      const operations = nodeType.properties.filter((property) => property.name === 'operation');
      for (const operation of [
        undefined,
        ...operations.flatMap(({ options }) => options?.map(({ value }) => value) ?? []),
      ]) {
        const given = operation === undefined ? {} : { operation };
        if (of(short, { ...given, ...added }) !== of(short, given)) milder.push(`${name} ${String(operation)}`);
      }
    }
    expect(milder).toEqual([]);
  });
});

describe('what nobody describes', () => {
  it.each<[string, Parameters]>([
    ['mailgun', { operation: 'get' }],
    ['mqtt', { operation: 'get' }],
    ['emailSend', { operation: 'get' }],
    ['wise', { resource: 'transfer', operation: 'execute', query: 'select 1' }],
    ['httpRequest', { requestMethod: 'DELETE', method: 'GET' }],
    ['googleBigQuery', { operation: 'executeQuery', sqlQuery: 'drop table t', query: 'select 1' }],
  ])('%s does not read for a parameter that it may not have', (short, parameters) => {
    expect(at(1, short, parameters, false)).toMatch(/writes|sends-outside|deletes/);
  });

  it.skipIf(!catalog)('is known to have no operation where n8n has none', () => {
    for (const [short, below] of withoutOperations) {
      const versions = versionsOf(short);
      expect(versions.length, short).toBeGreaterThan(0);
      for (const { covers, properties } of versions)
        expect(
          properties.some(({ name }) => name === 'operation'),
          `${short} ${covers}`,
        ).toBe(Math.max(...covers) >= below);
    }
  });

  it.each(['cron', 'interval', 'manualTrigger', 'toolThink', 'debugHelper', 'slack'])(
    'a %s that is not of n8n may do anything',
    (name) => {
      const step = toRiskyStep({ type: `n8n-nodes-acme.${name}`, parameters: {}, version: 1 }, undefined);
      expect(risksOf(step, { domains: [] })).toEqual(risks);
    },
  );

  it('where a description leaves some out, one that decides and is not listed may mean anything', () => {
    const nodeType = createCoreCatalog().get('n8n-nodes-base.gmail');
    const step = { type: 'n8n-nodes-base.gmail', version: 2.2 };
    const doing = (parameters: Parameters) => risksOf(toRiskyStep({ ...step, parameters }, nodeType), { domains: [] });
    expect(doing({ resource: 'message', operation: 'get' })).toEqual(['reads', 'personal-data']);
    expect(doing({ resource: 'message', operation: 'get', mode: 'x' })).toEqual(risks);
    expect(doing({ resource: 'message', operation: '={{ $json.do }}' })).toEqual(risks);
  });
});
