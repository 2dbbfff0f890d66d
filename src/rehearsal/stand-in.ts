import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { type HeldStep, type HeldText, mostRounds } from './plan.ts';

export type TwinNode = N8nWorkflow['nodes'][number];

/** How nodes of a twin are made: ids, and names nobody else has. */
export interface Making {
  createId(): string;
  /** A name made of this one that is not taken yet. */
  free(name: string): string;
}

interface Place {
  name: string;
  position: TwinNode['position'];
}

/** The one way in: a Webhook on a path nobody can guess, which answers when everything has ended. */
export function startNode({ createId }: Making, { name, position }: Place, path: string): TwinNode {
  return {
    ...made(createId, name, 'webhook', 2, position),
    parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData', options: {} },
    webhookId: createId(),
  };
}

/** A step that hands on what it was given, under its own name. */
export function passNode({ createId }: Making, place: Place, more: Partial<TwinNode> = {}): TwinNode {
  return { ...made(createId, place.name, 'noOp', 1, place.position), ...more };
}

/** Where a loop goes back: lets it through so many times, then no more. */
export function guardNode({ createId }: Making, { name, position }: Place): TwinNode {
  const condition = {
    id: createId(),
    leftValue: '={{ $runIndex }}',
    rightValue: mostRounds,
    operator: { type: 'number', operation: 'lt' },
  };
  const options = { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 };
  return {
    ...made(createId, name, 'filter', 2.2, position),
    parameters: { conditions: { options, combinator: 'and', conditions: [condition] }, options: {} },
  };
}

/**
 * The nodes in place of one step, the last of which has its name and its outputs. What comes out is in the call that
 * starts the twin, so that one twin serves for many samples; how often, the items say that come in.
 */
export function standInNodes(
  step: Pick<HeldStep, 'key' | 'node' | 'outputs' | 'role' | 'onError'>,
  given: { start: string; position: TwinNode['position']; executeOnce?: boolean; alwaysOutputData?: boolean },
  making: Making,
): TwinNode[] {
  const { createId, free } = making;
  const outcome = `$(${quoted(given.start)}).first().json.body.steps.${step.key}`;
  const sample: TwinNode = {
    ...made(createId, free(`${step.node} (sample)`), 'set', 3.4, given.position),
    parameters: {
      mode: 'raw',
      jsonOutput: `={{ ({ items: ${itemsOf(step, outcome)} }) }}`,
      options: { dotNotation: false },
    },
    ...(given.executeOnce ? { executeOnce: true } : {}),
  };
  const always = given.alwaysOutputData ? { alwaysOutputData: true } : {};
  const [x, y] = given.position;
  const split = (name: string): TwinNode => ({
    ...made(createId, name, 'splitOut', 1, [x + 16, y]),
    parameters: { fieldToSplitOut: 'items', options: {} },
  });
  if (step.outputs <= 1) return [sample, { ...split(step.node), ...always }];
  const output =
    step.onError === 'continueErrorOutput'
      ? `(${outcome}.error === undefined ? (${outcome}.output ?? 0) : ${step.outputs - 1})`
      : `(${outcome}.output ?? 0)`;
  const route: TwinNode = {
    ...made(createId, step.node, 'switch', 3.2, [x + 32, y]),
    parameters: { mode: 'expression', numberOutputs: step.outputs, output: `={{ ${output} }}` },
    ...always,
  };
  return [sample, split(free(`${step.node} (items)`)), route];
}

/** A failed step stops everything, hands on its message, or its items with the message by the output for errors. */
function itemsOf({ onError }: Pick<HeldStep, 'onError'>, outcome: string): string {
  const failed =
    onError === 'continueErrorOutput'
      ? `[Object.assign({}, $json, { error: ${outcome}.error })]`
      : `[{ error: ${outcome}.error }]`;
  return `${outcome}.error === undefined ? ${outcome}.items : ${failed}`;
}

/** A step that fails where nothing catches it. */
export function failingNode({ createId }: Making, place: Place, message: string): TwinNode {
  return {
    ...made(createId, place.name, 'stopAndError', 1, place.position),
    parameters: { errorMessage: message.replace(/^=+/, '') },
  };
}

/** The leaf in which n8n works out whole texts; one that n8n cannot work out fails the leaf and nothing else. */
export function textsLeaf(making: Making, place: Place, texts: readonly HeldText[], once: boolean): TwinNode {
  const named = texts.flatMap(({ key, value }) => (key === undefined ? [] : [{ name: key, value, type: 'string' }]));
  return leaf(making, place, named, once);
}

/** The leaf in which n8n works out each `{{ }}` by itself, whatever becomes of the others. */
export function blocksLeaf(making: Making, place: Place, texts: readonly HeldText[], once: boolean): TwinNode {
  const named = texts.flatMap(({ blocks }) =>
    blocks.map(({ key, code }) => ({ name: key, value: guarded(code), type: 'object' })),
  );
  return leaf(making, place, named, once);
}

/**
 * `{v}` what came out, `{}` nothing at all, `{n}` a number that is none, `{e}` why it cannot be worked out. JSON would
 * make three of them the same.
 */
const guarded = (code: string): string =>
  `={{ (() => { try { const flowsmithValue = (${code}\n); if (flowsmithValue === undefined || flowsmithValue === null) { return {}; } if (typeof flowsmithValue === 'number' && !Number.isFinite(flowsmithValue)) { return { n: String(flowsmithValue) }; } return { v: flowsmithValue }; } catch (flowsmithError) { return { e: String(flowsmithError.message) }; } })() }}`;

function leaf(
  { createId }: Making,
  { name, position }: Place,
  values: readonly { name: string; value: string; type: string }[],
  once: boolean,
): TwinNode {
  const assignments = values.map((each) => ({ id: createId(), ...each }));
  return {
    ...made(createId, name, 'set', 3.4, position),
    parameters: {
      mode: 'manual',
      assignments: { assignments },
      includeOtherFields: false,
      options: { dotNotation: false, ignoreConversionErrors: true },
    },
    onError: 'continueRegularOutput',
    ...(once ? { executeOnce: true } : {}),
  };
}

/** In an expression the first `}}` ends it, wherever it stands. */
export const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll('}}', '}\\u007d').replaceAll('{{', '{\\u007b');

function made(
  createId: () => string,
  name: string,
  type: string,
  typeVersion: number,
  position: TwinNode['position'],
): TwinNode {
  return { id: createId(), name, type: `n8n-nodes-base.${type}`, typeVersion, position: [...position], parameters: {} };
}
