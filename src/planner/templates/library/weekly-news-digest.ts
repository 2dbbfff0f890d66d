import { askModel, below, chatModel, gather, line, node, postToSlack, weekly } from '../parts.ts';
import { channelSlot, timeSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Reads a news feed every Friday, lets a model sum it up and posts the digest to Slack. */
export const weeklyNewsDigest = defineTemplate({
  slug: 'weekly-news-digest',
  name: 'Weekly news digest',
  description: 'Reads a news feed every Friday, lets a model sum it up and posts the digest to Slack.',
  technique: 'reports',
  words: ['digest', 'newsletter', 'rss', 'roundup', 'summary'],
  slots: [urlSlot('feed', { label: 'Feed' }), channelSlot(), timeSlot({ default: '15:00' })],
  nodes: [
    weekly('Every Friday', [5]),
    node('Read the feed', 'rssFeedRead', { url: '<<url>>', options: {} }),
    node('At most twenty', 'limit', { maxItems: 20, keep: 'firstItems' }),
    gather('items'),
    askModel(
      'Sum up',
      '=Sum up this news in at most ten bullet points, with links:\n{{ $json.items.map((item) => item.title + " " + item.link).join("\\n") }}',
    ),
    chatModel(),
    postToSlack('Post the digest', '={{ $json.text }}'),
  ],
  connections: [
    ...line('Every Friday', 'Read the feed', 'At most twenty', 'Gather', 'Sum up', 'Post the digest'),
    below('Chat model', 'Sum up', 'languageModel'),
  ],
});
