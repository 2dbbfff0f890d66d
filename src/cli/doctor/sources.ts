import { openCache, packFile } from '#src/catalog/cache.ts';
import { readNpmConfig } from '#src/catalog/npm-config.ts';
import { createRegistry, exactVersion } from '#src/catalog/registry.ts';
import type { Config, ModelConfig } from '#src/config.ts';
import { CatalogError, PlannerError, toOperatorMessage } from '#src/errors.ts';
import type { N8nAccess } from '#src/n8n/gate.ts';
import { readInstance } from '#src/n8n/instance.ts';
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
  const version = catalog.n8nVersion ?? (await readInstance(access).catch(() => undefined))?.version;
  if (!version || !exactVersion.test(version))
    return warns('the version of n8n is not known, so drafts are checked against the built-in node types.');
  const kept = openCache(catalog.directory).load(packFile(version)) !== undefined;
  try {
    await createRegistry(readNpmConfig(catalog)).manifest('n8n', version, AbortSignal.timeout(15_000));
    return ok(`the package registry has n8n ${version}${kept ? ', and it is kept already' : ''}.`);
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    const details = [toOperatorMessage(error)];
    if (kept) return ok(`n8n ${version} is kept in CATALOG_DIR; another version could not be fetched.`, details);
    return warns(
      `n8n ${version} cannot be fetched, so drafts are checked against the built-in node types (n8n at ${n8n.baseUrl}).`,
      details,
    );
  }
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
