import type { Draft, DraftConnection, DraftNode } from '#src/model/draft.ts';

export interface Pair {
  request: string;
  draft: Draft;
}

type Step = DraftNode | Branch;
interface Branch {
  by: DraftNode;
  /** Steps behind each output, in order. */
  outputs: Step[][];
}

const aiTypes = /^(?:agent|chainLlm|openAi|lm[A-Z]\w*|informationExtractor|textClassifier|anthropic)$/;
let counter = 0;

/** One step; `name` tells several of a type apart. */
export function step(type: string, parameters: Record<string, unknown> = {}, name?: string): DraftNode {
  counter += 1;
  const full = aiTypes.test(type) ? `@n8n/n8n-nodes-langchain.${type}` : `n8n-nodes-base.${type}`;
  return { name: name ?? `Step ${counter}`, type: full, parameters };
}

export const split = (by: DraftNode, ...outputs: Step[][]): Branch => ({ by, outputs });

/** A request with the workflow that does all of it. */
export function pair(request: string, ...steps: Step[]): Pair {
  const nodes: DraftNode[] = [];
  const connections: DraftConnection[] = [];
  const wire = (chain: readonly Step[], from?: { name: string; output: number }) => {
    let last = from;
    for (const one of chain) {
      const node = 'by' in one ? one.by : one;
      nodes.push(node);
      if (last) connections.push({ from: last.name, to: node.name, output: last.output, input: 0, kind: 'main' });
      if ('by' in one) for (const [output, rest] of one.outputs.entries()) wire(rest, { name: node.name, output });
      last = { name: node.name, output: 0 };
    }
  };
  wire(steps);
  return { request, draft: { name: 'Workflow', description: '', nodes, connections, assumptions: [] } };
}

export const cron = (expression: string) =>
  step('scheduleTrigger', { rule: { interval: [{ field: 'cronExpression', expression }] } });
export const daily = (triggerAtHour: number, triggerAtMinute = 0) =>
  step('scheduleTrigger', { rule: { interval: [{ field: 'days', triggerAtHour, triggerAtMinute }] } });
export const weekly = (triggerAtDay: number[], triggerAtHour: number, triggerAtMinute = 0) =>
  step('scheduleTrigger', { rule: { interval: [{ field: 'weeks', triggerAtDay, triggerAtHour, triggerAtMinute }] } });
export const minutes = (minutesInterval: number) =>
  step('scheduleTrigger', { rule: { interval: [{ field: 'minutes', minutesInterval }] } });
export const hours = (hoursInterval: number) =>
  step('scheduleTrigger', { rule: { interval: [{ field: 'hours', hoursInterval }] } });
export const pick = (value: string, mode = 'name') => ({ __rl: true, mode, value });
export const slack = (channel: string, text: string) =>
  step('slack', { select: 'channel', channelId: pick(channel), text });
export const mail = (to: string, subject: string, text = subject) =>
  step('emailSend', { fromEmail: 'flows@own.example', toEmail: to, subject, text });
export const gmail = (to: string, subject: string, message = subject) =>
  step('gmail', { sendTo: to, subject, message });
export const teams = (text: string) =>
  step('microsoftTeams', {
    resource: 'channelMessage',
    teamId: pick('', 'list'),
    channelId: pick('', 'list'),
    message: text,
  });
export const telegram = (chatId: string, text: string) => step('telegram', { chatId, text });
export const http = (url: string, more: Record<string, unknown> = {}) => step('httpRequest', { url, ...more });
export const sheet = (operation = 'append', more: Record<string, unknown> = {}) =>
  step('googleSheets', { operation, documentId: pick('', 'list'), sheetName: pick('gid=0', 'id'), ...more });
export const iff = (leftValue: string, operation: string, rightValue: unknown, type = 'number', kind = 'if') =>
  step(kind, {
    conditions: { combinator: 'and', conditions: [{ id: 'c', leftValue, rightValue, operator: { type, operation } }] },
  });
export const webhook = (path: string) => step('webhook', { httpMethod: 'POST', path });
export const wait = (amount: number, unit: string) => step('wait', { amount, unit });
export const form = (formTitle: string, ...fields: string[]) =>
  step('formTrigger', { formTitle, formFields: { values: fields.map((fieldLabel) => ({ fieldLabel })) } });
