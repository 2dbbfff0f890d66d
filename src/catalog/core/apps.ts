import type { NodeType } from '../catalog.ts';
import { emailSend, gmail, slack, telegram } from './messages.ts';
import {
  action,
  choice,
  collection,
  credential,
  flag,
  list,
  locator,
  mapper,
  number,
  required,
  text,
  unless,
  when,
} from './shape.ts';
import { microsoftTeams } from './teams.ts';

const everything = [
  flag('returnAll', 'All of them'),
  ...when({ returnAll: [false] }, [number('limit', 'At most', { default: 50 })]),
];
const issueNumber = required(number('issueNumber', 'Number of the issue'));
const github = action('github', {
  displayName: 'GitHub',
  description: 'Works with issues, files, releases, pull requests and repositories on GitHub.',
  versions: [1, 1.1],
  aliases: ['create issue', 'comment', 'repository', 'release'],
  webhook: true,
  partial: true,
  credentials: [
    credential('githubApi', 'GitHub API', { authentication: ['accessToken'] }),
    credential('githubOAuth2Api', 'GitHub OAuth2 API', { authentication: ['oAuth2'] }),
  ],
  properties: [
    choice('authentication', 'Authentication', ['accessToken', 'oAuth2', 'githubAppApi']),
    choice('resource', 'Resource', [
      'issue',
      'file',
      'organization',
      'pullRequest',
      'release',
      'repository',
      'review',
      'user',
      'workflow',
    ]),
    ...unless({ resource: ['user', 'organization'] }, [
      required(locator('owner', 'Owner', ['list', 'url', 'name'])),
      required(locator('repository', 'Repository', ['list', 'url', 'name'])),
    ]),
    ...when({ resource: ['issue'] }, [
      choice('operation', 'Operation', ['create', 'createComment', 'edit', 'get', 'lock']),
      ...when({ operation: ['create'] }, [required(text('title', 'Title'))]),
      ...when({ operation: ['createComment', 'edit', 'get', 'lock'] }, [issueNumber]),
      ...when({ operation: ['create', 'createComment'] }, [text('body', 'Text')]),
    ]),
    ...when({ resource: ['pullRequest'] }, [
      choice('operation', 'Operation', [
        'create',
        'update',
        'close',
        'reopen',
        'get',
        'createComment',
        'editComment',
        'getDiff',
        'getPatch',
        'merge',
      ]),
    ]),
    ...when({ resource: ['file'] }, [
      choice('operation', 'Operation', ['create', 'delete', 'edit', 'get', 'list']),
      required(text('filePath', 'Path')),
    ]),
    ...when({ resource: ['release'] }, [
      choice('operation', 'Operation', ['create', 'delete', 'get', 'getAll', 'update']),
    ]),
    ...when({ resource: ['repository'] }, [
      choice('operation', 'Operation', [
        'getIssues',
        'get',
        'getLicense',
        'getProfile',
        'getPullRequests',
        'listPopularPaths',
        'listReferrers',
      ]),
      ...when({ operation: ['getIssues', 'getPullRequests'] }, everything),
    ]),
  ],
});

const column = [
  text('column', 'Column'),
  choice('condition', 'Condition', ['equal', '!=', 'LIKE', '>', '<', '>=', '<=', 'IS NULL', 'IS NOT NULL']),
  text('value', 'Value'),
];
const postgres = action('postgres', {
  displayName: 'Postgres',
  description: 'Reads, adds, changes and deletes rows in PostgreSQL.',
  versions: [1, 2, 2.1, 2.2, 2.3, 2.4, 2.5, 2.6, 2.7],
  aliases: ['postgresql', 'database', 'sql', 'insert row', 'query', 'table'],
  partial: true,
  credentials: [credential('postgres', 'Postgres')],
  properties: [
    choice('operation', 'Operation', ['insert', 'select', 'executeQuery', 'update', 'upsert', 'deleteTable']),
    ...unless({ operation: ['executeQuery'] }, [
      required(
        locator('schema', 'Schema', ['list', 'name'], { default: { __rl: true, mode: 'list', value: 'public' } }),
      ),
      required(locator('table', 'Table', ['list', 'name'])),
    ]),
    ...when({ operation: ['executeQuery'] }, [required(text('query', 'SQL'))]),
    ...when({ operation: ['insert', 'update', 'upsert'], '@version': [{ _cnd: { gte: 2.2 } }] }, [
      required(mapper('columns', 'Columns')),
    ]),
    ...when({ operation: ['select'] }, [
      ...everything,
      list('where', 'Where', 'values', column),
      choice('combineConditions', 'Combine', ['AND', 'OR']),
      list('sort', 'Sort', 'values', [text('column', 'Column'), choice('direction', 'Direction', ['ASC', 'DESC'])]),
    ]),
    collection('options', 'Options', [
      text('queryReplacement', 'Query parameters'),
      number('connectionTimeout', 'Timeout in seconds', { default: 30 }),
    ]),
  ],
});

const googleSheets = action('googleSheets', {
  displayName: 'Google Sheets',
  description: 'Reads, adds, changes and clears rows of a Google sheet.',
  versions: [1, 2, 3, 4, 4.1, 4.2, 4.3, 4.4, 4.5, 4.6, 4.7],
  aliases: ['spreadsheet', 'append row', 'add row', 'excel', 'table'],
  partial: true,
  credentials: [
    credential('googleSheetsOAuth2Api', 'Google Sheets OAuth2 API', { authentication: ['oAuth2'] }),
    credential('googleApi', 'Google Service Account API', { authentication: ['serviceAccount'] }),
  ],
  properties: [
    choice('authentication', 'Authentication', ['oAuth2', 'serviceAccount']),
    choice('resource', 'Resource', ['sheet', 'spreadsheet']),
    ...when({ resource: ['spreadsheet'] }, [choice('operation', 'Operation', ['create', 'deleteSpreadsheet'])]),
    ...when({ resource: ['spreadsheet'], operation: ['create'] }, [required(text('title', 'Title'))]),
    ...when({ resource: ['sheet'] }, [
      choice('operation', 'Operation', [
        'read',
        'append',
        'appendOrUpdate',
        'update',
        'clear',
        'create',
        'remove',
        'delete',
      ]),
      required(locator('documentId', 'Document', ['list', 'url', 'id'])),
      ...when({ operation: ['append', 'appendOrUpdate', 'clear', 'delete', 'read', 'update'] }, [
        required(locator('sheetName', 'Sheet', ['list', 'url', 'id', 'name'])),
      ]),
      ...when({ operation: ['append', 'appendOrUpdate', 'update'], '@version': [{ _cnd: { gte: 4 } }] }, [
        required(mapper('columns', 'Columns')),
      ]),
      ...when({ operation: ['create'] }, [text('title', 'Title')]),
      ...when({ operation: ['read'] }, [
        list('filtersUI', 'Filters', 'values', [text('lookupColumn', 'Column'), text('lookupValue', 'Value')]),
        choice('combineFilters', 'Combine', ['AND', 'OR']),
      ]),
      ...when({ operation: ['clear'] }, [
        choice('clear', 'What', ['wholeSheet', 'specificRows', 'specificColumns', 'specificRange']),
      ]),
      ...when({ operation: ['delete'] }, [choice('toDelete', 'What', ['rows', 'columns'])]),
    ]),
  ],
});

/** Outside services. */
export const appNodes: NodeType[] = [slack, microsoftTeams, gmail, emailSend, telegram, github, postgres, googleSheets];
