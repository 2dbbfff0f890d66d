import { type AuditCheckpoint, verifyAudit } from '#src/store/audit.ts';
import { openStore } from '#src/store/orm.ts';

/** How long the whole chain takes, how much memory, and how long from nine tenths of it. */
export async function auditFigures(url: string, print: (line: string) => void): Promise<void> {
  await using store = await openStore(url);
  let most = 0;
  const checkpoints: AuditCheckpoint[] = [];
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  const verdict = await verifyAudit(store.fork(), {
    onPage(_, checkpoint) {
      most = Math.max(most, process.memoryUsage().heapUsed);
      if (checkpoint) checkpoints.push(checkpoint);
    },
  });
  const ms = performance.now() - started;
  if (!verdict.valid) throw new Error(`the chain does not hold: ${JSON.stringify(verdict)}`);
  print(
    `audit verify: ${verdict.rows} rows in ${(ms / 1000).toFixed(1)} s, ${((most - before) / 2 ** 20).toFixed(0)} MB more memory at most`,
  );
  const from = checkpoints[Math.floor(checkpoints.length * 0.9)];
  const again = performance.now();
  await verifyAudit(store.fork(), from ? { from } : {});
  print(`audit verify from row ${from?.row}: ${((performance.now() - again) / 1000).toFixed(1)} s`);
}
