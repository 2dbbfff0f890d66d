import { addRow, hourly, line, link, node, postToSlack } from '../parts.ts';
import { channelSlot, sheetSlot, tabSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Calls an API every hour; when it fails twice the people in a Slack channel learn about it, else the answer is kept. */
export const callWithFallback = defineTemplate({
  slug: 'call-with-fallback',
  name: 'Call with a fallback',
  description:
    'Calls an API every hour; when it fails twice the people in a Slack channel learn about it, else the answer is kept.',
  technique: 'error-handling',
  words: ['retry', 'fallback', 'robust', 'api'],
  slots: [urlSlot('calledAddress'), channelSlot(), sheetSlot(), tabSlot()],
  nodes: [
    hourly(),
    node(
      'Call',
      'httpRequest',
      { method: 'GET', url: '<<url>>', options: { timeout: 15000 } },
      { onError: 'continueErrorOutput' },
    ),
    node('Wait a minute', 'wait', { resume: 'timeInterval', amount: 1, unit: 'minutes' }),
    node(
      'Call again',
      'httpRequest',
      { method: 'GET', url: '<<url>>', options: { timeout: 30000 } },
      { onError: 'continueErrorOutput' },
    ),
    postToSlack('Tell', '=<<url>> failed twice: {{ $json.error.message ?? "no answer" }}'),
    addRow('Keep the answer'),
  ],
  connections: [
    ...line('Every hour', 'Call', 'Keep the answer'),
    link('Call', 'Wait a minute', 1),
    ...line('Wait a minute', 'Call again', 'Keep the answer'),
    link('Call again', 'Tell', 1),
  ],
});
