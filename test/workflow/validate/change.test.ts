import { describe, expect, it } from 'vitest';
import type { N8nNode, N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { toDraft } from '#src/workflow/edit/to-draft.ts';
import { validateChange, validateDraft } from '#src/workflow/validate/index.ts';
import { catalog, chain, hourly, node } from '../documents.ts';

const workflow = (...nodes: object[]): N8nWorkflow => chain(...(nodes as never[])) as unknown as N8nWorkflow;
const codes = (base: N8nWorkflow, merged: N8nWorkflow, more: object = {}) =>
  validateChange(merged, base, { catalog, ...more }).map(({ code, severity }) => `${severity} ${code}`);
const changed = (base: N8nWorkflow, edit: (copy: N8nWorkflow) => void): N8nWorkflow => {
  const copy = structuredClone(base);
  edit(copy);
  return copy;
};
const nodeOf = ({ nodes }: N8nWorkflow, name: string) => nodes.find((one) => one.name === name) as N8nNode;

describe('a change is judged by the document it would write', () => {
  const old = node('Old', 'set', { values: { string: [{ name: 'a', value: 'b' }] } }, { typeVersion: 2 });

  it('a node of an older version is no fault, in the document and in the draft', () => {
    const base = workflow(hourly, old, node('Next', 'noOp'));
    const merged = changed(base, (copy) => Object.assign(nodeOf(copy, 'Next'), { disabled: true }));
    expect(codes(base, merged)).toEqual([]);
    const before = toDraft(base);
    expect(validateDraft(toDraft(merged), { catalog, before })).toEqual([]);
  });

  it('a version nobody knows is told, and keeps nobody from changing something else', () => {
    const base = workflow(hourly, { ...old, typeVersion: 77 }, node('Next', 'noOp'));
    const merged = changed(base, (copy) => Object.assign(nodeOf(copy, 'Next'), { disabled: true }));
    expect(codes(base, merged)).toEqual(['warning unknown-node-version']);
  });

  it('a flaw the change makes is an error, one that was there before a warning', () => {
    const base = workflow(
      hourly,
      node('Get', 'httpRequest', {}),
      node('Mail', 'emailSend', { toEmail: 'a@example.com', fromEmail: 'b@example.com' }),
    );
    const merged = changed(base, (copy) => Object.assign(nodeOf(copy, 'Mail').parameters, { toEmail: '' }));
    const found = validateChange(merged, base, { catalog }).filter(({ code }) => code === 'missing-parameter');
    expect(found.map(({ node: name, severity }) => [name, severity])).toEqual(
      expect.arrayContaining([
        ['Get', 'warning'],
        ['Mail', 'error'],
      ]),
    );
  });

  it('does not stand in its own way: its webhook is taken by itself', () => {
    const hook = node('Hook', 'webhook', { path: 'orders', authentication: 'basicAuth' });
    const base = { ...workflow(hook, node('Next', 'noOp')), id: 'w1' };
    const taken = (workflowId: string) => ({
      facts: { webhooks: [{ method: 'GET', path: 'orders', workflowId, workflowName: 'Orders' }] },
    });
    const merged = changed(base, (copy) => Object.assign(nodeOf(copy, 'Next'), { disabled: true }));
    expect(codes(base, merged, taken('w1'))).toEqual([]);
    expect(codes(base, merged, taken('w2'))).toEqual(['warning webhook-path-taken']);
    const draft = { catalog, ...taken('w1'), before: toDraft(base), workflowId: 'w1' };
    expect(validateDraft(toDraft(merged), draft)).toEqual([]);
  });
});

describe('a step that is removed and still read', () => {
  const make = node('Make', 'set', { mode: 'raw', jsonOutput: '{}' });
  const read = (text: string) =>
    node('Tell', 'httpRequest', { url: 'https://example.com', sendBody: true, specifyBody: 'json', jsonBody: text });
  const without = (base: N8nWorkflow) =>
    changed(base, (copy) => {
      copy.nodes = copy.nodes.filter(({ name }) => name !== 'Make');
      delete copy.connections['Make'];
      copy.connections['Start'] = { main: [[{ node: 'Tell', type: 'main', index: 0 }]] };
    });

  it('by its name is an error', () => {
    const base = workflow(hourly, make, read("={{ $('Make').item.json.a }}"));
    expect(codes(base, without(base))).toContain('error unknown-node-reference');
  });

  it('by the data it put out is told', () => {
    const base = workflow(hourly, make, read('={{ $json.a }}'));
    const found = validateChange(without(base), base, { catalog });
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'removed-step-read', node: 'Tell', severity: 'warning' }),
    );
  });

  it('is not told where nothing reads it, or where the reading was changed with it', () => {
    const silent = workflow(hourly, make, read('{}'));
    expect(codes(silent, without(silent))).toEqual([]);
    const base = workflow(hourly, make, read('={{ $json.a }}'));
    const merged = without(base);
    nodeOf(merged, 'Tell').parameters['jsonBody'] = '={{ $json.timestamp }}';
    expect(codes(base, merged)).toEqual([]);
  });
});

describe('a step that keeps its credential and goes to another host', () => {
  const keyed = (url: string) =>
    node('Orders', 'httpRequest', { url }, { credentials: { httpHeaderAuth: { id: 'c1', name: 'Shop key' } } });
  const base = workflow(hourly, keyed('https://api.example.com/orders'));
  const lead = (url: string) => changed(base, (copy) => Object.assign(nodeOf(copy, 'Orders').parameters, { url }));
  const told = (merged: N8nWorkflow) =>
    validateChange(merged, base, { catalog }).filter(({ code }) => code === 'credential-elsewhere');

  it('is told with the host and the credential', () => {
    const [issue] = told(lead('https://collect.example.net/'));
    expect(issue).toMatchObject({ severity: 'warning', node: 'Orders', path: 'parameters.url' });
    expect(issue?.message).toContain('"Shop key" along to collect.example.net');
    expect(told(lead('={{ $json.url }}'))).toHaveLength(1);
  });

  it('is nothing to tell on the same host, or with another credential', () => {
    expect(told(lead('https://api.example.com/orders?page=2'))).toEqual([]);
    const other = changed(lead('https://collect.example.net/'), (copy) =>
      Object.assign(nodeOf(copy, 'Orders'), { credentials: { httpHeaderAuth: { id: 'c2', name: 'Other' } } }),
    );
    expect(told(other)).toEqual([]);
  });
});
