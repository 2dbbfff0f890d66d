import type { NodeType } from '#src/catalog/catalog.ts';
import type { DraftNode, Parameters } from './draft.ts';
import { schedulePhrase } from './schedule-phrase.ts';

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
      return `post a message to Slack${where(p['channelId'] ?? p['user'])}`;
    case 'microsoftTeams':
      return `post a message in Microsoft Teams${where(p['channelId'] ?? p['chatId'])}`;
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
      return `go on only if ${node.name.replace(/^if\s+/i, '').replace(/\?$/, '') || 'the condition holds'}`;
    case 'set':
      return 'prepare the data';
    case 'code':
      return `run code (${node.name})`;
    case 'wait':
      return 'wait';
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
  const sheet = plain(p['documentId']);
  return `${verb} Google Sheets${sheet ? ` (${shorten(sheet)})` : ''}`;
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
  const detail = [operation, resource].filter((each) => typeof each === 'string').join(' ');
  return `${node.name}${nodeType && nodeType.displayName !== node.name ? ` with ${nodeType.displayName}` : ''}${detail ? ` (${detail})` : ''}`;
}

const localName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);
const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The plain text of a value or resource locator; expressions become "a value from the data". */
function plain(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.startsWith('=') ? 'a value from the data' : value;
  if (typeof value === 'object' && value !== null && 'value' in value) return plain(value.value);
  return '';
}

function word(value: unknown, missing: string): string {
  return shorten(plain(value)) || missing;
}

function where(value: unknown): string {
  const text = plain(value);
  return text ? ` ${/^[#@]/.test(text) ? '' : 'to '}${shorten(text)}`.replace(' to a value', ' to a value') : '';
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
}

function hostOf(url: unknown): string {
  const text = plain(url);
  if (!text) return '(no address yet)';
  return URL.canParse(text) ? new URL(text).host : shorten(text);
}
