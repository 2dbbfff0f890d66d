import type { Catalog } from '#src/catalog/catalog.ts';
import type { NotRehearsed, SampleSource } from '#src/model/rehearsal.ts';
import { labelAt } from './labels.ts';
import type { HeldStep, Plan } from './plan.ts';
import type { Samples } from './samples/samples.ts';

const ownIds = /\$(?:workflow\.(?:id|active)|execution)\b/;
const files = /(?:^|[._])(?:binary|download|fileUpload)/i;

const takesFile = new Set([
  'extractFromFile',
  'readPDF',
  'spreadsheetFile',
  'moveBinaryData',
  'editImage',
  'compression',
]);

/** What a rehearsal of this plan cannot know. Pure. */
export function notRehearsed(plan: Plan, { sources }: Pick<Samples, 'sources'>, catalog: Catalog): NotRehearsed[] {
  const found = plan.held.flatMap((step): NotRehearsed[] => [
    ...madeUp(step.node, sources.get(step.node)),
    ...(step.role === 'trigger' ? [] : ofStep(step, catalog)),
  ]);
  const outside = plan.held.some(({ role }) => role === 'stands');
  return [...found, ...(outside ? [{ code: 'services' as const }] : [])];
}

/** Whose fields nobody knows. */
const madeUp = (node: string, source: SampleSource | undefined): NotRehearsed[] =>
  source === 'assumed' || source === 'imagined' ? [{ code: source, node }] : [];

function ofStep(step: HeldStep, catalog: Catalog): NotRehearsed[] {
  const { node, type, without, texts, parameters } = step;
  const properties = catalog.get(type, step.typeVersion)?.properties ?? [];
  const short = type.slice(type.lastIndexOf('.') + 1);
  const withheld = texts.filter((text) => text.withheld).map(({ path }) => labelAt(properties, path));
  return [
    ...withheld.map((field) => ({ code: 'withheld' as const, node, field })),
    ...(texts.some(({ value }) => ownIds.test(value)) ? [{ code: 'own_ids' as const, node }] : []),
    ...(without.length > 0 ? [{ code: 'model' as const, node, without }] : []),
    ...(['code', 'function', 'functionItem', 'aiTransform'].includes(short)
      ? [{ code: 'program' as const, node }]
      : []),
    ...(short === 'wait' || parameters['operation'] === 'sendAndWait' ? [{ code: 'wait' as const, node }] : []),
    ...(short === 'removeDuplicates' ? [{ code: 'earlier' as const, node }] : []),
    ...(short === 'executeWorkflow' ? [{ code: 'workflow' as const, node }] : []),
    ...(files.test(String(parameters['operation'] ?? '')) || takesFile.has(short)
      ? [{ code: 'file' as const, node }]
      : []),
  ];
}
