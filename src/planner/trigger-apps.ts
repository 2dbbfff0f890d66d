import { createHash } from 'node:crypto';
import { readFormFields, toFormField } from './form-fields.ts';
import { base, fieldsOf, locator, type Piece } from './pieces.ts';
import { channelName, emailAddresses, nameAfter, sheetPlace, teamsPlace } from './places.ts';
import { capitalize, firstQuoted, firstUrl, toLiteral, toName } from './words.ts';

const everyMinute = { item: [{ mode: 'everyMinute' }] };
const pollNote = 'n8n looks for something new every minute.';

export function webhookTrigger(clause: string, request: string): Piece {
  const named = /(?:^|\s)\/([A-Za-z0-9][\w/-]{0,60})/.exec(clause)?.[1] ?? nameAfter(clause, 'webhook|path|endpoint');
  const stop =
    /^(?:is|gets?|comes?|receives?|fires?|triggers?|arrives?|call|calls|called|posts?|request|url|in|when|and|then|with|for|data|sends?|from|at|to|on|our|my|the|a)$/i;
  const path = slug(named && !stop.test(named) ? named : request);
  const get = /\bget request\b/i.test(clause);
  return {
    name: 'Webhook',
    type: base('webhook'),
    parameters: { httpMethod: get ? 'GET' : 'POST', path, responseMode: 'onReceived', options: {} },
    yields: {
      base: get ? '.query' : '.body',
      fields: fieldsOf({ headers: '.headers', query: '.query', body: '.body' }),
      what: 'webhook call',
    },
    assumptions: [`The webhook is called with ${get ? 'GET' : 'POST'} at the path “${path}”.`],
  };
}

const common = new Set(
  'trigger otherwise else if append insert into add data set save row body url get fetch check greater than amount is not 100 arrives when whenever a an the is are and then to in on of for it with webhook called call calls post send request comes someone somebody every new please me if http https slack teams email me my our from that i want workflow'.split(
    ' ',
  ),
);

function slug(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/https?:\/\/\S+|\S+@\S+|[#"“][^\s"”]*/g, ' ')
    .split(/[^a-z0-9_-]+/)
    .filter((word) => word.length > 1 && !common.has(word) && !/^\d+$/.test(word));
  return (
    words.slice(0, 3).join('-').slice(0, 60) ||
    `incoming-${createHash('sha256').update(text).digest('hex').slice(0, 6)}`
  );
}

/** `after` is the text behind the word "form". */
export function formTrigger(clause: string, after: string): { piece: Piece; taken: number } {
  const list = /\b(?:with|asking for|asks for|containing|having)\b|\(|\bfields?\b/i.exec(after.slice(0, 300));
  const { fields, length } = list ? readFormFields(after.slice(list.index)) : { fields: [], length: 0 };
  const known = fields.length > 0 ? fields : ['Name', 'Email', 'Message'];
  const kind = /\b(?:the|a|an|our|my|this)? ?([\p{L}-]{3,30})[ -]form\b/iu.exec(clause)?.[1];
  const usable =
    kind && !/^(?:the|our|new|every|each|all|any|n8n|web|online|in|fills?|submits?|out)$/i.test(kind)
      ? kind
      : undefined;
  const formTitle = firstQuoted(clause) ?? (usable ? `${capitalize(usable)} form` : 'Form');
  const piece: Piece = {
    name: toName(formTitle) || 'Form',
    type: base('formTrigger'),
    parameters: {
      formTitle: toLiteral(formTitle, 100),
      formFields: { values: known.map(toFormField) },
      responseMode: 'onReceived',
      options: {},
    },
    yields: {
      base: '',
      what: 'form answer',
      fields: new Map(
        known.map((label) => [
          label.toLowerCase(),
          /^[A-Za-z_]\w*$/.test(label) ? `.${label}` : `[${JSON.stringify(label)}]`,
        ]),
      ),
      text: known.map((label) => `${label}: {{ $[${JSON.stringify(label)}] }}`).join('\n'),
    },
    assumptions: fields.length > 0 ? [] : ['The form asks for name, e-mail and message.'],
  };
  return { piece, taken: list && length > 0 ? list.index + length : 0 };
}

export function emailTrigger(clause: string): Piece {
  const gmail = /\bg-?mail\b/i.test(clause);
  const sender = emailAddresses(clause)[0];
  const subject = /\bsubject\b/i.test(clause) ? firstQuoted(clause) : undefined;
  if (gmail) {
    const filters = {
      ...(sender ? { sender } : {}),
      ...(subject ? { q: `subject:(${toLiteral(subject, 200)})` } : {}),
    };
    return {
      name: 'New e-mail in Gmail',
      type: base('gmailTrigger'),
      parameters: { pollTimes: everyMinute, simple: true, filters, options: {} },
      yields: {
        base: '',
        what: 'e-mail',
        fields: fieldsOf({
          subject: '.Subject',
          from: '.From',
          sender: '.From',
          recipient: '.To',
          text: '.snippet',
          body: '.snippet',
          content: '.snippet',
          snippet: '.snippet',
        }),
        text: 'New e-mail from {{ $.From }}: {{ $.Subject }}\n{{ $.snippet }}',
      },
      assumptions: [pollNote],
    };
  }
  const search = [
    '["UNSEEN"',
    sender ? `,["FROM", ${JSON.stringify(sender)}]` : '',
    subject ? `,["SUBJECT", ${JSON.stringify(toLiteral(subject, 200))}]` : '',
    ']',
  ].join('');
  return {
    name: 'New e-mail',
    type: base('emailReadImap'),
    parameters: {
      mailbox: 'INBOX',
      postProcessAction: 'read',
      format: 'simple',
      options: { customEmailConfig: search },
    },
    yields: {
      base: '',
      what: 'e-mail',
      fields: fieldsOf({
        subject: '.subject',
        from: '.from',
        sender: '.from',
        recipient: '.to',
        text: '.textPlain',
        body: '.textPlain',
        content: '.textPlain',
        date: '.date',
      }),
      text: 'New e-mail from {{ $.from }}: {{ $.subject }}\n{{ $.textPlain }}',
    },
    assumptions: ['The INBOX of an IMAP mailbox is watched; say “Gmail” to use Gmail instead.'],
  };
}

export function slackTrigger(clause: string): Piece {
  const id = /\b([CG][A-Z0-9]{8,12})\b/.exec(clause)?.[1];
  const channel = channelName(clause);
  const mention = /\bmention/i.test(clause);
  const missing = [{ path: 'channelId', ask: 'slackChannelId' as const, channel: channel ?? '' }];
  return {
    name: 'New Slack message',
    type: base('slackTrigger'),
    parameters: {
      trigger: [mention ? 'app_mention' : 'message'],
      watchWorkspace: false,
      channelId: locator('id', id ?? ''),
      options: {},
    },
    yields: {
      base: '',
      what: 'Slack message',
      fields: fieldsOf({ text: '.text', message: '.text', user: '.user', author: '.user', channel: '.channel' }),
      text: '{{ $.text }}',
    },
    missing: id ? [] : missing,
  };
}

export function teamsTrigger(clause: string): Piece {
  const place = teamsPlace(clause);
  return {
    name: 'New Teams message',
    type: base('microsoftTeamsTrigger'),
    parameters: {
      event: 'newChannelMessage',
      watchAllTeams: false,
      ...place.parameters,
      watchAllChannels: false,
    },
    yields: {
      base: '',
      what: 'Teams message',
      fields: fieldsOf({ text: '.body.content', message: '.body.content' }),
      text: '{{ $.body?.content ?? JSON.stringify($) }}',
    },
    missing: place.missing,
  };
}

export function sheetsTrigger(clause: string): Piece {
  const place = sheetPlace(clause, false);
  const changed = /\b(?:updated?|changes|changed|edited)\b/i.test(clause) && !/\b(?:new|added)\b/i.test(clause);
  return {
    name: changed ? 'Changed row in Google Sheets' : 'New row in Google Sheets',
    type: base('googleSheetsTrigger'),
    parameters: { pollTimes: everyMinute, ...place.parameters, event: changed ? 'rowUpdate' : 'rowAdded', options: {} },
    yields: { base: '', what: 'row', fields: new Map() },
    assumptions: [...place.assumptions, pollNote],
    missing: place.missing,
  };
}

export function rssTrigger(clause: string): Piece {
  const feedUrl = firstUrl(clause) ?? '';
  return {
    name: 'New item in the feed',
    type: base('rssFeedReadTrigger'),
    parameters: { pollTimes: everyMinute, feedUrl },
    yields: rssItem,
    assumptions: [pollNote],
    missing: feedUrl ? [] : [{ path: 'feedUrl', ask: 'feed' }],
  };
}

export const rssItem: NonNullable<Piece['yields']> = {
  base: '',
  what: 'feed item',
  fields: fieldsOf({
    title: '.title',
    headline: '.title',
    link: '.link',
    url: '.link',
    content: '.contentSnippet',
    summary: '.contentSnippet',
    author: '.creator',
    date: '.pubDate',
  }),
  text: '{{ $.title }}\n{{ $.link }}',
};
