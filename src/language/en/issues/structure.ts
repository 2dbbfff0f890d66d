/** Findings about the document itself, its steps beside their parameters, and its settings. */
const step = (node: string | null, number: number): string => node ?? `Step ${number}`;

export const structure = {
  'not-a-workflow': () => 'This is not a workflow: a JSON object with nodes is expected.',
  'too-large': () => 'The workflow is too large or too deeply nested to be checked.',
  'nodes-missing': () => 'The workflow has no list of nodes.',
  'workflow-empty': () => 'The workflow has no steps. Say what it should do.',
  'too-many-nodes': ({ count, most }: { count: number; most: number }) =>
    `The workflow has ${count} steps; at most ${most} can be checked. Split it into several.`,
  'connections-missing': () => 'The workflow has no connections; n8n refuses it. At least an empty object is needed.',
  'settings-malformed': () => 'The settings are not an object; n8n refuses the workflow.',
  'name-missing': () => 'The workflow has no name. Give it one.',
  'name-too-long': ({ length, most }: { length: number; most: number }) =>
    `The name has ${length} characters; n8n takes ${most}.`,
  'node-malformed': ({ step: number }: { step: number }) => `Step ${number} is not a node.`,
  'node-name-missing': ({ step: number }: { step: number }) => `Step ${number} has no name.`,
  'node-name-too-long': ({ length, most }: { length: number; most: number }) =>
    `A step's name has ${length} characters; at most ${most} are possible.`,
  'node-name-reserved': ({ name }: { name: string }) => `A step cannot be called "${name}". Choose another name.`,
  'node-type-missing': ({ node, step: number }: { node: string | null; step: number }) =>
    `${step(node, number)} has no node type.`,
  'parameters-malformed': () => 'The parameters of this step are not an object.',
  'position-malformed': () => 'The position of this step is not a pair of numbers; n8n refuses steps without a place.',
  'duplicate-node-name': ({ name }: { name: string }) =>
    `Two steps are called "${name}". Every step needs its own name.`,
  'duplicate-node-id': () => 'Two steps have the same id.',
  'unknown-node-field': ({ node, step: number, field }: { node: string | null; step: number; field: string }) =>
    `"${step(node, number)}" has a field "${field}" that n8n does not know and refuses.`,
  'unknown-error-reaction': ({
    node,
    step: number,
    reaction,
  }: {
    node: string | null;
    step: number;
    reaction: string;
  }) => `"${reaction}" is nothing n8n can do when "${step(node, number)}" fails; it would just stop.`,
  'retry-out-of-range': ({
    node,
    step: number,
    what,
    value,
    least,
    most,
  }: {
    node: string | null;
    step: number;
    what: 'maxTries' | 'waitBetweenTries';
    value: string;
    least: number;
    most: number;
  }) => {
    const unit = what === 'maxTries' ? 'tries' : 'milliseconds between tries';
    return `"${step(node, number)}" asks for ${value} ${unit}; n8n allows ${least} to ${most}.`;
  },
  /** `all`: what should hold them is no object. */
  'credential-malformed': ({ node, step: number, all }: { node: string | null; step: number; all: boolean }) =>
    all
      ? `The credentials of "${step(node, number)}" are no object that names one for each kind; n8n finds none.`
      : `The credential of "${step(node, number)}" is not a reference with an id and a name.`,
  'field-not-boolean': ({ node, step: number, field }: { node: string | null; step: number; field: string }) =>
    `"${field}" of "${step(node, number)}" is neither true nor false.`,
  'unknown-setting': ({ setting }: { setting: string }) =>
    `The setting "${setting}" is not one of n8n's, which refuses workflows with it.`,
  /** `value` null: an error workflow that is no id. */
  'unknown-setting-value': ({ setting, value }: { setting: string; value: string | null }) =>
    value === null
      ? 'The error workflow is not given by the id of a workflow.'
      : `"${value}" is no value n8n knows for the setting ${setting}.`,
  'error-trigger-missing': () =>
    'The workflow is its own error workflow, but has no Error Trigger: nobody would hear of a failure.',
  'unknown-timezone': ({ written, example }: { written: string; example: string }) =>
    `"${written}" is no timezone. Name one such as ${example} or UTC.`,
  /** `seconds` null: what is there is no number. */
  'timeout-out-of-range': ({ seconds }: { seconds: number | null }) =>
    seconds === null
      ? 'The time limit of the workflow is not a number of seconds.'
      : `A time limit of ${seconds} seconds is none at all.`,
};
