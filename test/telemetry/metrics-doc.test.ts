import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { idleMetrics } from '#test/support/metrics.ts';

interface Described {
  name: string;
  type: string;
  labels: string[];
}

/** As prom-client keeps them; its types leave `labelNames` out. */
const registered = (idleMetrics().registry as unknown as { _metrics: Record<string, { labelNames?: string[] }> })
  ._metrics;

async function inRegistry(): Promise<Described[]> {
  const metrics = await idleMetrics().registry.getMetricsAsJSON();
  return metrics
    .filter(({ name }) => name.startsWith('flowsmith_'))
    .map(({ name, type }) => ({ name, type: String(type), labels: [...(registered[name]?.labelNames ?? [])].sort() }));
}

function inDocument(): Described[] {
  const rows = readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(flowsmith_\w+)` \| (\w+) \| ([^|]*)\|/gm);
  return [...rows].map(([, name = '', type = '', labels = '']) => ({
    ...{ name, type },
    labels: [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label).sort(),
  }));
}

const byName = (one: Described, other: Described) => one.name.localeCompare(other.name);

describe('docs/metrics.md', () => {
  it('lists every metric there is, with its kind and its labels, and no other', async () => {
    const documented = inDocument().sort(byName);
    expect(documented.length).toBeGreaterThan(25);
    expect(documented).toEqual((await inRegistry()).sort(byName));
  });

  it('follows the conventions: counters end in _total, durations are in seconds', async () => {
    for (const { name, type } of await inRegistry()) {
      expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
      expect(name).not.toMatch(/_(ms|milliseconds|minutes)(_|$)/);
    }
  });
});
