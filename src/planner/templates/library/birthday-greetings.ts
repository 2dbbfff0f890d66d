import { daily, keep, line, postToSlack, readRows } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot, timeSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Looks up a list of birthdays every morning and congratulates in Slack. */
export const birthdayGreetings = defineTemplate({
  slug: 'birthday-greetings',
  name: 'Birthday greetings',
  description: 'Looks up a list of birthdays every morning and congratulates in Slack.',
  technique: 'scheduling',
  words: ['birthday', 'anniversary', 'congratulate'],
  slots: [sheetSlot(), tabSlot(), channelSlot(), timeSlot()],
  nodes: [
    daily('Every morning'),
    readRows('Read birthdays'),
    keep(
      'Birthday today?',
      '={{ String($json.Birthday).slice(5, 10) }}',
      'string',
      'equals',
      "={{ $now.toFormat('MM-dd') }}",
    ),
    postToSlack('Congratulate', '=Happy birthday, {{ $json.Name }}!'),
  ],
  connections: [...line('Every morning', 'Read birthdays', 'Birthday today?', 'Congratulate')],
  assumes: ['birthdays'],
});
