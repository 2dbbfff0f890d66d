import type { NodeType } from '../catalog.ts';
import {
  choice,
  choices,
  collection,
  credential,
  flag,
  locator,
  number,
  pollTimes,
  required,
  text,
  trigger,
  unless,
  version,
  when,
} from './shape.ts';

const microsoftAuthentication = ['microsoftTeamsOAuth2Api', 'microsoftOAuth2Api', 'microsoftEntraServicePrincipalApi'];

/** Triggers of outside services. */
export const appTriggers: NodeType[] = [
  trigger('emailReadImap', {
    displayName: 'Email Trigger (IMAP)',
    description: 'Starts for every new e-mail in a mailbox.',
    versions: [1, 2, 2.1, 2.2],
    aliases: ['imap', 'mailbox', 'inbox', 'new e-mail', 'mail arrives'],
    credentials: [credential('imap', 'IMAP')],
    properties: [
      text('mailbox', 'Mailbox', { default: 'INBOX' }),
      choice('postProcessAction', 'Afterwards', ['read', 'nothing']),
      ...when({ format: ['simple'] }, [flag('downloadAttachments', 'Download attachments')]),
      choice('format', 'Format', ['simple', 'resolved', 'raw']),
      text('dataPropertyAttachmentsPrefixName', 'Prefix for attachments', { default: 'attachment_' }),
      collection('options', 'Options', [
        text('customEmailConfig', 'Search rules as JSON', { default: '["UNSEEN"]' }),
        number('forceReconnect', 'Reconnect every … minutes'),
      ]),
    ],
  }),
  trigger('gmailTrigger', {
    displayName: 'Gmail Trigger',
    description: 'Starts for every new Gmail message.',
    versions: [1, 1.1, 1.2, 1.3, 1.4],
    aliases: ['gmail', 'google mail', 'new e-mail'],
    credentials: [
      credential('gmailOAuth2', 'Gmail OAuth2 API', { authentication: ['oAuth2'] }),
      credential('googleApi', 'Google Service Account API', { authentication: ['serviceAccount'] }),
    ],
    properties: [
      pollTimes,
      choice('authentication', 'Authentication', ['oAuth2', 'serviceAccount']),
      choice('event', 'Event', ['messageReceived']),
      flag('simple', 'Short form', { default: true }),
      ...when(version({ gte: 1.4 }), [number('maxResults', 'At most', { default: 10 })]),
      collection('filters', 'Filters', [
        text('q', 'Search', { description: 'As in the search field of Gmail' }),
        text('sender', 'Sender'),
        choice('readStatus', 'Read or not', ['unread', 'read', 'both']),
        choices('labelIds', 'Labels', []),
        flag('includeSpamTrash', 'With spam and trash'),
      ]),
      collection('options', 'Options', [flag('downloadAttachments', 'Download attachments')]),
    ],
  }),
  trigger('slackTrigger', {
    displayName: 'Slack Trigger',
    description: 'Starts on events in Slack: messages, mentions, reactions, files.',
    versions: [1],
    aliases: ['slack message', 'mention', 'reaction', 'new channel'],
    webhook: true,
    credentials: [credential('slackApi', 'Slack API')],
    properties: [
      choices('trigger', 'Events', [
        'any_event',
        'app_home_opened',
        'app_mention',
        'file_public',
        'file_share',
        'message',
        'channel_created',
        'team_join',
        'reaction_added',
      ]),
      flag('watchWorkspace', 'Whole workspace'),
      ...when({ watchWorkspace: [false] }, [required(locator('channelId', 'Channel', ['list', 'id', 'url']))]),
      flag('downloadFiles', 'Download files'),
      collection('options', 'Options', [flag('resolveIds', 'Names instead of ids')]),
    ],
  }),
  trigger('googleSheetsTrigger', {
    displayName: 'Google Sheets Trigger',
    description: 'Starts when rows are added to or changed in a Google sheet.',
    versions: [1],
    aliases: ['spreadsheet', 'new row', 'row added'],
    credentials: [
      credential('googleSheetsTriggerOAuth2Api', 'Google Sheets Trigger OAuth2 API', {
        authentication: ['triggerOAuth2'],
      }),
      credential('googleApi', 'Google Service Account API', { authentication: ['serviceAccount'] }),
    ],
    properties: [
      pollTimes,
      choice('authentication', 'Authentication', ['triggerOAuth2', 'serviceAccount']),
      required(locator('documentId', 'Document', ['list', 'url', 'id'])),
      required(locator('sheetName', 'Sheet', ['list', 'url', 'id', 'name'])),
      required(choice('event', 'Event', ['rowAdded', 'rowUpdate', 'anyUpdate'], { default: 'anyUpdate' })),
      ...unless({ event: ['rowAdded'] }, [choice('includeInOutput', 'Give', ['new', 'old', 'both'])]),
      collection('options', 'Options', [choices('columnsToWatch', 'Columns to watch', [])]),
    ],
  }),
  trigger('microsoftTeamsTrigger', {
    displayName: 'Microsoft Teams Trigger',
    description: 'Starts on events in Microsoft Teams: new messages, channels, chats, members.',
    versions: [1],
    aliases: ['teams message', 'msteams', 'new team member'],
    webhook: true,
    credentials: [
      credential('microsoftTeamsOAuth2Api', 'Microsoft Teams OAuth2 API', {
        authentication: ['microsoftTeamsOAuth2Api'],
      }),
    ],
    properties: [
      choice('authentication', 'Authentication', microsoftAuthentication),
      choice('event', 'Event', ['newChannelMessage', 'newChannel', 'newChat', 'newChatMessage', 'newTeamMember']),
      ...when({ event: ['newChannel', 'newChannelMessage', 'newTeamMember'] }, [
        flag('watchAllTeams', 'All teams'),
        ...when({ watchAllTeams: [false] }, [required(locator('teamId', 'Team', ['list', 'id', 'url']))]),
      ]),
      ...when({ event: ['newChannelMessage'], watchAllTeams: [false] }, [
        flag('watchAllChannels', 'All channels'),
        ...when({ watchAllChannels: [false] }, [required(locator('channelId', 'Channel', ['list', 'id', 'url']))]),
      ]),
      ...when({ event: ['newChatMessage'] }, [
        flag('watchAllChats', 'All chats'),
        ...when({ watchAllChats: [false] }, [required(locator('chatId', 'Chat', ['list', 'id', 'url']))]),
      ]),
    ],
  }),
  trigger('githubTrigger', {
    displayName: 'GitHub Trigger',
    description: 'Starts on events of a GitHub repository: pushes, issues, pull requests, releases.',
    versions: [1],
    aliases: ['github', 'new issue', 'pull request', 'push', 'release', 'star'],
    webhook: true,
    credentials: [
      credential('githubApi', 'GitHub API', { authentication: ['accessToken'] }),
      credential('githubOAuth2Api', 'GitHub OAuth2 API', { authentication: ['oAuth2'] }),
    ],
    properties: [
      choice('authentication', 'Authentication', ['accessToken', 'oAuth2', 'githubAppApi']),
      required(locator('owner', 'Owner', ['list', 'url', 'name'])),
      required(locator('repository', 'Repository', ['list', 'url', 'name'])),
      required(
        choices('events', 'Events', [], { description: 'e.g. issues, push, pull_request, release, or * for all' }),
      ),
      collection('options', 'Options', [flag('insecureSSL', 'Accept any certificate')]),
    ],
  }),
];
