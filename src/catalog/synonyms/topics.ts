import type { Synonym } from './synonym.ts';

const mail = 'emailSend gmail microsoftOutlook';
const mailArrives = 'gmailTrigger emailReadImap microsoftOutlookTrigger';

/** What requests are about, apart from the names of apps. */
export const topics: readonly Synonym[] = [
  // What only sounds like a request for mail or a message.
  [
    `email address|email of|email field|email column|email text|email body|email belongs|email subject|
    mail address|address of`,
    '',
  ],
  [
    `email arrives|email comes in|incoming email|new email|receive email|email received|email lands|mail arrives|
    new mail|new message in inbox|inbox|get an email|email from customer|mailbox|imap|unread email`,
    mailArrives,
    'trigger',
  ],
  ['imap|imap mailbox|imap inbox|imap server|any mailbox|own mail server inbox', 'emailReadImap'],
  [
    `email|mail|send email|send mail|email report|email me|email it|by email|via email|email to|mail to|smtp|
    newsletter to`,
    mail,
    'action',
  ],
  ['email|mail', mailArrives, 'trigger'],
  ['smtp|smtp server|own mail server', 'emailSend'],
  [
    `read inbox|search inbox|reply email|reply to email|label email|list email|mark email|email draft|draft email|
    draft reply|email attachment`,
    'gmail microsoftOutlook',
    'action',
  ],
  [
    `spreadsheet|sheet|append row|add row|log in sheet|row in a sheet|row to sheet|google table|update row|
    read row|lookup row|log to a sheet|worksheet|row`,
    'googleSheets microsoftExcel airtable',
    'action',
  ],
  [
    `new row|row added|row is added|row updated|row changes|spreadsheet changes|sheet changes|sheet updated|
    spreadsheet|sheet|cell changes`,
    'googleSheetsTrigger airtableTrigger',
    'trigger',
  ],
  [
    `calendar|calendar event|appointment|meeting|book meeting|create event|free slot|availability|
    schedule a meeting|free busy|invite to meeting`,
    'googleCalendar microsoftOutlook',
    'action',
  ],
  [
    `calendar|event starts|meeting starts|new event|event created|event cancelled|before a meeting|appointment`,
    'googleCalendarTrigger calendlyTrigger calTrigger',
    'trigger',
  ],
  [
    `booking|meeting booked|books a meeting|books an appointment|appointment is booked|someone books|
    appointment booked|call is booked`,
    'calendlyTrigger calTrigger acuitySchedulingTrigger',
    'trigger',
  ],
  [
    `database|sql|query database|insert into database|sql query|relational database|table in database|save to db|
    db|run query|select statement|database record`,
    'postgres mySql microsoftSql',
    'action',
  ],
  [
    `database changes|new record in database|row inserted|new row in table|database table changes|
    insert into table`,
    'postgresTrigger supabase',
    'trigger',
  ],
  ['nosql|document database', 'mongoDb'],
  [
    `vector database|vector store|embed document|semantic search|rag|knowledge base search|similarity search|
    store vectors|vectors|store embeddings`,
    'vectorStoreInMemory vectorStorePinecone vectorStoreQdrant vectorStorePGVector vectorStoreSupabase',
  ],
  ['cache|key value|key value store', 'redis'],
  ['queue|message queue|message broker|pub sub|publish to queue', 'rabbitmq kafka awsSqs mqtt', 'action'],
  [
    'queue|message queue|message broker|consume topic|topic message',
    'rabbitmqTrigger kafkaTrigger mqttTrigger',
    'trigger',
  ],
  ['iot|sensor|smart home', 'mqttTrigger mqtt homeAssistant'],
  [
    `shorten article|shorten text|shorten a long|long article|in three sentences|bullet points|short version|
    digest of|digest|recap|sum up|gist|summarize|summarise|summary|summarize text|summarize article|
    summarize document|tldr|sum up text|condense|shorten text|summarize email|ai summary|key points|
    summarize conversation|summarize news|summary of text|short summary`,
    'chainSummarization openAi agent chainLlm',
  ],
  ['summarize long|summarize document|summarize pdf|summarize text|summarize article', 'chainSummarization'],
  [
    `ai|ai agent|agent|llm|assistant|artificial intelligence|ai assistant|autonomous|ai decide|
    language model agent|ask ai|agent with tools`,
    'agent openAi chainLlm',
  ],
  [
    `llm prompt|prompt a model|ask a model|ask llm|single prompt|language model|generate text|write a text|
    rewrite text|draft text|write blog|generate description|write a reply|generate reply|write a post|
    ai generated|copywriting|write article|rephrase|proofread|correct grammar|answer with ai|reply with ai`,
    'chainLlm openAi agent',
  ],
  ['chat model|language model for agent|model for agent|llm model', 'lmChatOpenAi lmChatAnthropic lmChatGoogleGemini'],
  [
    `ai which|which department|which team|decide with ai|what kind of request|detect category|is spam|
    assign category|prioritize|spam|which topic|classify|categorize|categorise|text category|label text|
    sort into categories|triage|detect topic|which category|classify text|spam or not|urgent or not|
    detect intent`,
    'textClassifier openAi agent',
  ],
  [
    `sentiment of|mood|how happy|complaint|angry customer|sentiment|sentiment analysis|detect sentiment|
    tone of text|positive or negative|angry|happy or unhappy|mood of`,
    'sentimentAnalysis openAi',
  ],
  [
    `structured fields|pull fields|fields out of|get fields from|names from text|address from text|
    order number from|parse text|find in the text|extract|data out of|extract information|extract data from text|
    structured data from text|extract names|extract fields from text|pull out|extract invoice|parse unstructured|
    extract details|data from text|from free text|entities`,
    'informationExtractor openAi',
  ],
  [
    `my pdf|my pdf files|chat with my|our documents|my documents|our handbook|our manuals|company knowledge|
    our knowledge base|about our policies|chat with my files|question answer over document|
    answer questions from documents|ask document|ask my documents|questions about documents|chat with documents|
    answer from knowledge base|chat with pdf`,
    'chainRetrievalQa agent vectorStoreInMemory',
  ],
  [
    `generate image|create picture|image from text|draw|dall|ai image|generate picture|image generation|
    make an image`,
    'openAi googleGemini',
  ],
  [
    `voice message to text|voice to|voice message|audio message to|dictation|recording into|
    minutes from recording|subtitles|transcribe|transcribe audio|transcribe recording|speech to text|
    audio to text|voice memo|transcription|recording to text|voice to text|audio file`,
    'openAi awsTranscribe googleGemini',
  ],
  [
    `to speech|as audio|as voice|text to speech|speak text|read aloud|voice message|speech from text|
    audio from text`,
    'openAi sms77 googleGemini',
  ],
  [
    `image recognition|describe image|analyze image|what is in the picture|what is on the photo|recognize objects|
    detect faces|analyse photo`,
    'openAi googleGemini awsRekognition',
  ],
  [
    'ocr|text from image|scan receipt|receipt|scanned document|read receipt|recognize text',
    'mindee awsTextract openAi',
  ],
  [
    `translate|translation|translate text|into english|into german|to spanish|in another language|translate into|
    to french|to english`,
    'deepL googleTranslate openAi',
  ],
  ['detect language', 'googleTranslate deepL'],
  [
    `moderate content|content moderation|toxic|offensive|profanity|jailbreak|prompt injection|
    personal data in text`,
    'guardrails googlePerspective openAi',
  ],
  ['structured output|json output from model|force json|output parser', 'outputParserStructured informationExtractor'],
  [
    'remember conversation|chat memory|conversation history|agent memory|memory for agent',
    'memoryBufferWindow memoryPostgresChat memoryRedisChat',
  ],
  ['embedding|embeddings|embedding model', 'embeddingsOpenAi embeddingsGoogleGemini'],
  [
    'split document|chunk text|text splitter|split text into chunks',
    'textSplitterRecursiveCharacterTextSplitter documentDefaultDataLoader',
  ],
  [
    `search web|web search|search google|google search|search the internet|look up online|research online|
    search online|find online|research a company`,
    'perplexity toolSerpApi jinaAi httpRequest',
  ],
  ['calculator tool|math tool|do arithmetic', 'toolCalculator'],
  ['tool call workflow|workflow as tool', 'toolWorkflow'],
  ['mcp|model context protocol', 'mcpClientTool mcpTrigger mcpClient'],
  ['rss|rss feed|feed|read feed|news feed|atom feed|blog feed', 'rssFeedRead', 'action'],
  [
    `rss|new item in feed|new blog post|rss feed|new article|feed item|feed updated|feed|new podcast episode|
    blog publishes`,
    'rssFeedReadTrigger rssFeedRead',
    'trigger',
  ],
  ['news|headlines|top stories|news articles|latest news', 'rssFeedRead httpRequest hackerNews'],
  ['weather|forecast|temperature|rain|will it rain', 'openWeatherMap httpRequest'],
  [
    'sms|text message|send sms|text me|phone call|send a text|text to phone|by sms',
    'twilio vonage messageBird plivo',
    'action',
  ],
  ['sms|text message|incoming sms|phone call', 'twilioTrigger', 'trigger'],
  [
    'push notification|push message|notify phone|notification to my phone|notification on phone',
    'pushover pushbullet gotify',
  ],
  [
    `chat message to team|notify team|team chat|message the team|alert team|tell team|notify the channel|
    message in channel|channel message|direct message|dm|notify channel`,
    'slack microsoftTeams discord',
  ],
  ['message in channel|channel message|team message', 'slackTrigger microsoftTeamsTrigger', 'trigger'],
  [
    `human approval|ask for approval|wait for approval|approve before|human in the loop|ask a person|approval by|
    get approval|manager approve|sign off`,
    'slack gmail microsoftTeams wait',
  ],
  [
    `payment|payment received|charge|refund|paid|customer pays|new payment|payment fails|purchase|failed payment|
    payment link|subscription cancelled|new subscription`,
    'stripeTrigger payPalTrigger',
    'trigger',
  ],
  ['payment|charge card|refund|payment link|charge customer|invoice payment', 'stripe payPal', 'action'],
  [
    'invoice|create invoice|accounting|bookkeeping|bill customer|send invoice',
    'quickbooks xero invoiceNinja',
    'action',
  ],
  [
    `new order|order placed|order arrives|shop order|online store order|new sale|cart abandoned|order is paid|
    someone buys|orders`,
    'shopifyTrigger wooCommerceTrigger',
    'trigger',
  ],
  [
    'online shop|store product|product stock|inventory|shop product|online store|orders',
    'shopify wooCommerce',
    'action',
  ],
  [
    `crm|create lead|add lead|create deal|sales pipeline|update deal|crm contact|add contact|new contact in crm|
    lead|deal|opportunity`,
    'hubspot pipedrive salesforce',
    'action',
  ],
  [
    'new lead|deal stage changes|deal won|new deal|new contact|lead comes in|deal is won|crm',
    'hubspotTrigger pipedriveTrigger salesforceTrigger',
    'trigger',
  ],
  ['lead from facebook|facebook lead|lead ads|facebook lead ad', 'facebookLeadAdsTrigger'],
  [
    `email list|mailing list|newsletter|subscriber|add subscriber|email campaign|marketing email|
    subscribe someone`,
    'mailchimp mailerLite sendInBlue',
    'action',
  ],
  ['subscribes|new subscriber|unsubscribes|subscribe', 'mailchimpTrigger mailerLiteTrigger', 'trigger'],
  ['support ticket|helpdesk|create ticket|ticket|open ticket|customer support', 'zendesk freshdesk jira', 'action'],
  [
    'support ticket|new ticket|ticket created|ticket is|ticket comes',
    'zendeskTrigger jiraTrigger helpScoutTrigger',
    'trigger',
  ],
  ['bug|issue tracker|create issue|file a bug|bug report|open issue', 'jira github linear', 'action'],
  [
    'pull request|new commit|push to repo|new issue|star|code is pushed|merge request|new release|commit',
    'githubTrigger gitlabTrigger',
    'trigger',
  ],
  ['pull request|repository|repo|release notes|repo file', 'github gitlab', 'action'],
  ['build pipeline|ci|deployment', 'jenkins circleCi github'],
  ['incident|on call|page on call|alert on call|page someone', 'pagerDuty'],
  [
    'uptime|website is down|monitor website|site down|site is up|website is up|health check',
    'uptimeRobot httpRequest scheduleTrigger',
  ],
  [
    'task|todo|to do|create task|add task|task list|to do list|reminder task|remind me',
    'todoist asana googleTasks microsoftToDo clickUp',
    'action',
  ],
  ['task is|new task|task completed|task created|task done', 'asanaTrigger clickUpTrigger', 'trigger'],
  ['kanban|board card|create card|card to board|project board', 'trello asana'],
  [
    'note|wiki|wiki page|knowledge base page|create page|document page|documentation page',
    'notion confluence',
    'action',
  ],
  [
    'document|word document|create document|write to doc|doc|google document|fill template document',
    'googleDocs',
    'action',
  ],
  ['presentation|slide deck|slides', 'googleSlides'],
  [
    `cloud storage|upload file|store file|save file|file to folder|save attachment|upload to folder|share file|
    backup file|save pdf|store document|save document|move file|file in folder`,
    'googleDrive dropbox microsoftOneDrive awsS3',
    'action',
  ],
  [
    `new file|file uploaded|file is added|file in folder|new document in folder|file added|folder changes|
    file appears|file is uploaded`,
    'googleDriveTrigger microsoftOneDriveTrigger boxTrigger',
    'trigger',
  ],
  ['social media|post on social|social post|social network', 'twitter linkedIn facebookGraphApi'],
  ['tweet|post tweet|mention on twitter', 'twitter'],
  ['instagram|facebook|facebook page|facebook post', 'facebookGraphApi facebookTrigger'],
  ['video|upload video|new video|video channel', 'youTube'],
  ['music|playlist|song', 'spotify'],
  ['survey|survey response|survey answer', 'typeformTrigger surveyMonkeyTrigger jotFormTrigger', 'trigger'],
  ['blog post|publish post|publish article|website cms|cms', 'wordpress ghost webflow', 'action'],
  ['employee|hr|human resources|time off|new hire|onboarding', 'bambooHr gSuiteAdmin'],
  ['create user account|disable user|user account|reset password', 'gSuiteAdmin microsoftEntra okta'],
  ['time tracking|track time|timesheet|hours worked', 'clockify harvest togglTrigger'],
  ['short link|shorten url|shorten link|short url', 'bitly yourls'],
  ['crypto price|bitcoin|ethereum|cryptocurrency|bitcoin price|coin price', 'coinGecko httpRequest'],
  ['stock price|stock market|share price', 'marketstack httpRequest'],
  ['exchange rate|currency rate|convert currency|currency', 'wise httpRequest'],
  ['parcel|shipment|track package|tracking number|delivery status', 'dhl httpRequest'],
  [
    'find email address|email of person|verify email|enrich lead|enrich contact|company data|enrich',
    'hunter clearbit dropcontact',
  ],
  ['web analytics|website visitors|page views|website traffic|visitor numbers|analytics', 'googleAnalytics postHog'],
  ['ad campaign|ads performance|ad spend|advertising', 'googleAds facebookGraphApi'],
  ['data warehouse|warehouse', 'googleBigQuery snowflake databricks'],
  ['dashboard', 'grafana metabase'],
  ['contact|address book|phone number of', 'googleContacts hubspot', 'action'],
  ['video call|video meeting|zoom meeting|online meeting', 'zoom googleCalendar'],
  ['webinar', 'goToWebinar zoom'],
  ['review|customer review|new review', 'googleBusinessProfileTrigger googleBusinessProfile'],
  ['virus|malware|phishing|suspicious url|scan url', 'urlScanIo'],
];
