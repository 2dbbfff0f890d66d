/** How long the same signal counts once: Ctrl+C reaches a process of npm twice, from the terminal and from npm. */
const sameSignalMs = 1_000;

/**
 * Aborts at the first SIGTERM or SIGINT, with its name as the reason. From a second later on the next one ends the process
 * at once, as if nobody listened: whoever asks twice does not want to wait.
 */
export function listenForStop(): AbortSignal {
  const stopped = new AbortController();
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = (signal: NodeJS.Signals) => {
    if (stopped.signal.aborted) return;
    stopped.abort(signal);
    setTimeout(() => {
      for (const each of signals) process.off(each, stop);
    }, sameSignalMs).unref();
  };
  for (const each of signals) process.on(each, stop);
  return stopped.signal;
}
