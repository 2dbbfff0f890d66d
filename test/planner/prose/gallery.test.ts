import { describe, expect, it } from 'vitest';
import { catalog, planWords, set, steps } from '../plan-words.ts';
import { gallery } from './gallery.ts';

describe.skipIf(!catalog)('descriptions in the style of a gallery', () => {
  it.each(gallery)('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(planned.notDone).toEqual([]);
    expect(steps(planned)).toBe(flow);
  });

  it.each<[string, string]>([
    [
      'This workflow monitors a Shopify store for low inventory and sends alerts to the team on Slack.',
      'low inventory',
    ],
    ['Auto-Tag Blog Posts. Tags new WordPress posts using AI every day.', 'ags new WordPress posts'],
    ['Creates an AI summary of new Gmail messages using Qdrant for vector search and posts it to Slack.', 'Qdrant'],
    ['When a deal is won in Pipedrive, a message is posted to Slack.', 'won'],
    ['When an order is created in Shopify, a contact is created in HubSpot and the parcel is delivered.', 'parcel'],
    ['Lead deduplicator. When a form is submitted, a contact is created in HubSpot.', 'deduplicator'],
    ['Get updates when a new order is created in Shopify.', ''],
    ['Answers questions about YouTube comments via an AI agent chat.', 'YouTube comments'],
    [
      'Every day the workflow fetches overdue tasks from ClickUp and sends them to Slack. Only for admins.',
      'Only for admins',
    ],
  ])('%s tells what it does not do', async (request, part) => {
    const { notDone, text, nodes } = await planWords(request);
    expect(nodes.length === 0 || notDone.length > 0).toBe(true);
    expect([...notDone, text ?? ''].join(' · ')).toContain(part);
  });

  it('what only praises, heads or has an audience is told as a description, in its own words', async () => {
    const { assumptions, notDone } = await planWords(
      'Who is this for? Sends a Slack message when a Stripe payment fails. Perfect for small shops. Companion workflow for the Stripe node docs. Simply connect your accounts.',
    );
    expect(notDone).toEqual([]);
    for (const words of [
      'Perfect for small shops',
      'Companion workflow for the Stripe node docs',
      'Simply connect your accounts',
    ])
      expect(assumptions.join(' ')).toContain(`“${words}”`);
  });

  it('what a translator gives is what goes on', async () => {
    const planned = await planWords(
      'When a message arrives in Telegram, it is translated with DeepL and the translation is sent back to the user.',
    );
    expect(steps(planned)).toBe('telegramTrigger deepL telegram');
    expect(String(set(planned, 'telegram')['text'])).toContain('$json.translatedText');
    expect(String(set(planned, 'telegram')['chatId'])).toContain('message.chat.id');
  });

  it('a backup is a file of each day, no issue', async () => {
    const planned = await planWords('Automatically back up your n8n workflows to GitHub every night');
    expect(set(planned, 'github')).toMatchObject({ resource: 'file', operation: 'create' });
    expect(String(set(planned, 'github')['filePath'])).toContain('$now');
  });

  it('GitLab tells every change of a merge request: the one that is meant is checked', async () => {
    const planned = await planWords('When a GitLab merge request is merged, post a message to #dev in Slack');
    expect(JSON.stringify(set(planned, 'if'))).toContain('object_attributes?.action === \\"merge\\"');
  });

  it('the owner and the name of a repository are asked for once each, in words of their own', async () => {
    const { issues } = await planWords('When a GitHub issue is opened, post it to #ops in Slack');
    const asked = issues.filter(({ severity }) => severity === 'error').map(({ message }) => message);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toHaveLength(2);
  });

  it('an e-mail to each of what was read goes to the address in its row', async () => {
    const planned = await planWords(
      'Every Monday read the customers from a Google Sheet and send an email to each customer saying "Hello"',
    );
    expect(set(planned, 'emailSend')['toEmail']).toBe('={{ $json.email }}');
    expect(planned.assumptions.join()).toContain('column “email”');
  });

  it('the message that only a person can write is asked for', async () => {
    const { issues } = await planWords(
      'When a form with name and email is submitted, a welcome email is sent via Gmail to the customer',
    );
    expect(issues.map(({ code, path }) => [code, path])).toContainEqual(['not-said', 'parameters.message']);
  });
});
