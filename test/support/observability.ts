import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

const folder = 'docs/observability';

export interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string; runbook: string };
}

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { expr: string; legendFormat: string }[];
}

export const rules = (): Rule[] =>
  (parse(readFileSync(`${folder}/alerts.yml`, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  );

export const testedAlerts = (): string[] =>
  (parse(readFileSync(`${folder}/alerts.test.yml`, 'utf8')) as { tests: { name: string }[] }).tests.map(
    ({ name }) => name,
  );

export const runbook = (): string => readFileSync(`${folder}/runbook.md`, 'utf8');

export const panels = (): Panel[] =>
  (JSON.parse(readFileSync(`${folder}/dashboard.json`, 'utf8')) as { panels: Panel[] }).panels;

/** Every query of the dashboard, as Grafana sends it with all processes chosen. */
export const queries = (): { panel: string; expr: string }[] =>
  panels().flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({
      panel: title,
      expr: expr.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*'),
    })),
  );
