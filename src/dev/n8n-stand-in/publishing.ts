import { CronExpressionParser } from 'cron-parser';
import { addressesOf } from './addresses.ts';
import { Refusal, type StandInDocument, type StandInNode } from './documents.ts';

/** What a few node types cannot be published without: enough to show what a missing credential looks like. */
const needs: Record<string, { credential?: string; parameters?: string[] }> = {
  slack: { credential: 'slackApi' },
  slackTrigger: { credential: 'slackApi' },
  gmail: { credential: 'gmailOAuth2' },
  gmailTrigger: { credential: 'gmailOAuth2' },
  googleSheets: { credential: 'googleSheetsOAuth2Api' },
  telegram: { credential: 'telegramApi' },
  telegramTrigger: { credential: 'telegramApi' },
  emailSend: { credential: 'smtp', parameters: ['fromEmail', 'toEmail'] },
  github: { credential: 'githubApi' },
  notion: { credential: 'notionApi' },
  postgres: { credential: 'postgres' },
  microsoftTeams: { credential: 'microsoftTeamsOAuth2Api' },
  httpRequest: { parameters: ['url'] },
};

/** These start nothing by themselves: n8n publishes them (manual ones not even that) and never counts them. */
const uncounted = ['manualTrigger', 'errorTrigger', 'executeWorkflowTrigger'];
/** Actions that can wait for an answer: n8n takes their webhook for a trigger when it looks for one. */
const waiting = ['slack', 'gmail', 'telegram', 'wait', 'microsoftTeams', 'discord'];
const startersByName = ['webhook', 'cron', 'interval', 'emailReadImap', 'n8nTrigger'];

const shortName = (node: StandInNode) => node.type.slice(node.type.lastIndexOf('.') + 1);
const enabled = (document: StandInDocument) => document.nodes.filter((node) => !node.disabled);
const isTrigger = (node: StandInNode) => /Trigger$/.test(shortName(node)) || startersByName.includes(shortName(node));

/** Nodes n8n gives a webhook id when they come without. */
export function wantsWebhookId(node: StandInNode): boolean {
  return [...waiting, 'webhook', 'formTrigger', 'chatTrigger'].includes(shortName(node));
}

/** Triggers that would run and be counted. A broken schedule is not one, although n8n publishes it. */
export function runningTriggers(document: StandInDocument): StandInNode[] {
  const triggers = enabled(document).filter((node) => isTrigger(node) && !uncounted.includes(shortName(node)));
  return triggers.filter((node) => hasGoodSchedule(node) && isTimezone(document.settings['timezone']));
}

/**
 * n8n's checks before publishing. Throws Refusal in its words.
 * @param taken webhooks of other live workflows
 * @param isPublished whether a sub-workflow may be called
 */
export function checkPublishable(
  document: StandInDocument,
  taken: readonly string[],
  isPublished: (id: string) => boolean,
): void {
  const nodes = enabled(document);
  const starts = (node: StandInNode) => shortName(node) !== 'manualTrigger' && (isTrigger(node) || waits(node));
  if (!nodes.some(starts)) {
    const rule = 'At least one trigger, webhook, or polling node is required.';
    throw new Refusal(400, `Workflow cannot be activated because it has no trigger node. ${rule}`);
  }
  const connected = connectedNames(document);
  const checked = nodes.filter((node) => connected.has(node.name) || isTrigger(node));
  for (const node of checked) checkType(node);
  checkConfiguration(checked);
  for (const node of checked) checkSubWorkflow(node, isPublished);
  const own = addressesOf(document).map(({ hook }) => hook);
  if (own.some((hook, index) => taken.includes(hook) || own.indexOf(hook) !== index)) {
    throw new Refusal(409, 'There is a conflict with one of the webhooks.');
  }
}

const waits = (node: StandInNode) => waiting.includes(shortName(node));

function connectedNames({ connections }: StandInDocument): Set<string> {
  const names = new Set(Object.keys(connections));
  for (const outputs of Object.values(connections).flatMap((kinds) => Object.values(kinds))) {
    for (const target of outputs.flatMap((targets) => targets ?? [])) names.add(target.node);
  }
  return names;
}

function checkType(node: StandInNode): void {
  if (!/^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\.\w+$/.test(node.type)) {
    throw new Refusal(400, `Unrecognized node type: ${node.type}`);
  }
  if ((node.typeVersion ?? 1) < 10) return;
  const which = `Node type "${shortName(node)}" is not available in version ${node.typeVersion}.`;
  throw new Refusal(400, `${which} Available versions: 1, 2. Use the latest version 2.`);
}

function checkConfiguration(nodes: StandInNode[]): void {
  const blocks = nodes.flatMap((node) => {
    const { credential, parameters = [] } = needs[shortName(node)] ?? {};
    const missing = [...parameters, ...slackMessageNeeds(node)].filter((name) => !node.parameters?.[name]);
    const lines = [
      ...(credential && !node.credentials?.[credential] ? [`  - Missing required credential: ${credential}`] : []),
      ...(missing.length > 0 ? [`  - Missing or invalid required parameters: ${missing.join(', ')}`] : []),
    ];
    return lines.length > 0 ? [`Node "${node.name}":\n${lines.join('\n')}`] : [];
  });
  if (blocks.length === 0) return;
  const head = `Cannot publish workflow: ${blocks.length} node have configuration issues:`;
  throw new Refusal(400, [head, ...blocks].join('\n\n'));
}

function slackMessageNeeds(node: StandInNode): string[] {
  if (shortName(node) !== 'slack') return [];
  const { resource = 'message', operation = 'post', messageType = 'text' } = node.parameters ?? {};
  if (resource !== 'message' || operation !== 'post') return [];
  return messageType === 'text' ? ['select', 'text'] : ['select'];
}

function checkSubWorkflow(node: StandInNode, isPublished: (id: string) => boolean): void {
  if (shortName(node) !== 'executeWorkflow') return;
  const locator = node.parameters?.['workflowId'] as { value?: unknown } | string | undefined;
  const id = typeof locator === 'string' ? locator : locator?.value;
  if (typeof id !== 'string' || id === '' || id.startsWith('=') || isPublished(id)) return;
  const which = `Node "${node.name}" references workflow ${id} which is not published.`;
  throw new Refusal(400, `Cannot publish workflow: ${which} Please publish all referenced sub-workflows first.`);
}

function hasGoodSchedule(node: StandInNode): boolean {
  const rule = node.parameters?.['rule'] as { interval?: { field?: string; expression?: unknown }[] } | undefined;
  const intervals = rule?.interval ?? [];
  return intervals.every(({ field, expression }) => field !== 'cronExpression' || isCron(expression));
}

function isCron(expression: unknown): boolean {
  if (typeof expression !== 'string' || ![5, 6].includes(expression.trim().split(/\s+/).length)) return false;
  try {
    CronExpressionParser.parse(expression);
    return true;
  } catch {
    return false;
  }
}

function isTimezone(name: unknown): boolean {
  if (name === undefined) return true;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: String(name) }));
  } catch {
    return false;
  }
}
