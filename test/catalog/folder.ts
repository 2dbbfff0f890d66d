import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry, type Registry } from '#src/catalog/registry.ts';

/** A function that makes fresh folders; all of them go after the last test of the file. */
export function freshFolders(): () => string {
  const root = mkdtempSync(join(tmpdir(), 'flowsmith-catalog-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, 'case-'));
}

/** A client for one registry that knows no other settings. */
export const registryAt = (registryUrl: string): Registry =>
  createRegistry(readNpmConfig({ registryUrl, variable: () => undefined }));
