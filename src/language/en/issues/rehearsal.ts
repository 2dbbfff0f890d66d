/** Findings of a rehearsal: what a draft did when n8n ran it with an example. `message`: n8n's own words. */
export const rehearsal = {
  'rehearsal-step-fails': ({ node, message }: { node: string; message: string }) =>
    `With the example "${node}" fails${message ? `: ${message}` : ''}. Ask for a change of that step, or give another example.`,
  'rehearsal-value-fails': ({
    node,
    field,
    code,
    message,
  }: {
    node: string;
    field: string;
    code: string;
    message: string;
  }) => `"${node}" cannot work out {{ ${code} }} in ${field}${message ? ` (${message})` : ''}: it would fail there.`,
  'rehearsal-value-empty': ({ node, field, code }: { node: string; field: string; code: string }) =>
    `{{ ${code} }} in ${field} of "${node}" comes out empty. Name the right field, or say what to write when there is none.`,
  'rehearsal-value-odd': ({ node, field, shows }: { node: string; field: string; shows: string }) =>
    `${field} of "${node}" would hold "${shows}": name the part of the data that is meant.`,
  'rehearsal-nobody': ({ node, field }: { node: string; field: string }) =>
    `"${node}" would reach nobody: ${field} is empty. Say what belongs there.`,
  'rehearsal-decides-by-nothing': ({ node, code }: { node: string; code: string }) =>
    `"${node}" decides by {{ ${code} }}, and that comes out empty: it would always go the same way. Name the right field.`,
  'rehearsal-loop-open': ({ node }: { node: string }) =>
    `The loop at "${node}" is not closed: nothing comes back to it, so all but the first round is left undone. Connect the last step of the loop with it.`,
  'rehearsal-rounds': ({ node, rounds }: { node: string; rounds: number }) =>
    `The loop at "${node}" did not end after ${rounds} rounds and was cut off. Say when it should end.`,
  'rehearsal-timeout': ({ seconds }: { seconds: number }) =>
    `The rehearsal did not end within ${seconds} seconds. Try again; if it stays like this, look for a loop that never ends.`,
  'rehearsal-too-large': () => 'What the rehearsal made is more than can be read. Try a smaller example.',
  'rehearsal-unheard': () =>
    'n8n published the rehearsal but did not answer at its address, so nothing was tried. Tell your Flowsmith operator.',
  'rehearsal-answer-not-json': ({ node }: { node: string }) =>
    `"${node}" answers with JSON that cannot be read, so n8n would fail there. Put texts into quotation marks.`,
  'rehearsal-body-not-json': ({ node }: { node: string }) =>
    `The body that "${node}" sends is JSON that cannot be read, so n8n would fail there. Put texts into quotation marks, and say what stands there when a value is missing.`,
  'rehearsal-body-not-sent': ({ node, value }: { node: string; value: string }) =>
    `The whole body that "${node}" sends comes out as ${value}: n8n fails at that, or sends nothing. Make a text or an object with a field of it.`,
};
