import { createHash } from 'node:crypto';
import { isFileField, readFormFields, toFormField } from './form-fields.ts';
import { kindsIn } from './media/kinds.ts';
import { base, fieldsOf, type Piece } from './pieces.ts';
import { nameAfter } from './places.ts';
import { capitalize, firstQuoted, toLiteral, toName } from './words.ts';

export function webhookTrigger(clause: string, request: string): Piece {
  const named = /(?:^|\s)\/([A-Za-z0-9][\w/-]{0,60})/.exec(clause)?.[1] ?? nameAfter(clause, 'webhook|path|endpoint');
  const stop =
    /^(?:is|gets?|comes?|receives?|fires?|triggers?|arrives?|call|calls|called|posts?|request|url|in|when|and|then|with|for|data|sends?|from|at|to|on|our|my|the|a)$/i;
  const path = slug(named && !stop.test(named) ? named : clause, request);
  const get = /\bget request\b/i.test(clause);
  return {
    name: 'Webhook',
    type: base('webhook'),
    parameters: { httpMethod: get ? 'GET' : 'POST', path, responseMode: 'onReceived', options: {} },
    yields: /\bslash commands?\b/i.test(request)
      ? slashCommand
      : {
          base: get ? '.query' : '.body',
          fields: fieldsOf({ headers: '.headers', query: '.query', body: '.body', payload: get ? '.query' : '.body' }),
          what: 'webhook call',
        },
    assumptions: [`The webhook is called with ${get ? 'GET' : 'POST'} at the path “${path}”.`],
  };
}

/** What Slack sends when somebody types a command of an app. */
const slashCommand: NonNullable<Piece['yields']> = {
  base: '.body',
  what: 'slash command',
  fields: fieldsOf({
    text: '.body.text',
    command: '.body.command',
    user: '.body.user_name',
    channel: '.body.channel_id',
    body: '.body',
  }),
  text: '{{ $.body.text }}',
};

const common = new Set(
  'gets got receives received file data payload incoming as row above below more less over under tell trigger otherwise else if append insert into add data set save row body url get fetch check greater than amount is not 100 arrives when whenever a an the is are and then to in on of for it with webhook called call calls post send request comes someone somebody every new please me if http https slack teams email me my our from that i want workflow'.split(
    ' ',
  ),
);

function slug(text: string, request: string): string {
  const words = text
    .toLowerCase()
    .replace(/https?:\/\/\S+|\S+@\S+|[#"“][^\s"”]*/g, ' ')
    .split(/[^a-z0-9_-]+/)
    .filter((word) => word.length > 1 && !common.has(word) && !/^\d+$/.test(word));
  return (
    words.slice(0, 3).join('-').slice(0, 60) ||
    `incoming-${createHash('sha256').update(request).digest('hex').slice(0, 6)}`
  );
}

/** `after` is the text behind the word "form". */
export function formTrigger(clause: string, after: string): { piece: Piece; taken: number } {
  // "A form is submitted, do this with that": the comma ends what is said of the form.
  const own = /^[^,;.]{0,80}/.exec(after)?.[0].length ?? 0;
  const found = /\b(?:with|asking for|asks for|containing|having)\b|\(|\bfields?\b/i.exec(after.slice(0, 300));
  const list = found && found.index <= own + 2 ? found : null;
  const { fields, length } = list ? readFormFields(after.slice(list.index)) : { fields: [], length: 0 };
  const kind = /\b(?:the|a|an|our|my|this)? ?([\p{L}-]{3,30})[ -]form\b/iu.exec(clause)?.[1];
  const usable =
    kind && !/^(?:the|our|new|every|each|all|any|n8n|web|online|in|fills?|submits?|out)$/i.test(kind)
      ? kind
      : undefined;
  const formTitle = firstQuoted(clause) ?? (usable ? `${capitalize(usable)} form` : 'Form');
  const upload = fields.find(isFileField);
  const piece: Piece = {
    name: toName(formTitle) || 'Form',
    type: base('formTrigger'),
    parameters: {
      formTitle: toLiteral(formTitle, 100),
      ...(fields.length > 0 ? { formFields: { values: fields.map(toFormField) } } : {}),
      responseMode: 'onReceived',
      options: {},
    },
    yields: {
      base: '',
      what: 'form answer',
      fields: new Map(
        fields.map((label) => [
          label.toLowerCase(),
          /^[A-Za-z_]\w*$/.test(label) ? `.${label}` : `[${JSON.stringify(label)}]`,
        ]),
      ),
      ...(fields.length > 0
        ? { text: fields.map((label) => `${label}: {{ $[${JSON.stringify(label)}] }}`).join('\n') }
        : {}),
      ...(upload
        ? { file: { kind: kindsIn(upload.toLowerCase())[0] ?? 'document', property: upload.replace(/\W/g, '_') } }
        : {}),
    },
    missing: fields.length > 0 ? [] : [{ path: 'formFields', ask: 'formFields' }],
  };
  return { piece, taken: list && length > 0 ? list.index + length : 0 };
}

export const errorTrigger = (): Piece => ({
  name: 'A workflow failed',
  type: base('errorTrigger'),
  parameters: {},
  yields: {
    base: '',
    what: 'failure',
    fields: fieldsOf({
      workflow: '.workflow.name',
      error: '.execution.error.message',
      message: '.execution.error.message',
      link: '.execution.url',
    }),
    text: 'Workflow {{ $.workflow.name }} failed: {{ $.execution.error.message }}\n{{ $.execution.url }}',
  },
  assumptions: ['It starts for workflows that name this one as their error workflow.'],
});

export const chatTrigger = (): Piece => ({
  name: 'When a chat message comes in',
  type: '@n8n/n8n-nodes-langchain.chatTrigger',
  parameters: {},
  yields: {
    base: '',
    what: 'chat message',
    fields: fieldsOf({ text: '.chatInput', message: '.chatInput' }),
    text: '{{ $.chatInput }}',
  },
});
