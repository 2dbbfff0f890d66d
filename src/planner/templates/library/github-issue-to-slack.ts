import { line, node, postToSlack } from '../parts.ts';
import { channelSlot, textSlot } from '../slots.ts';
import { defineTemplate } from '../template.ts';

/** Tells a Slack channel about new issues and their changes in a GitHub repository. */
export const githubIssueToSlack = defineTemplate({
  slug: 'github-issue-to-slack',
  name: 'GitHub issues to Slack',
  description: 'Tells a Slack channel about new issues and their changes in a GitHub repository.',
  technique: 'notifications',
  words: ['github', 'bug', 'issue', 'repository'],
  slots: [textSlot('owner', 'Owner', 'owner'), textSlot('repository', 'Repository', 'repository'), channelSlot()],
  nodes: [
    node('Issue', 'githubTrigger', {
      authentication: 'accessToken',
      owner: '<<owner>>',
      repository: '<<repository>>',
      events: ['issues'],
      options: {},
    }),
    postToSlack(
      'Tell',
      '={{ $json.body.issue.title }} was {{ $json.body.action }} by {{ $json.body.sender.login }}: {{ $json.body.issue.html_url }}',
    ),
  ],
  connections: [...line('Issue', 'Tell')],
});
