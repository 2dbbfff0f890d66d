import { optionTable } from './option-table.ts';
import { peopleTable } from './people-table.ts';
import type { RiskRow } from './risk-row.ts';

const everywhere = ['sends-outside', 'many-recipients'] as const;

/**
 * What is known of node types of n8n 2.40.7 beyond the names of their operations, read in their descriptions.
 * `test/catalog/effects/risk.test.ts` compares the whole with more than 380 operations that were judged by hand.
 */
export const riskTable: readonly RiskRow[] = [
  // What the names of operations say wrongly.
  { why: 'computes, or lets a model think', types: 'toolThink toolCalculator', is: [] },
  { why: 'makes trouble inside of n8n, for tests', types: 'debugHelper', is: [] },
  { why: 'answers out of what was stored', types: 'toolVectorStore', is: ['reads'] },
  { why: 'lists made-up people', types: 'n8nTrainingCustomerDatastore', is: ['reads', 'personal-data'] },
  { why: 'looks up addresses and pages', types: 'oneSimpleApi', is: ['reads'] },
  { why: 'lists them', operation: /^messages$/, is: ['reads'] },
  { why: 'looks whether somebody has a credential', types: 'dynamicCredentialCheck', is: ['reads'] },
  { why: 'runs a saved report and shows it', types: 'quickbase', resource: /^report$/, is: ['reads'] },
  { why: 'is a search', types: 'theHiveProject', operation: /^executeQuery$/, is: ['reads'] },
  { why: 'asks a model', types: 'databricks', operation: /^queryEndpoint$/, is: ['reads'] },
  { why: 'asks a model', types: 'mindee', is: ['reads'] },
  { why: 'lists people', operation: /^members?$|^getCollaborators$/, is: ['reads', 'personal-data'] },
  {
    why: 'puts a file where the model keeps them',
    types: 'googleGemini openAi openAiAssistant anthropic mistralAi alibabaCloud',
    operation: /^(?:upload|create)(?!Embedding)|^import/,
    resource: /file|assistant|store/i,
    is: ['writes'],
  },
  {
    why: 'only prepares a campaign that somebody else sends',
    types: 'mailchimp',
    operation: /^(?:replicate|resend)$/,
    is: ['writes'],
  },
  {
    why: 'is an index of an app, used inside of n8n',
    types: 'chatHubVectorStorePGVector chatHubVectorStorePinecone chatHubVectorStoreQdrant',
    is: ['writes'],
  },
  {
    why: 'has tools nobody sees here',
    types: 'mcpClient mcpClientTool mcpRegistryClient',
    is: ['reads', 'writes', 'deletes', 'sends-outside'],
  },
  {
    why: 'looks people up, and writes to them as well',
    types: 'uproc',
    is: ['reads', 'personal-data', 'sends-outside'],
  },
  { why: 'moves files on another machine', types: 'ssh', is: ['writes', 'runs-code'] },
  {
    why: 'looks something up, whatever its name says',
    operation: /^(?:enrich|domainSearch|emailFinder|emailVerifier|collaborator|replies|history)$/,
    is: ['reads'],
  },
  // Messages whose names do not say so.
  {
    why: 'a message in a chat',
    types: 'rocketchat mattermost slack',
    resource: /^(?:chat|message)$/,
    operation: /^post|^schedule/,
    is: ['sends-outside'],
  },
  {
    why: 'a message in a chat',
    types: 'twist',
    resource: /^messageConversation$|^comment$/,
    operation: /^create$/,
    is: ['sends-outside'],
  },
  {
    why: 'what somebody outside reads becomes another text',
    types: 'telegram',
    operation: /^edit/,
    is: ['sends-outside'],
  },
  { why: 'is a mail', operation: /^email$/, is: ['sends-outside'] },
  { why: 'is an invitation', resource: /^invit/i, operation: /^create/, is: ['sends-outside', 'personal-data'] },
  { why: 'invites them', types: 'nextCloud', resource: /^user$/, operation: /^create$/, also: ['sends-outside'] },
  {
    why: 'signs somebody up, who gets a mail',
    types: 'demio',
    operation: /^register$/,
    is: ['sends-outside', 'personal-data'],
  },
  {
    why: 'whoever is invited gets a mail',
    types: 'googleCalendar microsoftOutlook',
    filled: 'attendees',
    unlessReading: true,
    also: ['sends-outside'],
  },
  {
    why: 'a browser that does on any page what a person could',
    types: 'airtop',
    resource: /^interaction$/,
    unlessReading: true,
    also: ['sends-outside'],
  },
  {
    why: 'writes to whoever asked, or is asked about',
    types: 'helpScout',
    resource: /^(?:conversation|thread)$/,
    operation: /^create$/,
    also: ['sends-outside'],
  },
  {
    why: 'whoever asks is told by mail that it was taken',
    types: 'freshdesk freshservice',
    resource: /^ticket$/,
    operation: /^create$/,
    also: ['sends-outside'],
  },
  { why: 'an answer that whoever asked reads', types: 'zendesk', filled: 'publicReply', also: ['sends-outside'] },
  {
    why: 'whoever is added gets a mail',
    types: 'awsCognito bitwarden okta goToWebinar',
    resource: /^(?:user|member|registrant)$/,
    operation: /^create$/,
    also: ['sends-outside'],
  },
  {
    why: 'whoever is added gets the mails of it',
    types: 'convertKit emelia lemlist autopilot mautic',
    resource: /^(?:sequence|form|campaign|lead|contactJourney|campaignContact)$/,
    operation: /^(?:add|create$)/,
    also: ['sends-outside'],
  },
  ...['channelId', 'channelIds'].map(
    (filled): RiskRow => ({
      why: 'shows it in a channel',
      types: 'slack',
      resource: /^file$/,
      operation: /^upload$/,
      filled,
      also: ['sends-outside'],
    }),
  ),
  // Messages to machines.
  {
    why: 'a message to a program, which does with it what it is made for',
    types: 'amqp kafka mqtt rabbitmq awsSqs',
    unlessReading: true,
    operation: /^(?!delete)/,
    is: ['writes'],
  },
  { why: 'a message to a program', types: 'redis', operation: /^publish$/, is: ['writes'] },
  // What the whole world may read.
  {
    why: 'what is posted there everybody may read',
    types: 'medium reddit twitter linkedIn discourse googleBusinessProfile youTube',
    operation: /^(?!delete|remove)/i,
    unlessReading: true,
    is: everywhere,
  },
  { why: 'goes to everybody who subscribed', types: 'awsSns', operation: /^publish$/, is: everywhere },
  { why: 'shares it with other organizations', types: 'misp', operation: /^publish$/, is: everywhere },
  { why: 'goes live on a web site', types: 'storyblok contentful strapi', operation: /^publish/, is: everywhere },
  {
    why: 'goes live on a web site',
    types: 'wordpress',
    given: { status: ['publish'] },
    unlessReading: true,
    also: everywhere,
  },
  {
    why: 'goes live on a web site',
    types: 'ghost',
    given: { status: ['published', 'scheduled'] },
    unlessReading: true,
    also: everywhere,
  },
  // Mail to lists.
  {
    why: 'starts a campaign',
    resource: /campaign/i,
    operation: /^(?:start|launch|activate|resume|schedule|send)/i,
    also: everywhere,
  },
  {
    why: 'goes to a whole list',
    resource: /segmentEmail|broadcast|newsletter|multicast/i,
    operation: /^send/i,
    also: everywhere,
  },
  { why: 'goes to a whole list', operation: /broadcast|multicast|sendToList|^groupMessage/i, also: everywhere },
  { why: 'sends the campaign it makes', types: 'sendy', given: { sendCampaign: [true] }, also: everywhere },
  // What reaches somebody although its name does not say so.
  {
    why: 'lets somebody in',
    operation: /^(?:share|invite|reinvite|createShare|addCollaborator|createLink)/i,
    is: ['sends-outside'],
  },
  { why: 'answers whoever wrote to the bot', types: 'telegram', resource: /^callback$/, is: ['sends-outside'] },
  {
    why: 'shows in a chat that other companies can be in',
    types: 'matrix',
    resource: /^(?:message|media)$/,
    unlessReading: true,
    is: ['sends-outside'],
  },
  { why: 'calls somebody', types: 'plivo twilio vonage', resource: /^call$/, is: ['sends-outside'] },
  // Money.
  {
    why: 'takes or moves money, or changes who pays what',
    types: 'stripe payPal wise chargebee paddle',
    unlessReading: true,
    also: ['pays'],
  },
  {
    why: 'is owed or paid',
    types: 'quickbooks xero invoiceNinja zohoCrm erpNext odoo',
    resource: /invoice|payment|bill|purchase|salesReceipt|transaction|expense/i,
    unlessReading: true,
    also: ['pays'],
  },
  {
    why: 'somebody has to pay it',
    types: 'shopify wooCommerce magento2 unleashedSoftware activeCampaign keap',
    resource: /order/i,
    operation: /^create/,
    also: ['pays'],
  },
  { why: 'is owed', types: 'harvest magento2', resource: /^invoice$/, unlessReading: true, also: ['pays'] },
  { why: 'takes the pledge', types: 'beeminder', operation: /^uncle$/, also: ['pays'] },
  {
    why: 'is called a payment',
    resource: /payout|payment|refund|^charge$|purchase/i,
    unlessReading: true,
    also: ['pays'],
  },
  {
    why: 'is called a payment',
    operation: /payout|payment|refund|^charge|capture$|purchase/i,
    unlessReading: true,
    also: ['pays'],
  },
  // What is gone afterwards.
  { why: 'takes what it reads', types: 'redis', operation: /^pop$/, is: ['reads', 'deletes'] },
  {
    why: 'forgets what was there',
    types: 'removeDuplicates',
    operation: /^clearDeduplicationHistory$/,
    is: ['deletes'],
  },
  // Programs elsewhere.
  {
    why: 'does what was built there',
    types: 'salesforce',
    resource: /^flow$/,
    operation: /^invoke$/,
    also: ['runs-code'],
  },
  {
    why: 'stops it, and all that runs there',
    types: 'jenkins',
    resource: /^instance$/,
    operation: /^(?:exit|safeExit|restart|safeRestart)$/,
    is: ['writes', 'deletes', 'runs-code'],
  },
  {
    why: 'runs a job there',
    types: 'jenkins',
    resource: /^job$/,
    operation: /trigger|create|copy/,
    is: ['writes', 'runs-code'],
  },
  {
    why: 'runs a job there',
    types: 'github gitlab',
    operation: /^dispatch|^trigger|^runPipeline/,
    also: ['runs-code'],
  },
  { why: 'runs a job there', types: 'circleCi travisCi', operation: /^(?:trigger|restart)/, also: ['runs-code'] },
  {
    why: 'runs a job there',
    types: 'rundeck airtop phantombuster databricks',
    operation: /^(?:execute(?!Query)|run|launch|submit)/i,
    also: ['runs-code'],
  },
  { why: 'calls a function, which does what it is made for', types: 'awsLambda', is: ['writes', 'runs-code'] },
  { why: 'builds and puts live', types: 'netlify', resource: /^deploy$/, operation: /^create$/, also: ['runs-code'] },
  {
    why: 'runs what somebody installed there',
    types: 'theHive theHiveProject cortex',
    operation: /^execute(?:Responder|Analyzer)?$/,
    is: ['writes', 'runs-code'],
  },
  { why: 'a workflow made there does what it likes', types: 'n8n', unlessReading: true, also: ['runs-code'] },
  ...optionTable,
  ...peopleTable,
];
