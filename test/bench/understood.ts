import type { Catalog } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { type Planned, planOne } from '#src/cli/run/plan-one.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { corpusFolder } from './data/corpus.ts';
import { sweepWorkflows } from './data/edit-sweep.ts';
import { appsOf } from './understood/apps.ts';
import { askedRequests } from './understood/asked.ts';
import { describedRequests, namesBoth } from './understood/described.ts';
import { type Edit, type EditVerdict, flowEdits, judgeEdit, newFlows } from './understood/flows.ts';
import { f1, judge, type Verdict, type Wanted } from './understood/judge.ts';
import { editReal } from './understood/real-edits.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
/** What is read of the requests that may be read: `UNDERSTOOD_SHOW=1` prints each of them that is not complete. */
const shows = process.env['UNDERSTOOD_SHOW'] === '1';

/**
 * How much of what people ask is understood or said not to be, without a model: requests of strangers, their changes
 * of flows, and changes of real workflows said in words. Exit code 1 when a goal is not met.
 */
export async function run(): Promise<void> {
  const full = await fullCatalog();
  const catalog = full ?? createCoreCatalog();
  print(`catalogue: ${full ? `n8n ${catalog.source.n8nVersion}` : 'core only, the full one cannot be had'}`);
  const apps = appsOf(catalog);
  const described = describedRequests(apps);
  const flows = newFlows(apps);
  const edits = flowEdits(catalog, apps);
  if (!described || !flows || !edits) return print(`skipped: no requests in ${corpusFolder}`);
  const planner = createTemplatePlanner({ catalog });
  const judged = async (name: string, list: readonly Wanted[], mayShow: boolean): Promise<Judged[]> => {
    const all: Judged[] = [];
    for (const wanted of list) {
      const { planned, isAnswered } = await planAnswered(wanted, planner, catalog);
      all.push({ wanted, planned, verdict: judge(wanted, planned, apps, isAnswered) });
    }
    table(name, all);
    if (shows && mayShow) for (const one of all) show(one);
    return all;
  };
  const asked = askedRequests(apps);
  const named = await judged('our own that name apps', asked.named, true);
  const own = await judged("our own in people's words", asked.own, true);
  const tune = await judged('described, the half that was read', described.tune, true);
  const held = await judged('described, the half that was not', described.held, false);
  const fresh = await judged('new flows, started by hand', flows, true);
  const changes: { edit: Edit; verdict: EditVerdict }[] = [];
  for (const edit of edits) changes.push({ edit, verdict: await judgeEdit(edit, planner, apps) });
  const of = (outcome: string) => changes.filter(({ verdict }) => verdict.outcome === outcome).length;
  const touched = changes.filter(({ verdict }) => verdict.touched.length > 0);
  print(
    `changes of flows: ${changes.length}; ${of('right')} right, ${of('told')} said plainly, ${of('wrong')} silently wrong; untouched nodes that differ: ${touched.length}`,
  );
  if (shows)
    for (const { edit, verdict } of changes)
      if (verdict.outcome !== 'right')
        print(`  ${verdict.outcome} ${edit.request} → ${verdict.detail} ${verdict.touched}`);
  const workflows = sweepWorkflows() ?? [];
  const real = await editReal(workflows, planner, catalog);
  print(
    `changes of ${real.workflows} real workflows: ${real.edits}; ${real.made} made exactly, ${real.told} said plainly, ${real.faults.length} with a fault`,
  );
  for (const { file, request, detail } of real.faults.slice(0, 30)) print(`  ${file} ${request}: ${detail}`);

  const all = [...named, ...own, ...tune, ...held, ...fresh];
  const silent = all.filter(({ verdict }) => verdict.outcome === 'wrong').length + of('wrong');
  goal('nothing swapped, nothing lost in silence', silent === 0, `${silent} of ${all.length + changes.length}`);
  const shareOf = (list: readonly Judged[]): { share: number; counted: string } => {
    const complete = list.filter(({ verdict }) => verdict.outcome === 'complete').length;
    const share = complete / list.length;
    return { share, counted: `${complete} of ${list.length} (${(100 * share).toFixed(0)} %)` };
  };
  const ours = shareOf(named);
  goal('60 % of our own that name a trigger and apps are complete', ours.share >= 0.6, ours.counted);
  const naming = (list: readonly Judged[]) => list.filter(({ wanted }) => namesBoth(wanted));
  print(`described that name both: read ${shareOf(naming(tune)).counted}, not read ${shareOf(naming(held)).counted}`);
  const theirs = shareOf(naming([...tune, ...held]));
  goal('60 % of the described that name a trigger and apps are complete', theirs.share >= 0.6, theirs.counted);
  const strays = touched.length + real.faults.length;
  goal(
    'every node that was not meant is the same, byte for byte',
    strays === 0,
    `${strays} of ${changes.length + real.edits}`,
  );
}

interface Judged {
  wanted: Wanted;
  planned: Planned;
  verdict: Verdict;
}

/** Plans, and says “by hand” where it is asked when to start: flows of flow-bench have no trigger. */
async function planAnswered({ request }: Wanted, planner: ReturnType<typeof createTemplatePlanner>, catalog: Catalog) {
  const how = { planner, catalog, timezone: 'UTC' };
  const first = await planOne(request, how);
  const isAnswered = first.kind === 'question' && first.choices?.length === 4;
  return { planned: isAnswered ? await planOne(`When I start it by hand. ${request}`, how) : first, isAnswered };
}

function table(name: string, all: readonly Judged[]): void {
  const verdicts = all.map(({ verdict }) => verdict);
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
  const count = (outcome: Verdict['outcome']) => verdicts.filter((one) => one.outcome === outcome).length;
  const drafts = all.filter(({ planned }) => planned.nodes.length > 0).map(({ verdict }) => verdict);
  const kinds = drafts.filter(({ triggerRight }) => triggerRight !== undefined);
  const right = kinds.filter(({ triggerRight }) => triggerRight).length;
  print(
    `${name}: ${all.length}; ${count('complete')} complete, ${count('told')} said plainly, ${count('wrong')} silently wrong`,
  );
  print(
    `  drafts ${drafts.length}; kind of trigger ${right}/${kinds.length}; apps F1 ${f1(drafts).toFixed(2)}; facts ${sum((one) => one.factsKept)}/${sum((one) => one.facts)}; phrases not done ${sum((one) => one.notDone)}; swapped ${sum((one) => one.swapped.length)}; lost ${sum((one) => one.lost.length)}`,
  );
}

function show({ wanted, planned, verdict }: Judged): void {
  if (verdict.outcome === 'complete') return;
  print(`  ${verdict.outcome} ${wanted.request.slice(0, 300)}`);
  print(
    `    ${planned.kind} ${planned.nodes.map(({ type }) => type.slice(type.lastIndexOf('.') + 1)).join(' → ')} | not done: ${planned.notDone.join(' · ').slice(0, 300)} | swapped ${verdict.swapped} lost ${verdict.lost} ${verdict.triggerRight === false ? `trigger not ${wanted.triggers}` : ''}${planned.text ? ` | ${planned.text.slice(0, 200)}` : ''}`,
  );
}

function goal(what: string, met: boolean, figures: string): void {
  print(`goal ${met ? 'met' : 'NOT MET'}: ${what}: ${figures}`);
  if (!met) process.exitCode = 1;
}
