/** What `work` gives within the time, else `fallback`; failures count as "not in time". For what a card can do without. */
export async function orElse<T, F>(work: Promise<T>, fallback: F, timeoutMs: number): Promise<T | F> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<F>((done) => {
    timer = setTimeout(() => done(fallback), timeoutMs);
  });
  try {
    return await Promise.race([work.catch(() => fallback), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How long a card waits for what n8n says about the things on it. */
export const cardPatienceMs = 6_000;
