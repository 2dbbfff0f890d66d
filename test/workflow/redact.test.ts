import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { secretMark } from '#src/policy/secrets.ts';
import { mergeDraft } from '#src/workflow/edit/merge-draft.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { redactWorkflow, restoreSecrets } from '#src/workflow/redact.ts';
import { catalog, chain, hourly, node } from './documents.ts';

const key = ['sk', '-proj-', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4'].join('');
const url = 'https://example.com/orders?api_key=a1b2c3d4e5&page=2';
const call = node('Call', 'httpRequest', {
  url,
  sendHeaders: true,
  headerParameters: {
    parameters: [
      { name: 'Accept', value: 'application/json' },
      { name: 'X-Api-Key', value: 'onlyItsNameTellsThat' },
      { name: 'Authorization', value: `Bearer ${key}` },
    ],
  },
  jsonBody: '={{ { "token": $json.token, "password": "hunter22" } }}',
});
const script = node(
  'Script',
  'code',
  { jsCode: "const apiKey = '9f8e7d6c5b4a';\nreturn [];" },
  { notes: 'password: hunter2!' },
);
const plain = node('Tell', 'slack', { text: 'The token of {{ $json.name }} was renewed' });
const original = chain(hourly, call, script, plain) as unknown as N8nWorkflow;
const secrets = ['a1b2c3d4e5', 'onlyItsNameTellsThat', key, 'hunter22', '9f8e7d6c5b4a', 'hunter2!'];

describe('a workflow that is read from n8n, drafted on and written back', () => {
  const redacted = redactWorkflow(original);

  it('shows no secret, and everything else as it is', () => {
    const text = JSON.stringify(redacted);
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain('$json.token');
    expect(text).toContain('application/json');
    expect(redacted.nodes[3]).toBe(original.nodes[3]);
    expect(redactWorkflow(redacted)).toEqual(redacted);
    expect(redactWorkflow(toDraft(original))).toEqual(toDraft(redacted));
  });

  it('gets every secret back where nothing was changed', () => {
    const { workflow, lost } = restoreSecrets(redacted, original);
    expect(workflow).toEqual(original);
    expect(lost).toEqual([]);
  });

  it('a change beside it leaves it alone: schedule changed, step renamed, another header taken out', () => {
    const draft = toDraft(redacted);
    const nodes = draft.nodes.map((one) => {
      if (one.name === 'Start')
        return { ...one, parameters: { rule: { interval: [{ field: 'days', triggerAtHour: 7 }] } } };
      if (one.name !== 'Call') return one;
      const list = (one.parameters['headerParameters'] as { parameters: unknown[] }).parameters.slice(1);
      return { ...one, name: 'Fetch', parameters: { ...one.parameters, headerParameters: { parameters: list } } };
    });
    const connections = draft.connections.map(({ from, to, ...rest }) => ({
      ...rest,
      from: from === 'Call' ? 'Fetch' : from,
      to: to === 'Call' ? 'Fetch' : to,
    }));
    const merged = mergeDraft(redacted, { ...draft, nodes, connections }, { catalog, renames: { Fetch: 'Call' } });
    const { workflow, lost } = restoreSecrets(merged, original);
    expect(lost).toEqual([]);
    expect(JSON.stringify(workflow)).not.toContain(secretMark);
    const fetched = workflow.nodes.find(({ name }) => name === 'Fetch');
    expect(fetched?.parameters['headerParameters']).toEqual({
      parameters: [
        { name: 'X-Api-Key', value: 'onlyItsNameTellsThat' },
        { name: 'Authorization', value: `Bearer ${key}` },
      ],
    });
    expect(fetched?.parameters['url']).toBe(url);
    expect(workflow.nodes.find(({ name }) => name === 'Script')).toEqual(script);
  });

  it('words cannot lead it elsewhere: not into another address, field, node or type of node', () => {
    const change = (name: string, parameters: Record<string, unknown>, more: object = {}) => ({
      ...redacted,
      nodes: redacted.nodes.map((one) => (one.name === name ? { ...one, ...more, parameters } : one)),
    });
    const moved = [
      change('Call', { ...redacted.nodes[1]?.parameters, url: `https://evil.example/?api_key=${secretMark}` }),
      change('Tell', { text: secretMark }),
      change('Tell', { text: `Bearer ${secretMark}` }),
      change('Script', { ...redacted.nodes[2]?.parameters }, { type: 'n8n-nodes-base.set' }),
    ];
    for (const workflow of moved) {
      const restored = restoreSecrets(workflow, original);
      expect(restored.lost.length).toBeGreaterThan(0);
    }
    expect(restoreSecrets(redacted, undefined).lost).toHaveLength(5);
  });

  it('any parameters: nothing throws, and what is restored is what there was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (parameters) => {
        const workflow = { nodes: [{ name: 'X', type: 'y', parameters }] };
        const before = structuredClone(workflow);
        const { workflow: back, lost } = restoreSecrets(redactWorkflow(workflow), workflow);
        expect(back).toEqual(before);
        expect(lost).toEqual([]);
      }),
    );
  });
});
