import { action, choice, collection, credential, flag, locator, number, required, text, when } from './shape.ts';

const team = required(locator('teamId', 'Team', ['list', 'url', 'id']));
const channel = required(locator('channelId', 'Channel', ['list', 'id']));
const chat = required(locator('chatId', 'Chat', ['list', 'id']));
const everything = [
  flag('returnAll', 'All of them'),
  ...when({ returnAll: [false] }, [number('limit', 'At most', { default: 100 })]),
];
const content = [required(choice('contentType', 'Format', ['text', 'html'])), required(text('message', 'Message'))];
const options = collection('options', 'Options', [
  flag('includeLinkToWorkflow', 'Link to the workflow', { default: true }),
  text('makeReply', 'Answer to the message with this id'),
]);

export const microsoftTeams = action('microsoftTeams', {
  displayName: 'Microsoft Teams',
  description: 'Sends messages to Teams channels and chats; works with channels, tasks and meetings.',
  versions: [1, 1.1, 2],
  aliases: ['teams', 'msteams', 'post message', 'chat', 'notify'],
  webhook: true,
  partial: true,
  credentials: [
    credential('microsoftTeamsOAuth2Api', 'Microsoft Teams OAuth2 API', {
      authentication: ['microsoftTeamsOAuth2Api'],
    }),
    credential('microsoftOAuth2Api', 'Microsoft OAuth2 API', { authentication: ['microsoftOAuth2Api'] }),
  ],
  properties: [
    choice('authentication', 'Authentication', [
      'microsoftTeamsOAuth2Api',
      'microsoftOAuth2Api',
      'microsoftEntraServicePrincipalApi',
    ]),
    choice('resource', 'Resource', ['channel', 'channelMessage', 'chatMember', 'chatMessage', 'onlineMeeting', 'task']),
    ...when({ resource: ['channel'] }, [
      choice('operation', 'Operation', ['create', 'deleteChannel', 'get', 'getAll', 'update']),
      team,
      ...when({ operation: ['create'] }, [required(text('name', 'Name of the new channel'))]),
      ...when({ operation: ['getAll'] }, everything),
    ]),
    ...when({ resource: ['channelMessage'] }, [
      choice('operation', 'Operation', [
        'create',
        'reply',
        'get',
        'getAll',
        'getAllReplies',
        'softDeleteMessage',
        'undoSoftDeleteMessage',
      ]),
      team,
      channel,
      ...when({ operation: ['get', 'getAllReplies', 'reply'] }, [required(text('messageId', 'Id of the message'))]),
      ...when({ operation: ['create', 'reply'] }, [...content, options]),
      ...when({ operation: ['getAll', 'getAllReplies'] }, everything),
    ]),
    ...when({ resource: ['chatMember'] }, [choice('operation', 'Operation', ['getAll', 'add', 'remove'])]),
    ...when({ resource: ['chatMessage'] }, [
      choice('operation', 'Operation', [
        'create',
        'get',
        'getAll',
        'sendAndWait',
        'softDeleteMessage',
        'undoSoftDeleteMessage',
      ]),
      chat,
      ...when({ operation: ['get'] }, [required(text('messageId', 'Id of the message'))]),
      ...when({ operation: ['create'] }, [...content, options]),
      ...when({ operation: ['sendAndWait'] }, [required(text('message', 'Message'))]),
      ...when({ operation: ['getAll'] }, everything),
    ]),
    ...when({ resource: ['onlineMeeting'] }, [
      choice('operation', 'Operation', ['create', 'createOrGet', 'deleteMeeting', 'get', 'update']),
    ]),
    ...when({ resource: ['task'] }, [
      choice('operation', 'Operation', ['create', 'deleteTask', 'get', 'getAll', 'update']),
    ]),
  ],
});
