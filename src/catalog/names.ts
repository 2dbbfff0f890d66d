import type { NodeTypeSummary } from './catalog.ts';
import { fold, splitCamel, toKey } from './search-words.ts';

/** `n8n-nodes-base.slack` → `slack`. */
export const shortName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

/** Short names of nodes that are parts of n8n itself: never an app somebody names. */
export const ownNodes: ReadonlySet<string> = new Set(
  `code set if switch filter merge wait limit sort summarize aggregate splitOut removeDuplicates splitInBatches
  noOp stickyNote stopAndError html markdown xml crypto jwt totp compression dateTime editImage readWriteFile
  convertToFile extractFromFile renameKeys compareDatasets executeCommand executeWorkflow executeWorkflowTrigger
  executionData evaluation evaluationTrigger errorTrigger manualTrigger scheduleTrigger webhook respondToWebhook
  form formTrigger httpRequest debugHelper emailSend emailReadImap rssFeedRead rssFeedReadTrigger localFileTrigger
  sseTrigger ftp ssh ldap git dataTable timeSaved e2eTest e2eTestPollingTrigger n8nTrainingCustomerDatastore
  n8nTrainingCustomerMessenger chat chatTrigger agent chainLlm chainSummarization chainRetrievalQa
  sentimentAnalysis informationExtractor textClassifier memoryManager guardrails mcpClient mcpTrigger
  dynamicCredentialCheck simulate simulateTrigger toolExecutor aiTransform function functionItem cron interval`.split(
    /\s+/,
  ),
);

/** Names of apps and nodes that are ordinary English words: they count only where the wording points to a name. */
export const ordinary = new Set(
  `actionnetwork affinity aggregate autopilot box bubble chat cockpit coda code compression copper cortex crypto currents
  date drift evaluation filter flow form ghost git gong harvest hunter if intercom iterable limit line linear markdown matrix medium
  merge message monday orbit segment set seven simulate sort summarize switch twist vero wait wise x wordpress keap feed
  chart html image drive calculator think sheet doc task contact calendar slide ad book excel sql file http email mail
  function interval cron read start error event current dhl rag lambda storage translate security lead analytic perspective n8n npm`
    .split(/\s+/)
    .map((word) => toKey([word])),
);

const vendor = /^(?:microsoft|google|aws|amazon|apache|azure) +/i;

const storeOf = / Vector Store$/;

/** What people call things whose own name says it otherwise; keys are short names of node types. */
const nicknames: Record<string, string> = {
  googleSheets: 'gsheet|gsheets|google spreadsheet|google sheet',
  googleSheetsTrigger: 'gsheet|gsheets|google spreadsheet|google sheet',
  googleDrive: 'gdrive',
  googleDriveTrigger: 'gdrive',
  googleCalendar: 'gcal|google cal',
  googleCalendarTrigger: 'gcal|google cal',
  microsoftTeams: 'ms teams|msteams|teams',
  microsoftTeamsTrigger: 'ms teams|msteams|teams',
  microsoftOutlook: 'ms outlook|office 365 mail|outlook|hotmail|exchange online',
  microsoftOutlookTrigger: 'ms outlook|office 365 mail|outlook|hotmail|exchange online',
  microsoftExcel: 'ms excel|excel 365|excel|excel online',
  microsoftToDo: 'ms todo|microsoft todo',
  microsoftSharePoint: 'sharepoint|share point',
  microsoftSql: 'mssql|sql server|ms sql',
  microsoftEntra: 'azure ad|entra|azure active directory',
  gSuiteAdmin: 'google workspace|gsuite|g suite|google admin',
  postgres: 'postgresql|postgre sql|postgre|psql',
  postgresTrigger: 'postgresql|postgre',
  mongoDb: 'mongo',
  googleFirebaseCloudFirestore: 'firestore',
  googleFirebaseRealtimeDatabase: 'firebase',
  awsSes: 'amazon ses',
  awsSqs: 'amazon sqs',
  awsSns: 'amazon sns|sns|amazon notification service|simple notification service',
  awsS3: 'amazon s3|s3 bucket|s3',
  awsDynamoDb: 'dynamo',
  awsLambda: 'lambda function',
  twitter: 'twitter|tweet|tweets',
  whatsApp: 'whatsapp',
  whatsAppTrigger: 'whatsapp',
  ciscoWebex: 'webex',
  ciscoWebexTrigger: 'webex',
  mondayCom: 'monday com|monday board',
  calTrigger: 'cal com',
  zohoCrm: 'zoho',
  quickbooks: 'quickbooks|quick books|qbo',
  jira: 'jira ticket|jira issue',
  jiraTrigger: 'jira ticket|jira issue',
  homeAssistant: 'hass',
  microsoftDynamicsCrm: 'dynamics 365|dynamics',
  magento2: 'magento|adobe commerce',
  wordpress: 'wp',
  googleBusinessProfile: 'google my business|google reviews|google review',
  googleBusinessProfileTrigger: 'google my business|google reviews|google review',
  youTube: 'youtube video|youtube channel|yt',
  hackerNews: 'hn|ycombinator',
  n8n: 'n8n api|n8n instance|n8n itself',
  n8nTrigger: 'n8n instance',
  lmChatAnthropic: 'claude model|claude chat model',
  anthropic: 'claude',
  googleGemini: 'gemini',
  openAi: 'chatgpt|gpt|gpt4|gpt5|dall e|dalle|whisper|open ai|chat gpt',
  lmChatOpenAi: 'gpt model|chatgpt model|openai model',
  lmChatGoogleGemini: 'gemini model',
  splitInBatches: 'loop over items|split in batches|loop node',
  executeWorkflow: 'sub workflow|subworkflow',
  set: 'edit fields|set node',
};

/** The ways a node type is called, as keys (see toKey); `share` is how much of a name it is. */
export function namesOf(summary: NodeTypeSummary): { key: string; words: number; share: number }[] {
  const short = shortName(summary.name);
  const plain = summary.displayName
    .replace(/\([^)]*\)/g, ' ')
    .replace(/\bTrigger\b/g, ' ')
    .trim();
  const inside = [...summary.displayName.matchAll(/\(([^)]*)\)/g)].map(([, text]) => text ?? '');
  const full = [
    plain,
    splitCamel(short.replace(/Trigger$/, '')).join(' '),
    ...(Object.hasOwn(nicknames, short) ? (nicknames[short] ?? '').split('|') : []),
  ];
  const leftOut = [vendor, storeOf].filter((part) => part.test(plain)).map((part) => plain.replace(part, ''));
  const names = [
    ...full.map((name) => ({ name, share: 1 })),
    ...leftOut.map((name) => ({ name, share: 0.6 })),
    ...inside.filter((text) => !/beta|formerly|internal|training/i.test(text)).map((name) => ({ name, share: 0.4 })),
  ];
  const seen = new Set<string>();
  return names.flatMap(({ name, share }) => {
    const words = fold(name).match(/[a-z0-9]+/g) ?? [];
    const key = toKey(words);
    if (key === '' || seen.has(key)) return [];
    seen.add(key);
    return [{ key, words: words.length, share }];
  });
}
