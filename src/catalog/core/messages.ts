import {
  action,
  choice,
  choices,
  collection,
  credential,
  flag,
  list,
  locator,
  moment,
  number,
  required,
  text,
  unless,
  when,
} from './shape.ts';

const everything = [
  flag('returnAll', 'All of them'),
  ...when({ returnAll: [false] }, [number('limit', 'At most', { default: 50 })]),
];
const channel = ['list', 'id', 'name', 'url'];
const post = { resource: ['message'], operation: ['post', 'schedule'] };

export const slack = action('slack', {
  displayName: 'Slack',
  description: 'Posts and changes Slack messages; works with channels, users, files and reactions.',
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7],
  aliases: ['post message', 'notify', 'channel', 'direct message', 'dm', 'ping'],
  webhook: true,
  partial: true,
  credentials: [
    credential('slackApi', 'Slack API', { authentication: ['accessToken'] }),
    credential('slackOAuth2Api', 'Slack OAuth2 API', { authentication: ['oAuth2'] }),
  ],
  properties: [
    choice('authentication', 'Authentication', ['accessToken', 'oAuth2']),
    choice('resource', 'Resource', ['message', 'channel', 'file', 'reaction', 'star', 'user', 'userGroup']),
    ...when({ resource: ['channel'] }, [
      choice('operation', 'Operation', [
        'create',
        'archive',
        'close',
        'get',
        'getAll',
        'history',
        'invite',
        'join',
        'kick',
        'leave',
        'member',
        'open',
        'rename',
        'replies',
        'setPurpose',
        'setTopic',
        'unarchive',
      ]),
      ...when({ operation: ['create'] }, [
        required(text('channelId', 'Name of the new channel')),
        required(choice('channelVisibility', 'Visibility', ['public', 'private'])),
      ]),
      ...when({ operation: ['get', 'history', 'invite', 'join', 'member', 'setTopic', 'setPurpose', 'rename'] }, [
        required(locator('channelId', 'Channel', ['list', 'id', 'url'])),
      ]),
      ...when({ operation: ['invite'] }, [required(choices('userIds', 'Users', []))]),
      ...when({ operation: ['setTopic'] }, [required(text('topic', 'Topic'))]),
      ...when({ operation: ['getAll', 'history', 'member'] }, everything),
    ]),
    ...when({ resource: ['message'] }, [
      choice('operation', 'Operation', [
        'post',
        'update',
        'delete',
        'search',
        'schedule',
        'getPermalink',
        'sendAndWait',
        'deleteScheduled',
        'getManyScheduled',
      ]),
    ]),
    ...when(post, [
      required(choice('select', 'Send to', ['channel', 'user'], { default: '' })),
      ...when({ select: ['channel'] }, [required(locator('channelId', 'Channel', channel))]),
      ...when({ select: ['user'] }, [required(locator('user', 'User', ['list', 'id', 'username']))]),
      choice('messageType', 'Kind of message', ['text', 'block', 'attachment']),
      ...when({ messageType: ['text'] }, [required(text('text', 'Text'))]),
      ...when({ messageType: ['block'] }, [
        required(text('blocksUi', 'Blocks as JSON')),
        text('text', 'Text for notifications'),
      ]),
    ]),
    ...when({ resource: ['message'], operation: ['schedule'] }, [required(moment('postAt', 'Send at'))]),
    ...when({ resource: ['message'], operation: ['sendAndWait'] }, [
      required(choice('select', 'Send to', ['user', 'channel'])),
      ...when({ select: ['channel'] }, [required(locator('channelId', 'Channel', channel))]),
      ...when({ select: ['user'] }, [required(locator('user', 'User', ['list', 'id', 'username']))]),
      required(text('message', 'Message')),
      choice('responseType', 'Answer', ['approval', 'freeText', 'customForm']),
    ]),
    ...when({ resource: ['message'], operation: ['update'] }, [
      required(locator('channelId', 'Channel', ['list', 'id', 'url'])),
      required(number('ts', 'Timestamp of the message', { default: undefined })),
      text('text', 'Text'),
    ]),
    ...when({ resource: ['message'], operation: ['search'] }, [required(text('query', 'Search words'))]),
    ...when({ resource: ['reaction'] }, [
      choice('operation', 'Operation', ['add', 'get', 'remove']),
      required(locator('channelId', 'Channel', ['list', 'id', 'url'])),
      required(number('timestamp', 'Timestamp of the message', { default: undefined })),
      ...when({ operation: ['add', 'remove'] }, [required(text('name', 'Emoji'))]),
    ]),
    ...when({ resource: ['user'] }, [
      choice('operation', 'Operation', [
        'info',
        'getAll',
        'getProfile',
        'getPresence',
        'lookupByEmail',
        'updateProfile',
      ]),
    ]),
    ...when(post, [
      collection('otherOptions', 'Options', [
        flag('includeLinkToWorkflow', 'Link to the workflow', { default: true }),
        flag('mrkdwn', 'Slack formatting', { default: true }),
        flag('unfurl_links', 'Preview links'),
        flag('unfurl_media', 'Preview media', { default: true }),
        list(
          'thread_ts',
          'Answer in a thread',
          'replyValues',
          [number('thread_ts', 'Timestamp'), flag('reply_broadcast', 'Also in the channel')],
          { typeOptions: {} },
        ),
      ]),
    ]),
  ],
});

export const gmail = action('gmail', {
  displayName: 'Gmail',
  description: 'Sends, answers, reads and labels Gmail messages.',
  versions: [1, 2, 2.1, 2.2],
  aliases: ['google mail', 'send e-mail', 'send email', 'reply to mail'],
  webhook: true,
  partial: true,
  credentials: [
    credential('gmailOAuth2', 'Gmail OAuth2 API', { authentication: ['oAuth2'] }),
    credential('googleApi', 'Google Service Account API', { authentication: ['serviceAccount'] }),
  ],
  properties: [
    choice('authentication', 'Authentication', ['oAuth2', 'serviceAccount']),
    choice('resource', 'Resource', ['message', 'label', 'draft', 'thread']),
    ...when({ resource: ['message'] }, [
      choice('operation', 'Operation', [
        'send',
        'reply',
        'get',
        'getAll',
        'addLabels',
        'removeLabels',
        'delete',
        'markAsRead',
        'markAsUnread',
        'sendAndWait',
      ]),
      ...when({ operation: ['get', 'delete', 'markAsRead', 'markAsUnread', 'reply', 'addLabels', 'removeLabels'] }, [
        required(text('messageId', 'Id of the message')),
      ]),
      ...when({ operation: ['send', 'sendAndWait'] }, [
        required(text('sendTo', 'To')),
        required(text('subject', 'Subject')),
      ]),
      ...when({ operation: ['send', 'reply'] }, [required(choice('emailType', 'Format', ['html', 'text']))]),
      ...when({ operation: ['send', 'reply', 'sendAndWait'] }, [required(text('message', 'Message'))]),
      ...when({ operation: ['get', 'getAll'] }, [flag('simple', 'Short form', { default: true })]),
      ...when({ operation: ['getAll'] }, [
        ...everything,
        collection('filters', 'Filters', [
          text('q', 'Search'),
          text('sender', 'Sender'),
          choice('readStatus', 'Read or not', ['unread', 'read', 'both']),
        ]),
      ]),
      ...when({ operation: ['addLabels', 'removeLabels'] }, [required(choices('labelIds', 'Labels', []))]),
      ...when({ operation: ['send', 'reply'] }, [
        collection('options', 'Options', [
          text('ccList', 'Cc'),
          text('bccList', 'Bcc'),
          text('replyTo', 'Reply to'),
          text('senderName', 'Sender name'),
          flag('appendAttribution', 'Mention n8n', { default: true }),
        ]),
      ]),
    ]),
    ...when({ resource: ['label'] }, [choice('operation', 'Operation', ['getAll', 'create', 'delete', 'get'])]),
    ...when({ resource: ['draft'] }, [choice('operation', 'Operation', ['create', 'delete', 'get', 'getAll'])]),
    ...when({ resource: ['thread'] }, [
      choice('operation', 'Operation', [
        'getAll',
        'addLabels',
        'delete',
        'get',
        'removeLabels',
        'reply',
        'trash',
        'untrash',
      ]),
    ]),
  ],
});

export const emailSend = action('emailSend', {
  displayName: 'Send Email',
  description: 'Sends an e-mail over SMTP.',
  versions: [1, 2, 2.1],
  aliases: ['smtp', 'e-mail', 'mail', 'notify'],
  webhook: true,
  partial: true,
  credentials: [credential('smtp', 'SMTP')],
  properties: [
    choice('operation', 'Operation', ['send', 'sendAndWait']),
    required(text('fromEmail', 'From')),
    required(text('toEmail', 'To')),
    text('subject', 'Subject'),
    ...when({ operation: ['send'] }, [
      ...unless({ '@version': [2] }, [choice('emailFormat', 'Format', ['html', 'text', 'both'])]),
      ...when({ '@version': [2] }, [choice('emailFormat', 'Format', ['text', 'html', 'both'])]),
      ...when({ emailFormat: ['text', 'both'] }, [text('text', 'Text')]),
      ...when({ emailFormat: ['html', 'both'] }, [text('html', 'HTML')]),
      collection('options', 'Options', [
        text('ccEmail', 'Cc'),
        text('bccEmail', 'Bcc'),
        text('replyTo', 'Reply to'),
        text('attachments', 'Attachments'),
        flag('appendAttribution', 'Mention n8n', { default: true }),
      ]),
    ]),
    ...when({ operation: ['sendAndWait'] }, [required(text('message', 'Message'))]),
  ],
});

export const telegram = action('telegram', {
  displayName: 'Telegram',
  description: 'Sends Telegram messages, pictures and files.',
  versions: [1, 1.1, 1.2],
  aliases: ['chat message', 'bot', 'notify'],
  webhook: true,
  partial: true,
  credentials: [credential('telegramApi', 'Telegram API')],
  properties: [
    choice('resource', 'Resource', ['message', 'chat', 'callback', 'file']),
    ...when({ resource: ['message'] }, [
      choice('operation', 'Operation', [
        'sendMessage',
        'sendPhoto',
        'sendDocument',
        'sendAudio',
        'sendVideo',
        'sendAnimation',
        'sendSticker',
        'sendLocation',
        'sendMediaGroup',
        'sendChatAction',
        'sendAndWait',
        'editMessageText',
        'deleteMessage',
        'pinChatMessage',
        'unpinChatMessage',
        'sendMessageDraft',
        'sendRichMessage',
        'sendRichMessageDraft',
      ]),
      ...when({ operation: ['sendMessage', 'sendPhoto', 'sendDocument', 'sendAndWait', 'deleteMessage'] }, [
        required(text('chatId', 'Chat')),
      ]),
      ...when({ operation: ['sendMessage', 'editMessageText'] }, [required(text('text', 'Text'))]),
      ...when({ operation: ['sendPhoto', 'sendDocument'] }, [
        flag('binaryData', 'File from the item'),
        ...when({ binaryData: [false] }, [text('file', 'Address or id of the file')]),
      ]),
      collection('additionalFields', 'Options', [
        choice('parse_mode', 'Formatting', ['Markdown', 'MarkdownV2', 'HTML']),
        flag('appendAttribution', 'Mention n8n', { default: true }),
      ]),
    ]),
  ],
});
