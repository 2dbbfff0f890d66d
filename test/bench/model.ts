import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import type { Catalog } from '#src/catalog/catalog.ts';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { createLogger } from '#src/log.ts';
import { createModelPlanner } from '#src/planner/model/model-planner.ts';
import { createOpenAiProvider } from '#src/planner/model/openai/chat-completions.ts';
import { noSources } from '#src/planner/planner.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { createOpenAiServer } from '#test/fakes/openai-server.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { answerLikeAGoodModel, type GoodPlan, goodPlans } from '#test/support/good-model.ts';

export interface TurnCost {
  request: string;
  calls: number;
  /** Of all calls together, tools included: what was sent, counted by o200k. */
  promptTokens: number;
  /** What came of it: the kind of result, and errors that nobody but a person can mend. */
  kind: string;
  open: string[];
  /** Characters of the prompt that are the same for every request, as a share of the first prompt. */
  prefix: number;
}

/** What requests of the usual size cost with a model that makes no needless call. */
export async function measureTurns(
  catalog: Catalog,
  { plans = goodPlans, cautious = false }: { plans?: readonly GoodPlan[]; cautious?: boolean } = {},
): Promise<TurnCost[]> {
  const costs: TurnCost[] = [];
  for (const plan of plans) {
    await using server = await createOpenAiServer(answerLikeAGoodModel(plan, cautious));
    const planner = createModelPlanner({
      provider: createOpenAiProvider({ apiKey: 'bench', baseUrl: server.baseUrl, model: 'good' }),
      catalog: () => catalog,
      log: createLogger('silent'),
    });
    const { result } = await planner.plan({
      request: plan.request,
      history: [],
      // Two templates, as the store would give: how much they cost matters, not which they are.
      sources: {
        ...noSources,
        findTemplates: async () =>
          ownTemplates.slice(0, 2).map(({ name, description, draft }) => ({ name, description, draft })),
      },
      timezone: 'Europe/Berlin',
      signal: AbortSignal.timeout(30_000),
    });
    const sent = server.requests.map(({ body }) => body);
    const first = sent[0];
    const stable = JSON.stringify(first?.tools ?? []).length + (first?.messages[0]?.content ?? '').length;
    costs.push({
      request: plan.request,
      calls: sent.length,
      promptTokens: sent.reduce(
        (sum, { messages, tools }) => sum + countTokens(JSON.stringify(messages)) + countTokens(JSON.stringify(tools)),
        0,
      ),
      kind: result.kind,
      open:
        'issues' in result
          ? result.issues.filter(({ severity }) => severity === 'error').map(({ message }) => message)
          : [],
      prefix: stable / JSON.stringify(first ?? {}).length,
    });
  }
  return costs;
}

/** Prints calls and prompt tokens per request: of a model that trusts what is shortened, and of one that reads on where it needs more. */
export async function run(): Promise<void> {
  const full = await fullCatalog();
  const print = (line: string) => process.stdout.write(`${line}\n`);
  for (const cautious of [false, true]) {
    const costs = await measureTurns(full ?? createCoreCatalog(), { cautious });
    const who = cautious ? 'the same, reading again where a parameter it writes was left out' : 'a scripted good model';
    print(`model: ${costs.length} requests, ${who}, catalogue ${full ? 'of a whole n8n' : 'built in'}`);
    for (const { request, calls, promptTokens, kind, open } of costs) {
      print(
        `  ${calls} calls, ${String(promptTokens).padStart(6)} prompt tokens, ${kind}, ${open.length} for a person: ${request.slice(0, 70)}`,
      );
    }
    const mean = (of: (cost: TurnCost) => number) => costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length;
    print(
      `model: calls mean ${mean(({ calls }) => calls).toFixed(1)}, most ${Math.max(...costs.map(({ calls }) => calls))}; prompt tokens mean ${mean(({ promptTokens }) => promptTokens).toFixed(0)}, most ${Math.max(...costs.map(({ promptTokens }) => promptTokens))}; ${(100 * mean(({ prefix }) => prefix)).toFixed(0)} % of a first prompt is the same for all`,
    );
  }
}
