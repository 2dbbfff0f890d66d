const flow = (kind: string): string => (kind === 'main' ? 'data' : kind.replace(/^ai_/, 'AI '));
const circle = (names: readonly string[]): string =>
  `${names.map((name) => `"${name}"`).join(' → ')} run in a circle without a condition that ends it.`;

/** What is wrong with how connections are written. */
export type MalformedConnections =
  | 'noObject'
  | 'noTypes'
  | 'noList'
  | 'notPerOutput'
  | 'outputNoList'
  | 'noStep'
  | 'noIndex'
  | 'noType'
  | 'badIndex';

/** Findings about connections, triggers, branches and who answers a call. */
export const wiring = {
  'connections-malformed': ({
    what,
    from,
    kind,
    output,
  }: {
    what: MalformedConnections;
    from: string;
    kind: string;
    output: number;
  }) => {
    const said: Record<MalformedConnections, string> = {
      noObject: '',
      noTypes: 'are not an object with the types of its outputs',
      noList: `of type ${kind} are not a list`,
      notPerOutput: 'are not listed per output',
      outputNoList: `behind output ${output} are not a list`,
      noStep: 'lead to something that names no step',
      noIndex: 'lack the index of the input they lead to',
      noType: 'lack the type of the input they lead to',
      badIndex: 'lead to an input whose number is no number',
    };
    return what === 'noObject' ? 'The connections are not an object.' : `The connections of "${from}" ${said[what]}.`;
  },
  'unknown-connection-source': ({ from }: { from: string }) =>
    `A connection starts at "${from}", which does not exist.`,
  'unknown-connection-target': ({ from, to }: { from: string; to: string }) =>
    `"${from}" leads to "${to}", which does not exist.`,
  /** `start` null: there is no such type at all; else the type its other end names. */
  'unknown-connection-type': ({
    from,
    to,
    type,
    start,
  }: {
    from: string;
    to: string;
    type: string;
    start: string | null;
  }) =>
    start === null
      ? `The connection type "${type}" does not exist.`
      : `The connection of "${from}" to "${to}" is of type "${type}" at its end and "${start}" at its start.`,
  'self-loop': ({ node, endless }: { node: string; endless: boolean }) =>
    `"${node}" is connected to itself${endless ? ' and would never end' : ''}.`,
  'connection-into-trigger': ({ node }: { node: string }) => `"${node}" starts the workflow: nothing can lead into it.`,
  'output-type-mismatch': ({ node, kind }: { node: string; kind: string }) => `"${node}" has no ${flow(kind)} output.`,
  'output-out-of-range': ({
    node,
    count,
    output,
    hint,
  }: {
    node: string;
    count: number;
    output: number;
    hint: 'counted' | 'error' | null;
  }) => {
    const more = {
      counted: ' Its settings decide how many it has: add what leads there.',
      error: ' Its error output is not switched on.',
    };
    return `"${node}" has ${count} output${count === 1 ? '' : 's'}, but output ${output} is connected.${hint === null ? '' : more[hint]}`;
  },
  'input-type-mismatch': ({ node, kind }: { node: string; kind: string }) => `"${node}" has no ${flow(kind)} input.`,
  'input-out-of-range': ({ node, count, input }: { node: string; count: number | null; input: number }) =>
    count === null
      ? `"${node}" has no input ${input}, but it is connected.`
      : `"${node}" has ${count} input${count === 1 ? '' : 's'}, but input ${input} is connected.`,
  'duplicate-connection': ({ from, to }: { from: string; to: string }) =>
    `"${from}" is connected to "${to}" twice, so that step would run twice.`,
  'outputs-unused': ({ node }: { node: string }) =>
    `Every step behind "${node}" hangs on the same output, so what leaves the others is lost.`,
  'error-output-unused': ({ node }: { node: string }) =>
    `The error output of "${node}" is switched on and leads nowhere, so failures are lost.`,
  'respond-node-disabled': ({ node }: { node: string }) =>
    `The Respond to Webhook step behind "${node}" is switched off: the caller gets an empty answer.`,
  'branch-unused': ({ node }: { node: string }) =>
    `Both steps behind "${node}" run when it is true, and none when it is false.`,
  'merge-single-input': ({ node, one }: { node: string; one: boolean }) =>
    one
      ? `"${node}" joins data, but only one step leads to it.`
      : `"${node}" joins data, but every step leads to the same input of it.`,
  'loop-not-closed': ({ node, swapped }: { node: string; swapped: boolean }) =>
    `The steps of the loop "${node}" do not lead back to it, so only the first batch is worked on.${swapped ? ' Its outputs "loop" and "done" seem to be swapped.' : ''}`,
  'endless-loop': ({ names }: { names: readonly string[] }) => circle(names),
  'loop-without-end': ({ names }: { names: readonly string[] }) => circle(names),
  'unreachable-node': ({ node }: { node: string }) => `Nothing leads to "${node}", so it will never run.`,
  'calls-itself': ({ node }: { node: string }) =>
    `"${node}" calls this workflow again each time it is called, without a condition that ends it.`,
  'trigger-disabled': () => 'Everything that could start the workflow is switched off.',
  'trigger-missing': () =>
    'Nothing starts the workflow. Say when it should run, e.g. every morning at 9 or when a form is filled in.',
  'trigger-only': () => 'The workflow starts, but then does nothing.',
  'manual-only': () => 'It only runs when someone starts it by hand in n8n; n8n cannot publish it.',
  'respond-node-missing': ({ node }: { node: string }) =>
    `"${node}" waits for a Respond to Webhook step, but none comes after it: the caller would get an error.`,
  'respond-node-unused': ({ node, hook }: { node: string; hook: string }) =>
    `"${node}" answers the call, but "${hook}" has answered already. Set its answer to "using Respond to Webhook".`,
  'respond-without-call': ({ node }: { node: string }) =>
    `"${node}" answers a call, but nothing before it can be called. Start with a Webhook, or leave it out.`,
  'form-without-trigger': ({ node }: { node: string }) =>
    `"${node}" is a page of a form, but no form starts this workflow. Put a Form Trigger before it.`,
};
