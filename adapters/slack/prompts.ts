/** What Slack suggests to somebody who opens the conversation with the bot; the manifest says the same. At most 4. */
export const suggestedPrompts = [
  {
    title: 'Post a page every morning',
    message: 'Every weekday at 9:00 get https://example.com/status and post it to Slack #ops',
  },
  {
    title: 'Watch a website',
    message:
      'Every 15 minutes get https://example.com/health, if the status is not ok send an email to ops@example.com',
  },
  { title: 'Show my workflows', message: 'list' },
  { title: 'What can you do?', message: 'help' },
];
