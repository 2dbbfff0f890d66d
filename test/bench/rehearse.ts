import { startRealN8n } from '#src/dev/real-n8n.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { compile } from '#src/workflow/compile.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { rehearsedDrafts } from '#test/rehearsal/drafts/index.ts';
import { fullCatalog, fullOutputs } from '#test/support/full-catalog.ts';
import { sampleValues } from '#test/support/template-values.ts';
import { allTexts, cardTexts } from './rehearse/card.ts';
import { type Fault, type FaultKind, faultKinds, faultsIn } from './rehearse/faults.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;

/** So many of a kind; of the rest the kinds that are rare have fewer. */
const mostOfKind = 12;
const goal = 0.9;
/** As the card has it, see `src/engine/drafts/rehearse-revision.ts`; but nothing is cut off, which would be a difference as well. */
const asOnACard = { budgetMs: 20_000, variants: 5 };

/** Not shown; in the whole only; on the card; named by a finding. */
type Grade = 'hidden' | 'whole' | 'card' | 'named';

/**
 * Plants faults into drafts, rehearses each with and without in a real n8n, and counts how many a person can see: by a
 * finding, or by another text on the card. Exit code 1 when fewer than nine of ten are. `REHEARSE_SHOW=1` prints what
 * was not seen, `REHEARSE_N8N=url,key` takes an n8n that runs already.
 */
export async function run(): Promise<void> {
  const catalog = await fullCatalog();
  const outputs = await fullOutputs();
  if (!catalog) return print('skipped: the catalogue of n8n cannot be had');
  const [given, key] = process.env['REHEARSE_N8N']?.split(',') ?? [];
  await using started = given && key ? undefined : await startRealN8n();
  const { baseUrl, apiKey } = started ?? { baseUrl: given ?? '', apiKey: key ?? '' };
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  const times: number[] = [];
  const rehearsed = async (workflow: N8nWorkflow): Promise<Rehearsal | undefined> => {
    const done = await rehearse(workflow, { catalog, n8n, outputs, ...asOnACard });
    if (done.kind !== 'rehearsed') return undefined;
    await done.removed;
    times.push(done.rehearsal.ms);
    return done.rehearsal;
  };

  const right = sources().map(({ title, draft }) => ({
    title,
    workflow: compile(draftSchema.parse(draft), { catalog, timezone: 'Europe/Berlin' }),
  }));
  const planted = choose(right.flatMap(({ title, workflow }) => faultsIn(workflow).map((fault) => ({ title, fault }))));
  const before = new Map<string, Rehearsal>();
  const found: string[] = [];
  for (const { title, workflow } of right) {
    const rehearsal = await rehearsed(workflow);
    if (!rehearsal) continue;
    before.set(title, rehearsal);
    if (rehearsal.issues.length > 0) found.push(`${title}: ${rehearsal.issues[0]?.message}`);
  }
  const grades = new Map<FaultKind, Grade[]>(faultKinds.map((kind) => [kind, []]));
  const show = process.env['REHEARSE_SHOW'] === '1';
  for (const { title, fault } of planted) {
    const was = before.get(title);
    const now = await rehearsed(fault.workflow);
    if (!was || !now) continue;
    const grade = gradeOf(was, now, fault);
    grades.get(fault.kind)?.push(grade);
    if (show) print(`${grade.padEnd(7)} ${fault.kind}: ${title}, ${fault.node}: ${fault.what}`);
    if (show && grade !== 'named') print(`        ${cardTexts(now, catalog)}`);
  }

  function gradeOf(was: Rehearsal, now: Rehearsal, fault: Fault): Grade {
    if (!catalog) return 'hidden';
    const known = new Set(was.issues.map(({ message }) => message));
    const card = cardTexts(now, catalog);
    const about = now.issues.filter(({ message, node }) => !known.has(message) && node === fault.node);
    if (about.some(({ message }) => card.includes(JSON.stringify(message).slice(1, -1)))) return 'named';
    if (cardTexts(was, catalog) !== card) return 'card';
    return allTexts(was, catalog) !== allTexts(now, catalog) ? 'whole' : 'hidden';
  }

  const all = [...grades.values()].flat();
  const seen = (of: readonly Grade[]) => of.filter((grade) => grade === 'named' || grade === 'card').length;
  print(`${before.size} drafts without a planted fault; findings about them: ${found.length}`);
  for (const line of found) print(`  ${line}`);
  print(`${all.length} planted faults, seen on the card: ${seen(all)} (${percent(seen(all), all.length)})`);
  for (const [kind, of] of grades) {
    const count = (grade: Grade) => of.filter((each) => each === grade).length;
    print(
      `  ${kind}: ${seen(of)} of ${of.length}; named ${count('named')}, another text ${count('card')}, not on the card ${count('whole')}, not at all ${count('hidden')}`,
    );
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  print(`${times.length} rehearsals: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);
  const met = all.length >= 50 && seen(all) / all.length >= goal;
  print(`goal, 50 faults or more and 90 % seen: ${met ? 'met' : 'NOT MET'}`);
  if (!met) process.exitCode = 1;
}

function sources(): { title: string; draft: unknown }[] {
  return [
    ...ownTemplates.map((template) => ({
      title: template.slug,
      draft: fillTemplate(template, sampleValues(template.slots)).draft,
    })),
    ...rehearsedDrafts,
  ];
}

/** Of each kind some, from as many drafts as there are: the same at every run. */
function choose<T extends { title: string; fault: Fault }>(all: readonly T[]): T[] {
  return faultKinds.flatMap((kind) => {
    const of = all.filter(({ fault }) => fault.kind === kind);
    const every = Math.max(1, of.length / mostOfKind);
    return Array.from({ length: Math.min(of.length, mostOfKind) }, (_, index) => of[Math.floor(index * every)]).filter(
      (each) => each !== undefined,
    );
  });
}
