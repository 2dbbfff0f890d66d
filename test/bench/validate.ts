import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Issue } from '#src/model/issue.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { type InstanceFacts, validateWorkflow } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { corpusFolder, readBroken, readReal } from './data/corpus.ts';
import { judged } from './data/judged.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);

/** An n8n that has nothing: no credential, no workflow, no webhook; so that every reference is one into the void. */
const emptyInstance: InstanceFacts = { credentials: [], workflows: [], webhooks: [] };

/** Error rate on real workflows, levels on broken ones, time per workflow, catalogue load time and memory. */
export async function run(): Promise<void> {
  const [before, startedAt] = [process.memoryUsage().rss, performance.now()];
  const full = await fullCatalog();
  const loadMs = performance.now() - startedAt;
  const rss = (process.memoryUsage().rss - before) / 2 ** 20;
  const catalog = full ?? createCoreCatalog();
  print(
    `catalogue: ${full ? `n8n ${catalog.source.n8nVersion}` : 'core only, the full one cannot be had'}, ${catalog.all().length} node types, loaded in ${loadMs.toFixed(0)} ms, ${rss.toFixed(0)} MB`,
  );
  const [real, broken] = [readReal(), readBroken()];
  if (!real || !broken) return print(`skipped: no corpus in ${corpusFolder}`);

  const foreign = (workflow: Record<string, unknown>): boolean =>
    (Array.isArray(workflow['nodes']) ? workflow['nodes'] : [])
      .filter(isRecord)
      .some(({ type }) => typeof type === 'string' && !catalog.get(type) && !catalog.excluded.has(type));
  const check = (workflow: unknown, facts?: InstanceFacts): Issue[] =>
    validateWorkflow(workflow, { catalog, unknownTypes: 'warning', facts });

  for (const { workflow } of real) check(workflow);
  const times: number[] = [];
  const results = real.map((each) => {
    const from = performance.now();
    const issues = check(each.workflow);
    times.push(performance.now() - from);
    return { ...each, issues, errors: issues.filter((issue) => issue.severity === 'error') };
  });
  times.sort((a, b) => a - b);

  const shipped = results.filter((each) => !foreign(each.workflow));
  const refused = shipped.filter((each) => each.errors.length > 0);
  const apart = results.filter((each) => foreign(each.workflow));
  const explained = (key: string, issue: Issue): string | undefined => judged[`${key} ${issue.code}`];
  const unexplained = refused.filter((each) => each.errors.some((issue) => !explained(each.key, issue)));
  print(`real: ${refused.length} of ${shipped.length} have an error (${percent(refused.length, shipped.length)})`);
  print(`      ${unexplained.length} of them unexplained (${percent(unexplained.length, shipped.length)})`);
  print(
    `apart, with node types n8n does not ship: ${apart.filter((each) => each.errors.length > 0).length} of ${apart.length} have an error`,
  );
  printCounts('errors by code (workflows)', shipped, 'error');
  printCounts('warnings by code (workflows)', shipped, 'warning');
  for (const { key, file, errors } of [...refused, ...apart.filter((each) => each.errors.length > 0)]) {
    print(`  ${key} ${file}`);
    for (const issue of errors) {
      print(`    ${issue.code} ${issue.path ?? ''}: ${issue.message}`);
      print(`      ${explained(key, issue) ?? 'NOT JUDGED'}`);
    }
  }

  const missed = broken.flatMap(({ name, expected, workflow }) => {
    const issues = check(workflow, expected === 'instance' ? emptyInstance : undefined);
    const has = (severity: string): boolean => issues.some((issue) => issue.severity === severity);
    const level = has('error') ? 'error' : has('warning') ? 'warning' : 'clean';
    const right = expected === 'valid' ? level !== 'error' : level === (expected === 'instance' ? 'error' : expected);
    return right ? [] : [{ name, expected, level }];
  });
  print(`broken: ${broken.length - missed.length} of ${broken.length} at the expected level`);
  for (const { name, expected, level } of missed) print(`  ${name}: expected ${expected}, got ${level}`);
  print(`per workflow: p50 ${quantile(times, 0.5)} ms, p95 ${quantile(times, 0.95)} ms, max ${quantile(times, 1)} ms`);
}

function printCounts(title: string, results: readonly { issues: Issue[] }[], severity: Issue['severity']): void {
  const counts = new Map<string, number>();
  for (const { issues } of results) {
    const codes = new Set(issues.filter((issue) => issue.severity === severity).map((issue) => issue.code));
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  print(`${title}: ${sorted.map(([code, count]) => `${code} ${count}`).join(' · ') || 'none'}`);
}
