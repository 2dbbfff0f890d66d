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
  ['cache|key value|key value store', 'redis'],
  ['queue|message queue|message broker|pub sub|publish to queue', 'rabbitmq kafka awsSqs mqtt', 'action'],
  [
    'queue|message queue|message broker|consume topic|topic message',
    'rabbitmqTrigger kafkaTrigger mqttTrigger',
    'trigger',
  ],
  ['iot|sensor|smart home', 'mqttTrigger mqtt homeAssistant'],
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
    'sms|text message|send sms|text me|text a customer|text a client|text the customer|on their phone|to my phone|to their phone|phone call|send a text|text to phone|by sms',
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
