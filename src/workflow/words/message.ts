import { httpMethod, queryOf } from '#src/catalog/effects/act.ts';
import { isRecord, toList, toRecord, toWord } from '../json/values.ts';
import { nameIn } from '../shapes/named.ts';
import { readSaid, type SaidPart } from './said.ts';
import type { SeenStep } from './seen-step.ts';
import { fieldInWords } from './text.ts';

/** What a step says or writes: a subject, a text, or named values. */
export interface Content {
  /** `values`: which fields are written; the name of each stands before it. */
  kind: 'subject' | 'text' | 'query' | 'values';
  parts: SaidPart[];
}

/** Whom or what a step is directed at. */
export interface Target {
  parts: SaidPart[];
  /** What its id is called, where the draft says so; nobody checked that it is true. */
  called?: string;
}

const recipients =
  /^(?:sendTo|to|toEmail|toAddress(?:es)?|toList|toRecipients|recipients?|channelId|channel|chatId|userId|user|phoneNumber|phone|toNumber|recipientPhoneNumber|number|roomId|room|spaceId|groupId|receiver|members?|topic|topicArn|queue)$/;
const places =
  /^(?:table|tableId|dataTableId|collection|sheetName|documentId|base|application|database|databaseId|index|calendar|calendarId|boardId|board|project|projectId|list|listId|repository|folderId|bucketName|bucket|key|fileName|path|pageId|taskId|issueKey|id|contactId|recordId|eventId|messageId)$/;
const subjects = /^(?:subject|title|emailSubject|summary)$/;
const texts =
  /^(?:text|message|messageText|messageContent|content|body|html|textContent|htmlContent|description|comment|caption|note|responseBody|prompt|inputText|blocksUi|errorMessage|responseData|payload|input)$/;
const codeKeys = /code|function/i;

type Field = [name: string, value: unknown];

/** What n8n shows of the node: its parameters, and what stands in its collections. */
function fieldsOf({ values, visible }: SeenStep): Field[] {
  const shown = visible && new Set(visible.map(({ name }) => name));
  const own = Object.entries(values).filter(([name]) => !shown || shown.has(name));
  const inside = own.flatMap(([name, value]) =>
    isRecord(value) && /fields|options|approval|message/i.test(name) && value['__rl'] !== true
      ? Object.entries(value)
      : /attachments|embeds/i.test(name)
        ? toList(value).flatMap((one) => Object.entries(toRecord(one)))
        : [],
  );
  return [...own, ...inside];
}

/** Recipient, channel, table or the like; undefined where there is none, or none yet. */
export function targetOf(step: SeenStep): Target | undefined {
  const fields = fieldsOf(step);
  for (const pattern of [recipients, places]) {
    for (const [name, value] of fields) {
      if (!pattern.test(name)) continue;
      const target = pattern === recipients ? addressees(step, value) : readTarget(value);
      if (target && readTarget(value)) return target;
    }
  }
  return undefined;
}

const copied = /^b?cc(?:Email|List|Recipients|Addresses|To)?$/i;

/** Everybody a message goes to: whom it is addressed to, and who gets a copy, openly or not. */
export function addressees(step: SeenStep, to: unknown): Target | undefined {
  const copies = fieldsOf(step).flatMap(([name, value]) => (copied.test(name) ? [value] : []));
  return copies.length > 0 ? readTarget([to, ...copies]) : readTarget(to);
}

/** A text, a number, or one chosen from a list with the name it had there. */
export function readTarget(value: unknown): Target | undefined {
  if (typeof value === 'number') return { parts: [String(value)] };
  if (typeof value === 'string')
    return value.trim() === '' || value === '=' ? undefined : { parts: readSaid(value.trim()) };
  if (Array.isArray(value)) {
    const all = value.flatMap((one) => readTarget(one)?.parts ?? []);
    return all.length > 0 ? { parts: all.flatMap((part, at) => (at > 0 ? [', ', part] : [part])) } : undefined;
  }
  if (!isRecord(value) || !('value' in value)) return undefined;
  // A person's own word, which is not looked up yet.
  const named = nameIn(value);
  if (named !== undefined) return { parts: [named] };
  const target = readTarget(value['value']);
  const called = value['cachedResultName'];
  return target && typeof called === 'string' && called !== '' && called !== value['value']
    ? { ...target, called }
    : target;
}

const mostTexts = 2;

/** Where tags are read as such; anywhere else whoever gets the message sees them, and what stands in them. */
const isMarkup = ({ short, values }: SeenStep, name: string): boolean =>
  /html/i.test(name) ||
  /mail|outlook|sendInBlue|sendGrid|mandrill|postmark|awsSes|wordpress|ghost|telegram/i.test(short) ||
  values['contentType'] === 'html';

/** JSON is no poem. */
const onOneLine = (parts: readonly SaidPart[]): SaidPart[] =>
  parts.map((part) => (typeof part === 'string' ? part.replace(/\s+/g, ' ') : part));

/** What will be said, sent or written, in the order people read it. */
export function contentOf(step: SeenStep): Content[] {
  const known = contents.get(step) ?? readContent(step);
  contents.set(step, known);
  return known;
}

const contents = new WeakMap<SeenStep, Content[]>();

function readContent(step: SeenStep): Content[] {
  const own = contentByType(step);
  if (own) return own;
  const fields = fieldsOf(step);
  const find = (pattern: RegExp, kind: Content['kind']): Content[] =>
    fields.flatMap(([name, value]): Content[] => {
      if (!pattern.test(name) || (codeKeys.test(name) && !/^text/.test(name))) return [];
      const parts = readText(value, isMarkup(step, name));
      return parts.length > 0 ? [{ kind, parts }] : [];
    });
  const said = [...find(subjects, 'subject').slice(0, 1), ...find(texts, 'text').slice(0, mostTexts)];
  const written = fields.flatMap(([name, value]) =>
    /^(?:columns|fieldsToSend|dataToSend|fieldsUi|columnsUi)$/.test(name) ? writtenIn(value) : [],
  );
  return [...said, ...(written.length > 0 ? [{ kind: 'values', parts: commas(written) } as const] : [])];
}

function contentByType(step: SeenStep): Content[] | undefined {
  const { short, values } = step;
  switch (short) {
    case 'httpRequest':
    case 'toolHttpRequest':
      return ['GET', 'HEAD', 'OPTIONS'].includes(httpMethod(step) ?? '') ? [] : bodyOf(values);
    case 'set':
      return valuesContent(namesIn(values));
    case 'respondToWebhook':
      return answerOf(values);
    case 'code':
    case 'function':
    case 'functionItem':
    case 'toolCode':
    case 'if':
    case 'filter':
    case 'switch':
      return [];
    default: {
      const query = queryOf(step);
      return query === undefined ? messagesOf(values) : [{ kind: 'query', parts: readSaid(query) }];
    }
  }
}

/** Chat models take a list of messages. */
function messagesOf(values: SeenStep['values']): Content[] | undefined {
  const holders = ['messages', 'responses'].map((key) => toRecord(values[key]));
  const all = holders.flatMap((holder) => [...toList(holder['values']), ...toList(holder['messageValues'])]);
  const parts = all.flatMap((one) => readText(toRecord(one)['content'] ?? toRecord(one)['message']));
  return parts.length > 0 ? [{ kind: 'text', parts }] : undefined;
}

function bodyOf(values: SeenStep['values']): Content[] {
  const whole = values['jsonBody'] ?? values['bodyParametersJson'] ?? values['body'];
  if (typeof whole === 'string' && whole !== '') return [{ kind: 'text', parts: onOneLine(readSaid(whole)) }];
  const listed = [values['bodyParameters'], values['bodyParametersUi']].flatMap((holder) => [
    ...toList(toRecord(holder)['parameters']),
    ...toList(toRecord(holder)['parameter']),
  ]);
  return valuesContent(listed.map((one) => pair(toRecord(one)['name'], toRecord(one)['value'])));
}

function answerOf(values: SeenStep['values']): Content[] {
  const body = values['responseBody'];
  if (typeof body !== 'string' || body === '') return [];
  const parts = /^=?\s*[{[]/.test(body) ? onOneLine(readSaid(body)) : withoutTags(readSaid(body));
  return [{ kind: 'text', parts }];
}

/** The fields that Edit Fields sets, in each of its versions; or the JSON it puts in their place. */
function namesIn(values: SeenStep['values']): SaidPart[][] {
  const assigned = toList(toRecord(values['assignments'])['assignments']);
  const old = Object.values(toRecord(values['values'])).flatMap(toList);
  const third = toList(toRecord(values['fields'])['values']);
  return [...assigned, ...old, ...third].map((one) => [fieldInWords([toWord(toRecord(one)['name'])])]);
}

const valuesContent = (listed: readonly SaidPart[][]): Content[] => {
  const parts = commas(listed.filter((one) => one.length > 0));
  return parts.length > 0 ? [{ kind: 'values', parts }] : [];
};

const commas = (listed: readonly SaidPart[][]): SaidPart[] =>
  listed.flatMap((one, at) => (at > 0 ? [', ', ...one] : one));

const pair = (name: unknown, value: unknown): SaidPart[] => {
  const parts = readText(value);
  return parts.length > 0 ? [`${toWord(name)}: `, ...parts] : [];
};

/** Columns and what goes into each; of a list of fields the same. */
function writtenIn(value: unknown): SaidPart[][] {
  const holder = toRecord(value);
  if (holder['mappingMode'] === 'autoMapInputData') return [[{ kind: 'everything' }]];
  const mapped = Object.entries(toRecord(holder['value'])).map(([name, one]) => pair(name, one));
  const listed = Object.values(holder)
    .flatMap(toList)
    .map((one) => {
      const { fieldId, fieldName, column, columnName, key, name, fieldValue, value: given } = toRecord(one);
      return pair(fieldId ?? fieldName ?? column ?? columnName ?? key ?? name, fieldValue ?? given);
    });
  return (mapped.length > 0 ? mapped : listed).filter((one) => one.length > 0);
}

function readText(value: unknown, markup = false): SaidPart[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (isRecord(value))
    return 'value' in value
      ? readText(value['value'], markup)
      : 'content' in value
        ? readText(value['content'], markup)
        : [];
  if (typeof value !== 'string' || value.trim() === '' || value === '=') return [];
  const said = textInJson(value) ?? readSaid(value);
  return markup ? withoutTags(said) : said;
}

const longest = 20_000;

/** The texts people will see of JSON such as Slack's blocks; undefined when it is none or holds none. */
function textInJson(value: string): SaidPart[] | undefined {
  const text = value.replace(/^=/, '').trim();
  if (!/^[{[][\s\S]*[}\]]$/.test(text) || text.startsWith('{{') || text.length > longest) return undefined;
  const found = Array.from(
    text.matchAll(
      /"(?:text|content|message|title|body|summary|pretext|fallback)"\s*:\s*"((?:[^"\\{]|\\.|\{(?!\{)|\{\{(?:[^}]|\}(?!\}))*\}\})*)"/g,
    ),
    (match) => readSaid(`=${unescaped(match[1] ?? '')}`),
  ).filter((parts) => parts.length > 0);
  return found.length > 0 ? found.flatMap((parts, at) => (at > 0 ? ['\n', ...parts] : parts)) : undefined;
}

const unescaped = (text: string): string =>
  text.replaceAll('\\n', '\n').replaceAll('\\"', '"').replaceAll('\\\\', '\\');

/** HTML as it reads: no tags, a line for each block. */
function withoutTags(parts: SaidPart[]): SaidPart[] {
  if (!parts.some((part) => typeof part === 'string' && /<\/?[a-z][^>]*>/i.test(part))) return parts;
  return parts.map((part) =>
    typeof part === 'string'
      ? part
          .replace(/<(style|script)\b[\s\S]{0,20000}?<\/\1>/gi, ' ')
          .replace(/<(?:br|\/p|\/div|\/h\d|\/li|\/tr)\b[^>]{0,500}>/gi, '\n')
          .replace(/<\/?[a-z!][^>]{0,2000}>/gi, '')
          .replace(/&nbsp;/g, ' ')
          .replace(/&amp;/g, '&')
      : part,
  );
}
