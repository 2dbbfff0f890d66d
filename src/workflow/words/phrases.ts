import { httpMethod, queryOf } from '#src/catalog/effects/act.ts';
import { queryEffect } from '#src/catalog/effects/sql.ts';
import type { WorkflowWords } from '#src/language/en/workflow.ts';
import type { Parameters } from '#src/model/draft.ts';
import { addressOf } from '#src/policy/addresses.ts';
import { toWord } from '../json/values.ts';
import { nameIn } from '../shapes/named.ts';
import { possibleTexts } from '../validate/expressions/possible-texts.ts';
import { conditionPhrase } from './condition-phrase.ts';
import { addressees, readTarget, targetOf } from './message.ts';
import { operationPhrase } from './operation-phrase.ts';
import { readSaid } from './said.ts';
import { saidText, targetText } from './said-text.ts';
import type { SeenStep } from './seen-step.ts';
import { harmless, shorten } from './text.ts';

const longestList = 240;

/** What a node does, as the middle of a sentence; `inputs` are the names of what a joining one joins. */
export function stepPhrase(step: SeenStep, words: WorkflowWords, inputs: readonly string[] = []): string {
  const { short, values: p } = step;
  const { steps } = words;
  const word = (value: unknown): string => shorten(plain(value, words), 80);
  const everybody = (to: unknown): string => shorten(targetText(addressees(step, to), words, longestList), longestList);
  const otherwise = (): string => operationPhrase(step, words);
  if (p['operation'] === 'sendAndWait') return askPhrase(step, words);
  if (queryOf(step) !== undefined) return queryPhrase(step, words);
  switch (short) {
    case 'httpRequest':
    case 'toolHttpRequest':
      return httpPhrase(step, words);
    case 'slack':
      return isPost(p, ['post'], 'message')
        ? steps.postSlack(
            where(p['select'] === 'user' ? p['user'] : (p['channelId'] ?? p['channel'] ?? p['user']), words),
          )
        : otherwise();
    case 'microsoftTeams':
      return isPost(p, ['create'], 'channelMessage') || isPost(p, ['create'], 'chatMessage')
        ? steps.postTeams(where(p['channelId'] ?? p['chatId'], words))
        : otherwise();
    case 'telegram':
      return isPost(p, ['sendMessage'], 'message') ? steps.telegram(where(p['chatId'], words)) : otherwise();
    case 'github':
      return isPost(p, ['create'], 'issue') ? steps.githubIssue(word(p['owner']), word(p['repository'])) : otherwise();
    case 'openAi':
      return isPost(p, ['message', 'complete', 'response'], p['resource'] ?? 'text') ? steps.openAi : otherwise();
    case 'agent':
    case 'agentTool':
      return steps.agent;
    case 'rssFeedRead':
      return steps.readFeed(word(p['url']));
    case 'emailSend':
      return steps.email(everybody(p['toEmail']));
    case 'gmail':
      return isPost(p, ['send'], 'message') ? steps.gmail(everybody(p['sendTo'])) : otherwise();
    case 'googleSheets':
      return sheetsPhrase(step, words) ?? otherwise();
    case 'postgres':
      return postgresPhrase(p, words) ?? otherwise();
    default:
      return storePhrase(step, words) ?? ownPhrase(step, words, inputs) ?? otherwise();
  }
}

/** A vector store is searched or filled, whatever n8n calls that. */
function storePhrase(step: SeenStep, { steps }: WorkflowWords): string | undefined {
  if (!/^vectorStore[A-Z]/.test(step.short)) return undefined;
  const store = appOf(step).replace(/ Vector Store$/, '');
  const mode = toWord(step.values['mode']);
  if (mode === 'insert') return steps.index(store);
  return ['load', 'retrieve', 'retrieve-as-tool'].includes(mode) ? steps.lookUp(store) : undefined;
}

/** What n8n's own nodes do. */
function ownPhrase(step: SeenStep, words: WorkflowWords, inputs: readonly string[]): string | undefined {
  const { short, values: p } = step;
  const { steps } = words;
  const joined = words.summary.list(inputs.map((name) => words.diff.quoted(shorten(name, 60))));
  switch (short) {
    case 'if':
    case 'filter':
      return onlyIf(step, words);
    case 'switch':
      return steps.rules;
    case 'set':
      return steps.prepare('');
    case 'code':
    case 'function':
    case 'functionItem':
    case 'toolCode':
      return steps.code(step.name);
    case 'executeCommand':
      return steps.runCommand;
    case 'wait':
      return waitPhrase(p, words);
    case 'form':
      return p['operation'] === 'completion' ? steps.lastPage : steps.askPage;
    case 'chainLlm':
    case 'chainSummarization':
    case 'chainRetrievalQa':
      return steps.askModel;
    case 'informationExtractor':
      return steps.extractFacts;
    case 'textClassifier':
    case 'sentimentAnalysis':
      return steps.sortByModel;
    case 'summarize':
      return steps.totals;
    case 'removeDuplicates':
      return (p['operation'] ?? '') === 'clearDeduplicationHistory' ? undefined : steps.dedupe;
    case 'splitOut':
      return steps.splitOut;
    case 'aggregate':
      return steps.aggregate;
    case 'limit':
      return (p['keep'] === 'lastItems' ? steps.keepLast : steps.keepFirst)(plain(p['maxItems'], words) || '1');
    case 'dateTime':
      return steps.date;
    case 'stopAndError':
      return steps.stop;
    case 'executeWorkflow':
      return steps.runWorkflow('');
    case 'merge':
      return steps.merge(joined);
    case 'compareDatasets':
      return steps.compare(joined);
    case 'splitInBatches':
      return steps.loop;
    case 'respondToWebhook':
      return steps.answer;
    case 'noOp':
      return steps.nothing;
    default:
      return undefined;
  }
}

/** The condition, or the node's name when someone gave it one: names like "Status is not 200?" say what is asked. */
export function conditionOf(conditions: unknown, name: string, words: WorkflowWords): string {
  const condition = conditionPhrase(conditions, words);
  if (condition !== undefined) return condition;
  const said = name.replace(/^(?:if|filter|switch)\b\s*\d*\s*/i, '').replace(/\?$/, '');
  return said === '' ? words.tell.conditionHolds : words.tell.holds(shorten(harmless(said), 80));
}

function onlyIf({ values, name }: SeenStep, words: WorkflowWords): string {
  const condition = conditionPhrase(values['conditions'] ?? values, words);
  if (condition !== undefined) return words.steps.onlyIf(condition);
  const said = name.replace(/^(?:if|filter)\b\s*\d*\s*/i, '').replace(/\?$/, '');
  return said === '' ? words.steps.onlyIfHolds : words.steps.onlyIfNamed(shorten(harmless(said), 80));
}

/** Somebody is asked, and it goes on with the answer. */
function askPhrase(step: SeenStep, words: WorkflowWords): string {
  const target = targetText(targetOf(step), words);
  const place = target === '' ? '' : /^[#@]/.test(target) ? ` ${target}` : ` (${target})`;
  const approval = (step.values['responseType'] ?? 'approval') === 'approval';
  const app = step.short === 'emailSend' ? words.summary.email : appOf(step);
  return (approval ? words.steps.askApproval : words.steps.ask)(app, place);
}

/** What the app is called. */
const appOf = ({ nodeType, short }: SeenStep): string =>
  (nodeType?.displayName ?? short).replace(/ (?:Tool|Trigger)$/, '');

function queryPhrase(step: SeenStep, { steps }: WorkflowWords): string {
  const app = appOf(step).replace(/^Postgres$/, 'PostgreSQL');
  if ((queryOf(step) ?? '').trim() === '') return steps.queryMissing(app);
  switch (queryEffect(queryOf(step) ?? '')) {
    case 'reads':
      return steps.queryReads(app);
    case 'writes':
      return steps.queryWrites(app);
    case 'deletes':
      return steps.queryDeletes(app);
    default:
      return steps.queryUnknown(app);
  }
}

function waitPhrase(p: Parameters, words: WorkflowWords): string {
  const resume = p['resume'] ?? 'timeInterval';
  if (resume !== 'timeInterval') return resume === 'specificTime' ? words.steps.waitUntil : words.steps.waitForAnswer;
  const unit = typeof p['unit'] === 'string' ? p['unit'] : 'seconds';
  return words.steps.wait(words.duration(plain(p['amount'] ?? 5, words), unit));
}

/** True when resource and operation, or what n8n takes for them when they are not set, say that something is sent. */
function isPost(p: Parameters, operations: readonly string[], resource: unknown): boolean {
  const operation = p['operation'];
  return (
    (p['resource'] ?? resource) === resource && (operation === undefined || operations.includes(toWord(operation)))
  );
}

function httpPhrase(step: SeenStep, words: WorkflowWords): string {
  const { steps } = words;
  const method = httpMethod(step);
  const host = hostOf(step.values['url'], words);
  if (method === undefined) return steps.callUnknown(host);
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return steps.getData(host);
  if (method === 'DELETE') return steps.deleteData(host, method);
  return (method === 'POST' ? steps.sendData : steps.changeData)(host, method);
}

function sheetsPhrase({ values: p }: SeenStep, words: WorkflowWords): string | undefined {
  const { steps } = words;
  const verbs: Record<string, (what: string) => string> = {
    append: steps.addRow,
    appendOrUpdate: steps.addOrUpdateRow,
    upsert: steps.addOrUpdateRow,
    update: steps.updateRow,
    read: steps.readRows,
    clear: steps.clear,
    delete: steps.deleteRows,
  };
  if ((p['resource'] ?? 'sheet') !== 'sheet') return undefined;
  const verb = verbs[typeof p['operation'] === 'string' ? p['operation'] : 'read'];
  const sheet = targetText(readTarget(p['sheetName']), words);
  const isName = sheet !== '' && !/^(?:https?:|gid|\d+$)/.test(sheet);
  const document = nameIn(p['documentId']);
  return verb?.(
    steps.sheets(
      [...(document ? [document] : []), ...(isName ? [sheet] : [])].map((name) => shorten(name, 60)).join(', '),
    ),
  );
}

function postgresPhrase(p: Parameters, words: WorkflowWords): string | undefined {
  const { steps } = words;
  const verbs: Record<string, (what: string) => string> = {
    insert: steps.addRow,
    upsert: steps.addOrUpdateRow,
    update: steps.updateRows,
    select: steps.readRows,
    deleteTable: steps.deleteRows,
  };
  const verb = verbs[typeof p['operation'] === 'string' ? p['operation'] : 'insert'];
  // Clearing a table, or dropping it, is no deletion of some rows.
  if (p['operation'] === 'deleteTable' && ['truncate', 'drop'].includes(toWord(p['deleteCommand'] ?? 'truncate')))
    return steps.clear(steps.postgres(plain(p['table'], words)));
  return verb?.(steps.postgres(plain(p['table'], words)));
}

/** A value or resource locator as a person reads it. */
export function plain(value: unknown, words: WorkflowWords): string {
  if (typeof value === 'string' && value.startsWith('=')) return saidText(readSaid(value), words);
  return targetText(readTarget(value), words);
}

/** " #sales", " (general)"; nothing where nobody said yet. */
export function where(value: unknown, words: WorkflowWords): string {
  const text = targetText(readTarget(value), words);
  if (text === '') return '';
  return /^[#@][^,]*$/.test(text) ? ` ${text}` : ` (${text})`;
}

/** Where an address leads, as far as it is known before it runs; what only looks like the beginning of one is not said. */
function hostOf(url: unknown, words: WorkflowWords): string {
  const text = (typeof url === 'string' ? url : plain(url, words)).trim();
  if (text === '' || text === '=') return words.steps.noAddress;
  if (URL.canParse(text)) return new URL(text).host;
  const addresses = possibleTexts(text).map(addressOf);
  const hosts = addresses.flatMap((address) => (address && 'host' in address ? [address.host] : []));
  if (hosts.length === addresses.length) return [...new Set(hosts)].join(', ');
  return text.startsWith('=') ? words.steps.unknownAddress : shorten(text, 60);
}
