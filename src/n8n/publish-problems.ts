/** What one node still lacks before n8n publishes the workflow. */
export interface ConfigurationProblem {
  node: string;
  /** Credential types without a credential, e.g. `slackApi`. */
  credentials: string[];
  /** Parameter names that are empty or malformed. */
  parameters: string[];
  /** What n8n says that is neither, in its words. */
  other: string[];
}

/**
 * Reads n8n's refusal to publish, one block per node:
 * `Node "Slack":` then `  - Missing required credential: slackApi`, `  - Missing or invalid required parameters: a, b`.
 * Empty for any other message.
 */
export function configurationProblems(message: string): ConfigurationProblem[] {
  if (!/^Cannot publish workflow:[^\n]*configuration issue/.test(message)) return [];
  const problems: ConfigurationProblem[] = [];
  for (const line of message.split('\n')) {
    const node = /^Node "(.*)":\s*$/.exec(line)?.[1];
    if (node !== undefined) problems.push({ node, credentials: [], parameters: [], other: [] });
    const item = /^\s+-\s+(.*)$/.exec(line)?.[1];
    const current = problems.at(-1);
    if (item !== undefined && current) sort(item.trim(), current);
  }
  return problems;
}

function sort(item: string, problem: ConfigurationProblem): void {
  const credential = /credentials?: (.+)$/i.exec(item)?.[1];
  const parameters = /parameters?: (.+)$/i.exec(item)?.[1];
  if (credential) problem.credentials.push(...names(credential));
  else if (parameters) problem.parameters.push(...names(parameters));
  else problem.other.push(item);
}

const names = (text: string) => text.split(/,\s*/).filter(Boolean);

/** “Slack” needs a credential (slackApi) and a valid value for channelId */
export function toProblemSentence({ node, credentials, parameters, other }: ConfigurationProblem): string {
  const needs = [
    ...credentials.map((type) => `a credential (${type})`),
    ...(parameters.length > 0 ? [`a valid value for ${parameters.join(', ')}`] : []),
    ...other.map((item) => `attention (“${item}”)`),
  ];
  return `“${node}” needs ${needs.length > 0 ? needs.join(' and ') : 'attention'}`;
}
