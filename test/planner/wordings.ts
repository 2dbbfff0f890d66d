const sheet = 'https://docs.google.com/spreadsheets/d/abc123/edit';
const team =
  'https://teams.microsoft.com/l/channel/19%3Aabc%40thread.tacv2/General?groupId=0b1a2c3d-1111-4222-8333-444455556666&tenantId=x';

/** Requests that give everything needed: wording, what starts it (part of the trigger's parameters), and the node types in order. */
export const wordings: [request: string, trigger: object, types: string][] = [
  [
    'Every weekday at 9:00 post "Stand-up in 5 minutes" to #team',
    { field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5], triggerAtHour: 9 },
    'scheduleTrigger slack',
  ],
  [
    'Post "hello" to #general every day at 9am Pacific time',
    { field: 'days', triggerAtHour: 9 },
    'scheduleTrigger slack',
  ],
  [
    'every morning post the weather in Berlin to #general',
    { field: 'days', triggerAtHour: 9 },
    'scheduleTrigger httpRequest slack',
  ],
  [
    'post the weather every morning in Berlin to #general',
    { field: 'days', triggerAtHour: 9 },
    'scheduleTrigger httpRequest slack',
  ],
  [
    'Every day at 7am Tokyo time, post the weather in Springfield to #wx',
    { triggerAtHour: 7 },
    'scheduleTrigger httpRequest httpRequest slack',
  ],
  [
    'Every 5 minutes check https://example.com and post to #ops if the status is not 200',
    { minutesInterval: 5 },
    'scheduleTrigger httpRequest if slack',
  ],
  [
    'every 10 minutes, if https://shop.example.com is down, alert #ops',
    { minutesInterval: 10 },
    'scheduleTrigger httpRequest if slack',
  ],
  [
    'every hour check https://api.example.com/health, if the status is not 200 then post "API down" to #ops and email ops@example.com',
    { hoursInterval: 1 },
    'scheduleTrigger httpRequest if slack emailSend',
  ],
  [
    'every hour fetch https://api.x.com/price and only if amount > 100 post the price to #crypto, otherwise email ops@x.com',
    { hoursInterval: 1 },
    'scheduleTrigger httpRequest if slack emailSend',
  ],
  [
    'On the first Monday of every month at 10 remind #finance to close the books',
    { expression: '0 10 1-7 * *' },
    'scheduleTrigger if slack',
  ],
  [
    'on the last day of the month post "Close the books" to #finance at 18:00',
    { expression: '0 18 28-31 * *' },
    'scheduleTrigger if slack',
  ],
  ['twice a day at 9 and 17 post "Check the queue" to #ops', { triggerAtHour: 9 }, 'scheduleTrigger slack'],
  [
    'Each Friday at 16:30 email team@example.com subject "Week done" saying "Have a good weekend"',
    { triggerAtDay: [5], triggerAtHour: 16, triggerAtMinute: 30 },
    'scheduleTrigger emailSend',
  ],
  [
    'send an email to team@acme.com every Friday at 16:00 with the subject "Weekly report" and text "Please submit"',
    { triggerAtDay: [5] },
    'scheduleTrigger emailSend',
  ],
  [
    'Every day at 18:00 in New York get https://api.x.com/report and email it to a@b.com and c@d.com via Gmail',
    { triggerAtHour: 18 },
    'scheduleTrigger httpRequest gmail',
  ],
  [
    `Every Friday at 4pm send a message to Teams ${team} saying "Timesheets!"`,
    { triggerAtDay: [5], triggerAtHour: 16 },
    'scheduleTrigger microsoftTeams',
  ],
  [
    'Daily at 6:30 UTC run the query "SELECT count(*) FROM users" on postgres and post the result to #metrics',
    { triggerAtHour: 6, triggerAtMinute: 30 },
    'scheduleTrigger postgres slack',
  ],
  [
    'Every Monday at 8, read the rows from postgres table tickets where status = open and post them to #support',
    { triggerAtDay: [1], triggerAtHour: 8 },
    'scheduleTrigger postgres slack',
  ],
  [
    `every day at 8 read the google sheet ${sheet} and email it to boss@example.com`,
    { triggerAtHour: 8 },
    'scheduleTrigger googleSheets emailSend',
  ],
  [
    `Every 2 hours get https://api.example.com/stats and append it to the google sheet ${sheet}`,
    { hoursInterval: 2 },
    'scheduleTrigger httpRequest googleSheets',
  ],
  [
    'every morning send me the top headline from https://news.example.com/rss feed on slack to @anna',
    { triggerAtHour: 9 },
    'scheduleTrigger rssFeedRead slack',
  ],
  [
    'Every day at 8am fetch https://api.example.com/price then set currency to EUR, and POST it to https://hooks.example.com/in',
    { triggerAtHour: 8 },
    'scheduleTrigger httpRequest set httpRequest',
  ],
  [
    'Monthly on the 1st, send a POST request to https://api.acme.com/invoices',
    { field: 'months', triggerAtDayOfMonth: 1 },
    'scheduleTrigger httpRequest',
  ],
  ['every january 1 at 00:00 post "Happy new year!" to #general', { expression: '0 0 1 1 *' }, 'scheduleTrigger slack'],
  [
    'every day, at 10:15, "Drink water" to #health',
    { triggerAtHour: 10, triggerAtMinute: 15 },
    'scheduleTrigger slack',
  ],
  [
    'daily summary of https://example.com/report to #reports at 9',
    { triggerAtHour: 9 },
    'scheduleTrigger httpRequest slack',
  ],
  [
    'unless it rains post "Picnic!" to #fun every saturday at 8',
    { triggerAtDay: [6] },
    'scheduleTrigger httpRequest if slack',
  ],
  [
    'every morning get the weather for Paris and if the temperature is below 5, post "Cold!" to #x',
    { triggerAtHour: 9 },
    'scheduleTrigger httpRequest if slack',
  ],
  ['every day at 9 post "x" to #a and #b', { triggerAtHour: 9 }, 'scheduleTrigger slack slack'],
  [
    '1. Every hour\n2. GET https://api.x.com/a\n3. post the result to #b',
    { hoursInterval: 1 },
    'scheduleTrigger httpRequest slack',
  ],
  [
    `When a webhook is called, append the data to ${sheet}#gid=5 and email bob@acme.com`,
    { httpMethod: 'POST' },
    'webhook set googleSheets emailSend',
  ],
  [
    'When a POST request comes in at /orders, insert it into the postgres table orders and then notify #sales',
    { httpMethod: 'POST', path: 'orders' },
    'webhook set postgres slack',
  ],
  [
    'When the webhook "new-order" is called and the amount is greater than 100, post "Big order" to #sales',
    { path: 'new-order' },
    'webhook if slack',
  ],
  [
    'When a webhook is called, if amount is at least 1,000 and currency is EUR then post to #big and email cfo@acme.com from bot@acme.com. Otherwise do nothing',
    { httpMethod: 'POST' },
    'webhook if slack emailSend noOp',
  ],
  [
    'When a webhook is called, set status to done and post to https://api.acme.com/in',
    { httpMethod: 'POST' },
    'webhook set httpRequest',
  ],
  [
    'When a form with name, email and message is submitted, post it to #sales',
    { formTitle: 'Form' },
    'formTrigger slack',
  ],
  [
    'When someone fills in the contact form with name and question, send an email to sales@acme.com with subject "New lead"',
    { formTitle: 'Contact form' },
    'formTrigger emailSend',
  ],
  [
    'When a form is submitted with name and rating, if rating is below 3 post to #complaints otherwise post to #praise. Call it Feedback',
    { formTitle: 'Form' },
    'formTrigger if slack slack',
  ],
  [
    `When a form with name and email is submitted, log it to the google sheet ${sheet}`,
    { formTitle: 'Form' },
    'formTrigger googleSheets',
  ],
  [
    'When a form with name and reason is submitted, wait 1 hour, then email hr@example.com',
    { formTitle: 'Form' },
    'formTrigger wait emailSend',
  ],
  [
    'when a new email arrives in gmail from boss@acme.com post the subject to #alerts',
    { filters: { sender: 'boss@acme.com' } },
    'gmailTrigger slack',
  ],
  ['post every new email from gmail to #inbox', { simple: true }, 'gmailTrigger slack'],
  ['when I get an email from boss@example.com forward it to #boss', { mailbox: 'INBOX' }, 'emailReadImap slack'],
  [
    `When a new email arrives and the subject contains "invoice", add the subject and sender to the Google Sheet ${sheet}`,
    { mailbox: 'INBOX' },
    'emailReadImap if set googleSheets',
  ],
  [
    `when a new row is added to the Google Sheet ${sheet} send me an email at me@x.com via gmail`,
    { event: 'rowAdded' },
    'googleSheetsTrigger gmail',
  ],
  [
    'when a GitHub issue is opened in acme/website post the title and link to #dev',
    { events: ['issues'] },
    'githubTrigger if slack',
  ],
  ['on push to acme/app post the message to #deploys', { events: ['push'] }, 'githubTrigger slack'],
  [
    'As soon as a new pull request is opened in acme/app, notify #reviews',
    { events: ['pull_request'] },
    'githubTrigger if slack',
  ],
  [
    'for every new item in the RSS feed https://blog.n8n.io/rss/ post the title and link to Slack #news',
    { feedUrl: 'https://blog.n8n.io/rss/' },
    'rssFeedReadTrigger slack',
  ],
  [
    'watch the RSS feed https://example.com/feed.xml and post new items to #news',
    { feedUrl: 'https://example.com/feed.xml' },
    'rssFeedReadTrigger slack',
  ],
  [
    `when a message is posted in slack channel C0123456789 post it to Teams ${team}`,
    { trigger: ['message'] },
    'slackTrigger microsoftTeams',
  ],
  [
    `when a Teams message is posted in ${team} email me@example.com`,
    { event: 'newChannelMessage' },
    'microsoftTeamsTrigger emailSend',
  ],
  [
    'When I press run, get https://api.x.com/users then wait 5 minutes and post the result to #x',
    {},
    'manualTrigger httpRequest wait slack',
  ],
  ['Run manually: get https://example.com/data and post it to #data', {}, 'manualTrigger httpRequest slack'],
  ['when a workflow fails post to #ops', {}, 'errorTrigger slack'],
];
