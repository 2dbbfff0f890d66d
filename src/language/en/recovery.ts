/** Workflows that n8n has lost. */
export const recovery = {
  bringBack: 'Bring it back',
  asOf: (name: string, day: string): string => `Brings ${name} back into n8n, as it was on ${day}.`,
  versionOf: (version: number, name: string, day: string): string =>
    `Brings ${name} back into n8n: version ${version}, of ${day}.`,
  beforeChange: (name: string, request: string): string =>
    `Brings ${name} back into n8n, as it was before “${request}”.`,
  nothingKept: (name: string): string =>
    `“${name}” is not in n8n any more, and nothing of what it did was kept here. Tell me in plain words what should happen, and I make a new draft.`,
  behindLive: 'What ran last was an earlier version of it. Look at it before you publish it.',
  credential: (node: string, credential: string): string =>
    `“${node}” used the credential “${credential}”, which this n8n does not have. Choose one in n8n.`,
  secret: (node: string): string =>
    `A password or key in “${node}” was never kept here. Enter it again in n8n before you publish.`,
  call: (name: string, known: boolean): string =>
    known
      ? `It runs “${name}”, which is not in n8n either. Bring that one back first.`
      : `It runs a workflow that is not in this n8n (${name}). Choose another one in n8n.`,
  errorWorkflow: (name: string): string =>
    `Its failures were reported by the workflow “${name}”, which is not in n8n. Choose it again in the settings of the workflow.`,
  lost: (count: number, names: string): string =>
    `n8n has lost ${count} workflows at once: ${names}. Nothing is lost here: whoever runs Flowsmith can bring all of them back with “flowsmith restore --all”, and each card has a button for its own.`,
  lostMore: (count: number): string => `${count} more`,
};
