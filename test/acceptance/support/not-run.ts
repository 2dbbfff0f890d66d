/** What these tools have no way to show; said in every run, with what proves it instead. */
const slack = [
  ['suggested prompts, status and Stop of Slack’s agents', 'unknown_method', 'integration/slack-home, slack-turns'],
  ['installation by OAuth', 'it has none', 'integration/slack-workspaces'],
  ['the menu with "Automate this"', 'it has none; the test signs its request', 'acceptance/slack-surfaces'],
  ['steps of Workflow Builder', 'it has none', 'integration/slack-steps, adapters/slack/steps'],
  ['redeliveries, 429 and the limit of 3 s', 'it never does that', 'adapters/slack/receive, deliver'],
  ['refusal of blocks over the limits', 'it takes all', 'adapters/slack/block-kit'],
  ['pictures drawn by its window', 'it draws no slack_file; the test puts the upload there', 'adapters/slack/pictures'],
  [
    'times by the reader’s clock, feedback buttons',
    'its window draws neither',
    'integration/slack-details, adapters/slack/feedback',
  ],
] as const;

const teams = [
  ['dialogs for Change and Fill in', 'it sends no task/fetch', 'adapters/teams/dialogs, integration/teams-details'],
  ['the menu with "Automate this"', 'it has none; the test signs its invokes', 'acceptance/teams'],
  ['cards that refresh themselves', 'it never asks for a refresh', 'adapters/teams/dialogs, integration/teams-details'],
  [
    'a second person in its window',
    'one person speaks; others’ activities are sent beside it',
    'acceptance/teams-approvals',
  ],
  ['a draft shown to each alone', 'it has one personal chat', 'integration/reach-teams, approvals-away'],
  ['edited requests', 'its window cannot edit what was said', 'integration/teams-details'],
  ['tokens by Microsoft Entra', 'the signing proxy stands in for the Bot Connector', 'adapters/teams/auth'],
] as const;

export function tellWhatIsNotRun(tool: 'local-slack' | 'Agents Playground'): void {
  for (const [what, why, instead] of tool === 'local-slack' ? slack : teams)
    console.warn(`NOT RUN in ${tool}: ${what} (${why}). Proved by test/${instead}.`);
}
