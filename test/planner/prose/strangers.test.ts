import { describe, expect, it } from 'vitest';
import { catalog, planWords, steps } from '../plan-words.ts';

/** Descriptions as strangers write them: a title, and what the workflow does. */
const whole: [string, string][] = [
  [
    'Save new Typeform responses to Airtable. This workflow automatically saves every new Typeform response as a record in Airtable.',
    'typeformTrigger airtable',
  ],
  [
    'Weekly Jira report to Slack. This workflow runs every Monday at 9 am, fetches all issues from Jira and posts a summary to Slack using OpenAI.',
    'scheduleTrigger jira aggregate chainLlm lmChatOpenAi slack',
  ],
  [
    'Telegram bot with Gemini. A simple Telegram bot that sends user messages to Google Gemini and replies with the answer.',
    'telegramTrigger agent lmChatGoogleGemini memoryBufferWindow telegram',
  ],
  [
    'Customer feedback sentiment analysis. This workflow analyzes the sentiment of new Typeform responses with OpenAI and stores the result in Google Sheets.',
    'typeformTrigger chainLlm lmChatOpenAi set googleSheets',
  ],
  [
    'WooCommerce order to Google Sheets. Logs every new WooCommerce order to a Google Sheets spreadsheet, making it easy to track sales.',
    'wooCommerceTrigger googleSheets',
  ],
  [
    'Post LinkedIn content automatically. Every weekday, this workflow generates a LinkedIn post using OpenAI and publishes it on LinkedIn.',
    'scheduleTrigger chainLlm lmChatOpenAi linkedIn',
  ],
  [
    'RSS digest by email. Every morning, this workflow reads an RSS feed, summarizes the articles with OpenAI and emails the digest.',
    'scheduleTrigger rssFeedRead aggregate chainLlm lmChatOpenAi emailSend',
  ],
  [
    'New Calendly booking to HubSpot and Slack. When a new booking is made in Calendly, this workflow creates a contact in HubSpot and notifies the team in Slack.',
    'calendlyTrigger hubspot slack',
  ],
  [
    'Gmail attachments to Google Drive. Watches Gmail for new emails with attachments and uploads the attachments to Google Drive.',
    'gmailTrigger code googleDrive',
  ],
  [
    'Airtable to Slack notifications. Whenever anything changes in an Airtable base, this workflow posts a message to Slack.',
    'airtableTrigger slack',
  ],
  [
    'Nouvelles réponses Typeform vers Google Sheets. Ce workflow ajoute automatiquement chaque nouvelle réponse Typeform dans une feuille Google Sheets.',
    'typeformTrigger googleSheets',
  ],
  ['Alertes Stripe sur Slack. Envoie un message Slack à chaque nouveau paiement Stripe.', 'stripeTrigger slack'],
  [
    'Neue Shopify-Bestellungen in Slack. Dieser Workflow postet automatisch jede neue Shopify-Bestellung in einen Slack-Kanal.',
    'shopifyTrigger slack',
  ],
  [
    'Tägliche Aufgabenliste. Jeden Morgen um 8 Uhr holt dieser Workflow alle Aufgaben aus Todoist und schickt sie per Telegram.',
    'scheduleTrigger todoist telegram',
  ],
  [
    'Jira-Tickets aus Formular. Wenn ein Formular ausgefüllt wird, erstellt der Workflow ein Jira-Ticket und benachrichtigt das Team in Slack.',
    'formTrigger jira slack',
  ],
  [
    'Sincronizar contactos de HubSpot con Google Sheets. Este flujo añade cada nuevo contacto de HubSpot a una hoja de Google Sheets.',
    'hubspotTrigger googleSheets',
  ],
  [
    'Resumen diario de noticias. Cada mañana lee un feed RSS, resume los artículos con OpenAI y los envía por Telegram.',
    'scheduleTrigger rssFeedRead aggregate chainLlm lmChatOpenAi telegram',
  ],
  [
    'Reads new Gmail emails, generates a reply with OpenAI and saves it as a draft.',
    'gmailTrigger chainLlm lmChatOpenAi set gmail',
  ],
];

describe.skipIf(!catalog)('descriptions that strangers write', () => {
  it.each(whole)('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toBe(flow);
  });

  it.each<[string, string]>([
    [
      'Invoice reminders.\n1. Every weekday at 8 am the workflow starts\n2. Reads overdue invoices from Google Sheets\n3. Sends a reminder email via Gmail to each customer',
      'overdue',
    ],
    ["Fetches today's events from Google Calendar every morning and sends them to Telegram.", "today's"],
  ])('%s says what it does not do: %s', async (request, part) => {
    const { notDone } = await planWords(request);
    expect(notDone.join(' · ')).toContain(part);
  });

  it('brings every attachment of a mail, not only the first', async () => {
    const { nodes } = await planWords('Save attachments of new Gmail messages to S3 bucket "mail-archive"');
    expect(nodes[0]?.parameters).toMatchObject({ simple: false, options: { downloadAttachments: true } });
    const code = String(nodes.find(({ type }) => type.endsWith('.code'))?.parameters['jsCode']);
    const run = new Function('$input', code) as (input: unknown) => { binary: { data: unknown } }[];
    const items = [{ json: {}, binary: { attachment_0: 'a', attachment_1: 'b' } }, { json: {} }];
    expect(run({ all: () => items }).map(({ binary }) => binary.data)).toEqual(['a', 'b']);
    expect(nodes.at(-1)?.parameters['fileName']).toBe('={{ $binary.data.fileName }}');
  });

  it('takes the name of an app for no list and no drive of its', async () => {
    const { nodes } = await planWords('Automatically adds new HubSpot contacts to a Mailchimp list.');
    expect(JSON.stringify(nodes.at(-1)?.parameters)).not.toContain('Mailchimp');
  });

  it('offers no template that starts otherwise', async () => {
    const planned = await planWords('Backs up all n8n workflows to a GitHub repository every night.');
    expect(planned.text ?? '').not.toContain('template');
    expect(steps(planned)).toBe('scheduleTrigger n8n github');
  });
});
