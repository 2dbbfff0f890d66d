import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from './plan-words.ts';

describe.skipIf(!catalog)('words that were swallowed or taken for others', () => {
  it('what stands behind the comma is no field of the form', async () => {
    const planned = await planWords(
      'When a form is submitted, manage subscriptions with our forms, store it in Airtable',
    );
    expect(planned.notDone).toContain('manage subscriptions with our forms');
    expect(set(planned, 'formTrigger')['formFields']).toBeUndefined();
  });

  it('updating is no reading of what was updated', async () => {
    const planned = await planWords('When a Typeform answer comes in, update the contact in HubSpot');
    expect(set(planned, 'hubspot')['operation']).toBe('upsert');
  });

  it('a condition at the end is no text of a message', async () => {
    const planned = await planWords(
      'Every 6 hours get https://api.example.com/item and alert me on Discord when the price drops below 50',
    );
    expect(steps(planned)).toBe('scheduleTrigger httpRequest if discord');
    expect(JSON.stringify(set(planned, 'discord'))).not.toContain('drops');
  });

  it('where a reminder goes is not what it says', async () => {
    const planned = await planWords('Remind me every weekday at 8:45 on Telegram to join the stand-up');
    expect(set(planned, 'telegram')['text']).toBe('Reminder: join the stand-up');
  });

  it('a number to call is one value', async () => {
    const planned = await planWords('When a webhook is called, send a WhatsApp message saying "hi" to +49 170 1234567');
    expect(set(planned, 'whatsApp')['recipientPhoneNumber']).toBe('+491701234567');
    expect(planned.notDone).toEqual([]);
  });

  it.each([
    ['Every day at 9 post "hi" to #team via Blorptastic', ['Blorptastic']],
    ['When a webhook is called, post "hi" to #team and log it in Zorgbase', ['Zorgbase']],
    ['Every day at 9 post "hi in Blorptastic" to #team', []],
  ])('%s: an app that nobody knows is said', async (request, expected) => {
    const { notDone } = await planWords(request);
    for (const name of expected) expect(notDone.join()).toContain(name);
    if (expected.length === 0) expect(notDone).toEqual([]);
  });

  it('people are no app', async () => {
    const planned = await planWords(
      'When a webhook is called, post "for sales teams" to #team and email busy teams@example.com',
    );
    expect(steps(planned)).not.toContain('microsoftTeams');
  });

  it.each([
    ['Wenn eine Stripe-Zahlung eingeht, soll eine Nachricht in #kasse gepostet werden', 'stripeTrigger slack'],
    [
      'Sobald jemand das Formular ausfüllt, soll eine Zeile in Google Sheets hinzugefügt und eine E-Mail an team@example.com gesendet werden',
      'formTrigger googleSheets emailSend',
    ],
    ['Jeden Morgen um 8 Uhr https://example.com/rss abrufen und an #neues posten', 'scheduleTrigger rssFeedRead slack'],
    [
      'Fasse jeden Abend die neuen Mails aus Gmail mit OpenAI zusammen und schicke sie mir per Telegram',
      'scheduleTrigger gmail removeDuplicates aggregate chainLlm lmChatOpenAi telegram',
    ],
  ])('%s: verbs at the end', async (request, flow) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe(flow);
    expect(planned.notDone).toEqual([]);
  });
});

describe.skipIf(!catalog)('what is carried elsewhere', () => {
  it('is all there is, not the first fifty', async () => {
    expect(set(await planWords('sync Pipedrive deals to Google Sheets daily'), 'pipedrive')).toMatchObject({
      operation: 'getAll',
      returnAll: true,
    });
  });
});
