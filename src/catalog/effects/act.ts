import type { NodeType } from '../catalog.ts';
import { reachOf } from '../reach.ts';
import { queryEffect } from './sql.ts';

/** A node with what n8n takes where nothing is said. */
export interface ActingStep {
  type: string;
  /** Last part of the type, without what makes a tool of it, e.g. `gmail`. */
  short: string;
  /** With the defaults of the catalogue. */
  values: Record<string, unknown>;
  nodeType: NodeType | undefined;
}

/** `gmailTool` is Gmail used by an agent; `toolCode` and `agentTool` are types of their own. */
export function shortTypeName(type: string): string {
  const short = type.slice(type.lastIndexOf('.') + 1);
  return /^(?:agent|mcpClient)Tool$/.test(short) ? short : short.replace(/(?:Hitl)?Tool$/, '');
}

const toWord = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a step does beyond passing data on. `none`: it decides, joins, or gives the data another shape. */
export type Effect =
  | 'reads'
  | 'writes'
  | 'sends'
  | 'deletes'
  | 'waits'
  | 'runs-code'
  | 'runs-command'
  | 'runs-workflow'
  | 'asks-model'
  | 'none';

const outward: ReadonlySet<Effect> = new Set(['writes', 'sends', 'deletes', 'runs-command', 'runs-workflow']);

/** True for what leaves a mark outside of the workflow: it is told however long the telling gets. */
export const isOutward = (effects: readonly Effect[]): boolean => effects.some((effect) => outward.has(effect));

const byName: Record<string, Effect> = {
  agent: 'asks-model',
  agentTool: 'asks-model',
  agentToolV2: 'asks-model',
  executeWorkflow: 'runs-workflow',
  toolWorkflow: 'runs-workflow',
  retrieverWorkflow: 'runs-workflow',
  messageAnAgent: 'runs-workflow',
  respondToWebhook: 'sends',
  chat: 'sends',
  form: 'waits',
  wait: 'waits',
  rssFeedRead: 'reads',
  readBinaryFile: 'reads',
  readBinaryFiles: 'reads',
  writeBinaryFile: 'writes',
  mcpClientTool: 'writes',
  mcpClient: 'writes',
};

const models =
  /^(?:chain[A-Z]|informationExtractor|textClassifier|sentimentAnalysis|guardrails|openAi$|openAiAssistant|anthropic$|googleGemini$|ollama$|alibabaCloud$|minimax$|moonshot$|mistralAi$|perplexity$|lmChat|lm[A-Z])/;

/** What a step does, the gravest first; several where it does more, such as a message that waits for an answer. Pure. */
export function effectsOf(step: ActingStep): Effect[] {
  const { short, values } = step;
  const operation = toWord(values['operation']);
  if (operation === 'sendAndWait') return ['sends', 'waits'];
  const fixed = Object.hasOwn(byName, short) ? byName[short] : undefined;
  if (fixed) return [fixed];
  if (short === 'httpRequest' || short === 'toolHttpRequest' || short === 'facebookGraphApi')
    return [httpEffect(httpMethod(step))];
  if (short === 'graphql') return [/\bmutation\b/.test(toWord(values['query'])) ? 'writes' : 'reads'];
  if (models.test(short)) return [takesAway.test(operation) ? 'deletes' : 'asks-model'];
  const query = queryOf(step);
  if (query !== undefined) {
    const effect = queryEffect(query);
    return [effect === 'unknown' ? 'writes' : effect];
  }
  switch (reachOf(step.type)?.reach) {
    case 'code':
      return ['sort', 'itemLists'].includes(short) && values['type'] !== 'code' ? ['none'] : ['runs-code'];
    case 'machine':
      return [short === 'readWriteFile' ? byOperation(step) : 'runs-command'];
    case 'own':
      return ['dataTable', 'n8nTrainingCustomerMessenger'].includes(short) ? [byOperation(step)] : ['none'];
    default:
      return [byOperation(step)];
  }
}

/** The method of a request, in whichever version of the node; undefined when only the run, or that version, knows it. */
export function httpMethod({ values }: ActingStep): string | undefined {
  const given = ['method', 'requestMethod', 'httpRequestMethod'].flatMap((name) => values[name] ?? []);
  const methods = new Set(given.map((one) => (typeof one === 'string' ? one.toUpperCase() : '=')));
  const [method = 'GET', ...more] = methods;
  return more.length > 0 || method.startsWith('=') ? undefined : method;
}

function httpEffect(method: string | undefined): Effect {
  if (method === undefined) return 'writes';
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return 'reads';
  return method === 'DELETE' ? 'deletes' : method === 'POST' ? 'sends' : 'writes';
}

/** Run what stands in their query. */
const databases: ReadonlySet<string> = new Set(
  'crateDb databricks googleBigQuery microsoftSql mySql oracleDatabase postgres questDb snowflake timescaleDb'.split(
    ' ',
  ),
);

/** The SQL that a step runs, where it runs some; several texts as one where nobody knows which of them it is. */
export function queryOf({ short, values, nodeType }: ActingStep): string | undefined {
  const operation = toWord(values['operation']);
  if (operation !== '' && !/^(?:executeQuery|execute|executeSql|query)$/i.test(operation)) return undefined;
  // What is not described may have a query that nobody reads.
  if (!nodeType && !databases.has(short)) return undefined;
  const given = ['query', 'sqlQuery'].flatMap((name) => values[name] ?? []);
  const query = given.map(toWord).join(';\n');
  const runs = operation === '' ? /\b(?:select|insert|update|delete)\b/i.test(query) : given.length > 0;
  return runs ? query : undefined;
}

const takesAway = /delete|remove|^(?:clear|truncate|drop|purge|destroy|trash|wipe|empty|revoke|kick|ban|unshare|void)/i;
const sends =
  /^(?:send|post$|publish|reply|forward|invite|notify|call|sms|mail|respond|tweet|retweet|dm|push|broadcast)/i;
const looks =
  /^(?:get|list|search|read|find|lookup|look|fetch|download|query|select|count|info|status|check|describe|show|retrieve|view|export|head|history|stats|report|verify|validate|analy[sz]e|translate|parse|detect|classify|extract|current|forecast|all$|log|profile|autocomplete|exists|availability|watch|preview|compare|5day|message:?get)/i;
/** A thing that is made by being sent. */
const messages =
  /^(?:message|chatMessage|channelMessage|sms|email|mms|tweet|directMessage|notification|call|alert|push)$/i;

function byOperation(step: ActingStep): Effect {
  const { values, nodeType } = step;
  const operation = toWord(values['operation']);
  const resource = toWord(values['resource']);
  if (operation.startsWith('=')) return 'writes';
  if (operation === '') return withoutOperation(step, nodeType?.description ?? '');
  if (takesAway.test(operation)) return 'deletes';
  if (looks.test(operation) && !/And(?:Replace|Update)/.test(operation)) return 'reads';
  if (sends.test(operation) || (messages.test(resource) && operation === 'create')) return 'sends';
  return 'writes';
}

/** What nobody can tell leaves a mark. */
function withoutOperation({ short, values }: ActingStep, description: string): Effect {
  const mode = toWord(values['mode']);
  if (/^vectorStore/.test(short))
    return ['insert', 'update'].includes(mode) || /Insert$/.test(short) ? 'writes' : 'reads';
  if (
    /^(?:tool(?:Wikipedia|SerpApi|Calculator|Think|VectorStore|WolframAlpha|SearXng)|memory|retriever|embeddings|document|output|textSplitter|reranker)/.test(
      short,
    )
  )
    return 'reads';
  if (/^(?:sends?|posts?|publish)/i.test(description)) return 'sends';
  return /^(?:gets?|reads?|retrieves?|fetch|search|looks?|consumes?|parses?|extracts?|calculates?|translates?|checks?)\b/i.test(
    description,
  )
    ? 'reads'
    : 'writes';
}
