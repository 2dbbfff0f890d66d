import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { idleMetrics } from '#test/support/metrics.ts';
import { panels, queries, rules, runbook, testedAlerts } from '#test/support/observability.ts';

/** Series as Prometheus keeps them, each with its labels; a scrape adds `job` and `instance`. */
async function series(): Promise<Map<string, Set<string>>> {
  const { registry } = idleMetrics();
  const known = new Map<string, Set<string>>();
  for (const { name, type } of await registry.getMetricsAsJSON()) {
    const { labelNames = [] } = registry.getSingleMetric(name) as unknown as { labelNames?: string[] };
    const labels = new Set([...labelNames, 'job', 'instance']);
    if (String(type) !== 'histogram') known.set(name, labels);
    else {
      known.set(`${name}_bucket`, new Set([...labels, 'le']));
      known.set(`${name}_sum`, labels).set(`${name}_count`, labels);
    }
  }
  return known.set('up', new Set(['job', 'instance']));
}

/** Names of series and labels in an expression: of labels those that select, and those that are kept. */
function namesIn(expr: string): { metrics: string[]; labels: string[] } {
  const kept = [...expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(','));
  const selected = [...expr.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)\s*"/g)].map(([, label = '']) => label);
  const metrics = [...expr.matchAll(/\b(?:flowsmith|nodejs|process)_\w+|\bup\b/g)].map(([name]) => name);
  return { metrics, labels: [...kept, ...selected].map((label) => label.trim()).filter(Boolean) };
}

const expressions = [
  ...rules().map(({ alert, expr }) => ({ where: `alert ${alert}`, expr })),
  ...queries().map(({ panel, expr }) => ({ where: `panel ${panel}`, expr })),
];

describe('dashboard and alert rules', () => {
  it('ask for nothing that is not there', async () => {
    const known = await series();
    expect(expressions.length).toBeGreaterThan(60);
    for (const { where, expr } of expressions) {
      const { metrics, labels } = namesIn(expr);
      expect([where, metrics.length]).not.toEqual([where, 0]);
      expect([where, metrics.filter((name) => !known.has(name))]).toEqual([where, []]);
      const possible = metrics.flatMap((name) => [...(known.get(name) ?? [])]);
      expect([where, labels.filter((label) => !possible.includes(label))]).toEqual([where, []]);
    }
  });

  it('never add up what every process shows', () => {
    const shared = /flowsmith_(waiting|oldest_\w+|queue_jobs|deliveries|workflows)\b/;
    for (const { where, expr } of expressions.filter((one) => shared.test(one.expr)))
      expect([where, /\b(sum|avg|count)\b/.test(expr)]).toEqual([where, false]);
  });

  it('of the dashboard lie side by side', () => {
    const all = panels();
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const [at, { title, gridPos: a }] of all.entries())
      for (const { title: other, gridPos: b } of all.slice(at + 1)) {
        const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
        expect([title, other, apart]).toEqual([title, other, true]);
      }
  });
});

describe('every alert', () => {
  const alerts = rules().map(({ alert }) => alert);

  it('has one line in the runbook, where its annotation leads, and a test', () => {
    const lines = [...runbook().matchAll(/^\| <a id="(\w+)"><\/a>(\w+) \|/gm)];
    expect(lines.map(([, , name]) => name)).toEqual(alerts);
    expect(testedAlerts().filter((name) => name !== 'all is well')).toEqual(alerts);
    for (const { alert, annotations, labels } of rules()) {
      expect(annotations.runbook).toBe(`docs/observability/runbook.md#${alert.toLowerCase()}`);
      expect(runbook()).toContain(`<a id="${alert.toLowerCase()}"></a>${alert} |`);
      expect(['critical', 'warning', 'info']).toContain(labels.severity);
    }
  });

  it('names log lines that exist', () => {
    const source = globSync(['src/**/*.ts'])
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const quoted = [...runbook().matchAll(/“([^”]+)”/g)].map(([, line = '']) => line);
    const lines = quoted.filter((line) => !line.includes('Flowsmith cannot start') && line !== 'operation_timeout');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => !source.includes(line))).toEqual([]);
  });
});
