import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type ScheduleRule, toScheduleRules } from './rules.ts';
import { ticksOf } from './ticks.ts';
import { isTimezone } from './timezone.ts';

export interface NextRun {
  at: Date;
  /** True when n8n itself chooses part of the time, so that it is only near to this. */
  about: boolean;
}

export interface NextRunsOptions {
  /** How many; at most 50. */
  count?: number;
  /** Publishing happens then: rules that skip times count from there. */
  from: Date;
  /** The instance's timezone, IANA name; the workflow's own setting comes first. */
  timezone: string;
}

/**
 * When the Schedule Triggers of a workflow run next, earliest first. Seconds are left out: n8n spreads those itself.
 * Empty when nothing runs by the clock or nobody can know (expressions, cron lines that n8n refuses). Pure.
 */
export function nextRuns(
  workflow: Pick<N8nWorkflow, 'nodes' | 'settings'>,
  { count = 3, from, timezone }: NextRunsOptions,
): NextRun[] {
  const wanted = Math.min(Math.max(0, count), 50);
  const own = workflow.settings['timezone'];
  const zone = typeof own === 'string' && own !== 'DEFAULT' && isTimezone(own) ? own : timezone;
  const rules: ScheduleRule[] = workflow.nodes
    .filter((node) => node.type === 'n8n-nodes-base.scheduleTrigger' && !node.disabled)
    .flatMap((node) => toScheduleRules(node.parameters));
  const runs = new Map<number, NextRun>();
  for (const rule of rules) {
    for (const at of ticksOf(rule, { count: wanted, from, timezone: zone })) {
      const known = runs.get(at.getTime());
      runs.set(at.getTime(), { at, about: rule.about && (known?.about ?? true) });
    }
  }
  return [...runs.values()].sort((a, b) => a.at.getTime() - b.at.getTime()).slice(0, wanted);
}
