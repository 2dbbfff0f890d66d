import { base, fieldsOf, type Piece } from './pieces.ts';
import { repositoryPlace } from './places.ts';
import { capitalize, toName } from './words.ts';

const githubEvents: [RegExp, string, string, Record<string, string>, string][] = [
  [
    /\bpull request|\bprs?\b/i,
    'pull_request',
    'pull request',
    {
      title: '.body.pull_request.title',
      link: '.body.pull_request.html_url',
      url: '.body.pull_request.html_url',
      author: '.body.pull_request.user.login',
    },
    'Pull request: {{ $.body.pull_request.title }}\n{{ $.body.pull_request.html_url }}',
  ],
  [
    /\bissues?\b/i,
    'issues',
    'issue',
    {
      title: '.body.issue.title',
      link: '.body.issue.html_url',
      url: '.body.issue.html_url',
      author: '.body.issue.user.login',
      body: '.body.issue.body',
    },
    'Issue {{ $.body.action }}: {{ $.body.issue.title }}\n{{ $.body.issue.html_url }}',
  ],
  [
    /\breleases?\b/i,
    'release',
    'release',
    { title: '.body.release.name', link: '.body.release.html_url' },
    'Release: {{ $.body.release.name }}\n{{ $.body.release.html_url }}',
  ],
  [/\bstar/i, 'star', 'star', { user: '.body.sender.login' }, 'Star by {{ $.body.sender.login }}'],
  [
    /\bpush|\bcommits?\b/i,
    'push',
    'push',
    { message: '.body.head_commit.message', link: '.body.compare', author: '.body.pusher.name' },
    'Push by {{ $.body.pusher.name }}: {{ $.body.head_commit?.message }}\n{{ $.body.compare }}',
  ],
];

export function githubTrigger(clause: string): Piece {
  const [, event, what, fields, text] = githubEvents.find(([pattern]) => pattern.test(clause)) ??
    githubEvents[1] ?? [/$^/, 'issues', 'issue', {}, ''];
  const place = repositoryPlace(clause);
  const withAction = event === 'issues' || event === 'pull_request';
  const action =
    withAction && /\bclosed\b/i.test(clause)
      ? 'closed'
      : withAction && /\b(?:new|opened|created)\b/i.test(clause)
        ? 'opened'
        : undefined;
  return {
    name: toName(`New ${what} in ${place.label}`),
    type: base('githubTrigger'),
    parameters: { ...place.parameters, events: [event], options: {} },
    yields: { base: '.body', what, fields: fieldsOf(fields), text },
    missing: place.missing,
    ...(action
      ? { guard: { name: `${capitalize(action)}?`, expression: `={{ $json.body.action === "${action}" }}` } }
      : {}),
    assumptions:
      (event === 'issues' || event === 'pull_request') && !action ? [`It starts on every change of the ${what}.`] : [],
  };
}
