/**
 * Names of apps that n8n connects to, for a catalogue that lacks them: what somebody names is then said to be missing,
 * never taken for another app.
 */
export const knownApps: readonly string[] = `
AMQP|AMQP Sender|APITemplate.io|AWS Certificate Manager|AWS Cognito|AWS Comprehend|AWS DynamoDB|AWS ELB
AWS IAM|AWS Lambda|AWS Rekognition|AWS S3|AWS SES|AWS SNS|AWS SQS|AWS Textract|AWS Transcribe|ActiveCampaign
Acuity Scheduling|Adalo|Agile CRM|Airtable|Airtop|Anthropic|Asana|Azure AI Search Vector Store
Azure Cosmos DB|Azure Storage|BambooHR|Bannerbear|Baserow|Beeminder|Bitbucket|Bitly|Bitwarden|Brandfetch
Brevo|Cal.com|Calendly|Chargebee|Chroma Vector Store|CircleCI|Clearbit|ClickUp|Clockify|Cloudflare
Confluence|Contentful|ConvertKit|CrateDB|Customer.io|Databricks|DeepL|Demio|Discord|Discourse|Disqus|Dropbox
Dropcontact|E-goi|ERPNext|Elastic Security|Elasticsearch|Emelia|Eventbrite|Facebook|Facebook Graph API
Facebook Lead Ads|Figma Trigger|FileMaker|Freshdesk|Freshservice|Freshworks CRM|GetResponse|GitHub|GitLab
Github|Gmail|GoToWebinar|Google Ads|Google Analytics|Google BigQuery|Google Books|Google Business Profile
Google Calendar|Google Chat|Google Cloud Firestore|Google Cloud Natural Language
Google Cloud Realtime Database|Google Cloud Storage|Google Contacts|Google Docs|Google Drive|Google Gemini
Google Perspective|Google Sheets|Google Slides|Google Tasks|Google Translate|Google Workspace Admin|Gotify
Grafana|Grist|Gumroad|HaloPSA|Help Scout|HighLevel|Home Assistant|HubSpot|Humantic AI|Invoice Ninja|Jenkins
Jina AI|Jira|Jira Software|Jotform|Kafka|KoBoToolbox|Ldap|Lemlist|LingvaNex|LinkedIn|LoneScale|MISP|MQTT
MSG91|Magento 2|Mailcheck|Mailchimp|MailerLite|Mailgun|Mailjet|Mandrill|Marketstack|Mattermost|Mautic
MessageBird|Metabase|Microsoft Agent 365|Microsoft Dataverse|Microsoft Dynamics CRM|Microsoft Entra ID
Microsoft Excel|Microsoft Graph Security|Microsoft OneDrive|Microsoft Outlook|Microsoft SQL
Microsoft SharePoint|Microsoft Teams|Microsoft To Do|Milvus Vector Store|Mindee|MiniMax|Mistral AI|Mocean
Monday.com|MongoDB|MongoDB Atlas Vector Store|Monica CRM|Moonshot Kimi|MySQL|NASA|Netlify|Netscaler ADC
Nextcloud|NocoDB|Notion|Odoo|Okta|Ollama|One Simple API|Onfleet|OpenAI|OpenWeatherMap|Oracle Database
Oracle Database Vector Store|Oura|Paddle|PagerDuty|PayPal|Peekalink|Perplexity|Phantombuster|Philips Hue
Pinecone Vector Store|Pipedrive|Plivo|PostHog|Postgres|Postgres PGVector Store|Postmark|ProfitWell
Pushbullet|Pushcut|Pushover|Qdrant Vector Store|QuestDB|Quick Base|QuickBooks Online|Qwen Cloud|RabbitMQ
Raindrop|Reddit|Redis|Redis Vector Store|RocketChat|Rundeck|SIGNL4|Salesforce|Salesmate|SeaTable
SecurityScorecard|SendGrid|Sendy|Sentry.io|ServiceNow|Shopify|Slack|Snowflake|Splunk|Spotify|Stackby
Storyblok|Strapi|Strava|Stripe|Supabase|Supabase Vector Store|SurveyMonkey|SyncroMSP|Taiga|Tapfiliate
Telegram|TheHive|TheHive 5|TimescaleDB|Todoist|Toggl|TravisCI|Trello|Twake|Twilio|Typeform
Unleashed Software|Uplead|UptimeRobot|Venafi TLS Protect Cloud|Venafi TLS Protect Datacenter|Vonage
Weaviate Vector Store|Webex by Cisco|Webflow|Wekan|WhatsApp|WhatsApp Business Cloud|WooCommerce|Workable
Wufoo|Xero|YouTube|Yourls|Zammad|Zendesk|Zep Vector Store|Zoho CRM|Zoom|Zulip|uProc|urlscan.io
`
  .split(/[|\n]/)
  .filter(Boolean);
