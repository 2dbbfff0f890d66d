/** Descriptions of our own, in the ways that people describe workflows in galleries, with the steps of each. */
export const gallery: [request: string, flow: string][] = [
  [
    'This workflow triggers when a new row is added in Google Sheets, enriches the lead with Clearbit and notifies the sales team on Slack',
    'googleSheetsTrigger clearbit slack',
  ],
  ['Automatically back up your n8n workflows to GitHub every night', 'scheduleTrigger n8n github'],
  [
    'Sync new Stripe customers to HubSpot. This workflow creates or updates a contact in HubSpot whenever a new customer is created in Stripe.',
    'stripeTrigger hubspot',
  ],
  [
    'New Typeform responses to Airtable. Each time a response is submitted in Typeform, this workflow adds a record to Airtable and sends an email via Gmail to the team.',
    'typeformTrigger airtable gmail',
  ],
  [
    'This workflow creates a Trello card for every new Jira issue and notifies the team on Mattermost.',
    'jiraTrigger trello mattermost',
  ],
  [
    'Daily weather report to Telegram. Every morning at 7 AM this workflow fetches the weather from OpenWeatherMap and sends it to you on Telegram.',
    'scheduleTrigger openWeatherMap telegram',
  ],
  [
    'Save email attachments to Google Drive. This workflow watches your Gmail inbox for new emails and uploads the attachments to a Google Drive folder.',
    'gmailTrigger code googleDrive',
  ],
  [
    'Create a Zendesk ticket from a form submission. When a form is submitted, a ticket is created in Zendesk and a confirmation message is posted to Slack.',
    'formTrigger zendesk slack',
  ],
  ['Summarize new emails with OpenAI and send the summary to Slack', 'emailReadImap chainLlm lmChatOpenAi set slack'],
  [
    'Automatically add new Shopify orders to Google Sheets and notify your team in Discord',
    'shopifyTrigger googleSheets discord',
  ],
  [
    'This automation listens for new Stripe payments, creates an invoice in QuickBooks and emails the receipt to the customer.',
    'stripeTrigger quickbooks emailSend',
  ],
  [
    'Get notified on Telegram when your website goes down. The workflow checks your website every 5 minutes using an HTTP request and sends a Telegram message if the status code is not 200.',
    'scheduleTrigger httpRequest if telegram',
  ],
  [
    'Weekly report of Google Analytics to Slack. This workflow runs every Monday, retrieves data from Google Analytics and posts a report to Slack, allowing you to keep your marketing team informed.',
    'scheduleTrigger googleAnalytics slack',
  ],
  [
    'Scheduled Postgres backup to S3. Every night the workflow exports the orders table from Postgres, converts it to CSV and uploads the file to AWS S3.',
    'scheduleTrigger postgres convertToFile awsS3',
  ],
  [
    'Onboarding automation: a webhook receives a new employee from your HR system, an account is created in Okta and a welcome message is sent on Slack.',
    'webhook okta slack',
  ],
  [
    'This workflow automatically translates incoming Slack messages using DeepL and posts the translation back to the channel.',
    'slackTrigger deepL slack',
  ],
  [
    '1. Google Sheets trigger: new row added 2. Clearbit: enrich the lead 3. HubSpot: create a contact 4. Slack: notify the sales channel',
    'googleSheetsTrigger clearbit hubspot slack',
  ],
  [
    'New WooCommerce order notifications. Get a WhatsApp message whenever a new order is placed in your WooCommerce store.',
    'wooCommerceTrigger whatsApp',
  ],
  [
    'Sync Todoist tasks with Notion. Every 15 minutes the workflow gets all tasks from Todoist and creates a page in Notion for each of them.',
    'scheduleTrigger todoist notion',
  ],
  [
    'When a GitLab merge request is opened, a message is posted to Mattermost, which lets reviewers react quickly.',
    'gitlabTrigger if mattermost',
  ],
  [
    'Facebook Lead Ads to Salesforce. New leads from Facebook Lead Ads are automatically created as leads in Salesforce and the owner is notified by email.',
    'facebookLeadAdsTrigger salesforce emailSend',
  ],
  [
    'Customer feedback analysis: analyzes the sentiment of new Typeform responses using OpenAI and alerts the team in Slack if the feedback is negative',
    'typeformTrigger chainLlm lmChatOpenAi if slack',
  ],
  [
    'Contact form to CRM: captures submissions from an n8n form, validates the email with Hunter and creates a contact in Pipedrive',
    'formTrigger hunter pipedrive',
  ],
  ['Automatically create a Notion page for each new Google Calendar event', 'googleCalendarTrigger notion'],
  [
    'When a new subscriber joins Mailchimp, add them to a Google Sheet and send a welcome email using SendGrid',
    'mailchimpTrigger googleSheets sendGrid',
  ],
  [
    'With this workflow, you can receive a Telegram message whenever a new event is created in Google Calendar.',
    'googleCalendarTrigger telegram',
  ],
  [
    'This workflow allows you to create a new contact in ActiveCampaign when a new customer is added in Stripe',
    'stripeTrigger activeCampaign',
  ],
  [
    'Discord welcome bot via webhook: when a new member is received via webhook, the workflow posts a welcome message in Discord and saves the member in Airtable',
    'webhook discord airtable',
  ],
  [
    'How to use it: simply connect your accounts. The workflow starts every hour, checks for new tickets in Freshdesk and posts them to Slack.',
    'scheduleTrigger freshdesk removeDuplicates slack',
  ],
  [
    'New leads are fetched from HubSpot every hour, scored by OpenAI, and written to Airtable.',
    'scheduleTrigger hubspot chainLlm lmChatOpenAi airtable',
  ],
  ['Post a message to a channel in Rocket.Chat every Friday', 'scheduleTrigger rocketchat'],
  [
    'Create a ticket in Zendesk when a Typeform is submitted. Companion workflow for the Typeform node docs.',
    'typeformTrigger zendesk',
  ],
  [
    'Get the current weather data for a city and send it via SMS using Twilio every day',
    'scheduleTrigger httpRequest twilio',
  ],
  [
    'Auto-reply to Gmail with AI. Reads incoming Gmail messages, drafts a reply with GPT-4 and saves it as a draft.',
    'gmailTrigger chainLlm lmChatOpenAi set gmail',
  ],
  [
    'AI-powered WhatsApp bot with memory. Answers WhatsApp messages using OpenAI and remembers the conversation.',
    'whatsAppTrigger agent lmChatOpenAi memoryBufferWindow whatsApp',
  ],
  [
    'Extract data from PDF invoices with GPT-4. Extracts invoice data from PDFs uploaded to Google Drive and stores it in Google Sheets.',
    'googleDriveTrigger googleDrive extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Slack assistant with Notion knowledge. An AI assistant in Slack that answers questions from Notion pages.',
    'slackTrigger agent lmChatOpenAi memoryBufferWindow notionTool notionTool slack',
  ],
  [
    'Sentiment analysis of customer reviews. Analyzes new Google Business Profile reviews with OpenAI and logs the sentiment in Airtable.',
    'googleBusinessProfileTrigger chainLlm lmChatOpenAi airtable',
  ],
  [
    'Chat with Google Sheets. Lets you ask questions about your Google Sheets data with an AI agent.',
    'chatTrigger agent lmChatOpenAi memoryBufferWindow googleSheetsTool',
  ],
  [
    'AI data analyst for Postgres. An AI agent that answers questions in chat by querying a Postgres database.',
    'chatTrigger agent lmChatOpenAi memoryBufferWindow postgresTool',
  ],
  [
    'Weekly Shopify sales report. Retrieves Shopify orders every Monday, summarizes them with OpenAI and posts to Slack.',
    'scheduleTrigger shopify aggregate chainLlm lmChatOpenAi slack',
  ],
  [
    'Sync Google Calendar with Notion. Adds new Google Calendar events to a Notion database.',
    'googleCalendarTrigger notion',
  ],
  [
    'Birthday reminders in Slack. Checks a Google Sheet daily and posts a birthday message in Slack.',
    'scheduleTrigger googleSheets slack',
  ],
  ['Webhook to Airtable. Receives data via webhook and creates a record in Airtable.', 'webhook set airtable'],
  [
    'Form to Google Sheets with email confirmation. Saves form submissions to Google Sheets and sends a confirmation email via Gmail.',
    'formTrigger googleSheets gmail',
  ],
  ['Stripe payments to Xero. Creates an invoice in Xero for each successful Stripe payment.', 'stripeTrigger xero'],
  ['GitHub issues to Linear. Creates a Linear issue whenever a GitHub issue is opened.', 'githubTrigger if linear'],
  [
    'Uptime monitoring with Telegram alerts. Pings a website every 5 minutes and sends a Telegram alert if it is down.',
    'scheduleTrigger httpRequest if telegram',
  ],
  [
    'Backup workflows to Google Drive. Exports all n8n workflows every night and uploads them to Google Drive.',
    'scheduleTrigger n8n convertToFile googleDrive',
  ],
  [
    'New customer onboarding. When a new customer is created in Stripe, adds them to Mailchimp, creates a folder in Google Drive and sends a welcome email.',
    'stripeTrigger mailchimp googleDrive emailSend',
  ],
  ['Telegram to Todoist. Creates a Todoist task from every message sent to a Telegram bot.', 'telegramTrigger todoist'],
  ['Email to Trello. Turns incoming emails into Trello cards.', 'emailReadImap trello'],
  ['Save Gmail receipts to Dropbox. Saves attachments of new Gmail messages to Dropbox.', 'gmailTrigger code dropbox'],
  ['Notify Slack about failed payments. Sends a Slack alert when a Stripe payment fails.', 'stripeTrigger slack'],
  [
    'HubSpot deals to Google Sheets. Appends new HubSpot deals to a Google Sheet and notifies the sales manager via Microsoft Teams.',
    'hubspotTrigger googleSheets microsoftTeams',
  ],
  [
    'Automated content creation for WordPress. Generates a blog post with OpenAI every week and publishes it to WordPress as a draft.',
    'scheduleTrigger chainLlm lmChatOpenAi wordpress',
  ],
  [
    "Monitor competitors' prices. Fetches a product page every day via HTTP request, extracts the price with AI and stores it in Airtable.",
    'scheduleTrigger httpRequest informationExtractor lmChatOpenAi set airtable',
  ],
  [
    'Feedback collection. Collects feedback through a form, analyzes it with OpenAI and stores it in Notion.',
    'formTrigger chainLlm lmChatOpenAi notion',
  ],
  [
    'Lead scoring with Google Gemini. Scores incoming leads from a webhook with Gemini and adds them to HubSpot.',
    'webhook chainLlm lmChatGoogleGemini set hubspot',
  ],
  [
    'Customer support emails to Freshdesk. Whenever an email arrives in Outlook, a ticket is created in Freshdesk and the support team is notified in Microsoft Teams.',
    'microsoftOutlookTrigger freshdesk microsoftTeams',
  ],
  [
    'This workflow syncs new Pipedrive deals with Monday.com, so your team never misses an opportunity.',
    'pipedriveTrigger mondayCom',
  ],
  ['Add new Eventbrite attendees to Mailchimp automatically', 'eventbriteTrigger mailchimp'],
  [
    'Post a daily motivational quote to Slack. Each morning at 8:30 the workflow calls the ZenQuotes API and posts the quote in #general.',
    'scheduleTrigger httpRequest slack',
  ],
  ['Get notified in Discord whenever someone stars your GitHub repository', 'githubTrigger if discord'],
  [
    'Monitors a Google Drive folder for new files and sends a notification to Telegram, perfect for remote teams.',
    'googleDriveTrigger telegram',
  ],
  [
    'Weekly newsletter digest: fetches an RSS feed every Monday, summarizes the articles using Gemini and emails the digest via Gmail to all subscribers',
    'scheduleTrigger rssFeedRead aggregate chainLlm lmChatGoogleGemini gmail',
  ],
  [
    'Push new Postgres rows to Elasticsearch every 10 minutes',
    'scheduleTrigger postgres removeDuplicates elasticsearch',
  ],
  [
    'This template helps you to back up your Notion database to Google Sheets every week.',
    'scheduleTrigger notion googleSheets',
  ],
  [
    'Create an Asana task from a webhook. A webhook receives the data, and a task is created in Asana.',
    'webhook asana',
  ],
  [
    'When a Shopify order is cancelled, update the row in Google Sheets and inform the warehouse by email.',
    'shopifyTrigger googleSheets emailSend',
  ],
  ['Turn new Typeform submissions into HubSpot deals', 'typeformTrigger hubspot'],
  [
    'An AI agent in Telegram that can look up orders in Shopify and answer customer questions',
    'telegramTrigger agent lmChatOpenAi memoryBufferWindow shopifyTool telegram',
  ],
  [
    'Track expenses by email. Extracts the amount and vendor from receipts sent to Gmail using GPT-4o and adds them to a Google Sheet.',
    'gmailTrigger code extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  ['Sync Salesforce accounts to Postgres. Runs every 6 hours.', 'scheduleTrigger salesforce postgres'],
  [
    'Form submissions to Notion and Slack, no code needed. As soon as somebody fills in the form, a page is added to Notion and the team gets a message in Slack.',
    'formTrigger notion slack',
  ],
  [
    'Uses OpenAI to classify incoming emails and stores the category in Airtable',
    'emailReadImap chainLlm lmChatOpenAi set airtable',
  ],
  ['Creates a new Google Doc for every new deal in HubSpot', 'hubspotTrigger googleDocs'],
  ['Posts the weather forecast for Berlin to Slack every morning', 'scheduleTrigger httpRequest slack'],
];
