import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostsIn } from '#src/policy/addresses.ts';
import { isInternalHost, isListedHost } from '#src/policy/hosts.ts';
import {
  defaultNodePolicy,
  judgeHost,
  judgeNodeType,
  judgeProgram,
  judgeUnknownAddress,
  type NodePolicy,
  needsAdmins,
} from '#src/policy/node-policy.ts';

describe('node types', () => {
  const nodes = {
    'n8n-nodes-base.ssh': 'admin',
    'n8n-nodes-acme.*': 'deny',
    'n8n-nodes-acme.reader': 'allow',
    '*Trigger': 'admin',
    'n8n-nodes-base.*': 'allow',
  } as const;
  it.each([
    ['n8n-nodes-base.executeCommand', {}, 'deny'],
    ['n8n-nodes-base.executeCommandTool', {}, 'deny'],
    ['n8n-nodes-base.sshHitlTool', {}, 'deny'],
    ['N8N-nodes-base.SSH', {}, 'deny'],
    ['n8n-nodes-base.readWriteFile', {}, 'deny'],
    ['n8n-nodes-base.slack', {}, 'allow'],
    ['n8n-nodes-base.ssh', nodes, 'admin'],
    ['n8n-nodes-base.executeCommand', nodes, 'deny'],
    ['n8n-nodes-acme.writer', nodes, 'deny'],
    ['n8n-nodes-acme.writerTool', nodes, 'deny'],
    ['n8n-nodes-acme.reader', nodes, 'allow'],
    ['n8n-nodes-acmeother.reader', nodes, 'allow'],
    ['@acme/n8n-nodes-x.someTrigger', nodes, 'admin'],
    ['n8n-nodes-base.slackTrigger', nodes, 'allow'],
  ])('%s', (type, given, ruling) => {
    expect(judgeNodeType({ nodes: given }, type)).toBe(ruling);
  });

  it('any pattern against any name is quick and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '*', '.'), maxLength: 200 }), fc.string(), (pattern, name) => {
        expect(['allow', 'deny']).toContain(judgeNodeType({ nodes: { [pattern]: 'deny' } }, name));
      }),
    );
  });
});

describe('what is left to admins unless the operator says otherwise', () => {
  const rulings = (given: Partial<NodePolicy>) => {
    const policy = { ...defaultNodePolicy, ...given };
    return [judgeUnknownAddress(policy), judgeProgram(policy, false), judgeProgram(policy, true)];
  };
  it.each<[Partial<NodePolicy>, string[], boolean]>([
    [{}, ['admin', 'allow', 'admin'], false],
    [{ internalUrls: 'allow' }, ['allow', 'allow', 'admin'], false],
    [{ internalUrls: 'admin' }, ['admin', 'allow', 'admin'], true],
    [{ unknownUrls: 'allow', reachingCode: 'allow' }, ['allow', 'allow', 'allow'], false],
    [{ unknownUrls: 'admin' }, ['admin', 'allow', 'admin'], true],
    [{ reachingCode: 'allow', code: 'deny' }, ['admin', 'deny', 'deny'], false],
    [{ reachingCode: 'admin' }, ['admin', 'allow', 'admin'], true],
  ])('%j', (given, expected, named) => {
    expect(rulings(given)).toEqual(expected);
    expect(needsAdmins({ ...defaultNodePolicy, ...given })).toBe(named);
  });
});

describe('hosts inside the network', () => {
  it.each([
    'localhost',
    'LOCALHOST.',
    'api.localhost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '0.0.0.0',
    '10.0.0.5',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '[::1]',
    '::1',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    'metadata.google.internal',
    'metadata',
    'db',
    'grafana.monitoring.svc',
    'x.svc.cluster.local',
    'nas.lan',
    '168.63.129.16',
    '192.88.99.1',
    '240.0.0.1',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    'fec0::1',
    'ff02::1',
    '[::ffff:168.63.129.16]',
    '１２７.0.0.1',
    'localhost..',
    '127.0.0.1.nip.io',
    'app-10-0-0-5.sslip.io',
    '7f000001.nip.io',
    '7.10.0.0.5.nip.io',
    'x.localtest.me',
    'lvh.me',
    '10.0.0.5.example.com',
    'instance-data',
    'metadata.tencentyun.com',
    'host.docker.internal',
    'db.corp',
  ])('%s is', (host) => expect(isInternalHost(host)).toBe(true));

  it.each([
    'example.com',
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '[2606:4700::1111]',
    'internal.example.com',
    'local.io',
    '11.0.0.1',
    '[::ffff:8.8.8.8]',
    '8.8.8.8.nip.io',
    'ec2-54-12-13-14.compute-1.amazonaws.com',
    'v1-2-3.example.com',
    'localtest.me.example.com',
  ])('%s is not', (host) => expect(isInternalHost(host)).toBe(false));

  it.each([
    [['grafana.internal'], 'grafana.internal', true],
    [['grafana.internal'], 'GRAFANA.internal.', true],
    [['grafana.internal'], 'x.grafana.internal', false],
    [['*.corp'], 'wiki.corp', true],
    [['*.corp'], 'corp', false],
    [['10.1.0.0/16'], '10.1.200.3', true],
    [['10.1.0.0/16'], '10.2.0.1', false],
    [['10.1.2.3'], '10.1.2.3', true],
    [['10.1.2.3'], '10.1.2.4', false],
    [['fd00::/8'], '[fd12::1]', true],
    [['127.0.0.1/999'], '127.0.0.2', false],
  ])('%j lists %s: %s', (patterns, host, listed) => expect(isListedHost(patterns, host)).toBe(listed));

  it.each([
    ['http://169.254.169.254/latest', ['169.254.169.254']],
    ["={{ 'http://10.0.0.5/' + $json.path }}", ['10.0.0.5']],
    ['https://user:pass@127.0.0.1:8080/x', ['127.0.0.1']],
    ['https://example.com@localhost/', ['localhost']],
    ['http:\\\\127.0.0.1', ['127.0.0.1']],
    ['http://[::1]:3000/', ['::1']],
    ['=https://{{ $json.host }}/x', []],
    ['=https://10.{{ $json.rest }}/x', []],
    ['=https://api.{{ $json.region }}.example.com/x', []],
    ['see https://a.example and http://b.internal/.', ['a.example', 'b.internal']],
    ['nothing', []],
  ])('%j', (text, hosts) => expect(hostsIn(text)).toEqual(hosts));

  it('any text is read without throwing, however hostile and long', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(hostsIn(`http://${text}`))).toBe(true);
        expect(typeof isInternalHost(text)).toBe('boolean');
      }),
    );
    expect(hostsIn('http://a@'.repeat(20_000)).length).toBeLessThanOrEqual(50);
    expect(hostsIn(`http://${'a'.repeat(100_000)}`)).toEqual(['a'.repeat(500)]);
  });

  it('what the operator lists may be called', () => {
    const policy = { ...defaultNodePolicy, internalHosts: ['10.1.0.0/16'] };
    expect(['10.1.0.1', '10.2.0.1', 'example.com'].map((host) => judgeHost(policy, host))).toEqual([
      'allow',
      'deny',
      'allow',
    ]);
  });
});
