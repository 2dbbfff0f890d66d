import { createMetrics, type Metrics } from '#src/telemetry/metrics.ts';

/** A registry that nothing stands behind. */
export const idleMetrics = (): Metrics =>
  createMetrics({
    build: { version: '0.0.0', role: 'all' },
    shared: async () => ({ waiting: [], oldest: [], jobs: [], deliveries: [], oldestDelivery: [], workflows: [] }),
    n8nUp: () => undefined,
    catalogAge: () => 0,
    onError: () => {},
  });
