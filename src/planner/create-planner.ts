import type { Catalog } from '#src/catalog/catalog.ts';
import type { Config } from '#src/config.ts';
import type { Logger } from '#src/log.ts';
import { createFallbackPlanner } from './fallback-planner.ts';
import { createModelPlanner } from './model/model-planner.ts';
import { createOpenAiProvider } from './model/openai/chat-completions.ts';
import { withFailures } from './observe.ts';
import type { Planner } from './planner.ts';
import { createTemplatePlanner } from './template-planner.ts';
import { withWorkflowEdits } from './workflow-edits.ts';

/** With a model: the model, and the templates when it cannot be reached. Without: the templates. */
export function createPlanner(
  config: Pick<Config, 'model'>,
  catalog: () => Catalog,
  log: Logger,
  onFailure: (code: string) => void = () => {},
): Planner {
  const templates = withWorkflowEdits(createTemplatePlanner({ catalog }), catalog);
  if (!config.model) return templates;
  const model = withFailures(
    createModelPlanner({ provider: createOpenAiProvider(config.model), catalog, log }),
    onFailure,
  );
  return createFallbackPlanner(model, templates, log);
}
