import { ai, type NaturalDraft, trigger } from './forms.ts';

export const triggers: NaturalDraft[] = [
  trigger('scheduleTrigger', { rule: [{ every: 15, unit: 'minutes' }] }),
  trigger('scheduleTrigger', { cron: '0 9 * * 1-5' }, 'scheduleTrigger with cron'),
  trigger('webhook', { path: '/orders/new', httpMethod: 'post', authentication: 'none' }),
  trigger('formTrigger', {
    formTitle: 'Contact',
    formFields: [
      { label: 'Name', required: true },
      { label: 'Topic', type: 'dropdown', options: ['Sales', 'Support'] },
    ],
  }),
  trigger('rssFeedReadTrigger', { feedUrl: 'https://example.com/feed.xml', pollTimes: 'everyHour' }),
  trigger('gmailTrigger', { filters: { q: 'is:unread' }, pollTimes: { mode: 'everyMinute' } }),
  trigger('googleSheetsTrigger', {
    documentId: 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567/edit',
    sheetName: 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ012345678901234567/edit#gid=0',
    event: 'Row Added',
  }),
  trigger('googleCalendarTrigger', { calendarId: 'team@example.com', triggerOn: 'Event Created' }),
  trigger('googleDriveTrigger', {
    triggerOn: 'Changes Involving a Specific Folder',
    folderToWatch: 'https://drive.google.com/drive/folders/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456',
    event: 'File Created',
  }),
  trigger('githubTrigger', { owner: 'acme', repository: 'shop', events: 'issues' }),
  trigger('gitlabTrigger', { owner: 'acme', repository: 'shop', events: ['push'] }),
  trigger('jiraTrigger', { events: ['jira:issue_created'] }),
  trigger('stripeTrigger', { events: 'charge.succeeded' }),
  trigger('telegramTrigger', { updates: 'Message' }),
  trigger('typeformTrigger', { formId: 'abc123' }),
  trigger('slackTrigger', { trigger: 'New Message Posted to Channel', channel: 'C0123456789' }),
  trigger('emailReadImap', { mailbox: 'INBOX', postProcessAction: 'Mark as Read' }),
  trigger('errorTrigger'),
  trigger('executeWorkflowTrigger', { workflowInputs: [{ name: 'id', type: 'string' }] }),
  trigger(ai('chatTrigger'), { public: 'yes', initialMessages: 'Hello!' }),
  trigger('shopifyTrigger', { topic: 'orders/create' }),
  trigger('notionTrigger', { event: 'Page Added to Database', dataSourceId: '0123456789abcdef0123456789abcdef' }),
  trigger('airtableTrigger', { baseId: 'appAbCdEfGhIjKlMn', tableId: 'tblAbCdEfGhIjKlMn', triggerField: 'Created' }),
  trigger('calendlyTrigger', { events: ['invitee.created'] }),
];
