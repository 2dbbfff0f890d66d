import { howToSay, whichIsIt } from '../../things.ts';
import { workflow } from '../workflow.ts';

const { asking, askingElse } = workflow;
const advice = (key: string): string => (Object.hasOwn(asking, key) ? asking[key as keyof typeof asking] : askingElse);

/** What a value should be. */
export const wanted = {
  list: 'a list',
  boolean: 'yes or no (true or false)',
  true: 'true, without quotes',
  false: 'false, without quotes',
  number: 'a number',
  text: 'a text',
  date: 'a date and time, e.g. 2026-01-31T09:00:00',
};
export type Wanted = keyof typeof wanted;

/** Findings about the parameters of a step, by what the catalogue says of them. */
export const parameters = {
  /** `key`: n8n's name of the parameter; `blank`: left out by whoever passed the workflow on. */
  'missing-parameter': ({
    node,
    parameter,
    key,
    blank,
  }: {
    node: string;
    parameter: string;
    key: string;
    blank: boolean;
  }) =>
    blank
      ? `${parameter} was left blank in "${node}": n8n does not publish the workflow until it is filled in. ${advice(key)}`
      : `${parameter} is missing in "${node}". ${advice(key)}`,
  /** `word`: what the person called it; `app`: where it is. */
  'named-not-chosen': (named: { node: string; parameter: string; key: string; app: string; word: string }) =>
    `${whichIsIt(named, workflow)} “${named.node}” needs it. ${howToSay(named, workflow)}`,
  /** `wanted`: what it should be; `right`: exactly this; `jsonText`: it is an object. Values as JSON, `value` cut. */
  'wrong-type': ({
    node,
    parameter,
    value,
    ...rather
  }: {
    node: string;
    parameter: string;
    value: string;
  } & ({ wanted: Wanted } | { right: string } | { jsonText: true })) => {
    const what = `${parameter} in "${node}"`;
    if ('jsonText' in rather) return `${what} is JSON written as text, not an object.`;
    if ('right' in rather) return `${what} has to be ${rather.right}, not ${value}.`;
    return `${what} should be ${wanted[rather.wanted]}, not ${value}.`;
  },
  'number-as-text': ({ node, parameter }: { node: string; parameter: string }) =>
    `${parameter} in "${node}" is a number written as text.`,
  'out-of-range': ({
    node,
    parameter,
    number,
    least,
    most,
  }: {
    node: string;
    parameter: string;
    number: number;
    least: number | null;
    most: number | null;
  }) => {
    const bounds = [...(least === null ? [] : [`at least ${least}`]), ...(most === null ? [] : [`at most ${most}`])];
    return `${parameter} in "${node}" is ${number}; it should be ${bounds.join(' and ')}.`;
  },
  'expression-not-allowed': ({ node, parameter }: { node: string; parameter: string }) =>
    `${parameter} in "${node}" cannot be an expression; choose a fixed value.`,
  /** `expressions`: whatever those in it give. */
  'invalid-json': ({ node, parameter, expressions }: { node: string; parameter: string; expressions: boolean }) =>
    `${parameter} in "${node}" is not valid JSON${expressions ? ', whatever its expressions give' : ''}.`,
  'outdated-option': ({ node, parameter, value }: { node: string; parameter: string; value: string }) =>
    `${parameter} ${value} in "${node}" is no longer offered by n8n; choose another.`,
  /** `mapping`: how columns are mapped, no value. */
  'unknown-option': ({
    node,
    parameter,
    value,
    choices,
    meant,
    mapping,
  }: {
    node: string;
    parameter: string;
    value: string;
    choices: string;
    meant: string | null;
    mapping: boolean;
  }) =>
    `${parameter} in "${node}" cannot be ${mapping ? 'mapped by ' : ''}${value}; possible are ${choices}.${meant === null ? '' : ` Did you mean ${meant}?`}`,
  'malformed-parameter': ({
    node,
    parameter,
    what,
  }: {
    node: string;
    parameter: string;
    what: 'shape' | 'locator' | 'fields' | 'conditions';
  }) =>
    ({
      shape: `${parameter} in "${node}" has the wrong shape; n8n would ignore it.`,
      locator: `${parameter} in "${node}" has the wrong shape; it needs a mode and a value.`,
      fields: `The fields of "${node}" have the wrong shape; n8n would set none of them.`,
      conditions: `The conditions of "${node}" are a bare list, which n8n does not read.`,
    })[what],
  /** `mode`: it says of what kind it is. */
  'locator-plain': ({ node, parameter, mode }: { node: string; parameter: string; mode: boolean }) =>
    mode
      ? `${parameter} in "${node}" is not marked as a locator; n8n's editor cannot show it.`
      : `${parameter} in "${node}" does not say whether it is an id, a name or a link.`,
  'unknown-locator-mode': ({
    node,
    parameter,
    mode,
    modes,
  }: {
    node: string;
    parameter: string;
    mode: string;
    modes: readonly string[];
  }) => `${parameter} in "${node}" cannot be given by ${mode}; possible are ${modes.join(', ')}.`,
  /** `complaint`: n8n's own words, null where it has none. */
  'invalid-locator': ({
    node,
    parameter,
    mode,
    complaint,
  }: {
    node: string;
    parameter: string;
    mode: string;
    complaint: string | null;
  }) => `${parameter} in "${node}" is not of the form its mode "${mode}" wants: ${complaint ?? 'wrong form'}.`,
  'unknown-parameter': ({ node, parameter, meant }: { node: string; parameter: string; meant: string | null }) =>
    `"${node}" has no parameter "${parameter}"; n8n ignores it.${meant === null ? '' : ` Did you mean "${meant}"?`}`,
  'hidden-parameter': ({ node, parameter }: { node: string; parameter: string }) =>
    `"${parameter}" has no effect in "${node}" with its other settings.`,
};
