import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { corpusFolder } from './data/corpus.ts';
import { sweep, sweepWorkflows } from './data/edit-sweep.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Every operation on every node of real workflows: what came out besides what was asked for. Exit code 1 when anything did. */
export async function run(): Promise<void> {
  const workflows = sweepWorkflows();
  if (!workflows) return print(`skipped: no corpus in ${corpusFolder}`);
  const every = Number(process.env['EDITS_EVERY'] ?? 1);
  const full = await fullCatalog();
  const catalog = full ?? createCoreCatalog();
  print(`catalogue: ${full ? `n8n ${catalog.source.n8nVersion}` : 'core only, the full one cannot be had'}`);
  const startedAt = performance.now();
  const { changes, byOperation, faults, ...result } = sweep(
    workflows.filter((_, index) => index % every === 0),
    catalog,
  );
  print(
    `${changes} changes of ${result.workflows} workflows in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`,
  );
  for (const [operation, count] of byOperation) {
    const failed = faults.filter((fault) => fault.operation === operation).length;
    print(`  ${operation}: ${count}, ${failed} with a fault`);
  }
  const count = (kind: string): number => faults.filter((fault) => fault.kind === kind).length;
  print(`${count('loss')} losses, ${count('shape')} changed shapes, ${count('other')} other nodes`);
  print(`${count('refused')} refused, ${count('net')} held by the safety net`);
  for (const { file, operation, node, kind, detail } of faults.slice(0, 60)) {
    print(`  ${file} ${operation}, ${node}: ${kind} ${detail}`);
  }
  if (faults.length > 0) process.exitCode = 1;
}
