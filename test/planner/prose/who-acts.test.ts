import { describe, expect, it } from 'vitest';
import { catalog, planWords, steps } from '../plan-words.ts';

/** Descriptions that say who does what, in the order of the steps they come to. */
const told: [string, string][] = [
  [
    'Onboarding of new tenants. A tenant fills in a form; the workflow creates a Trello card and sends a Gmail mail.',
    'formTrigger trello gmail',
  ],
  [
    'Job applications. Candidates upload their papers in a form; OpenAI extracts the skills and the result is stored in Airtable.',
    'formTrigger informationExtractor lmChatOpenAi set airtable',
  ],
  ['Order intake. Your website posts the order to a webhook; a deal is created in Pipedrive.', 'webhook pipedrive'],
  ['Cards to tasks. Each card in Trello becomes a Todoist task.', 'trelloTrigger if todoist'],
  [
    'Sheet to site. Adding a row to the sheet creates a Webflow item, so editors can publish from there.',
    'googleSheetsTrigger webflow',
  ],
  [
    'Evening notes. Every evening reads the rows of an Airtable table, lets Claude write a summary and posts it to Slack.',
    'scheduleTrigger airtable aggregate chainLlm lmChatAnthropic slack',
  ],
  ['HubSpot deals won. Posts a message in Slack as soon as a deal is won.', 'hubspotTrigger slack'],
  [
    'Pocket money ideas on Reddit. Every day collects posts, lets AI rate them and saves the result to Airtable.',
    'scheduleTrigger reddit chainLlm lmChatOpenAi airtable',
  ],
];

describe.runIf(catalog)('who does it', () => {
  it.each(told)('%s', async (words, wanted) => {
    expect(steps(await planWords(words))).toBe(wanted);
  });

  it('tells what people do first as a description', async () => {
    const { assumptions } = await planWords(told[1]?.[0] ?? '');
    expect(assumptions.join()).toContain('“Candidates upload their papers in a form”');
  });

  it('keeps a condition on what happens', async () => {
    const words = 'If our shop calls the webhook with an amount over 500, let #vip know';
    expect(steps(await planWords(words))).toBe('webhook if slack');
  });

  it('does not lose an app that only the title names', async () => {
    const { notDone } = await planWords('Beeminder digest. Every week sends a mail with the totals.');
    expect(notDone.join()).toContain('Beeminder');
  });
});
