import type { NodeType } from '#src/catalog/catalog.ts';
import type { DraftNode, Parameters } from '../draft.ts';
import { toWord } from '../json/values.ts';
import { conditionPhrase } from './condition-phrase.ts';
import { schedulePhrase } from './schedule-phrase.ts';
import { inWords, localName } from './text.ts';

/** When a trigger node starts the workflow, as the start of a sentence. */
export function triggerPhrase(node: DraftNode, nodeType: NodeType | undefined, timezone: string | undefined): string {
  const p = node.parameters;
  switch (localName(node.type)) {
    case 'scheduleTrigger':
      return schedulePhrase(p, timezone);
    case 'manualTrigger':
      return 'When someone starts it by hand in n8n';
    case 'webhook':
      return `When a ${word(p['httpMethod'], 'GET')} request comes in at …/webhook/${word(p['path'], '(path missing)')}`;
    case 'formTrigger':
      return `When someone submits the form “${word(p['formTitle'], 'Form')}”`;
    case 'emailReadImap':
      return 'When an e-mail arrives';
    case 'gmailTrigger':
      return 'When an e-mail arrives in Gmail';
    case 'slackTrigger':
      return `When something happens in Slack${where(p['channelId'])}`;
    case 'googleSheetsTrigger':
      return `When ${p['event'] === 'rowUpdate' ? 'a row changes' : 'a row is added'} in Google Sheets`;
    case 'githubTrigger':
      return `When GitHub reports ${list(p['events']) || 'an event'} in ${plain(p['owner']) || 'a'}/${plain(p['repository']) || 'repository'}`;
    case 'rssFeedReadTrigger':
      return `When the feed ${word(p['feedUrl'], '(address missing)')} has a new item`;
    case 'errorTrigger':
      return 'When another workflow fails';
    case 'executeWorkflowTrigger':
      return 'When another workflow calls it';
    default:
      return `When ${nodeType?.displayName ?? localName(node.type)} starts it`;
  }
}

/** What a node does, as the middle of a sentence. */
export function stepPhrase(node: DraftNode, nodeType: NodeType | undefined): string {
  const p = node.parameters;
  switch (localName(node.type)) {
    case 'httpRequest':
      return httpPhrase(p);
    case 'slack':
      return isPost(p, ['post', 'sendAndWait'], 'message', 'message')
        ? `post a message to Slack${where(p['channelId'] ?? p['channel'] ?? p['user'])}`
        : general(node, nodeType);
    case 'microsoftTeams':
      return isPost(p, ['create'], 'channelMessage', 'channel') || isPost(p, ['create'], 'chatMessage', 'channel')
        ? `post a message in Microsoft Teams${where(p['channelId'] ?? p['chatId'])}`
        : general(node, nodeType);
    case 'telegram':
      return isPost(p, ['sendMessage'], 'message', 'message') ? 'send a Telegram message' : general(node, nodeType);
    case 'github':
      return isPost(p, ['create'], 'issue', 'issue')
        ? `create a GitHub issue in ${plain(p['owner']) || 'a'}/${plain(p['repository']) || 'repository'}`
        : general(node, nodeType);
    case 'openAi':
      return 'ask an OpenAI model';
    case 'agent':
      return 'let an AI agent work on it';
    case 'rssFeedRead':
      return `read the feed ${word(p['url'], '(address missing)')}`;
    case 'emailSend':
      return `send an e-mail to ${word(p['toEmail'], '(no address yet)')}`;
    case 'gmail':
      return p['operation'] === undefined || p['operation'] === 'send'
        ? `send an e-mail with Gmail to ${word(p['sendTo'], '(no address yet)')}`
        : general(node, nodeType);
    case 'googleSheets':
      return sheetsPhrase(p);
    case 'postgres':
      return postgresPhrase(p);
    case 'if':
    case 'filter':
      return `go on only if ${conditionPhrase(p['conditions']) ?? namedCondition(node.name)}`;
    case 'switch':
      return 'choose what to do next by rules';
    case 'set':
      return 'prepare the data';
    case 'code':
      return `run code (${node.name})`;
    case 'wait':
      return waitPhrase(p);
    case 'splitOut':
      return 'take the list apart';
    case 'aggregate':
      return 'gather everything into one';
    case 'limit':
      return `keep ${p['keep'] === 'lastItems' ? 'the last' : 'the first'} ${word(p['maxItems'], '1')}`;
    case 'dateTime':
      return 'work out the date';
    case 'stopAndError':
      return 'stop with an error';
    case 'executeWorkflow':
      return 'run another workflow';
    case 'merge':
      return 'bring the branches together';
    case 'splitInBatches':
      return 'go through the items one after the other';
    case 'respondToWebhook':
      return 'answer the request';
    case 'noOp':
      return 'do nothing more';
    default:
      return general(node, nodeType);
  }
}

/** The node's name when someone gave it one: names like "Status is not 200?" say what is asked. */
function namedCondition(name: string): string {
  const said = name.replace(/^(?:if|filter)\b\s*\d*\s*/i, '').replace(/\?$/, '');
  return said === '' ? 'the condition holds' : `“${shorten(said)}” holds`;
}

function waitPhrase(p: Parameters): string {
  const resume = p['resume'] ?? 'timeInterval';
  if (resume !== 'timeInterval') return resume === 'specificTime' ? 'wait until the given time' : 'wait for an answer';
  const amount = plain(p['amount'] ?? 5);
  const unit = typeof p['unit'] === 'string' ? p['unit'] : 'seconds';
  return `wait ${amount} ${amount === '1' ? unit.replace(/s$/, '') : unit}`;
}

/** True when resource and operation, or what n8n takes for them when they are not set, say that something is sent. */
function isPost(p: Parameters, operations: readonly string[], resource: string, fallback: string): boolean {
  const operation = p['operation'];
  return (
    (p['resource'] ?? fallback) === resource && (operation === undefined || operations.includes(toWord(operation)))
  );
}

function httpPhrase(p: Parameters): string {
  const method = typeof p['method'] === 'string' ? p['method'] : 'GET';
  const host = hostOf(p['url']);
  return method === 'GET' ? `get data from ${host}` : `send data to ${host} (${method})`;
}

function sheetsPhrase(p: Parameters): string {
  const verbs: Record<string, string> = {
    append: 'add a row to',
    appendOrUpdate: 'add or update a row in',
    update: 'update a row in',
    read: 'read rows from',
    clear: 'clear',
    delete: 'delete rows from',
  };
  const verb = verbs[typeof p['operation'] === 'string' ? p['operation'] : 'read'] ?? 'work with';
  const sheet = plain(p['sheetName']);
  return `${verb} Google Sheets${sheet && sheet !== fromData && !/^(?:https?:|gid|\d+$)/.test(sheet) ? ` (${shorten(sheet)})` : ''}`;
}

function postgresPhrase(p: Parameters): string {
  const verbs: Record<string, string> = {
    insert: 'add a row to',
    upsert: 'add or update a row in',
    update: 'update rows in',
    select: 'read rows from',
    deleteTable: 'delete rows from',
  };
  const operation = typeof p['operation'] === 'string' ? p['operation'] : 'insert';
  if (operation === 'executeQuery') return 'run a query in PostgreSQL';
  const table = plain(p['table']);
  return `${verbs[operation] ?? 'work with'} PostgreSQL${table ? ` table ${table}` : ''}`;
}

function general(node: DraftNode, nodeType: NodeType | undefined): string {
  const { resource, operation } = node.parameters;
  const app = nodeType?.displayName ?? localName(node.type);
  const detail = [operation, resource].flatMap((each) => (typeof each === 'string' ? [inWords(each)] : []));
  if (detail.length > 0) return `${detail.join(' ')} in ${app}`;
  return node.name.toLowerCase().includes(app.toLowerCase()) ? node.name : `${node.name} with ${app}`;
}

const fromData = 'a value from the data';
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The plain text of a value or resource locator; expressions become "a value from the data". */
function plain(value: unknown): string {
  if (typeof value === 'number') return toWord(value);
  if (typeof value === 'string') return value.startsWith('=') ? fromData : value;
  if (typeof value === 'object' && value !== null && 'value' in value) return plain(value.value);
  return '';
}

function word(value: unknown, missing: string): string {
  return shorten(plain(value)) || missing;
}

/** " #sales", " in general", nothing for ids and values from the data. */
function where(value: unknown): string {
  const text = shorten(plain(value));
  if (text === '' || text === fromData || looksLikeId(text)) return '';
  return /^[#@]/.test(text) ? ` ${text}` : ` (${text})`;
}

/** Ids mean nothing to a reader: Slack's, Teams' and UUIDs. */
const looksLikeId = (text: string): boolean => /^(?:[CDGUW][A-Z0-9]{7,}|19:.+|[0-9a-f-]{32,})$/.test(text);

function list(value: unknown): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
}

function hostOf(url: unknown): string {
  const given = typeof url === 'string' && url.startsWith('=') ? url.slice(1).split('{{')[0] : plain(url);
  const text = given?.trim() || plain(url);
  if (!text) return '(no address yet)';
  return URL.canParse(text) ? new URL(text).host : shorten(text);
}
