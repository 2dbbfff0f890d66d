/** The most of these moments (milliseconds) that lie within any one second. */
export function mostWithinASecond(moments: readonly number[]): number {
  return Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + 1000).length));
}
