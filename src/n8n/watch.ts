import { FlowsmithError } from '#src/errors.ts';
import type { Logger } from '#src/log.ts';
import { repeat } from '#src/repeat.ts';

/** How n8n was seen last. */
export interface N8nSeen {
  up: boolean;
  /** Since when it is so, as far as was looked. */
  since: Date;
  /** Why it counts as away, e.g. `n8n_unreachable`, `n8n_unauthorized`. */
  code?: string;
}

export interface N8nWatch extends AsyncDisposable {
  /** Undefined until the first look has ended. Asks nobody. */
  last(): N8nSeen | undefined;
}

const usualEveryMs = 15_000;

/**
 * Looks at n8n in the background, so that probes and scrapes cost it nothing. `check` throws while n8n cannot be used.
 * A change is logged: away as `warn`, back as `info`. Dispose: a look that is under way is waited for.
 */
export function watchN8n(check: () => Promise<void>, log: Logger, everyMs = usualEveryMs): N8nWatch {
  let seen: N8nSeen | undefined;
  const looks = repeat(
    async (signal) => {
      await check();
      if (!signal.aborted) note(undefined);
    },
    { everyMs, onError: (error) => note(error instanceof FlowsmithError ? error.code : 'internal') },
  );

  function note(code: string | undefined): void {
    const before = seen;
    const up = code === undefined;
    seen = { up, since: before?.up === up ? before.since : new Date(), ...(code ? { code } : {}) };
    if (!up && before?.up !== false) log.warn({ code }, 'n8n cannot be used now: what needs it waits');
    if (up && before?.up === false) log.info({ awaySince: before.since }, 'n8n can be used again');
  }

  return { last: () => seen, [Symbol.asyncDispose]: () => looks[Symbol.asyncDispose]() };
}
