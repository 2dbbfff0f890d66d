import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** The heap after a garbage collection, and how many requests had been answered by then. */
export interface HeapSample {
  requests: number;
  bytes: number;
}
export interface Growth {
  /** The smallest heap of the later samples beside the smallest of the earlier ones. */
  ratio: number;
  bytesPerRequest: number;
}

/**
 * More than this is a leak. A heap of 150 MB that keeps 2 KB of each of 5,000 requests has 1.03; one that keeps nothing
 * stays within 1.01.
 */
export const mostGrowth = 1.02;

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes on the heap that something still holds. */
export function heapInUse(): number {
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed;
}

/**
 * How the heap grew over the second half of the samples: the first half fills caches and pools. Work that is under way
 * only ever makes a sample larger, so the smallest ones are compared.
 */
export function growthOf(samples: readonly HeapSample[]): Growth {
  const half = samples.slice(Math.floor(samples.length / 2));
  const middle = Math.floor(half.length / 2);
  const [early, late] = [smallest(half.slice(0, middle)), smallest(half.slice(middle))];
  return {
    ratio: late.bytes / early.bytes,
    bytesPerRequest: (late.bytes - early.bytes) / Math.max(late.requests - early.requests, 1),
  };
}

function smallest(samples: readonly HeapSample[]): HeapSample {
  return samples.reduce((least, sample) => (sample.bytes < least.bytes ? sample : least));
}
