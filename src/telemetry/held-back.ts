/** Lines about one thing at most once in a while: the first at once, those after it as a number. */
export interface HeldBack<T> {
  /** @param key what the line is about, e.g. who is refused and why */
  tell(key: string, line: T): void;
}

/** Things told apart at once; whatever comes on top is counted together. */
const mostKeys = 1_000;
const others = 'others';

/**
 * So that what comes in floods fills no disk and still is told whole: `say` gets the newest line and how many it stands
 * for, at once for the first of a key, then every `everyMs` while there are more.
 */
export function createHeldBack<T>(say: (line: T, times: number) => void, everyMs = 60_000): HeldBack<T> {
  const held = new Map<string, { line: T; times: number }>();

  function open(key: string, line: T): void {
    held.set(key, { line, times: 0 });
    setTimeout(() => close(key), everyMs).unref();
  }
  function close(key: string): void {
    const one = held.get(key);
    held.delete(key);
    if (!one || one.times === 0) return;
    say(one.line, one.times);
    open(key, one.line);
  }
  return {
    tell(key, line) {
      const known = held.has(key) || held.size < mostKeys ? key : others;
      const one = held.get(known);
      if (!one) {
        say(line, 1);
        return open(known, line);
      }
      one.line = line;
      one.times += 1;
    },
  };
}
