import { effectsOf } from '#src/catalog/effects/act.ts';
import { reachOf } from '#src/catalog/reach.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { toWord } from '../json/values.ts';
import { targetOf } from './message.ts';
import { targetText } from './said-text.ts';
import type { SeenStep } from './seen-step.ts';
import { inWords, lowerFirst } from './text.ts';

/** What a node does by its resource and operation, as n8n's own description says it where there is one. */
export function operationPhrase(step: SeenStep, words: WorkflowWords): string {
  const { values, nodeType, name, short } = step;
  const { steps } = words;
  const app = (nodeType?.displayName ?? short).replace(/ Tool$/, '');
  const operation = toWord(values['operation']);
  if (operation.startsWith('=')) return steps.unknownOperation(app) + targetIn(step, words);
  const phrase = actionOf(step);
  if (phrase !== undefined) {
    const itself = phrase.toLowerCase().includes(app.toLowerCase()) || reachOf(step.type)?.reach === 'own';
    return (itself ? phrase : steps.operation(phrase, app)) + targetIn(step, words);
  }
  if (nodeType?.kind === 'subnode') return steps.use(name) + targetIn(step, words);
  const named = name.toLowerCase().includes(app.toLowerCase()) ? name : steps.withApp(name, app);
  return effectsOf(step)[0] === 'none' ? named : named + targetIn(step, words);
}

/** Which operation it is, e.g. `create a record`; what takes something away says so whatever it is called. */
function actionOf(step: SeenStep): string | undefined {
  const { values, visible } = step;
  const { resource, operation } = values;
  const property = visible?.find(({ name }) => name === 'operation');
  const option = property?.options?.find(({ value }) => value === operation);
  const action = option?.action?.replace(/\s*\(.*\)$|\.\s.*$/gs, '').trim();
  if (action) return lowerFirst(action);
  const detail = [operation, resource].flatMap((each) =>
    typeof each === 'string' && each !== '' && !each.startsWith('=') ? [inWords(each)] : [],
  );
  return detail.length > 0 ? detail.join(' ') : undefined;
}

function targetIn(step: SeenStep, words: WorkflowWords): string {
  const target = targetText(targetOf(step), words);
  if (target === '') return '';
  return /^[#@][^,]*$/.test(target) ? ` ${target}` : ` (${target})`;
}
