import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CatalogCache } from './cache.ts';

const inventorySchema = z.object({
  /** Full names of types the instance does not allow (`nodesExclude`). */
  excluded: z.array(z.string()),
  /** Full names; when a package has some here (`nodesInclude`), the instance has no others of that package. */
  included: z.array(z.string()).optional(),
  communityPackages: z.array(z.object({ name: z.string(), version: z.string() })),
});

/** What one n8n has beyond, and without, the packages of its version. */
export type Inventory = z.infer<typeof inventorySchema>;

const recordSchema = z.object({ version: z.string(), inventory: inventorySchema, at: z.string() });

/** What was last seen of an instance: tells the next start which catalogue to open before n8n has answered. */
export type InstanceRecord = z.infer<typeof recordSchema>;

/** Types that n8n leaves out unless told otherwise; two of them are for its own tests. From n8n 2.40.7. */
export function usualExclusions(version: string): string[] {
  const always = ['n8n-nodes-base.e2eTest', 'n8n-nodes-base.dynamicCredentialCheck'];
  const since2 = ['n8n-nodes-base.executeCommand', 'n8n-nodes-base.localFileTrigger'];
  return Number.parseInt(version, 10) >= 2 ? [...always, ...since2] : always;
}

/** What an instance has that nobody could ask. */
export const usualInventory = (version: string): Inventory => ({
  excluded: usualExclusions(version),
  communityPackages: [],
});

/** @param baseUrl of the n8n */
export function saveRecord(cache: CatalogCache, baseUrl: string, record: Omit<InstanceRecord, 'at'>): void {
  cache.save(recordFile(baseUrl), `${JSON.stringify({ ...record, at: new Date().toISOString() })}\n`);
}

/** Undefined for an instance never seen, and for a record that cannot be read. */
export function loadRecord(cache: CatalogCache, baseUrl: string): InstanceRecord | undefined {
  return parse(cache.read(recordFile(baseUrl)));
}

/** The record written last of any instance with that version. */
export function newestRecord(cache: CatalogCache, version: string): InstanceRecord | undefined {
  return cache
    .list()
    .filter((file) => /^instance-[0-9a-f]+\.json$/.test(file))
    .flatMap((file) => parse(cache.read(file)) ?? [])
    .filter((record) => record.version === version)
    .sort((a, b) => b.at.localeCompare(a.at))[0];
}

const recordFile = (baseUrl: string): string =>
  `instance-${createHash('sha256').update(baseUrl).digest('hex').slice(0, 16)}.json`;

function parse(text: string | undefined): InstanceRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(text ?? '')).data;
  } catch {
    return undefined;
  }
}
