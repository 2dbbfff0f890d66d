import { describe, expect, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import { readProse } from '#src/planner/prose/prose.ts';
import { catalog, planWords, steps } from '../plan-words.ts';

describe.skipIf(!catalog)('descriptions of a workflow are read as the requests they stand for', () => {
  it.each([
    [
      'Fetches the latest rates from https://api.example.com/rates every day and sends them to Slack channel #finance',
      'scheduleTrigger httpRequest slack',
    ],
    [
      'This workflow triggers when a new row is added to Google Sheets, then creates a contact in HubSpot, and finally sends a message to #sales in Slack.',
      'googleSheetsTrigger hubspot slack',
    ],
    [
      'Lead capture from Typeform to Pipedrive. Captures leads from Typeform and creates a person in Pipedrive, ensuring no lead is lost.',
      'typeformTrigger pipedrive',
    ],
    [
      'Weekly report. Every Friday at 16:00 this automation collects all deals from Pipedrive and emails a summary to boss@example.com using OpenAI.',
      'scheduleTrigger pipedrive aggregate chainLlm lmChatOpenAi emailSend',
    ],
    [
      'Airtable to Mailchimp sync - adds new Airtable records as Mailchimp subscribers. Perfect for newsletters!',
      'airtableTrigger mailchimp',
    ],
    [
      'Monitors an RSS feed for new articles, rewrites them with AI and shares them on LinkedIn.',
      'rssFeedReadTrigger chainLlm lmChatOpenAi set linkedIn',
    ],
    [
      'Uses OpenAI to generate a tweet every day at 10 and posts it to X.',
      'scheduleTrigger chainLlm lmChatOpenAi twitter',
    ],
    ['GitHub release notifier. Posts new GitHub releases to Telegram.', 'githubTrigger telegram'],
    [
      'Build a Telegram bot that answers questions with GPT-4o',
      'telegramTrigger agent lmChatOpenAi memoryBufferWindow telegram',
    ],
    [
      'Slack bot powered by Claude which answers questions about our Notion pages',
      'slackTrigger agent lmChatAnthropic memoryBufferWindow notionTool notionTool slack',
    ],
    [
      'Chat with your Postgres database. Lets users ask questions in natural language via an AI agent that queries Postgres.',
      'chatTrigger agent lmChatOpenAi memoryBufferWindow postgresTool',
    ],
  ])('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe(flow);
    expect(planned.notDone).toEqual([]);
  });

  it('what only praises is said to be taken as a description, in its own words', async () => {
    const { assumptions } = await planWords(
      'Sends a Slack notification whenever a new Stripe payment is received. Great for small teams.',
    );
    expect(assumptions.join()).toContain('“Great for small teams”');
  });

  it.each([
    'Posts new GitHub releases to #dev in Slack, keeping your team informed.',
    'Posts new GitHub releases to #dev in Slack, giving everyone instant visibility.',
    'Posts new GitHub releases to #dev in Slack, ensuring nothing is missed.',
    'Posts new GitHub releases to #dev in Slack for quick overview and analysis.',
  ])('%s: a mere benefit blocks nothing', async (request) => {
    expect((await planWords(request)).notDone).toEqual([]);
  });

  it('no assistant reads from where it is to write', async () => {
    const planned = await planWords(
      'A Telegram chatbot that uses OpenAI to answer customers and writes the conversations to Google Sheets.',
    );
    expect(steps(planned)).not.toContain('googleSheetsTool');
  });

  it('tells all words that it took for a description, however many', async () => {
    const praise = Array.from(
      { length: 30 },
      (_, at) => `Great for the team of ${'abcdefghijklmnopqrstuvwxyzäöüß'[at]}`,
    );
    const { assumptions } = await planWords(`Posts new GitHub releases to #dev in Slack. ${praise.join('. ')}.`);
    for (const one of praise) expect(assumptions.join(' ')).toContain(`“${one}”`);
  });

  it('a description that cannot be done is told in its own words', async () => {
    const { text } = await planWords('Answers questions about YouTube comments via an AI agent chat.');
    expect(text).toContain('Answers questions about YouTube comments');
    expect(text).not.toContain('answer it using');
  });

  it.each([
    [
      'an act that nobody here can do',
      'Collects form submissions, scores the contact with Brandfetch and adds contacts to Mailchimp.',
      'Brandfetch',
    ],
    [
      'an act of the title alone',
      'Transcribing new Typeform answers to Slack. Sends new Typeform answers to Slack.',
      'Transcribing',
    ],
    [
      'what no answer of a model is',
      'A Telegram assistant that answers with OpenAI. It also understands voice messages.',
      'voice messages',
    ],
    [
      'acts of an assistant besides talking',
      'A WhatsApp chatbot using OpenAI. It answers customers and stores their names in Airtable.',
      'stores their names in Airtable',
    ],
    [
      'what stands behind many sentences',
      `Monitors Typeform for new answers and posts them to #leads in Slack.${' Saves time.'.repeat(40)} Removes the phone number from each response.`,
      'Removes the phone number from each response',
    ],
    [
      'what must be kept out',
      'Posts new GitHub releases to #dev in Slack, keeping duplicates out of the channel.',
      'keeping duplicates out of the channel',
    ],
    [
      'what must be removed',
      'Posts new Typeform answers to #leads in Slack, ensuring personal data such as names and phone numbers are removed.',
      'ensuring personal data such as names and phone numbers are removed',
    ],
    [
      'something else that is provided',
      'Posts new GitHub releases to #dev in Slack, providing a German translation.',
      'providing a German translation',
    ],
    [
      'an act as a purpose',
      'Posts new GitHub releases to #dev in Slack for further translation into German.',
      'for further translation into German',
    ],
    [
      'writing by an assistant',
      'A Telegram chatbot that uses OpenAI to answer customers and writes the conversations to Google Sheets.',
      'writes the conversations to Google Sheets',
    ],
    [
      'writing by an assistant, in another form',
      'A Telegram chatbot that uses OpenAI to answer customers, putting the conversations into Google Sheets.',
      'putting the conversations into Google Sheets',
    ],
    [
      'an app that an assistant is not said to read',
      'AI assistant in Slack with OpenAI and Notion.',
      'OpenAI and Notion',
    ],
    [
      'an act of an assistant without an app',
      'A Telegram chatbot that answers customers with OpenAI and blocks the rude ones.',
      'blocks the rude ones',
    ],
    ['a place in words of praise', 'Posts new GitHub releases to Telegram, helping everybody in #general.', '#general'],
  ])('%s is not taken for done', async (_, request, part) => {
    const { notDone } = await planWords(request);
    expect(notDone.join(' · ')).toContain(part);
  });
});

it.each([
  'every day at 9 post "hi" to #team',
  'also email boss@example.com',
  'Please send me the weather for Berlin every morning',
  'when a webhook is called, post it to #ops',
  'Reports are due on Friday',
])('%s is no description', (request) => {
  expect(readProse(request, createCoreCatalog())).toBeUndefined();
});
