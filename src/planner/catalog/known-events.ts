import type { Clause } from '../clauses.ts';
import { fieldsOf, locator, type Missing, type Piece } from '../pieces.ts';
import { channelName, emailAddresses } from '../places.ts';
import { capitalize, firstQuoted } from '../words.ts';
import { withAttachments } from './attachments.ts';

/** What is known of an app's event beyond n8n's description: the data it brings, and filters people say in words. */
export interface KnownEvent {
  name?: string;
  parameters?: Record<string, unknown>;
  yields?: Piece['yields'];
  guard?: Piece['guard'];
  assumptions?: string[];
  missing?: Missing[];
  said?: string[];
}

type Yields = NonNullable<Piece['yields']>;
const yielding = (what: string, fields: Record<string, string>, text?: string, from = ''): Yields => ({
  base: from,
  what,
  fields: fieldsOf(fields),
  ...(text ? { text } : {}),
});

export const rssItem = yielding(
  'feed item',
  {
    title: '.title',
    headline: '.title',
    link: '.link',
    url: '.link',
    content: '.contentSnippet',
    summary: '.contentSnippet',
    author: '.creator',
    date: '.pubDate',
  },
  '{{ $.title }}\n{{ $.link }}',
);

const mail = (subject: string, from: string, to: string, text: string): Yields =>
  yielding(
    'e-mail',
    { subject, from, sender: from, recipient: to, text, body: text, content: text, snippet: text },
    `New e-mail from {{ $${from} }}: {{ $${subject} }}\n{{ $${text} }}`,
  );

const github: Record<string, Yields> = {
  pull_request: yielding(
    'pull request',
    {
      title: '.body.pull_request.title',
      link: '.body.pull_request.html_url',
      url: '.body.pull_request.html_url',
      author: '.body.pull_request.user.login',
    },
    'Pull request: {{ $.body.pull_request.title }}\n{{ $.body.pull_request.html_url }}',
    '.body',
  ),
  issues: yielding(
    'issue',
    {
      title: '.body.issue.title',
      link: '.body.issue.html_url',
      url: '.body.issue.html_url',
      author: '.body.issue.user.login',
      body: '.body.issue.body',
    },
    'Issue {{ $.body.action }}: {{ $.body.issue.title }}\n{{ $.body.issue.html_url }}',
    '.body',
  ),
  release: yielding(
    'release',
    { title: '.body.release.name', link: '.body.release.html_url' },
    'Release: {{ $.body.release.name }}\n{{ $.body.release.html_url }}',
    '.body',
  ),
  star: yielding('star', { user: '.body.sender.login' }, 'Star by {{ $.body.sender.login }}', '.body'),
  fork: yielding(
    'fork',
    { user: '.body.sender.login', link: '.body.forkee.html_url' },
    'Fork by {{ $.body.sender.login }}: {{ $.body.forkee.html_url }}',
    '.body',
  ),
  issue_comment: yielding(
    'comment',
    { author: '.body.comment.user.login', text: '.body.comment.body', link: '.body.comment.html_url' },
    'Comment by {{ $.body.comment.user.login }}: {{ $.body.comment.body }}\n{{ $.body.comment.html_url }}',
    '.body',
  ),
  push: yielding(
    'push',
    { message: '.body.head_commit.message', link: '.body.compare', author: '.body.pusher.name' },
    'Push by {{ $.body.pusher.name }}: {{ $.body.head_commit?.message }}\n{{ $.body.compare }}',
    '.body',
  ),
};

function githubEvent(clause: Clause): KnownEvent {
  const words: [RegExp, string][] = [
    [/\bcomment(?:s|ed)?\b/, 'issue_comment'],
    [/\bpull request|\bprs?\b/, 'pull_request'],
    [/\bissues?\b/, 'issues'],
    [/\breleases?\b/, 'release'],
    [/\bstar/, 'star'],
    [/\bfork/, 'fork'],
    [/\bpush|\bcommits?\b/, 'push'],
  ];
  const event = words.find(([pattern]) => pattern.test(clause.mask))?.[1];
  const yields = event ? github[event] : undefined;
  if (!event || !yields) return {};
  const withAction = event === 'issues' || event === 'pull_request';
  const action = !withAction
    ? undefined
    : /\bclose[sd]\b/.test(clause.mask)
      ? 'closed'
      : /\b(?:new|open(?:ed|s)|create[sd])\b/.test(clause.mask)
        ? 'opened'
        : undefined;
  return {
    name: `New ${yields.what} in GitHub`,
    parameters: { events: [event] },
    yields,
    said: [
      'issue pull request pr release star stars starred fork forks forked comment comments commented push commit new opened opens created creates closed closes',
    ],
    ...(event === 'star' || event === 'issue_comment'
      ? { guard: { name: 'New?', expression: '={{ $json.body.action === "created" }}' } }
      : {}),
    ...(action
      ? { guard: { name: `${capitalize(action)}?`, expression: `={{ $json.body.action === "${action}" }}` } }
      : {}),
    assumptions: withAction && !action ? [`It starts on every change of the ${yields.what}.`] : [],
  };
}

/** GitLab tells every change of an issue or a merge request: which of them is checked. */
function gitlabEvent({ mask }: Clause, { events }: Record<string, unknown>): KnownEvent {
  const isOf = Array.isArray(events) && events.some((event) => event === 'merge_requests' || event === 'issues');
  const actions: [RegExp, string][] = [
    [/\bmerged\b/, 'merge'],
    [/\bclosed?s?\b/, 'close'],
    [/\b(?:new|open(?:ed|s)|created?s?)\b/, 'open'],
  ];
  const action = isOf ? actions.find(([words]) => words.test(mask))?.[1] : undefined;
  if (!action) return {};
  return {
    guard: {
      name: `${capitalize(action)}?`,
      expression: `={{ $json.body.object_attributes?.action === "${action}" }}`,
    },
    said: ['merged close closed new opened opens created'],
  };
}

function mailFilters({ text, mask }: Clause): { sender?: string; to?: string; subject?: string } {
  const [address] = emailAddresses(text);
  // "An e-mail comes in at support@…": who gets it, not who sends it.
  const isTo = address && /\b(?:at|to|for|in|an|bei|à|a|en)\s+$/i.test(text.slice(0, text.indexOf(address)));
  const subject = /\bsubject\b/.test(mask) ? firstQuoted(text) : undefined;
  return { ...(address ? { [isTo ? 'to' : 'sender']: address } : {}), ...(subject ? { subject } : {}) };
}

/** What of the words n8n's description of a trigger does not tell how to read; nothing for most. */
export function refine(
  short: string,
  clause: Clause,
  parameters: Record<string, unknown>,
  request: string,
): KnownEvent {
  const files = withAttachments(short, request);
  switch (short) {
    case 'githubTrigger':
      return githubEvent(clause);
    case 'gitlabTrigger':
      return gitlabEvent(clause, parameters);
    case 'gmailTrigger': {
      const { sender, to, subject } = mailFilters(clause);
      const q = [
        ...(to ? [`to:${to}`] : []),
        ...(subject ? [`subject:(${subject})`] : []),
        ...(/\battachments?\b/.test(clause.mask) ? ['has:attachment'] : []),
      ].join(' ');
      const filters = { ...(sender ? { sender } : {}), ...(q ? { q } : {}) };
      return {
        name: 'New e-mail in Gmail',
        parameters: { simple: true, filters, options: {}, ...files },
        yields: files
          ? mail('.subject', '.from.text', '.to.text', '.text')
          : mail('.Subject', '.From', '.To', '.snippet'),
        said: ['email mail message subject from attachment', sender ?? to ?? '', subject ?? ''],
      };
    }
    case 'microsoftOutlookTrigger':
      return {
        name: 'New e-mail in Outlook',
        ...(files ? { parameters: files } : {}),
        yields: mail('.subject', '.from', '.to', '.bodyPreview'),
        said: ['email mail message'],
      };
    case 'emailReadImap': {
      const { sender, to, subject } = mailFilters(clause);
      const from = sender ? [['FROM', sender]] : to ? [['TO', to]] : [];
      const search = ['UNSEEN', ...from, ...(subject ? [['SUBJECT', subject]] : [])];
      return {
        name: 'New e-mail',
        parameters: {
          mailbox: 'INBOX',
          postProcessAction: 'read',
          format: 'simple',
          options: { customEmailConfig: JSON.stringify(search) },
          ...files,
        },
        yields: mail('.subject', '.from', '.to', '.textPlain'),
        said: ['email mail message subject from', sender ?? to ?? '', subject ?? ''],
        assumptions: ['The INBOX of an IMAP mailbox is watched; say “Gmail” to use Gmail instead.'],
      };
    }
    case 'slackTrigger': {
      const id = /\b([CG][A-Z0-9]{8,12})\b/.exec(clause.text)?.[1];
      const mention = /\bmention/.test(clause.mask);
      return {
        name: mention ? 'Mention in Slack' : 'New Slack message',
        parameters: {
          trigger: [mention ? 'app_mention' : 'message'],
          watchWorkspace: false,
          ...(id ? { channelId: locator('id', id) } : {}),
        },
        yields: yielding(
          'Slack message',
          { text: '.text', message: '.text', user: '.user', author: '.user', channel: '.channel' },
          '{{ $.text }}',
        ),
        said: ['message post write mention', id ?? '', channelName(clause.text) ?? ''],
        missing: id ? [] : [{ path: 'channelId', ask: 'slackChannelId', channel: channelName(clause.text) ?? '' }],
      };
    }
    case 'microsoftTeamsTrigger':
      return {
        parameters: { event: 'newChannelMessage', watchAllTeams: false, watchAllChannels: false },
        yields: yielding(
          'Teams message',
          { text: '.body.content', message: '.body.content' },
          '{{ $.body?.content ?? JSON.stringify($) }}',
        ),
        said: ['message post'],
      };
    case 'googleSheetsTrigger': {
      const changed =
        /\b(?:updated?|changes|changed|edited)\b/.test(clause.mask) && !/\b(?:new|added)\b/.test(clause.mask);
      return {
        name: changed ? 'Changed row in Google Sheets' : 'New row in Google Sheets',
        parameters: { event: changed ? 'rowUpdate' : 'rowAdded' },
        yields: yielding('row', {}),
        said: ['row added new line entry sheet updated changed'],
      };
    }
    case 'rssFeedReadTrigger':
      return { name: 'New item in the feed', yields: rssItem, said: ['rss feed new item post article entry episode'] };
    case 'telegramTrigger': {
      const updates = parameters['updates'] ?? ['message'];
      return {
        name: 'New message in Telegram',
        parameters: { updates },
        yields: yielding(
          'Telegram message',
          {
            text: '.message.text',
            message: '.message.text',
            sender: '.message.from.first_name',
            chat: '.message.chat.id',
            'chat id': '.message.chat.id',
          },
          '{{ $.message?.text ?? JSON.stringify($) }}',
        ),
        said: ['message bot chat text'],
      };
    }
    case 'whatsAppTrigger':
      return {
        name: 'New message in WhatsApp',
        parameters: { updates: ['messages'] },
        yields: yielding(
          'WhatsApp message',
          {
            text: '.messages[0].text.body',
            message: '.messages[0].text.body',
            sender: '.contacts[0].profile.name',
            number: '.messages[0].from',
          },
          '{{ $.messages?.[0]?.text?.body ?? JSON.stringify($) }}',
        ),
        said: ['message messages chat text'],
      };
    default:
      return {};
  }
}
