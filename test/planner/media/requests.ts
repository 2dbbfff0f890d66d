/** Requests of our own with the steps of each: voice, images, documents, in four languages. */
export const plain: [request: string, flow: string][] = [
  [
    'Transcribe voice messages that come in on Telegram and answer them with OpenAI',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set telegram',
  ],
  [
    'Telegram AI bot for voice and text messages',
    'telegramTrigger switch telegram openAi agent lmChatOpenAi memoryBufferWindow telegram',
  ],
  [
    'A Telegram chatbot that handles text, audio and images with GPT-4o',
    'telegramTrigger switch telegram openAi telegram agent lmChatOpenAi memoryBufferWindow telegram',
  ],
  [
    'Receives voice messages in Telegram, transcribes them with OpenAI and sends back translations in German',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set telegram',
  ],
  [
    'When a voice message arrives in Telegram, transcribe it with OpenAI and reply with the text',
    'telegramTrigger if telegram openAi telegram',
  ],
  [
    'When a WhatsApp voice note arrives, transcribe it with OpenAI and send the text back',
    'whatsAppTrigger if whatsApp httpRequest openAi whatsApp',
  ],
  [
    'WhatsApp AI chatbot that answers text, voice, images and PDF documents with OpenAI',
    'whatsAppTrigger switch whatsApp httpRequest openAi whatsApp httpRequest whatsApp httpRequest extractFromFile agent lmChatOpenAi memoryBufferWindow whatsApp',
  ],
  [
    'When a recording is added to a Google Drive folder, transcribe it with OpenAI, summarize it and add the summary to Notion',
    'googleDriveTrigger googleDrive openAi chainLlm lmChatOpenAi set notion',
  ],
  [
    'Turn meeting recordings dropped in a Drive folder into a summary in Notion',
    'googleDriveTrigger googleDrive openAi chainLlm lmChatOpenAi set notion',
  ],
  [
    'When a photo is sent to the Telegram bot, describe it with OpenAI and send the description back',
    'telegramTrigger if telegram chainLlm lmChatOpenAi telegram',
  ],
  [
    'Users send images to a Telegram bot and receive AI-based analysis',
    'telegramTrigger if telegram agent lmChatOpenAi telegram',
  ],
  [
    'When a form with a prompt is submitted, generate an image with DALL-E and post it to #design',
    'formTrigger openAi slack',
  ],
  [
    'Every morning at 8 generate an image with OpenAI of a cat in space and send it to Telegram',
    'scheduleTrigger openAi telegram',
  ],
  [
    'When an invoice PDF arrives by email in Gmail, extract the invoice number, date and total with AI and add a row to Google Sheets',
    'gmailTrigger code extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Extract the data of invoices that arrive as PDF attachments in Gmail with AI and add them to Google Sheets',
    'gmailTrigger code extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Parse CVs that arrive by email with OpenAI, extract name, email and skills and save them in Airtable',
    'emailReadImap code extractFromFile informationExtractor lmChatOpenAi set airtable',
  ],
  [
    'When a form with a CV file is submitted, extract name, email and skills with AI and add a row to Google Sheets',
    'formTrigger extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'This workflow receives voice messages from Telegram, transcribes them with OpenAI Whisper, generates an answer with GPT-4o and replies with a voice message.',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set openAi telegram',
  ],
  [
    'Wenn eine Sprachnachricht in Telegram ankommt, transkribiere sie mit OpenAI und antworte mit dem Text',
    'telegramTrigger if telegram openAi telegram',
  ],
  [
    'Wenn eine Rechnung als PDF in Gmail ankommt, lies Rechnungsnummer, Datum und Betrag mit KI aus und füge eine Zeile in Google Sheets hinzu',
    'gmailTrigger code extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Quand un message vocal arrive dans Telegram, transcris-le avec OpenAI et réponds avec une traduction en anglais',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set telegram',
  ],
  [
    "Quand une facture PDF arrive dans Gmail, extrais le numéro, la date et le montant avec l'IA et ajoute une ligne dans Google Sheets",
    'gmailTrigger code extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Cuando llega un mensaje de voz en Telegram, transcríbelo con OpenAI y responde con un resumen',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set telegram',
  ],
  [
    'Cuando llega una foto en Telegram, descríbela con OpenAI y envía la descripción de vuelta',
    'telegramTrigger if telegram chainLlm lmChatOpenAi telegram',
  ],
  ['Every day create a video with OpenAI about our product and upload it to YouTube', 'scheduleTrigger openAi youTube'],
  [
    'When a file is added to Google Drive, convert it to speech with OpenAI and send the audio to Telegram',
    'googleDriveTrigger googleDrive extractFromFile openAi telegram',
  ],
  [
    'When a Telegram message arrives, answer it with ChatGPT as a voice message',
    'telegramTrigger chainLlm lmChatOpenAi set openAi telegram',
  ],
  [
    'Translate voice messages from Telegram into English with OpenAI and post them to #support in Slack',
    'telegramTrigger if telegram openAi chainLlm lmChatOpenAi set slack',
  ],
  [
    'When a PDF is uploaded to Google Drive, extract vendor, amount and due date with Claude and add a record to Airtable',
    'googleDriveTrigger googleDrive extractFromFile informationExtractor lmChatAnthropic set airtable',
  ],
  [
    'Transcribe audio files uploaded to Google Drive with OpenAI and save the transcript in Notion',
    'googleDriveTrigger googleDrive openAi notion',
  ],
  [
    'Summarize PDFs uploaded to Google Drive with Gemini and post the summary to #docs',
    'googleDriveTrigger googleDrive extractFromFile chainLlm lmChatGoogleGemini set slack',
  ],
  [
    'Extract vendor, date and total from receipts that are sent to a Telegram bot with OpenAI and add a row to Google Sheets',
    'telegramTrigger if telegram extractFromFile informationExtractor lmChatOpenAi set googleSheets',
  ],
  [
    'Every time an image is uploaded to Google Drive, describe it with Gemini and add the description to Google Sheets',
    'googleDriveTrigger googleDrive chainLlm lmChatGoogleGemini set googleSheets',
  ],
  ['When a WhatsApp message arrives, answer it with Claude', 'whatsAppTrigger chainLlm lmChatAnthropic set whatsApp'],
  [
    'Wenn ein Foto in WhatsApp ankommt, beschreibe es mit ChatGPT und schicke die Beschreibung zurück',
    'whatsAppTrigger if whatsApp httpRequest chainLlm lmChatOpenAi whatsApp',
  ],
  [
    'Wenn eine Telegram-Nachricht ankommt, beantworte sie mit ChatGPT als Sprachnachricht',
    'telegramTrigger chainLlm lmChatOpenAi set openAi telegram',
  ],
  [
    'Jeden Morgen um 8 erstelle mit OpenAI ein Bild von einer Katze im Weltall und sende es an Telegram',
    'scheduleTrigger openAi telegram',
  ],
];
