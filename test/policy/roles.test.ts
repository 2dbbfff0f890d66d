import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError } from '#src/errors.ts';
import { defaultNodePolicy } from '#src/policy/node-policy.ts';
import {
  describePolicy,
  isAdmin,
  isApprover,
  mayApprove,
  mayPublish,
  mayWithdraw,
  operatorKey,
  type Policy,
  personKey,
  policyFor,
  policySchema,
  readPolicy,
} from '#src/policy/roles.ts';

const ana = personKey('slack', 'T1', 'U0ANA');
const boss = personKey('slack', 'T1', 'U0BOSS');
const chief = personKey('teams', '72f9-tenant', '29:chief-object-id');
const slack = { platform: 'slack', externalId: 'T1' };
const inSlack = (given: Partial<Policy>) => policyFor(policySchema.parse(given), slack);

describe('who may approve and publish', () => {
  it.each([
    { what: 'nobody named: the requester', policy: {}, person: ana, approve: true, publish: true },
    { what: 'nobody named: anybody else', policy: {}, person: boss, approve: false, publish: false },
    { what: 'named by id', policy: { approvers: ['U0BOSS'] }, person: boss, approve: true, publish: true },
    { what: 'named in full', policy: { approvers: [boss] }, person: boss, approve: true, publish: true },
    {
      what: 'an id with colons',
      policy: { approvers: ['29:chief-object-id'] },
      person: chief,
      approve: true,
      publish: true,
    },
    { what: 'an admin, nobody else named', policy: { admins: ['U0BOSS'] }, person: boss, approve: true, publish: true },
    {
      what: 'an admin besides approvers',
      policy: { approvers: ['U0X'], admins: ['U0BOSS'] },
      person: boss,
      approve: true,
      publish: true,
    },
    {
      what: 'named elsewhere',
      policy: { approvers: ['slack:T2:U0BOSS'] },
      person: boss,
      approve: false,
      publish: false,
    },
    { what: 'only a part of the id', policy: { approvers: ['BOSS'] }, person: boss, approve: false, publish: false },
    {
      what: 'the requester, not named',
      policy: { approvers: ['U0BOSS'] },
      person: ana,
      approve: false,
      publish: false,
    },
    {
      what: 'the requester, named, four eyes',
      policy: { approvers: ['U0ANA', 'U0BOSS'], fourEyes: true },
      person: ana,
      approve: false,
      publish: false,
    },
    {
      what: 'another approver, four eyes',
      policy: { approvers: ['U0ANA', 'U0BOSS'], fourEyes: true },
      person: boss,
      approve: true,
      publish: true,
    },
    { what: 'publishing given away', policy: { publishers: ['U0BOSS'] }, person: ana, approve: true, publish: false },
    {
      what: 'a publisher',
      policy: { approvers: ['U0BOSS'], publishers: ['U0BOSS'] },
      person: boss,
      approve: true,
      publish: true,
    },
    {
      what: 'a publisher who may not approve',
      policy: { approvers: ['U0ANA'], publishers: ['U0BOSS'] },
      person: boss,
      approve: false,
      publish: false,
    },
  ])('$what', ({ policy, person, approve, publish }) => {
    const parsed = inSlack(policy);
    expect(mayApprove(parsed, person, ana).allowed).toBe(approve);
    expect(mayPublish(parsed, person, ana).allowed).toBe(publish);
  });
});

describe('the operator', () => {
  it.each([{}, { approvers: ['U0BOSS'], publishers: ['U0BOSS'], fourEyes: true }])(
    'is bound by no roles: %o',
    (given) => {
      const policy = inSlack(given);
      for (const requester of [operatorKey, ana]) {
        expect(mayApprove(policy, operatorKey, requester).allowed).toBe(true);
        expect(mayPublish(policy, operatorKey, requester).allowed).toBe(true);
      }
      expect(isAdmin(policy, operatorKey)).toBe(true);
    },
  );

  it('is nobody on a platform, whatever their id', () => {
    for (const person of [personKey('rest', 'api', 'operator'), personKey('slack', 'operator', 'operator')]) {
      expect(isAdmin(inSlack({}), person)).toBe(false);
      expect(mayApprove(inSlack({ approvers: ['U0BOSS'] }), person, ana).allowed).toBe(false);
    }
  });
});

describe('POLICY_FILE', () => {
  it('one that is not there, or is a folder, says just that', () => {
    expect(() => readPolicy('/nowhere/policy.json')).toThrow(
      /POLICY_FILE \(\/nowhere\/policy\.json\) is not there \(ENOENT\)/,
    );
    expect(() => readPolicy(tmpdir())).toThrow(/is a folder \(EISDIR\)/);
  });

  const folder = mkdtempSync(join(tmpdir(), 'flowsmith-policy-'));
  const file = join(folder, 'policy.json');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is optional', () => {
    expect(readPolicy(undefined)).toEqual({
      approvers: [],
      nextApprovers: [],
      remindHours: 4,
      quietHours: '',
      quietWeekends: false,
      publishers: [],
      values: [],
      groups: {},
      domains: [],
      approvals: [],
      admins: [],
      fourEyes: false,
      autoApprove: false,
      errorNotices: false,
      draftDays: 14,
      ...defaultNodePolicy,
      manage: 'made-here',
      tests: 'approvers',
      tenants: {},
      waiting: { perPerson: 10, perTenant: 200 },
    });
  });

  it('fills in what it leaves out', () => {
    writeFileSync(file, '{"approvers": ["U0BOSS"], "fourEyes": true}');
    expect(readPolicy(file)).toEqual(policySchema.parse({ approvers: ['U0BOSS'], fourEyes: true }));
  });

  it.each([
    { content: '{"approvers": [', field: /is no JSON: Unexpected end/ },
    { content: '{"approvers": "U0BOSS"}', field: /approvers/ },
    { content: '{"approvers": ["U0BOSS", ""]}', field: /approvers\.1/ },
    { content: '{"fourEyes": "yes"}', field: /fourEyes/ },
    { content: '{"aprovers": ["U0BOSS"]}', field: /aprovers/ },
    { content: '{"nextApprovers": ["U0X"]}', field: /nextApprovers needs approvers/ },
    { content: '{"remindHours": -1}', field: /remindHours/ },
    { content: '{"draftDays": 0}', field: /draftDays/ },
    { content: '{"draftDays": 366}', field: /draftDays/ },
    { content: '{"draftDays": 1.5}', field: /draftDays/ },
    { content: '[]', field: /the document/ },
    { content: '{"fourEyes": true}', field: /fourEyes needs approvers/ },
    { content: '{"code": "admin"}', field: /"admin" needs admins/ },
    { content: '{"nodes": {"n8n-nodes-base.ssh": "admin"}}', field: /"admin" needs admins/ },
    { content: '{"nodes": {"n8n-nodes-base.ssh": "never"}}', field: /nodes\.n8n-nodes-base\.ssh/ },
    { content: '{"nodes": {"not a type!": "deny"}}', field: /nodes/ },
    { content: '{"tenants": {"T1": {}}}', field: /tenants\.T1: .*slack:T024BE7LG/ },
    { content: '{"tenants": {"slack:T1": {"aprovers": []}}}', field: /tenants\.slack:T1: .*aprovers/ },
    { content: '{"tenants": {"slack:T1": {"admins": [""]}}}', field: /tenants\.slack:T1\.admins\.0/ },
    { content: '{"tenants": {"slack:T1": {"code": "deny"}}}', field: /tenants\.slack:T1: .*code/ },
    { content: '{"tenants": {"slack:T1": {"fourEyes": true}}}', field: /tenants\.slack:T1: fourEyes needs approvers/ },
    {
      content: '{"approvers": ["U0X"], "fourEyes": true, "tenants": {"slack:T1": {"approvers": []}}}',
      field: /tenants\.slack:T1: fourEyes needs approvers/,
    },
    {
      content: '{"tenants": {"slack:T1": {"manage": "whole-instance"}}}',
      field: /tenants\.slack:T1: manage "whole-instance" needs approvers/,
    },
    {
      content: '{"code": "admin", "admins": ["U0X"], "tenants": {"slack:T1": {"admins": []}}}',
      field: /tenants\.slack:T1: "admin" needs admins/,
    },
    { content: '{"internalHosts": ["http://grafana.internal/"]}', field: /internalHosts\.0.*is no host/ },
  ])('$content stops the start and says where', ({ content, field }) => {
    writeFileSync(file, content);
    const reading = () => readPolicy(file);
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(`POLICY_FILE (${file})`);
    expect(reading).toThrow(field);
  });

  it('can be told in words', () => {
    const policy = policySchema.parse({ admins: ['U0CHIEF'], code: 'admin', internalHosts: ['10.0.0.0/8'] });
    const words = describePolicy(policy).join('\n');
    expect(words).toContain('Approving: everyone what they asked for themselves, and U0CHIEF everything.');
    expect(words).toContain('Nodes not allowed: n8n-nodes-base.executeCommand, n8n-nodes-base.ssh');
    expect(words).toContain('Drafts: open for 14 days.');
    expect(words).toContain('Code in nodes: only with an admin.');
    expect(words).toContain("Addresses inside n8n's network: not allowed, except 10.0.0.0/8.");
  });

  it('is told in words per tenant as well', () => {
    const given = { approvers: ['U0X'], tenants: { 'slack:T1': { approvers: ['U0BOSS'], fourEyes: true } } };
    const lines = describePolicy(policySchema.parse(given));
    expect(lines[0]).toBe('Approving: U0X.');
    expect(lines).toContain('Reminders: after 4 hours, on working days by day.');
    expect(lines).toContain(
      'In slack:T1: Approving: slack:T1:U0BOSS, never their own requests. Publishing: whoever may approve. Admins: nobody. Tests of one message, to oneself: whoever may approve the draft.',
    );
  });

  it('says so when it is not there', () => {
    expect(() => readPolicy(join(folder, 'none.json'))).toThrow(/POLICY_FILE .*none\.json/);
  });
});

describe('who may take a workflow out of service', () => {
  it.each([
    [{}, ana, true],
    [{}, boss, false],
    [{ approvers: ['U0BOSS'] }, boss, true],
    [{ approvers: ['U0BOSS'] }, ana, true],
    [{ approvers: ['U0BOSS'], fourEyes: true }, ana, true],
    [{ approvers: ['U0BOSS'] }, chief, false],
  ])('%o: %s %s', (given, person, allowed) => {
    expect(mayWithdraw(inSlack(given as Partial<Policy>), person, ana).allowed).toBe(allowed);
  });

  it('nobody is an approver by default', () => {
    expect(isApprover(inSlack({}), ana)).toBe(false);
    expect(isApprover(inSlack({ approvers: ['U0ANA'] }), ana)).toBe(true);
  });
});

it('managing the whole instance needs named approvers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  const file = join(folder, 'policy.json');
  writeFileSync(file, '{"manage": "whole-instance"}');
  expect(() => readPolicy(file)).toThrow(ConfigError);
  writeFileSync(file, '{"manage": "whole-instance", "approvers": ["U0BOSS"]}');
  expect(readPolicy(file).manage).toBe('whole-instance');
  rmSync(folder, { recursive: true });
});
