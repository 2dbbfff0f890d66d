import type { NodeType } from '#src/catalog/catalog.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import { addressOf } from '#src/policy/addresses.ts';
import type { DraftNode, Parameters } from '../draft.ts';
import { toWord } from '../json/values.ts';
import { nameIn } from '../shapes/named.ts';
import { possibleTexts } from '../validate/expressions/possible-texts.ts';
import { conditionPhrase } from './condition-phrase.ts';
import { schedulePhrase } from './schedule-phrase.ts';
import { inWords, localName } from './text.ts';

/** When a trigger node starts the workflow, as the start of a sentence. */
export function triggerPhrase(
  node: DraftNode,
  nodeType: NodeType | undefined,
  timezone: string | undefined,
  words: WorkflowWords,
): string {
  const p = node.parameters;
  const { triggers } = words;
  const word = (value: unknown): string => shorten(plain(value, words));
  switch (localName(node.type)) {
    case 'scheduleTrigger':
      return schedulePhrase(p, timezone, words.schedule);
    case 'manualTrigger':
      return triggers.byHand;
    case 'webhook':
      return triggers.webhook(word(p['httpMethod']) || 'GET', word(p['path']));
    case 'formTrigger':
      return triggers.form(word(p['formTitle']));
    case 'emailReadImap':
      return triggers.email;
    case 'gmailTrigger':
      return triggers.gmail;
    case 'slackTrigger':
      return triggers.slack(where(p['channelId'], words));
    case 'googleSheetsTrigger':
      return p['event'] === 'rowUpdate' ? triggers.rowChanged : triggers.rowAdded;
    case 'githubTrigger':
      return triggers.github(list(p['events']), plain(p['owner'], words), plain(p['repository'], words));
    case 'rssFeedReadTrigger':
      return triggers.feed(word(p['feedUrl']));
    case 'errorTrigger':
      return triggers.error;
    case 'executeWorkflowTrigger':
      return triggers.called;
    default:
      return triggers.app(nodeType?.displayName ?? localName(node.type));
  }
}

/** What a node does, as the middle of a sentence. */
export function stepPhrase(node: DraftNode, nodeType: NodeType | undefined, words: WorkflowWords): string {
  const p = node.parameters;
  const { steps } = words;
  const word = (value: unknown): string => shorten(plain(value, words));
  const otherwise = (): string => general(node, nodeType, steps);
  switch (localName(node.type)) {
    case 'httpRequest':
      return httpPhrase(p, words);
    case 'slack':
      return isPost(p, ['post', 'sendAndWait'], 'message', 'message')
        ? steps.postSlack(where(p['channelId'] ?? p['channel'] ?? p['user'], words))
        : otherwise();
    case 'microsoftTeams':
      return isPost(p, ['create'], 'channelMessage', 'channel') || isPost(p, ['create'], 'chatMessage', 'channel')
        ? steps.postTeams(where(p['channelId'] ?? p['chatId'], words))
        : otherwise();
    case 'telegram':
      return isPost(p, ['sendMessage'], 'message', 'message') ? steps.telegram : otherwise();
    case 'github':
      return isPost(p, ['create'], 'issue', 'issue')
        ? steps.githubIssue(plain(p['owner'], words), plain(p['repository'], words))
        : otherwise();
    case 'openAi':
      return steps.openAi;
    case 'agent':
      return steps.agent;
    case 'rssFeedRead':
      return steps.readFeed(word(p['url']));
    case 'emailSend':
      return steps.email(word(p['toEmail']));
    case 'gmail':
      return p['operation'] === undefined || p['operation'] === 'send' ? steps.gmail(word(p['sendTo'])) : otherwise();
    case 'googleSheets':
      return sheetsPhrase(p, words);
    case 'postgres':
      return postgresPhrase(p, words);
    case 'if':
    case 'filter':
      return onlyIf(node, words);
    case 'switch':
      return steps.rules;
    case 'set':
      return steps.prepare;
    case 'code':
      return steps.code(node.name);
    case 'wait':
      return waitPhrase(p, words);
    case 'splitOut':
      return steps.splitOut;
    case 'aggregate':
      return steps.aggregate;
    case 'limit':
      return (p['keep'] === 'lastItems' ? steps.keepLast : steps.keepFirst)(word(p['maxItems']) || '1');
    case 'dateTime':
      return steps.date;
    case 'stopAndError':
      return steps.stop;
    case 'executeWorkflow':
      return steps.runWorkflow('');
    case 'merge':
      return steps.merge;
    case 'splitInBatches':
      return steps.loop;
    case 'respondToWebhook':
      return steps.answer;
    case 'noOp':
      return steps.nothing;
    default:
      return otherwise();
  }
}

/** The condition, or the node's name when someone gave it one: names like "Status is not 200?" say what is asked. */
function onlyIf(node: DraftNode, { steps, conditions }: WorkflowWords): string {
  const condition = conditionPhrase(node.parameters['conditions'], conditions);
  if (condition !== undefined) return steps.onlyIf(condition);
  const said = node.name.replace(/^(?:if|filter)\b\s*\d*\s*/i, '').replace(/\?$/, '');
  return said === '' ? steps.onlyIfHolds : steps.onlyIfNamed(shorten(said));
}

function waitPhrase(p: Parameters, words: WorkflowWords): string {
  const resume = p['resume'] ?? 'timeInterval';
  if (resume !== 'timeInterval') return resume === 'specificTime' ? words.steps.waitUntil : words.steps.waitForAnswer;
  const unit = typeof p['unit'] === 'string' ? p['unit'] : 'seconds';
  return words.steps.wait(words.duration(plain(p['amount'] ?? 5, words), unit));
}

/** True when resource and operation, or what n8n takes for them when they are not set, say that something is sent. */
function isPost(p: Parameters, operations: readonly string[], resource: string, fallback: string): boolean {
  const operation = p['operation'];
  return (
    (p['resource'] ?? fallback) === resource && (operation === undefined || operations.includes(toWord(operation)))
  );
}

function httpPhrase(p: Parameters, words: WorkflowWords): string {
  const method = typeof p['method'] === 'string' ? p['method'] : 'GET';
  const host = hostOf(p['url'], words);
  return method === 'GET' ? words.steps.getData(host) : words.steps.sendData(host, method);
}

function sheetsPhrase(p: Parameters, words: WorkflowWords): string {
  const { steps } = words;
  const verbs: Record<string, (what: string) => string> = {
    append: steps.addRow,
    appendOrUpdate: steps.addOrUpdateRow,
    update: steps.updateRow,
    read: steps.readRows,
    clear: steps.clear,
    delete: steps.deleteRows,
  };
  const verb = verbs[typeof p['operation'] === 'string' ? p['operation'] : 'read'] ?? steps.workWith;
  const sheet = plain(p['sheetName'], words);
  const isName = sheet !== steps.fromData && !/^(?:https?:|gid|\d+$)/.test(sheet);
  const document = nameIn(p['documentId']);
  return verb(
    steps.sheets([...(document ? [document] : []), ...(isName && sheet !== '' ? [sheet] : [])].map(shorten).join(', ')),
  );
}

function postgresPhrase(p: Parameters, words: WorkflowWords): string {
  const { steps } = words;
  const verbs: Record<string, (what: string) => string> = {
    insert: steps.addRow,
    upsert: steps.addOrUpdateRow,
    update: steps.updateRows,
    select: steps.readRows,
    deleteTable: steps.deleteRows,
  };
  const operation = typeof p['operation'] === 'string' ? p['operation'] : 'insert';
  if (operation === 'executeQuery') return steps.query;
  return (verbs[operation] ?? steps.workWith)(steps.postgres(plain(p['table'], words)));
}

function general(node: DraftNode, nodeType: NodeType | undefined, words: WorkflowWords['steps']): string {
  const { resource, operation } = node.parameters;
  const app = nodeType?.displayName ?? localName(node.type);
  const detail = [operation, resource].flatMap((each) => (typeof each === 'string' ? [inWords(each)] : []));
  if (detail.length > 0) return words.operation(detail.join(' '), app);
  return node.name.toLowerCase().includes(app.toLowerCase()) ? node.name : words.withApp(node.name, app);
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The plain text of a value or resource locator; expressions become "a value from the data". */
function plain(value: unknown, words: WorkflowWords): string {
  if (typeof value === 'number') return toWord(value);
  if (typeof value === 'string') return value.startsWith('=') ? words.steps.fromData : value;
  if (typeof value === 'object' && value !== null && 'value' in value)
    return nameIn(value) ?? plain(value.value, words);
  return '';
}

/** " #sales", " (general)", nothing for ids and values from the data. */
function where(value: unknown, words: WorkflowWords): string {
  const text = shorten(plain(value, words));
  if (text === '' || text === words.steps.fromData || looksLikeId(text)) return '';
  return /^[#@]/.test(text) ? ` ${text}` : ` (${text})`;
}

/** Ids mean nothing to a reader: Slack's, Teams' and UUIDs. */
const looksLikeId = (text: string): boolean => /^(?:[CDGUW][A-Z0-9]{7,}|19:.+|[0-9a-f-]{32,})$/.test(text);

function list(value: unknown): string {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : '';
}

/** Where an address leads, as far as it is known before it runs; what only looks like the beginning of one is not said. */
function hostOf(url: unknown, words: WorkflowWords): string {
  const text = (typeof url === 'string' ? url : plain(url, words)).trim();
  if (text === '' || text === '=') return words.steps.noAddress;
  if (URL.canParse(text)) return new URL(text).host;
  const addresses = possibleTexts(text).map(addressOf);
  const hosts = addresses.flatMap((address) => (address && 'host' in address ? [address.host] : []));
  if (hosts.length === addresses.length) return [...new Set(hosts)].join(', ');
  return text.startsWith('=') ? words.steps.unknownAddress : shorten(text);
}
