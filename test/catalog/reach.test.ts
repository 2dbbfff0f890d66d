import { describe, expect, it } from 'vitest';
import type { NodeProperty } from '#src/catalog/catalog.ts';
import { reachOf, typesOf } from '#src/catalog/reach.ts';
import { reachTable } from '#src/catalog/reach-table.ts';
import { defaultNodePolicy, judgeNode } from '#src/policy/node-policy.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();
const listed = reachTable.flatMap(typesOf);
const described = (type: string) =>
  (catalog?.all().find(({ name }) => name === type)?.versions ?? []).flatMap(
    (version) => catalog?.get(type, version) ?? [],
  );

function* everyProperty(properties: readonly NodeProperty[]): Generator<NodeProperty> {
  for (const property of properties) {
    yield property;
    for (const option of property.options ?? []) {
      if (option.values) yield* everyProperty(option.values);
      else if (option.type) yield* everyProperty([option as NodeProperty]);
    }
  }
}
const propertiesOf = (type: string): NodeProperty[] =>
  described(type).flatMap(({ properties }) => [...everyProperty(properties)]);

describe.skipIf(!catalog)('what node types reach, against every type of the catalogue', () => {
  if (!catalog) return;
  it('each is in the table, once, and the table has no other', () => {
    const all = catalog.all().map(({ name }) => name);
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter((name) => !listed.includes(name))).toEqual([]);
    expect(listed.filter((name) => !all.includes(name))).toEqual([]);
    expect(listed.length).toBe(new Set(listed).size);
  });

  it('each tool n8n makes of a node reaches what the node does', () => {
    const tools = catalog.variants().map(({ name }) => name);
    expect(tools.length).toBeGreaterThan(200);
    expect(tools.filter((name) => reachOf(name) === undefined)).toEqual([]);
    expect(reachOf('n8n-nodes-base.gitTool')?.reach).toBe('machine');
  });

  it('parameters and values that are named there exist', () => {
    for (const entry of reachTable) {
      for (const type of typesOf(entry)) {
        const properties = propertiesOf(type);
        for (const name of entry.called ?? [])
          expect(
            properties.some((each) => each.name === name),
            `${type} ${name}`,
          ).toBe(true);
        for (const [name, values] of Object.entries(entry.when ?? {})) {
          const options = properties.filter((each) => each.name === name).flatMap((each) => each.options ?? []);
          expect(options.map(({ value }) => value)).toEqual(expect.arrayContaining([...values]));
        }
      }
    }
  });

  it('those with a program in an editor are judged by it', () => {
    const editors = new Set(['codeNodeEditor', 'jsEditor']);
    const holding = catalog
      .all()
      .map(({ name }) => name)
      .filter((name) => propertiesOf(name).some(({ typeOptions }) => editors.has(String(typeOptions?.['editor']))));
    expect(holding.length).toBeGreaterThan(5);
    expect(holding.filter((name) => reachOf(name)?.reach !== 'code')).toEqual([]);
  });

  it('those that may take a role of the machine are those with such a credential', () => {
    const roles = catalog
      .all()
      .map(({ name }) => name)
      .filter((name) =>
        described(name).some(({ credentials }) => credentials.some((one) => one.name === 'awsAssumeRole')),
      );
    expect(roles.sort()).toEqual(listed.filter((type) => reachOf(type)?.reach === 'identity').sort());
  });
});

describe('what that means unless the operator says otherwise', () => {
  const judge = (type: string, parameters: Record<string, unknown> = {}, nodes = {}) =>
    judgeNode({ ...defaultNodePolicy, nodes }, { type: `n8n-nodes-base.${type}`, parameters });
  it.each([
    ['git', {}, {}, 'deny'],
    ['git', { operation: 'log' }, {}, 'deny'],
    ['gitTool', {}, {}, 'deny'],
    ['git', {}, { 'n8n-nodes-base.git': 'admin' }, 'admin'],
    ['git', {}, { 'n8n-nodes-base.*': 'allow' }, 'deny'],
    ['n8n', { resource: 'workflow', operation: 'getAll' }, {}, 'admin'],
    ['n8n', {}, { 'n8n-nodes-base.n8n': 'allow' }, 'allow'],
    ['debugHelper', { category: 'oom' }, {}, 'admin'],
    ['debugHelper', { category: '={{ $json.c }}' }, {}, 'admin'],
    ['debugHelper', { category: 'randomData' }, {}, 'allow'],
    ['debugHelper', { category: 'oom' }, { 'n8n-nodes-base.debugHelper': 'allow' }, 'allow'],
    ['ftp', {}, {}, 'allow'],
  ])('%s %j under %j: %s', (type, parameters, nodes, ruling) => expect(judge(type, parameters, nodes)).toBe(ruling));
});
