import { describe, expect, it } from 'vitest';
import { catalog, planWords, steps } from './plan-words.ts';

describe.skipIf(!catalog)('where it is told before what starts it', () => {
  it.each([
    ['Send a message on Telegram when a GitHub issue is opened', 'githubTrigger if telegram'],
    ['notify us on Discord as soon as a Trello card is created', 'trelloTrigger if discord'],
    ['notify the team on Slack when a file is added to Google Drive', 'googleDriveTrigger slack'],
    ['let me know on WhatsApp whenever a Stripe payment comes in', 'stripeTrigger whatsApp'],
    ['Préviens-moi sur Slack quand un fichier est ajouté à Google Drive', 'googleDriveTrigger slack'],
  ])('%s', async (request, flow) => {
    const planned = await planWords(request);
    expect(steps(planned)).toBe(flow);
    expect(planned.notDone).toEqual([]);
  });

  it.each(['Every Monday remind @ben to file the report', 'Remind @ben to file the taxes every quarter'])(
    '%s: a message, no file',
    async (request) => {
      const planned = await planWords(request);
      expect(steps(planned)).toBe('scheduleTrigger slack');
      expect(planned.nodes[1]?.parameters).toMatchObject({ operation: 'post' });
      expect(planned.notDone).toEqual([]);
    },
  );

  it('whom a text goes to is not what it says', async () => {
    const planned = await planWords(
      'When a Calendly meeting is booked, text the customer with Twilio and email the host',
    );
    expect(planned.assumptions.join()).not.toContain('The message is the field');
  });
});
