import type { DraftConnection, DraftNode } from '#src/model/draft.ts';

type Parameters = Record<string, unknown>;

/** A node of n8n's base package. */
export const node = (
  name: string,
  type: string,
  parameters: Parameters = {},
  more: Partial<DraftNode> = {},
): DraftNode => ({
  name,
  type: `n8n-nodes-base.${type}`,
  parameters,
  ...more,
});
/** A node of n8n's AI package. */
export const aiNode = (name: string, type: string, parameters: Parameters = {}): DraftNode => ({
  name,
  type: `@n8n/n8n-nodes-langchain.${type}`,
  parameters,
});

export const link = (from: string, to: string, output = 0, input = 0): DraftConnection => ({
  from,
  to,
  output,
  input,
  kind: 'main',
});
/** Nodes one after the other, each on the first output of the one before. */
export const line = (...names: string[]): DraftConnection[] =>
  names.slice(1).map((to, index) => link(names[index] ?? '', to));
/** A model, memory, tool or parser that hangs below another node. */
export const below = (from: string, to: string, kind: string): DraftConnection => ({
  from,
  to,
  output: 0,
  input: 0,
  kind: `ai_${kind}`,
});

const clock = { triggerAtHour: '<<time.hour>>', triggerAtMinute: '<<time.minute>>' };
const schedule = (name: string, interval: Parameters): DraftNode =>
  node(name, 'scheduleTrigger', { rule: { interval: [interval] } });
export const daily = (name = 'Every day'): DraftNode => schedule(name, { field: 'days', daysInterval: 1, ...clock });
/** Sunday is 0. */
export const weekly = (name: string, days: number[]): DraftNode =>
  schedule(name, { field: 'weeks', weeksInterval: 1, triggerAtDay: days, ...clock });
export const everyMinutes = (minutes: number): DraftNode =>
  schedule(`Every ${minutes} minutes`, { field: 'minutes', minutesInterval: minutes });
export const hourly = (): DraftNode => schedule('Every hour', { field: 'hours', hoursInterval: 1 });

interface FormField {
  name: string;
  label: string;
  type?: 'text' | 'textarea' | 'email' | 'number' | 'date' | 'dropdown' | 'file';
  choices?: string[];
  optional?: boolean;
}
/** A web form; the answers are under the fields' names. */
export const form = (title: string, description: string, fields: FormField[]): DraftNode =>
  node('Form', 'formTrigger', {
    formTitle: title,
    formDescription: description,
    formFields: {
      values: fields.map(({ name, label, type = 'text', choices, optional }) => ({
        fieldLabel: label,
        fieldName: name,
        fieldType: type,
        ...(choices ? { fieldOptions: { values: choices.map((option) => ({ option })) } } : {}),
        requiredField: !optional,
      })),
    },
    options: {},
  });

/** A webhook that only who knows the header may call. */
export const webhook = (path: string, responseMode: 'onReceived' | 'responseNode' = 'onReceived'): DraftNode =>
  node('Webhook', 'webhook', { httpMethod: 'POST', path, authentication: 'headerAuth', responseMode, options: {} });

export const postToSlack = (name: string, text: string, slot = 'channel'): DraftNode =>
  node(name, 'slack', {
    resource: 'message',
    operation: 'post',
    select: 'channel',
    channelId: `<<${slot}>>`,
    messageType: 'text',
    text,
    otherOptions: { includeLinkToWorkflow: false },
  });

export const sendMail = (name: string, subject: string, text: string, to = '<<email>>'): DraftNode =>
  node(name, 'emailSend', {
    resource: 'email',
    operation: 'send',
    fromEmail: '<<from>>',
    toEmail: to,
    subject,
    emailFormat: 'text',
    text,
    options: { appendAttribution: false },
  });

const sheet = { resource: 'sheet', documentId: '<<sheet>>', sheetName: '<<tab>>' };
export const readRows = (name = 'Read rows'): DraftNode =>
  node(name, 'googleSheets', { ...sheet, operation: 'read', options: {} });
/** Adds a row with one column per field of the data. */
export const addRow = (name = 'Add a row'): DraftNode =>
  node(name, 'googleSheets', {
    ...sheet,
    operation: 'append',
    columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [], schema: [] },
    options: {},
  });
/** Changes the row whose column has the same value, else adds one. */
export const upsertRow = (name: string, column: string): DraftNode =>
  node(name, 'googleSheets', {
    ...sheet,
    operation: 'appendOrUpdate',
    columns: { mappingMode: 'autoMapInputData', value: {}, matchingColumns: [column], schema: [] },
    options: {},
  });

export const get = (name: string, url: string, options: Parameters = {}): DraftNode =>
  node(name, 'httpRequest', { method: 'GET', url, options });

type Operator = 'equals' | 'notEquals' | 'contains' | 'gt' | 'gte' | 'lt' | 'notEmpty' | 'regex';
type ValueType = 'string' | 'number';
const conditions = (left: string, type: ValueType, operation: Operator, right: unknown): Parameters => ({
  conditions: {
    options: { caseSensitive: false, leftValue: '', typeValidation: 'loose', version: 2 },
    combinator: 'and',
    conditions: [
      {
        id: 'condition-1',
        leftValue: left,
        rightValue: right,
        operator: { type, operation, ...(operation === 'notEmpty' ? { singleValue: true } : {}) },
      },
    ],
  },
  looseTypeValidation: true,
  options: {},
});
const comparing =
  (kind: 'if' | 'filter') =>
  (name: string, left: string, type: ValueType, operation: Operator, right: unknown = ''): DraftNode =>
    node(name, kind, conditions(left, type, operation, right));
export const check = comparing('if');
export const keep = comparing('filter');
/** True after a Send and Wait when the answer was yes. */
export const isApproved = (name = 'Approved?'): DraftNode =>
  node(name, 'if', {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
      combinator: 'and',
      conditions: [
        {
          id: 'condition-1',
          leftValue: '={{ $json.data.approved }}',
          rightValue: '',
          operator: { type: 'boolean', operation: 'true', singleValue: true },
        },
      ],
    },
    looseTypeValidation: true,
    options: {},
  });

/** Only these fields go on. */
export const setFields = (name: string, fields: Record<string, string>): DraftNode =>
  node(name, 'set', {
    mode: 'manual',
    assignments: {
      assignments: Object.entries(fields).map(([field, value], index) => ({
        id: `field-${index + 1}`,
        name: field,
        value,
        type: 'string',
      })),
    },
    includeOtherFields: false,
    options: {},
  });

/** All items as one, in a list. */
export const gather = (field: string): DraftNode =>
  node('Gather', 'aggregate', {
    aggregate: 'aggregateAllItemData',
    destinationFieldName: field,
    include: 'allFields',
    options: {},
  });

export const chatModel = (name = 'Chat model'): DraftNode =>
  aiNode(name, 'lmChatOpenAi', { model: { __rl: true, mode: 'list', value: 'gpt-5-mini' }, options: {} });
/** Asks the model once, without tools. */
export const askModel = (name: string, text: string): DraftNode =>
  aiNode(name, 'chainLlm', { promptType: 'define', text });
export const agent = (name: string, text: string, systemMessage: string): DraftNode =>
  aiNode(name, 'agent', { promptType: 'define', text, options: { systemMessage } });
interface Attribute {
  name: string;
  type?: 'string' | 'number' | 'date' | 'boolean';
  description: string;
}
export const extract = (name: string, text: string, attributes: Attribute[]): DraftNode =>
  aiNode(name, 'informationExtractor', {
    text,
    schemaType: 'fromAttributes',
    attributes: { attributes: attributes.map((one) => ({ type: 'string', required: false, ...one })) },
    options: {},
  });
