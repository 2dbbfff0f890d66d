import { readFileSync } from 'node:fs';
import { openCache } from '#src/catalog/cache.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { loadOutputs, type OutputShapes } from '#src/catalog/outputs.ts';
import { createRegistry } from '#src/catalog/registry.ts';
import { ensureOutputs } from '#src/catalog/sync.ts';
import { readCatalogConfig, readN8nConfig } from '#src/config.ts';
import { ConfigError } from '#src/errors.ts';
import { isTextTooDeep } from '#src/json-depth.ts';
import { languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { connectionsSchema, nodeSchema } from '#src/n8n/schema.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { type GivenSample, readSample } from '#src/rehearsal/samples/given.ts';
import { toLines } from '#src/rehearsal/tell.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { toRecord, toText } from '#src/workflow/json/values.ts';
import { note, print } from '../output.ts';
import { openCached } from './choose-catalog.ts';

export interface RehearseArguments {
  sample?: string;
  trigger?: string;
  language: string;
  json?: boolean;
}

/** `rehearse`: exit code 1 when the rehearsal found an error, or there is nothing to rehearse. */
export async function rehearseFile(file: string, options: RehearseArguments): Promise<void> {
  const language = languageOf(options.language);
  const words = wordsIn(language).rehearsal;
  const workflow = readWorkflow(file);
  const sample = options.sample === undefined ? undefined : readGiven(options.sample);
  const n8n = readN8nConfig({ ...process.env });
  if (!n8n) throw new ConfigError('Set N8N_BASE_URL and N8N_API_KEY: a rehearsal runs in your n8n.');
  const catalog = openCached()?.catalog ?? createCoreCatalog();
  if (catalog.source.kind === 'core')
    note('Without the catalogue of your n8n most steps get a stand-in. Get it with: flowsmith catalog sync');
  const done = await rehearse(workflow, {
    catalog,
    // Some dozen calls, by hand.
    n8n: connectN8n({ ...n8n, gate: openGate() }),
    outputs: await openOutputs(catalog.source.n8nVersion, catalog.source.kind === 'core'),
    sample,
    trigger: options.trigger,
  });
  if (done.kind === 'no_trigger') throw new ConfigError(words.noTrigger);
  await done.removed;
  if (errorsOf(done.rehearsal.issues).length > 0) process.exitCode = 1;
  if (options.json) return print(JSON.stringify(done.rehearsal));
  for (const { text, depth } of toLines(done.rehearsal, { catalog, language })) {
    const indent = '  '.repeat(depth);
    print(indent + text.replaceAll('\n', `\n${indent}  `));
  }
}

async function openOutputs(version: string, isCore: boolean): Promise<OutputShapes | undefined> {
  const config = readCatalogConfig(process.env);
  const cache = openCache(config.directory);
  if (isCore) return loadOutputs(cache, version);
  const registry = createRegistry(readNpmConfig(config));
  return await ensureOutputs(version, { cache, registry, onTrouble: ({ userMessage }) => note(userMessage) });
}

function readWorkflow(file: string): N8nWorkflow {
  const text = read(file);
  if (isTextTooDeep(text)) throw new ConfigError(`${file} is nested deeper than any workflow.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ConfigError(`${file} is not JSON.`);
  }
  const given = toRecord(parsed);
  const nodes = nodeSchema.array().safeParse(given['nodes']);
  const connections = connectionsSchema.safeParse(given['connections'] ?? {});
  if (!nodes.success || !connections.success)
    throw new ConfigError(`${file} is no n8n workflow. What is wrong with it: flowsmith validate ${file}`);
  return {
    name: toText(given['name']) ?? file,
    nodes: nodes.data as N8nWorkflow['nodes'],
    connections: connections.data,
    settings: toRecord(given['settings']),
  };
}

function readGiven(file: string): GivenSample {
  const sample = readSample(read(file));
  if (typeof sample === 'string') throw new ConfigError(wordsIn('en').rehearsal.sampleProblems[sample]);
  return sample;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
