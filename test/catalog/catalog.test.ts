import { describe, expect, it } from 'vitest';
import type { NodeProperty } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { describeNode } from '#src/catalog/describe.ts';
import { isVisible, visibleProperties, withDefaults } from '#src/catalog/display-options.ts';
import { searchNodes } from '#src/catalog/search.ts';

const catalog = createCoreCatalog();
const described = catalog.all().flatMap(({ name }) => catalog.get(name) ?? []);
const get = (name: string) => {
  const found = catalog.get(`n8n-nodes-base.${name}`) ?? catalog.get(`@n8n/n8n-nodes-langchain.${name}`);
  if (!found) throw new Error(`${name} is not in the core catalogue`);
  return found;
};
const best = (query: string, limit = 3): string[] =>
  searchNodes(catalog, query, limit).map((hit) => hit.type.slice(hit.type.lastIndexOf('.') + 1));

describe('core catalogue', () => {
  it('describes every type consistently', () => {
    expect(catalog.source.kind).toBe('core');
    expect(catalog.all().length).toBeGreaterThanOrEqual(40);
    for (const nodeType of described) {
      expect(nodeType.versions, nodeType.name).toContain(nodeType.defaultVersion);
      expect(nodeType.defaultVersion, nodeType.name).toBe(Math.max(...nodeType.versions));
      expect(nodeType.kind === 'trigger', nodeType.name).toBe(
        nodeType.inputs.length === 0 && nodeType.outputs[0] === 'main',
      );
      for (const { name, type, options } of nodeType.properties) {
        if (type === 'fixedCollection') expect(options?.[0]?.values, `${nodeType.name} ${name}`).toBeDefined();
      }
    }
  });

  it.each(['executeCommand', 'ssh', 'localFileTrigger', 'readWriteFile'])('leaves out %s', (name) => {
    expect(catalog.get(`n8n-nodes-base.${name}`)).toBeUndefined();
  });

  it('is not misled by prototype names', () => {
    for (const name of ['__proto__', 'constructor', 'toString']) expect(catalog.get(name)).toBeUndefined();
    expect(searchNodes(catalog, '__proto__ constructor toString')).toEqual([]);
  });
});

describe('search', () => {
  it.each([
    ['cron', 'scheduleTrigger'],
    ['every day at 9', 'scheduleTrigger'],
    ['incoming http request', 'webhook'],
    ['when someone fills in a form', 'formTrigger'],
    ['post a message to slack', 'slack'],
    ['when a slack message arrives', 'slackTrigger'],
    ['new issue on github', 'githubTrigger'],
    ['append a row to a spreadsheet', 'googleSheets'],
    ['insert into postgresql', 'postgres'],
    ['call an API', 'httpRequest'],
    ['loop over items', 'splitInBatches'],
    ['wait two hours', 'wait'],
    ['summarize with gpt', 'openAi'],
    ['n8n-nodes-base.merge', 'merge'],
    ['Microsoft Teams', 'microsoftTeams'],
    ['rss feed new item', 'rssFeedReadTrigger'],
    ['send e-mail', 'emailSend'],
  ])('%s → %s', (query, wanted) => {
    expect(best(query)).toContain(wanted);
  });

  it('ranks the same way each time, best first, and finds nothing in nonsense', () => {
    const hits = searchNodes(catalog, 'every morning post the weather to slack', 5);
    expect(searchNodes(createCoreCatalog(), 'every morning post the weather to slack', 5)).toEqual(hits);
    expect(hits.map((hit) => hit.score)).toEqual(hits.map((hit) => hit.score).toSorted((a, b) => b - a));
    expect(searchNodes(catalog, 'qwertyuiop 12345')).toEqual([]);
    expect(searchNodes(catalog, '')).toEqual([]);
    expect(searchNodes(catalog, 'slack '.repeat(20_000), 0)).toEqual([]);
  });
});

describe('describe', () => {
  it('shows what n8n shows for the slice, and marks what is required', () => {
    const text = describeNode(get('slack'), { resource: 'message', operation: 'post' });
    expect(text).toContain('text*: string');
    expect(text).toContain('channelId*:');
    expect(text).not.toContain('postAt');
    expect(describeNode(get('slack'), { resource: 'message', operation: 'schedule' })).toContain('postAt*');
    expect(describeNode(get('slack'), { resource: 'reaction', operation: 'add' })).toContain('name*: string');
  });

  it('lists choices and nested fields', () => {
    const text = describeNode(get('scheduleTrigger'));
    expect(text).toContain('"cronExpression"');
    expect(text).toContain('interval: list of');
    expect(describeNode(get('if'))).toContain('"combinator"');
  });

  it('fits every node type into 12,000 characters', () => {
    for (const nodeType of described) expect(describeNode(nodeType).length).toBeLessThanOrEqual(12_002);
  });
});

describe('display options', () => {
  const property = (displayOptions: NodeProperty['displayOptions']): NodeProperty => ({
    name: 'x',
    displayName: 'X',
    type: 'string',
    displayOptions,
  });
  const shown = (displayOptions: NodeProperty['displayOptions'], parameters: Record<string, unknown>, version = 2) =>
    isVisible(property(displayOptions), { parameters, version });

  it.each<[NodeProperty['displayOptions'], Record<string, unknown>, boolean]>([
    [undefined, {}, true],
    [{ show: { a: [1] } }, { a: 1 }, true],
    [{ show: { a: [1] } }, { a: 2 }, false],
    [{ show: { a: [1], b: [2] } }, { a: 1 }, false],
    [{ show: { a: [1] } }, { a: '={{ 1 }}' }, true],
    [{ hide: { a: [1] } }, { a: 1 }, false],
    [{ hide: { a: [1] } }, { a: '={{ 1 }}' }, true],
    [{ show: { a: ['x'] } }, { a: ['w', 'x'] }, true],
    [{ show: { '/a': ['x'] } }, { a: 'x' }, true],
    [{ hide: { a: [''] } }, { a: { __rl: true, mode: 'list', value: '' } }, false],
    [{ show: { '@version': [2] } }, {}, true],
    [{ show: { '@version': [{ _cnd: { gte: 2.1 } }] } }, {}, false],
    [{ show: { '@version': [{ _cnd: { between: { from: 1, to: 2 } } }] } }, {}, true],
    [{ show: { '@version': [{ _cnd: { gte: 2 } }] } }, {}, true],
    [{ show: { '@version': [{ _cnd: { lt: 2 } }] } }, {}, false],
    [{ show: { a: [{ _cnd: { not: 1 } }] } }, { a: 1 }, false],
    [{ show: { a: [{ _cnd: { startsWith: 'ab' } }] } }, { a: 'abc' }, true],
    [{ show: { a: [{ _cnd: { regex: '^a.c$' } }] } }, { a: 'abc' }, true],
    [{ show: { a: [{ _cnd: { exists: true } }] } }, {}, false],
    [{ show: { '@tool': [true] } }, {}, false],
  ])('%j with %j is shown: %s', (options, parameters, wanted) => {
    expect(shown(options, parameters)).toBe(wanted);
  });

  it('uses defaults for what is not set, in chains', () => {
    const values = withDefaults(get('slack'), {}, 2.7);
    expect(values).toMatchObject({ resource: 'message', operation: 'post', messageType: 'text' });
    const names = visibleProperties(get('slack').properties, { parameters: values, version: 2.7 }).map(
      (one) => one.name,
    );
    expect(names).toContain('text');
    expect(withDefaults(get('httpRequest'), { sendBody: true }, 4.5)).toMatchObject({
      contentType: 'json',
      specifyBody: 'keypair',
    });
  });
});
