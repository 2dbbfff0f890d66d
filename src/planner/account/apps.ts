import type { Catalog, NodeTypeSummary } from '#src/catalog/catalog.ts';
import { ordinary, ownNodes, shortName } from '#src/catalog/names.ts';
import { absentApps } from '../absent-apps.ts';

/** An app people speak of, and how they call it. */
export interface App {
  name: string;
  /** Names in small letters, as people write them; the name itself is one. */
  names: readonly string[];
  /** Names that are words of everyday language as well: meant only in a place where an app is meant. */
  everyday: readonly string[];
  /** Node types without their package. */
  types: readonly string[];
  hosts: readonly string[];
}

/**
 * What a catalogue does not say: short names, names in other languages, the hosts of APIs, and apps n8n has no node for.
 * Columns: name; further names; everyday names; node types; hosts.
 */
const table = `
Slack; ; ; slack slackTrigger; slack.com
Microsoft Teams; ms teams, msteams, teams-kanal, teams-nachricht, teams-nachrichten; teams; microsoftTeams microsoftTeamsTrigger; webhook.office.com
Google Sheets; google sheet, gsheet, gsheets, google spreadsheet, google-tabelle, google-tabellen, google tabelle, google tabellen, tableur google, feuille google, feuille de calcul google, hoja de google, hoja de cálculo de google, google-sheet; sheets; googleSheets googleSheetsTrigger; sheets.googleapis.com docs.google.com
Gmail; google mail, googlemail; ; gmail gmailTrigger; gmail.googleapis.com
Google Calendar; gcal, google kalender, google-kalender, google agenda, agenda google, calendario de google, google cal; ; googleCalendar googleCalendarTrigger; calendar.googleapis.com
Google Drive; gdrive; ; googleDrive googleDriveTrigger; drive.google.com
Google Docs; google doc, gdoc, gdocs, google-dokument; ; googleDocs; docs.googleapis.com
Google Forms; google form, google-formular; ; ; forms.googleapis.com
Google Slides; ; ; googleSlides; slides.googleapis.com
Google Contacts; google kontakte, contacts google; ; googleContacts; people.googleapis.com
Google Analytics; ; ; googleAnalytics; analyticsdata.googleapis.com
BigQuery; google bigquery; ; googleBigQuery; bigquery.googleapis.com
Microsoft Outlook; ms outlook; outlook; microsoftOutlook microsoftOutlookTrigger; 
OneDrive; microsoft onedrive; ; microsoftOneDrive microsoftOneDriveTrigger; onedrive.live.com
SharePoint; microsoft sharepoint; ; microsoftSharePoint; sharepoint.com
Microsoft Excel; excel, excel 365, excel-tabelle, excel-datei; ; microsoftExcel microsoftExcelSharePoint; 
Microsoft To Do; microsoft todo, ms to do, ms todo; ; microsoftToDo; 
Microsoft SQL; mssql, sql server, ms sql; ; microsoftSql; 
Postgres; postgresql, pgsql; ; postgres postgresTrigger; 
PGVector; pg vector, postgres pgvector, postgres (pgvector, postgresql pgvector; ; vectorStorePGVector; 
MySQL; ; ; mySql; 
MongoDB; mongo; ; mongoDb; 
Jira; jira software; ; jira jiraTrigger; atlassian.net
Confluence; ; ; confluence; atlassian.net
Trello; ; ; trello trelloTrigger; api.trello.com
Asana; ; ; asana asanaTrigger; app.asana.com
Notion; ; notion; notion notionTrigger; api.notion.com
Airtable; ; ; airtable airtableTrigger; api.airtable.com
monday.com; ; monday; mondayCom; api.monday.com
ClickUp; ; ; clickUp clickUpTrigger; api.clickup.com
Linear; ; linear; linear linearTrigger; api.linear.app
Todoist; ; ; todoist; api.todoist.com
HubSpot; ; ; hubspot hubspotTrigger; hubapi.com
Salesforce; ; ; salesforce salesforceTrigger; salesforce.com
Pipedrive; ; ; pipedrive pipedriveTrigger; pipedrive.com
Zendesk; ; ; zendesk zendeskTrigger; zendesk.com
Freshdesk; ; ; freshdesk; freshdesk.com
Intercom; ; intercom; intercom; api.intercom.io
Shopify; ; ; shopify shopifyTrigger; myshopify.com
WooCommerce; ; ; wooCommerce wooCommerceTrigger; 
Stripe; ; stripe; stripe stripeTrigger; api.stripe.com
PayPal; ; ; payPal payPalTrigger; paypal.com
QuickBooks; quickbooks online; ; quickbooks; 
Xero; ; ; xero; api.xero.com
Mailchimp; ; ; mailchimp mailchimpTrigger; api.mailchimp.com
SendGrid; ; ; sendGrid; api.sendgrid.com
Brevo; sendinblue; ; sendInBlue sendInBlueTrigger; api.brevo.com
Mailgun; ; ; mailgun; api.mailgun.net
Telegram; ; ; telegram telegramTrigger; api.telegram.org
WhatsApp; whatsapp business; ; whatsApp whatsAppTrigger; graph.facebook.com
Discord; ; ; discord; discord.com
Signal; signal messenger; signal; ; 
LINE; line messenger; line; line; api.line.me
Mattermost; ; ; mattermost; 
Rocket.Chat; rocketchat; ; rocketchat; 
Twilio; ; ; twilio twilioTrigger; api.twilio.com
SMS; ; ; twilio messageBird vonage plivo mocean msg91 sms77 awsSns; api.twilio.com
Zoom; ; zoom; zoom; api.zoom.us
Webex; cisco webex; ; ciscoWebex ciscoWebexTrigger; webexapis.com
Calendly; ; ; calendlyTrigger; api.calendly.com
Typeform; ; ; typeformTrigger; api.typeform.com
Jotform; ; ; jotFormTrigger; api.jotform.com
Dropbox; ; ; dropbox; api.dropboxapi.com
Box; ; box; box boxTrigger; api.box.com
AWS S3; s3, amazon s3; ; awsS3 s3; amazonaws.com
Nextcloud; ; ; nextCloud; 
GitHub; ; ; github githubTrigger; api.github.com github.com
GitLab; ; ; gitlab gitlabTrigger; gitlab.com
Bitbucket; ; ; bitbucketTrigger; api.bitbucket.org
Jenkins; ; ; jenkins; 
Sentry; ; sentry; sentryIo; sentry.io
PagerDuty; ; ; pagerDuty; api.pagerduty.com
Grafana; ; ; grafana; 
ServiceNow; service now; ; serviceNow; service-now.com
OpenAI; chatgpt, chat gpt, gpt, gpt-4, gpt-4o, gpt-5; ; openAi lmChatOpenAi lmOpenAi embeddingsOpenAi; api.openai.com
Anthropic; claude; ; anthropic lmChatAnthropic; api.anthropic.com
Google Gemini; ; gemini; googleGemini lmChatGoogleGemini; generativelanguage.googleapis.com
Mistral; mistral ai; mistral; mistralAi lmChatMistralCloud; api.mistral.ai
DeepL; ; ; deepL; api.deepl.com api-free.deepl.com
WordPress; ; ; wordpress; wordpress.com
Webflow; ; ; webflow webflowTrigger; api.webflow.com
LinkedIn; ; ; linkedIn; api.linkedin.com
X; twitter, x (twitter), x/twitter; x; twitter; api.twitter.com api.x.com
Facebook; ; ; facebookGraphApi facebookTrigger facebookLeadAdsTrigger; graph.facebook.com
Instagram; ; ; facebookGraphApi; graph.facebook.com graph.instagram.com
YouTube; ; ; youTube; youtube.googleapis.com youtube.com
Reddit; ; ; reddit; reddit.com
Hacker News; hackernews; ; hackerNews; hacker-news.firebaseio.com hn.algolia.com
Wikipedia; ; ; toolWikipedia; wikipedia.org
Spotify; ; ; spotify; api.spotify.com
OpenWeatherMap; ; ; openWeatherMap; api.openweathermap.org
Wise; ; wise; wise wiseTrigger; api.transferwise.com api.wise.com
Drift; ; drift; drift; driftapi.com
Redis; ; ; redis redisTrigger memoryRedisChat; 
Supabase; ; ; supabase vectorStoreSupabase; supabase.co
Snowflake; ; snowflake; snowflake; snowflakecomputing.com
Zapier; ; ; ; hooks.zapier.com
SAP; ; ; ; `;

const list = (cell: string | undefined, by: RegExp): string[] =>
  (cell ?? '')
    .split(by)
    .map((each) => each.trim())
    .filter((each) => each !== '');

const known: readonly App[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', names, everyday, types, hosts] = line.split(';');
    const own = name.trim();
    const common = list(everyday, /,/);
    const plain = [own.toLowerCase(), ...list(names, /,/)].filter((each) => !common.includes(each));
    return { name: own, names: plain, everyday: common, types: list(types, /\s/), hosts: list(hosts, /\s/) };
  });

const absent: readonly App[] = absentApps.map((app) => ({ ...app, everyday: [], types: [] }));
const withoutCatalog: readonly App[] = [...known, ...absent];

/** What n8n does itself with some service, beside its own nodes. */
const alsoOwn = /^(?:graphql|n8n|n8nTrigger|postBin|quickChart|npm|vectorStoreInMemory)$/;

/** Names of apps that are words of everyday language, in any of the languages requests come in. */
const everydayNames = new Set(
  `currents grist mist notion outlook paddle workable zoom front signal emelia raindrop taiga mercury tags stripe
  discourse mandrill unleashed`.split(/\s+/),
);

const kinds =
  / (?:Trigger|Chat Model|Model|Chat Memory|Vector Store|PGVector Store|Software|Cloud|Business Cloud|Online|CRM)(?: \(.*\))?$/;
const perCatalog = new WeakMap<object, readonly App[]>();

/** Every app that may be meant: those of the catalogue and those everybody knows; known ones first. */
export function appsOf(catalog?: Pick<Catalog, 'all'>): readonly App[] {
  if (!catalog) return withoutCatalog;
  const found = perCatalog.get(catalog) ?? withCatalog(catalog.all());
  perCatalog.set(catalog, found);
  return found;
}

function withCatalog(summaries: readonly NodeTypeSummary[]): readonly App[] {
  const byName = new Map<string, { name: string; types: string[] }>();
  for (const { name, displayName, kind, hidden } of summaries) {
    const type = shortName(name);
    if (
      hidden ||
      ownNodes.has(type) ||
      alsoOwn.test(type) ||
      kind === 'subnode' ||
      known.some((app) => app.types.includes(type))
    )
      continue;
    const called = displayName.replace(/ \(.*\)$/, '').replace(kinds, '');
    const key = called.toLowerCase();
    const one = byName.get(key) ?? { name: called, types: [] };
    one.types.push(type);
    byName.set(key, one);
  }
  const taken = new Set(known.flatMap((app) => [...app.names, ...app.everyday]));
  const further = [...byName].flatMap(([key, { name, types }]): App[] => {
    if (taken.has(key) || key.length < 3) return [];
    const everyday = everydayNames.has(key) || ordinary.has(key);
    return [{ name, names: everyday ? [] : [key], everyday: everyday ? [key] : [], types, hosts: [] }];
  });
  const there = new Set([...taken, ...further.flatMap(({ names }) => names)]);
  return [...known, ...further, ...absent.filter(({ names }) => !names.some((name) => there.has(name)))];
}
