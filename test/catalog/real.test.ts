import { describe, expect, it } from 'vitest';
import { usualExclusions } from '#src/catalog/inventory.ts';
import { n8nVersion } from '#src/dev/n8n-install.ts';
import { measureCatalog } from '#test/bench/catalog.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();
const base = 'n8n-nodes-base';
const langchain = '@n8n/n8n-nodes-langchain';

describe.skipIf(!catalog)('the catalogue of n8n 2.40.7, from its packages', () => {
  if (!catalog) return;
  const all = catalog.all();
  const names = all.map((each) => each.name);
  const of = (prefix: string) => all.filter((each) => each.name.startsWith(`${prefix}.`));

  it('has every node type, type version and credential the packages have', () => {
    expect([of(base).length, of(langchain).length, new Set(names).size]).toEqual([443, 123, 566]);
    const versions = (prefix: string) => of(prefix).reduce((sum, each) => sum + each.versions.length, 0);
    expect([versions(base), versions(langchain)]).toEqual([694, 308]);
    expect(catalog.credential('slackOAuth2Api')).toMatchObject({ extends: ['oAuth2Api'] });
    expect(catalog.credential('nobodyHasThis')).toBeUndefined();
  });

  it('makes the tools that n8n makes, and as many', async () => {
    const usual = await fullCatalog({ excluded: usualExclusions(n8nVersion) });
    const variants = usual?.variants().map((each) => each.name) ?? [];
    const human = variants.filter((name) => name.endsWith('HitlTool'));
    expect([variants.length - human.length, human.length]).toEqual([268, 10]);
    expect(human).toEqual(expect.arrayContaining([`${base}.slackHitlTool`, `${langchain}.chatHitlTool`]));
    for (const type of usualExclusions(n8nVersion)) {
      expect([usual?.get(type), usual?.get(`${type}Tool`)]).toEqual([undefined, undefined]);
      expect(catalog.get(type)).toBeDefined();
    }
    expect(catalog.get(`${langchain}.agentTool`)?.outputs).toEqual(['ai_tool']);
    expect(catalog.get(`${langchain}.toolCodeTool`)).toBeUndefined();
  });

  it('says of a tool what n8n says: how it is described, and what only tools have', () => {
    const tool = catalog.get(`${base}.httpRequestTool`);
    const properties = tool?.properties.map((each) => each.name);
    expect(tool).toMatchObject({ kind: 'subnode', displayName: 'HTTP Request Tool', inputs: [], outputs: ['ai_tool'] });
    expect(properties).toEqual(expect.arrayContaining(['toolDescription', 'optimizeResponse']));
    expect(properties).not.toContain('descriptionType');
    const optimize = tool?.properties.find((each) => each.name === 'optimizeResponse');
    expect(JSON.stringify(optimize?.displayOptions ?? {})).not.toContain('@tool');
    expect(catalog.get(`${base}.slackTool`)?.properties.map((each) => each.name)).toContain('descriptionType');
  });

  it('describes each version for itself', () => {
    const slack = (version?: number) => catalog.get(`${base}.slack`, version);
    expect(slack()?.covers).toContain(slack()?.defaultVersion);
    expect(slack(1)?.covers).toEqual([1]);
    expect(slack(2)?.covers).not.toContain(1);
    expect(slack(1)?.properties.map((each) => each.name)).toContain('channel');
    expect(slack(2.2)?.properties.map((each) => each.name)).toContain('channelId');
    const iff = (version: number) => catalog.get(`${base}.if`, version)?.properties[0]?.type;
    expect([iff(1), iff(2)]).toEqual(['fixedCollection', 'filter']);
    for (const { name, versions } of all) {
      for (const version of versions) expect(catalog.get(name, version)?.covers, name).toContain(version);
    }
  });

  it('keeps what describing and checking need', () => {
    const channel = catalog.get(`${base}.slack`)?.properties.find((each) => each.type === 'resourceLocator');
    expect(channel?.modes?.some((mode) => JSON.stringify(mode.validation ?? '').includes('regex'))).toBe(true);
    const mapped = catalog.get(`${base}.googleSheets`)?.properties.find((each) => each.type === 'resourceMapper');
    expect(mapped?.typeOptions?.['resourceMapper']).toBeDefined();
    const polling = all.map(({ name }) => catalog.get(name)).filter((each) => each?.polling);
    expect(polling.length).toBeGreaterThanOrEqual(15);
    for (const each of polling)
      expect(
        each?.properties.map((one) => one.name),
        each?.name,
      ).toContain('pollTimes');
  });

  it('tells triggers, actions and sub-nodes apart', () => {
    const kinds = Map.groupBy(all, (each) => each.kind);
    expect(kinds.get('trigger')?.length).toBeGreaterThan(100);
    expect(kinds.get('subnode')?.map((each) => each.name)).toEqual(
      expect.arrayContaining([`${langchain}.lmChatOpenAi`, `${langchain}.toolCode`, `${langchain}.memoryBufferWindow`]),
    );
    expect(kinds.get('action')?.map((each) => each.name)).toContain(`${base}.slack`);
  });

  it('opens in under 60 MB at the second start', async () => {
    const loads = (await measureCatalog(3)) ?? [];
    const least = (field: 'memoryMb' | 'rssMb') => Math.min(...loads.map((load) => load[field]));
    expect(least('memoryMb')).toBeLessThan(60);
    expect(least('rssMb')).toBeLessThan(60);
  });
});
