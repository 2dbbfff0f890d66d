import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { readInventory } from '#src/n8n/inventory.ts';
import { n8nInventoryContract } from '#test/contract/n8n-inventory.ts';

n8nInventoryContract('stand-in', async () => {
  const standIn = await startN8nStandIn();
  return { config: standIn.config, version: '2.40.7', [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose]() };
});

describe('inventory of an n8n', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startN8nStandIn();
  });
  afterAll(() => standIn?.[Symbol.asyncDispose]());

  it('names what is installed', async () => {
    const communityPackages = [{ name: 'n8n-nodes-acme', version: '1.2.3' }];
    standIn.become({ inventory: { excluded: [], communityPackages } });
    expect(await readInventory(standIn.config)).toEqual({ excluded: [], communityPackages });
    standIn.become({ inventory: { included: ['a.b', 'a.c'] } });
    expect(await readInventory(standIn.config)).toEqual({ excluded: [], included: ['a.b', 'a.c'], communityPackages });
    standIn.become({ inventory: { included: [] } });
  });

  it.each([
    ['an empty report', '[]'],
    ['another shape', '{"Instance Risk Report":{"sections":[{"settings":{"nodes":{"nodesExclude":7}}},null]}}'],
    ['a list of nonsense', '[{"packageName":1},null]'],
    ['a page', '<html>Log in</html>'],
  ])('leaves open what %s does not say', async (_what, html) => {
    standIn.fail({ on: 'POST /audit', html });
    standIn.fail({ on: 'GET /community-packages', html });
    const read = await readInventory(standIn.config);
    expect(read.excluded).toBeUndefined();
    expect(read.communityPackages ?? []).toEqual([]);
  });

  it('an old n8n without the endpoints, or one that fails at them, leaves both open', async () => {
    standIn.fail({ on: 'POST /audit', status: 404 });
    standIn.fail({ on: 'GET /community-packages', status: 500 });
    expect(await readInventory(standIn.config)).toEqual({});
  });

  it('one question without an answer does not spoil the other', async () => {
    standIn.become({ inventory: { excluded: ['a.b'], communityPackages: [] } });
    standIn.fail({ on: 'GET /community-packages', hang: true });
    expect(await readInventory(standIn.config, { timeoutMs: 300 })).toEqual({ excluded: ['a.b'] });
  });
});
