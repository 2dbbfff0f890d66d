import { check, everyMinutes, get, line, postToSlack } from '../parts.ts';
import { channelSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Checks a website every five minutes and alerts a Slack channel when it does not answer properly. */
export const websiteDownAlert = defineTemplate({
  slug: 'website-down-alert',
  name: 'Website down alert',
  description: 'Checks a website every five minutes and alerts a Slack channel when it does not answer properly.',
  technique: 'monitoring',
  words: ['uptime', 'down', 'ping', 'health', 'reachable'],
  slots: [urlSlot('website'), channelSlot()],
  nodes: [
    everyMinutes(5),
    get('Check', '<<url>>', { timeout: 10000, response: { response: { fullResponse: true, neverError: true } } }),
    check('Down?', '={{ $json.statusCode ?? 599 }}', 'number', 'gte', 400),
    postToSlack('Alert', '=<<url>> answers with {{ $json.statusCode ?? "nothing" }}.'),
  ],
  connections: [...line('Every 5 minutes', 'Check', 'Down?', 'Alert')],
});
