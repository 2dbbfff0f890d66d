import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from '../plan-words.ts';

describe.skipIf(!catalog)('work for a language model', () => {
  it('is done by a chain with the model that was named, in the words that were said', async () => {
    const planned = await planWords(
      'When a new email arrives in Gmail, summarize it in 3 sentences with Claude and post it to #ops',
    );
    expect(steps(planned)).toBe('gmailTrigger chainLlm lmChatAnthropic set slack');
    expect(set(planned, 'chainLlm')['text']).toMatch(/^=Summarize it in 3 sentences\.[\s\S]*\{\{ \$json\.Subject \}\}/);
    expect(planned.connections['Anthropic model']?.['ai_languageModel']?.[0]?.[0]?.node).toBe(
      'Summarize with Anthropic',
    );
    expect(set(planned, 'slack')['text']).toBe('={{ $json.ai_summary }}');
    expect(planned.notDone).toEqual([]);
    expect(planned.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('takes the version of the model that was named', async () => {
    const planned = await planWords('Every monday write a joke with GPT-4o mini and post it to #fun');
    expect(set(planned, 'lmChatOpenAi')['model']).toMatchObject({ value: 'gpt-4o-mini' });
  });

  it('says which model AI is', async () => {
    const { assumptions } = await planWords('Every monday write a joke with AI and post it to #fun');
    expect(assumptions).toContain('OpenAI is the AI; say “with Anthropic” or another to change that.');
  });

  it('a list is summarized as a whole, and only what was meant of it is read', async () => {
    const planned = await planWords('Every morning send a digest of unread Gmail messages to Telegram');
    expect(steps(planned)).toBe('scheduleTrigger gmail aggregate chainLlm lmChatOpenAi telegram');
    expect(set(planned, 'gmail')).toMatchObject({ operation: 'getAll', filters: { readStatus: 'unread' } });
  });

  it('what a reading cannot leave out is said', async () => {
    const { notDone } = await planWords(
      'Every morning summarize the rows from Google Sheets created yesterday with AI and post it to #x',
    );
    expect(notDone.join()).toContain('yesterday');
  });

  it('an answer goes to who asked', async () => {
    const telegram = await planWords('When a Telegram message arrives, answer it with ChatGPT');
    expect(set(telegram, 'telegram')).toMatchObject({
      chatId: "={{ $('New message in Telegram').item.json.message.chat.id }}",
      text: '={{ $json.ai_reply }}',
    });
    const whatsApp = await planWords('When a WhatsApp message comes in, reply with Claude');
    expect(set(whatsApp, 'whatsApp')['recipientPhoneNumber']).toContain('.messages[0].from');
    const slash = await planWords('When a slash command is called by webhook, answer it using AI');
    expect(set(slash, 'slack')['channelId']).toMatchObject({ value: "={{ $('Webhook').item.json.body.channel_id }}" });
  });

  it('a judgement can be asked for in a condition', async () => {
    const planned = await planWords(
      'When a form with name and feedback is submitted, classify the feedback by sentiment with AI, if the sentiment is negative post it to #alerts',
    );
    expect(steps(planned)).toBe('formTrigger chainLlm lmChatOpenAi set if slack');
    expect(JSON.stringify(set(planned, 'if'))).toContain('$json.ai_category');
  });

  it('a file that is only named is fetched and read first', async () => {
    const planned = await planWords(
      'When a file is added to Google Drive, summarize its content with Gemini and save the summary in Google Sheets',
    );
    expect(steps(planned)).toMatch(/^googleDriveTrigger googleDrive extractFromFile chainLlm lmChatGoogleGemini /);
  });

  it.each([
    [
      'nothing is there to work on',
      'Every day at 8 summarize the numbers of our shop with OpenAI and post it to #x',
      'summarize the numbers of our shop with OpenAI',
    ],
    [
      'an act behind it is none of the model’s',
      'When a webhook is called, summarize it with OpenAI and broadcast it to everyone',
      'broadcast it',
    ],
    ['nobody can be answered', 'When a Trello card is created, reply with OpenAI', 'reply'],
  ])('%s: said', async (_, request, part) => {
    const planned = await planWords(request);
    expect(planned.notDone.join(' · ') + (planned.text ?? '')).toContain(part);
  });

  it('an app that is named for it does it', async () => {
    const planned = await planWords('Every hour read https://example.com/feed.xml and translate the title with DeepL');
    expect(steps(planned)).toContain('deepL');
    expect(steps(planned)).not.toContain('chainLlm');
  });
});
