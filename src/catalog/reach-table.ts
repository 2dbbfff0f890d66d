/**
 * What a node type reaches: `machine` the one n8n runs on, or a shell elsewhere; `n8n` other people's workflows and n8n
 * itself; `workflow` another one; `code` whatever its program does; `address` the addresses in its parameters; `door` who
 * calls n8n; `identity` AWS, perhaps as the machine; `service` one service; `own` nothing but its data.
 */
export type Reach = 'machine' | 'n8n' | 'workflow' | 'code' | 'address' | 'door' | 'identity' | 'service' | 'own';

/** One row of the table. */
export interface ReachEntry {
  reach: Reach;
  /** The reason, for who reads or changes the table. */
  why: string;
  /** Unless the operator says otherwise; `allow` when absent. */
  ruling?: 'admin' | 'deny';
  /** Only with one of these values, or a value nobody knows before it runs. */
  when?: Record<string, readonly string[]>;
  /** Names of the parameters it calls; others that look like an address it only passes on. All when absent. */
  called?: readonly string[];
  /** Short names of `n8n-nodes-base` and of `@n8n/n8n-nodes-langchain`. */
  base?: string;
  ai?: string;
}

/**
 * What every node type of n8n 2.40.7 reaches beside the data it is given, read in its descriptions and sources, by
 * parameter and operation where they differ. `test/policy/node-reach.test.ts` fails for a type that is not here, so that
 * somebody looks at what a new n8n brings. `base` stands for `n8n-nodes-base.`, `ai` for `@n8n/n8n-nodes-langchain.`.
 */
export const reachTable: readonly ReachEntry[] = [
  {
    reach: 'machine',
    why: 'runs any command on the n8n machine',
    ruling: 'deny',
    base: `executeCommand`,
  },
  {
    reach: 'machine',
    why: 'runs any command on the host of its credential, and moves files there and back',
    ruling: 'deny',
    base: `ssh`,
  },
  {
    reach: 'machine',
    why: 'every operation runs git in a folder of the n8n machine: it reads, writes and sends files there, and clone, fetch, pull and push call any address, without a credential',
    ruling: 'deny',
    base: `git`,
  },
  {
    reach: 'machine',
    why: 'reads, writes or watches files of the n8n machine',
    ruling: 'deny',
    base: `localFileTrigger readBinaryFile readBinaryFiles readWriteFile writeBinaryFile`,
  },
  {
    reach: 'n8n',
    why: 'with a key of n8n every operation sees or changes workflows, credentials and executions of everybody, past every approval here',
    ruling: 'admin',
    base: `n8n`,
  },
  {
    reach: 'n8n',
    why: 'fills the memory of n8n until it ends',
    ruling: 'admin',
    when: { category: ['oom'] },
    base: `debugHelper`,
  },
  {
    reach: 'workflow',
    why: 'runs another workflow, which is judged, or an agent kept in n8n with tools nobody sees here, which only an admin approves',
    base: `executeWorkflow messageAnAgent`,
    ai: `retrieverWorkflow toolWorkflow`,
  },
  {
    reach: 'code',
    why: 'holds a program, which is judged by what it reaches',
    base: `aiTransform code function functionItem itemLists sort`,
    ai: `code toolCode`,
  },
  {
    reach: 'address',
    why: 'calls the addresses in its parameters',
    base: `e2eTestPollingTrigger graphql httpRequest rssFeedRead rssFeedReadTrigger sseTrigger`,
    ai: `googleGemini mcpClient mcpClientTool toolHttpRequest`,
  },
  {
    reach: 'address',
    why: 'calls the address of the service in its options',
    called: ['baseURL'],
    ai: `embeddingsOpenAi lmChatOpenAi lmOpenAi openAi openAiAssistant`,
  },
  {
    reach: 'address',
    why: 'calls the address of the service in its options',
    called: ['endpointUrl'],
    ai: `embeddingsHuggingFaceInference lmOpenHuggingFaceInference`,
  },
  {
    reach: 'address',
    why: 'calls the schema registry; the brokers are in its credential',
    called: ['schemaRegistryUrl'],
    base: `kafka kafkaTrigger`,
  },
  {
    reach: 'address',
    why: 'fetches attachments and files itself; other addresses it passes on',
    called: ['fileUrl', 'attachmentsUrls'],
    ai: `anthropic`,
  },
  {
    reach: 'address',
    why: 'fetches reference images itself; other addresses it passes on',
    called: ['imageUrl'],
    ai: `alibabaCloud`,
  },
  {
    reach: 'address',
    why: 'fetches the pictures itself',
    called: ['imageUrls'],
    ai: `ollama`,
  },
  {
    reach: 'address',
    why: 'its first version calls the webhook in its parameters; other addresses it passes on',
    called: ['webhookUri'],
    base: `discord`,
  },
  {
    reach: 'door',
    why: 'waits for calls from outside at an address of n8n, or answers them',
    base: `form formTrigger respondToWebhook wait webhook`,
    ai: `chat chatTrigger mcpTrigger`,
  },
  {
    reach: 'own',
    why: 'works on the data it is given, or on what n8n itself keeps for workflows',
    base: `aggregate compareDatasets compression convertToFile cron crypto dataTable dateTime dynamicCredentialCheck
      e2eTest editImage errorTrigger evaluationTrigger executeWorkflowTrigger executionData extractFromFile filter
      html htmlExtract iCal if interval jwt limit manualTrigger markdown merge moveBinaryData
      n8nTrainingCustomerDatastore n8nTrainingCustomerMessenger n8nTrigger noOp readPDF removeDuplicates renameKeys
      scheduleTrigger set simulate simulateTrigger splitInBatches splitOut spreadsheetFile stickyNote stopAndError
      summarize switch timeSaved totp workflowTrigger xml`,
    ai: `agent agentTool chainLlm chainRetrievalQa chainSummarization documentBinaryInputLoader documentDefaultDataLoader
      documentJsonInputLoader guardrails informationExtractor manualChatTrigger memoryBufferWindow memoryChatRetriever
      memoryManager modelSelector outputParserAutofixing outputParserItemList outputParserStructured
      retrieverContextualCompression retrieverMultiQuery retrieverVectorStore sentimentAnalysis textClassifier
      textSplitterCharacterTextSplitter textSplitterRecursiveCharacterTextSplitter textSplitterTokenSplitter
      toolCalculator toolExecutor toolThink toolVectorStore vectorStoreInMemory vectorStoreInMemoryInsert
      vectorStoreInMemoryLoad`,
  },
  {
    reach: 'identity',
    why: 'calls AWS as its credential says. One that assumes a role may do so as the n8n machine, where the operator of n8n allowed that and somebody made such a credential: two decisions that are not taken again here',
    base: `awsCertificateManager awsCognito awsComprehend awsDynamoDb awsElb awsIam awsLambda awsRekognition awsS3 awsSes
      awsSns awsSnsTrigger awsSqs awsTextract awsTranscribe`,
    ai: `embeddingsAwsBedrock lmChatAwsBedrock`,
  },
  {
    reach: 'service',
    why: 'calls a service at a fixed address, or at the one in its credential, which somebody put into n8n',
    base: `Brandfetch actionNetwork activeCampaign activeCampaignTrigger acuitySchedulingTrigger adalo affinity
      affinityTrigger agileCrm airtable airtableTrigger airtop amqp amqpTrigger apiTemplateIo asana asanaTrigger
      autopilot autopilotTrigger azureCosmosDb azureStorage bambooHr bannerbear baserow beeminder bitbucketTrigger
      bitly bitwarden box boxTrigger bubble calTrigger calendlyTrigger chargebee chargebeeTrigger circleCi ciscoWebex
      ciscoWebexTrigger citrixAdc clearbit clickUp clickUpTrigger clockify clockifyTrigger cloudflare cockpit coda
      coinGecko confluence contentful convertKit convertKitTrigger copper copperTrigger cortex crateDb currents
      currentsTrigger customerIo customerIoTrigger databricks deepL demio dhl discourse disqus drift dropbox
      dropcontact egoi elasticSecurity elasticsearch emailReadImap emailSend emelia emeliaTrigger erpNext evaluation
      eventbriteTrigger facebookGraphApi facebookLeadAdsTrigger facebookTrigger figmaTrigger filemaker flow
      flowTrigger formIoTrigger formstackTrigger freshdesk freshservice freshworksCrm ftp gSuiteAdmin getResponse
      getResponseTrigger ghost github githubTrigger gitlab gitlabTrigger gmail gmailTrigger goToWebinar gong googleAds
      googleAnalytics googleBigQuery googleBooks googleBusinessProfile googleBusinessProfileTrigger googleCalendar
      googleCalendarTrigger googleChat googleCloudNaturalLanguage googleCloudStorage googleContacts googleDocs
      googleDrive googleDriveTrigger googleFirebaseCloudFirestore googleFirebaseRealtimeDatabase googlePerspective
      googleSheets googleSheetsTrigger googleSlides googleTasks googleTranslate gotify grafana grist gumroadTrigger
      hackerNews haloPSA harvest helpScout helpScoutTrigger highLevel homeAssistant hubspot hubspotTrigger humanticAi
      hunter intercom invoiceNinja invoiceNinjaTrigger iterable jenkins jinaAi jira jiraTrigger jotFormTrigger keap
      keapTrigger koBoToolbox koBoToolboxTrigger ldap lemlist lemlistTrigger line linear linearTrigger lingvaNex
      linkedIn loneScale loneScaleTrigger magento2 mailcheck mailchimp mailchimpTrigger mailerLite mailerLiteTrigger
      mailgun mailjet mailjetTrigger mandrill marketstack matrix mattermost mautic mauticTrigger medium messageBird
      metabase microsoftDataverse microsoftDynamicsCrm microsoftEntra microsoftExcel microsoftExcelSharePoint
      microsoftGraphSecurity microsoftOneDrive microsoftOneDriveTrigger microsoftOutlook microsoftOutlookTrigger
      microsoftSharePoint microsoftSql microsoftTeams microsoftTeamsTrigger microsoftToDo mindee misp mistralAi mocean
      mondayCom mongoDb monicaCrm mqtt mqttTrigger msg91 mySql nasa netlify netlifyTrigger nextCloud nocoDb notion
      notionTrigger npm odoo okta oneSimpleApi onfleet onfleetTrigger openAi openThesaurus openWeatherMap
      oracleDatabase orbit oura paddle pagerDuty payPal payPalTrigger peekalink perplexity phantombuster philipsHue
      pipedrive pipedriveTrigger plivo postBin postHog postgres postgresTrigger postmarkTrigger profitWell pushbullet
      pushcut pushcutTrigger pushover questDb quickChart quickbase quickbooks rabbitmq rabbitmqTrigger raindrop reddit
      redis redisTrigger rocketchat rundeck s3 salesforce salesforceTrigger salesmate seaTable seaTableTrigger
      securityScorecard segment sendGrid sendInBlue sendInBlueTrigger sendy sentryIo serviceNow shopify shopifyTrigger
      signl4 slack slackTrigger sms77 snowflake splunk spotify stackby storyblok strapi strava stravaTrigger stripe
      stripeTrigger supabase surveyMonkeyTrigger syncroMsp taiga taigaTrigger tapfiliate telegram telegramTrigger
      theHive theHiveProject theHiveProjectTrigger theHiveTrigger timescaleDb todoist togglTrigger travisCi trello
      trelloTrigger twake twilio twilioTrigger twist twitter typeformTrigger unleashedSoftware uplead uproc
      uptimeRobot urlScanIo venafiTlsProtectCloud venafiTlsProtectCloudTrigger venafiTlsProtectDatacenter vero vonage
      webflow webflowTrigger wekan whatsApp whatsAppTrigger wise wiseTrigger wooCommerce wooCommerceTrigger wordpress
      workableTrigger wufooTrigger xero youTube yourls zammad zendesk zendeskTrigger zohoCrm zoom zulip`,
    ai: `chatHubVectorStorePGVector chatHubVectorStorePinecone chatHubVectorStoreQdrant documentGithubLoader
      embeddingsAzureOpenAi embeddingsCohere embeddingsGoogleGemini embeddingsGoogleVertex embeddingsLemonade
      embeddingsMistralCloud embeddingsNvidia embeddingsOllama embeddingsOracleDb lmChatAlibabaCloud lmChatAnthropic
      lmChatAzureOpenAi lmChatCohere lmChatDatabricks lmChatDeepSeek lmChatGoogleGemini lmChatGoogleVertex lmChatGroq
      lmChatLemonade lmChatMinimax lmChatMistralCloud lmChatMoonshot lmChatNvidia lmChatOllama lmChatOpenRouter
      lmChatVercelAiGateway lmChatXAiGrok lmCohere lmLemonade lmOllama mcpRegistryClientTool memoryMongoDbChat
      memoryMotorhead memoryPostgresChat memoryRedisChat memoryXata memoryZep microsoftAgent365Trigger minimax
      moonshot rerankerCohere toolSearXng toolSerpApi toolWikipedia toolWolframAlpha vectorStoreAzureAISearch
      vectorStoreChromaDB vectorStoreMilvus vectorStoreMongoDBAtlas vectorStoreOracleDBVector vectorStorePGVector
      vectorStorePinecone vectorStorePineconeInsert vectorStorePineconeLoad vectorStoreQdrant vectorStoreRedis
      vectorStoreSupabase vectorStoreSupabaseInsert vectorStoreSupabaseLoad vectorStoreWeaviate vectorStoreZep
      vectorStoreZepInsert vectorStoreZepLoad`,
  },
];
