import { mkdirSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { artifacts } from './browser.ts';
import { ensureTools, type Tools } from './tools.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    tools: Tools;
  }
}

/** Fetches the tools first: without them no test starts. Pictures are written over those of the run before. */
export function setup(project: TestProject): void {
  project.provide(
    'tools',
    ensureTools((line) => process.stderr.write(`${line}\n`)),
  );
  mkdirSync(artifacts, { recursive: true });
}
