import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from '../plan-words.ts';
import { plain } from './requests.ts';

describe.skipIf(!catalog)('voice, images and documents without a model', () => {
  it.each(plain)('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toBe(flow);
    const wrong = planned.issues.filter(
      ({ severity, code }) => severity === 'error' && code !== 'not-said' && code !== 'missing-parameter',
    );
    expect(wrong).toEqual([]);
  });

  it('a voice message is told apart, fetched, written down, and its words go back to whoever spoke', async () => {
    const planned = await planWords(
      'When a voice message arrives in Telegram, transcribe it with OpenAI and reply with the text',
    );
    expect(JSON.stringify(set(planned, 'if'))).toContain('$json.message?.voice ?? $json.message?.audio');
    expect(set(planned, 'telegram')).toMatchObject({ resource: 'file', operation: 'get', download: true });
    expect(set(planned, 'openAi')).toMatchObject({
      resource: 'audio',
      operation: 'transcribe',
      binaryPropertyName: 'data',
    });
    expect(planned.nodes.at(-1)?.parameters).toMatchObject({
      chatId: "={{ $('New message in Telegram').item.json.message.chat.id }}",
      text: '={{ $json.text }}',
    });
  });

  it('a bot takes text, voice and images on ways of their own, which all lead to its answer', async () => {
    const planned = await planWords('A Telegram chatbot that handles text, audio and images with GPT-4o');
    const ways = planned.connections['What was sent?']?.['main'] ?? [];
    expect(ways.map((way) => way?.[0]?.node)).toEqual([
      'Download the voice message',
      'Download the image',
      'Assistant',
    ]);
    const before = Object.entries(planned.connections).flatMap(([from, { main = [] }]) =>
      main.flatMap((way) => (way ?? []).filter(({ node }) => node === 'Assistant').map(() => from)),
    );
    expect(before.sort()).toEqual(['Download the image', 'What was sent?', 'Write down what was said']);
    expect(planned.assumptions).toContain('Messages of any other kind get no answer.');
  });

  it('an image goes to the model as it is', async () => {
    const planned = await planWords(
      'When a photo arrives in WhatsApp, describe it with Claude and send the description back',
    );
    expect(set(planned, 'chainLlm')).toMatchObject({
      messages: { messageValues: [{ messageType: 'imageBinary', binaryImageDataKey: 'data' }] },
    });
    expect(set(planned, 'httpRequest')).toMatchObject({ nodeCredentialType: 'whatsAppApi' });
  });

  it('what was to be taken out is a field each; where nobody said what, it is asked for', async () => {
    const planned = await planWords(
      'When an invoice PDF arrives by email in Gmail, extract the invoice number, date and total with AI and add a row to Google Sheets',
    );
    expect(set(planned, 'informationExtractor')['attributes']).toMatchObject({
      attributes: [
        { name: 'invoice number', type: 'string' },
        { name: 'date', type: 'date' },
        { name: 'total', type: 'number' },
      ],
    });
    expect(set(planned, 'gmailTrigger')).toMatchObject({ simple: false, options: { downloadAttachments: true } });
    const { issues } = await planWords(
      'Extract the data of invoices that arrive as PDF attachments in Gmail with AI and add them to Google Sheets',
    );
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual(['not-said', 'parameters.attributes']);
  });

  it('a file goes on as a file', async () => {
    const planned = await planWords(
      'Every morning at 8 generate an image with OpenAI of a cat in space and send it to Telegram',
    );
    expect(set(planned, 'openAi')).toMatchObject({ resource: 'image', operation: 'generate' });
    expect(set(planned, 'telegram')).toMatchObject({ operation: 'sendPhoto', binaryData: true });
  });

  it('to read rows is no reading aloud', async () => {
    const planned = await planWords(
      'Every day at 8 read the rows of an Airtable table, summarize them with Claude and post it to #x',
    );
    expect(steps(planned)).not.toContain('openAi');
  });

  it('a form takes one file, and it is read', async () => {
    const planned = await planWords(
      'When a form with a CV file is submitted, extract name, email and skills with AI and add a row to Google Sheets',
    );
    expect(set(planned, 'formTrigger')['formFields']).toMatchObject({
      values: [{ fieldType: 'file', multipleFiles: false }],
    });
    expect(set(planned, 'extractFromFile')['binaryPropertyName']).toBe('CV_file');
  });

  it.each([
    [
      'an image that is not at hand',
      'When a new row is added in Google Sheets, describe the product photo with Gemini and post it to #x',
      'describe the product photo',
    ],
    [
      'a transcript nobody can make',
      'When a voice message arrives in Telegram, transcribe it with Claude and reply with the text',
      'transcribe it with Claude',
    ],
    [
      'a file for an app that takes none',
      'Every day generate an image with OpenAI of a cat and post it to Mattermost',
      'post it to Mattermost',
    ],
    [
      'more than was understood',
      'When a voice message arrives in Telegram, transcribe it with OpenAI with speaker labels and reply with the text',
      'speaker labels',
    ],
  ])('%s is told as not done', async (_, request, part) => {
    const { notDone, text } = await planWords(request);
    expect(`${notDone.join(' · ')} ${text ?? ''}`).toContain(part);
  });
});
