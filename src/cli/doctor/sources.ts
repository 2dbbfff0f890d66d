import { openCache, packFile } from '#src/catalog/cache.ts';
import { exportedFile } from '#src/catalog/exported.ts';
import { findNodePackages } from '#src/catalog/node-packages.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import type { Pack } from '#src/catalog/pack.ts';
import { createRegistry, exactVersion } from '#src/catalog/registry.ts';
import type { Config, ModelConfig } from '#src/config.ts';
import { CatalogError, PlannerError, toOperatorMessage } from '#src/errors.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readRelease } from '#src/n8n/instance.ts';
import { networkCauseOf } from '#src/network-cause.ts';
import { askModelOnce } from '#src/planner/model/openai/check.ts';
import { type Check, fails, ok, type Verdict, warns } from './report.ts';

/** Where node types come from, and the model: asked once, and only when told to, because a call costs. */
export function sourceChecks(config: Config, access: N8nAccess, askModel: boolean): Check[] {
  return [
    { name: 'catalogue', run: () => checkCatalog(config, access) },
    { name: 'model', run: () => checkModel(config.model, askModel) },
  ];
}

async function checkCatalog({ catalog, n8n }: Config, access: N8nAccess): Promise<Verdict> {
  const version = catalog.n8nVersion ?? (await readRelease(access).catch(() => undefined))?.version;
  if (!version || !exactVersion.test(version))
    return warns(
      'ONLY THE BUILT-IN LIST of common node types is there: the version of n8n is not known. Set N8N_VERSION.',
    );
  const cache = openCache(catalog.directory);
  const kept = cache.load(packFile(version));
  if (kept) return keptVerdict(version, kept);
  if (cache.keyOf(exportedFile)) return ok(`${exportedFile} of "n8n export:nodes" is in CATALOG_DIR, to be read.`);
  try {
    const registry = createRegistry(readNpmConfig(catalog));
    const { nearest } = await findNodePackages(version, registry, AbortSignal.timeout(15_000));
    if (!nearest) return ok(`the package registry has n8n ${version}.`);
    return warns(`the package registry has only node types nearest to n8n ${version}.`, [exportAdvice]);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    return warns(
      `ONLY THE BUILT-IN LIST of common node types is there: those of n8n ${version} (at ${n8n.baseUrl}) cannot be fetched, so drafts are not checked against your n8n, and every card says so.`,
      [toOperatorMessage(error)],
    );
  }
}

const exportAdvice = 'Exact: "n8n export:nodes --output nodes.json" where n8n runs, and nodes.json into CATALOG_DIR.';

function keptVerdict(version: string, { origin, nearest }: Pack): Verdict {
  if (nearest) return warns(`node types nearest to n8n ${version} are kept in CATALOG_DIR.`, [exportAdvice]);
  return ok(`n8n ${version} is kept in CATALOG_DIR${origin === 'export' ? ', as n8n exported it' : ''}.`);
}

async function checkModel(model: ModelConfig | undefined, ask: boolean): Promise<Verdict> {
  if (!model) return ok('none: the built-in templates plan.');
  const where = `${model.model} at ${model.baseUrl ?? 'OpenAI'}`;
  if (!ask) return ok(`${where}, not asked: doctor --model makes one tiny call.`);
  try {
    const { ms, tokens } = await askModelOnce(model);
    return ok(`${where} answered in ${ms} ms (${tokens ?? 'an unknown number of'} tokens).`);
  } catch (error) {
    if (!(error instanceof PlannerError)) throw error;
    return fails(`${where}: ${modelErrors[error.code] ?? 'it gives no usable answer'}.`, [
      `The answer: ${networkCauseOf(error)?.why ?? error.message}.`,
    ]);
  }
}

const modelErrors: Record<string, string> = {
  planner_unauthorized: 'the key in OPENAI_API_KEY is refused',
  planner_misconfigured: 'there is no such model at that address: check OPENAI_MODEL and OPENAI_BASE_URL',
  planner_unreachable: 'it cannot be reached, or asks for fewer calls: check OPENAI_BASE_URL and the way there',
  planner_rejected: 'it does not take a call with tools: Flowsmith needs a model and a server with tool calls',
};
