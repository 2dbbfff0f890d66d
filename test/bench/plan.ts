import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { type PlanRequest, readRequests, whatIsWrong } from '#test/support/requests.ts';

export interface PlanShare {
  correct: number;
  total: number;
  /** 0 to 1. */
  share: number;
}

export interface PlanBench {
  tune: PlanShare;
  held: PlanShare;
  /** What was wrong with each request of the half that may be tuned on. */
  wrong: { id: string; problem: string }[];
}

/** The share of the fixture's requests that the template planner plans correctly, without any model. */
export async function runPlanBench(): Promise<PlanBench> {
  const planner = createTemplatePlanner({ catalog: createCoreCatalog() });
  const judge = async ({ request, expect }: PlanRequest): Promise<string | undefined> => {
    let { result } = await plan(request);
    // A template is offered, not taken: whoever asked presses once.
    if (result.kind === 'question' && result.own?.code === 'template')
      ({ result } = await plan(result.own.meanings[0] ?? ''));
    return result.kind === 'draft' ? whatIsWrong(result.draft, expect) : `it is no draft but: ${result.kind}`;
  };
  const plan = (request: string) =>
    planner.plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'UTC',
      signal: AbortSignal.timeout(10_000),
    });
  const judged = await Promise.all(readRequests().map(async (one) => ({ ...one, problem: await judge(one) })));
  const share = (set: PlanRequest['set']): PlanShare => {
    const all = judged.filter((one) => one.set === set);
    const correct = all.filter(({ problem }) => problem === undefined).length;
    return { correct, total: all.length, share: correct / all.length };
  };
  return {
    tune: share('tune'),
    held: share('held'),
    wrong: judged.flatMap(({ id, set, problem }) => (set === 'tune' && problem ? [{ id, problem }] : [])),
  };
}

const percent = ({ correct, total, share }: PlanShare): string => `${correct}/${total} (${(share * 100).toFixed(1)} %)`;

/** Prints both shares, and what was wrong in the half that may be tuned on. */
export async function run(): Promise<void> {
  const { tune, held, wrong } = await runPlanBench();
  process.stdout.write(`planned correctly without a model: tuned on ${percent(tune)}, held out ${percent(held)}\n`);
  for (const { id, problem } of wrong) process.stdout.write(`  ${id}: ${problem}\n`);
}
