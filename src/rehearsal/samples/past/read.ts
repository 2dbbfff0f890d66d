import type { Catalog } from '#src/catalog/catalog.ts';
import { N8nError } from '#src/errors.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { RehearsalN8n } from '../../run.ts';
import { type PastExample, toPastExample } from './example.ts';

/** A rehearsal has other examples, so it does not wait long for this one. */
const longestMs = 4_000;

/**
 * What the steps of a workflow put out when it last ran for real in n8n, masked; undefined where nobody can say: it never
 * did, n8n keeps no data or does not give it, is busy or late, or the steps are others now. Never throws but when
 * `signal` says so.
 * @param id n8n's, of the workflow as it is there
 */
export async function readPastExample(
  n8n: Pick<RehearsalN8n, 'pastRun'>,
  id: string,
  workflow: N8nWorkflow,
  { catalog, signal }: { catalog: Catalog; signal?: AbortSignal },
): Promise<PastExample | undefined> {
  signal?.throwIfAborted();
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), longestMs);
  const reading = n8n.pastRun(id);
  reading.catch(() => {});
  try {
    return toPastExample(await Promise.race([reading, late.promise]), workflow, catalog);
  } catch (error) {
    if (error instanceof N8nError) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
