import { line, node, postToSlack } from '../parts.ts';
import { channelSlot, emailSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Tells a Slack channel when an e-mail of a certain sender arrives in Gmail. */
export const importantMailToSlack = defineTemplate({
  slug: 'important-mail-to-slack',
  name: 'Important mail to Slack',
  description: 'Tells a Slack channel when an e-mail of a certain sender arrives in Gmail.',
  technique: 'notifications',
  words: ['gmail', 'e-mail', 'inbox', 'sender'],
  slots: [emailSlot({ label: 'Sender', asked: 'watchedEmail' }), channelSlot()],
  nodes: [
    node('New mail', 'gmailTrigger', {
      pollTimes: { item: [{ mode: 'everyMinute' }] },
      simple: true,
      filters: { sender: '<<email>>' },
      options: {},
    }),
    postToSlack('Tell', '=Mail from {{ $json.From }}: {{ $json.Subject }}\n{{ $json.snippet }}'),
  ],
  connections: [...line('New mail', 'Tell')],
});
