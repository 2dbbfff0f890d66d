import { exportTo } from '#src/engine/backup/files.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { repeat } from './repeat.ts';

/** Writes every workflow into a folder again and again; a counter that all processes share lets one of them do it. */
export function startExport(
  context: Pick<EngineContext, 'store' | 'limits' | 'log'>,
  { directory, everyMs }: { directory: string; everyMs: number },
): AsyncDisposable {
  const round = async () => {
    const turn = await context.limits.take('export', 1, everyMs / 2);
    if (!turn.allowed) return;
    const { workflows, changed } = await exportTo(context.store, directory);
    if (changed > 0) context.log.info({ workflows, changed }, 'workflows exported');
  };
  return repeat(everyMs, 'export', round, context.log);
}
