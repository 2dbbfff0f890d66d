import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readInventory } from '#src/n8n/inventory.ts';
import type { N8nUnderTest } from './n8n.ts';

/** What Flowsmith relies on to know which node types an n8n has; the stand-in and the real one both pass. */
export function n8nInventoryContract(name: string, start: () => Promise<Omit<N8nUnderTest, 'addCredential'>>): void {
  describe(`n8n inventory contract: ${name}`, () => {
    let n8n: Omit<N8nUnderTest, 'addCredential'>;
    beforeAll(async () => {
      n8n = await start();
    });
    afterAll(() => n8n?.[Symbol.asyncDispose]());

    test('says which node types are switched off and which community packages there are', async () => {
      const { excluded, communityPackages } = await readInventory(n8n.config);
      expect(excluded?.toSorted()).toEqual(
        ['dynamicCredentialCheck', 'e2eTest', 'executeCommand', 'localFileTrigger'].map(
          (one) => `n8n-nodes-base.${one}`,
        ),
      );
      expect(communityPackages).toEqual([]);
    });

    test('says nothing to a key that may not ask', async () => {
      expect(await readInventory({ ...n8n.config, apiKey: 'wrong' })).toEqual({});
    });

    test('is not reached: an error that says so', async () => {
      const nowhere = { ...n8n.config, baseUrl: 'http://127.0.0.1:9' };
      await expect(readInventory(nowhere)).rejects.toMatchObject({ name: 'N8nError', status: undefined });
    });
  });
}
