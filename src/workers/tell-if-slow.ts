/** Does `act`; when that takes longer than `ms` also `tell`, which has ended, however, when this returns or throws. */
export async function tellIfSlow<T>(ms: number, tell: () => Promise<unknown>, act: () => Promise<T>): Promise<T> {
  let told: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    told = tell().catch(() => {});
  }, ms);
  try {
    return await act();
  } finally {
    clearTimeout(timer);
    await told;
  }
}
