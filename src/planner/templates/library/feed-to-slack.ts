import { line, node, postToSlack } from '../parts.ts';
import { channelSlot, urlSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Posts new items of an RSS feed to Slack. */
export const feedToSlack = defineTemplate({
  slug: 'feed-to-slack',
  name: 'News feed to Slack',
  description: 'Posts new items of an RSS feed to Slack.',
  technique: 'notifications',
  words: ['rss', 'blog', 'news', 'article'],
  slots: [urlSlot('feed', { label: 'Feed' }), channelSlot()],
  nodes: [
    node('New item', 'rssFeedReadTrigger', {
      pollTimes: { item: [{ mode: 'everyHour', minute: 0 }] },
      feedUrl: '<<url>>',
    }),
    postToSlack('Post the item', '={{ $json.title }}\n{{ $json.link }}'),
  ],
  connections: [...line('New item', 'Post the item')],
});
