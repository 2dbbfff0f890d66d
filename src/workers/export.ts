import { exportTo } from '#src/engine/backup/files.ts';
import type { EngineContext } from '#src/engine/context.ts';
import { repeat } from '#src/repeat.ts';
import { onceInAll } from './once-in-all.ts';

/** Writes every workflow into a folder again and again; a counter that all processes share lets one of them do it. */
export function startExport(
  context: Pick<EngineContext, 'store' | 'limits' | 'log'>,
  { directory, everyMs }: { directory: string; everyMs: number },
): AsyncDisposable {
  const round = onceInAll(context.limits, 'export', everyMs, async () => {
    const { workflows, changed } = await exportTo(context.store, directory);
    if (changed > 0) context.log.info({ workflows, changed }, 'workflows exported');
  });
  return repeat(round, { everyMs, onError: (err) => context.log.warn({ err }, 'export failed') });
}
