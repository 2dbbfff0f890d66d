import type { Cost, Follow } from './follow.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts every step, and how long it took. Outcomes and platforms are of bounded sets; references, drafts and tenants
 * are left to logs and spans.
 */
export function countSteps(metrics: Metrics): Follow {
  return ({ step, outcome, platform = 'none', ms, cost }) => {
    metrics.steps.inc({ step, outcome, platform });
    if (cost) countCost(metrics, cost);
    if (ms === undefined) return;
    const seconds = ms / 1000;
    switch (step) {
      case 'planned':
        return metrics.planning.observe({ result: outcome }, seconds);
      case 'shown':
        return metrics.answers.observe({ platform, answer: outcome }, seconds);
      case 'created':
        return metrics.creation.observe({ result: outcome }, seconds);
      case 'published':
        return metrics.publication.observe({ result: outcome }, seconds);
      case 'delivered':
        return metrics.delivery.observe({ platform, kind: outcome }, seconds);
      default:
        return;
    }
  };
}

/** Planning without a model costs nothing and is not counted. */
function countCost(metrics: Metrics, { model, calls, promptTokens, cachedTokens = 0, completionTokens }: Cost): void {
  if (calls === 0) return;
  metrics.plannerCalls.inc({ model }, calls);
  metrics.plannerTokens.inc({ model, kind: 'prompt' }, promptTokens);
  metrics.plannerTokens.inc({ model, kind: 'completion' }, completionTokens);
  metrics.plannerCached.inc({ model }, cachedTokens);
  metrics.plannerTurnCalls.observe({ model }, calls);
  metrics.plannerTurnTokens.observe({ model }, promptTokens);
}
