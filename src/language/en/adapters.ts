/** What the renderers and doors of Slack and Teams say themselves. */
export const card = {
  notice: { info: 'Note', success: 'Done', warning: 'Check', error: 'Problem' },
  /** Teams' word for it. */
  warning: 'Warning',
  noticeLine: (word: string): string => `${word}:`,
  choosePlaceholder: 'Choose…',
  chooseOne: 'Choose one',
  orType: 'Or type it: a name, a link or an ID',
  choose: 'Choose',
  notNow: 'Not now',
  good: 'Good',
  goodAnswer: 'This answer is good',
  bad: 'Not good',
  badAnswer: 'This answer is not good',
  cancel: 'Cancel',
  refresh: 'Refresh',
  moreActions: 'More actions',
  newer: 'There is a newer version of this card. It comes when you close what you have open.',
  showNow: 'Show it now',
  openInWindow: 'Open in a window',
  more: (count: number): string => `… and ${count} more`,
  picture: 'Picture',
  fillIn: 'Please fill this in.',
};

export const slack = {
  onIt: 'On it…',
  notStored: (reference: string): string =>
    `I could not take that in, so nothing was created or changed. Please try again in a minute. (Reference ${reference})`,
  notTaken: 'I could not take that in, so nothing was created. Please try again in a minute.',
  slow: 'This is taking longer than it should. If nothing appears here within a minute, please ask again.',
  unknownButton:
    'I do not know that button any more: the card is from an older version. Nothing was changed. Please ask again.',
  notInstalled:
    'The Flowsmith app is not installed in this workspace any more. Ask your Slack admin to install it again.',
  outsider:
    'This app belongs to another company, so it takes no requests and decisions from you. Nothing was created or changed. Whoever runs it can allow your workspace (SLACK_ALLOWED_TEAMS).',
  otherCommand: (command: string): string => `I answer to ${command}. Try ${command} help.`,
  noWords: 'That message has no words I could turn into a workflow. Nothing was created.',
  invitation:
    'I am not a member of this conversation. Invite me here and I can update this card and answer in a thread.',
  unknownOutcome:
    'Slack did not tell me whether my last message arrived. If you do not see an answer here, please ask again. Nothing reaches n8n without a button.',
  notWhole: 'This card could not be shown whole. Ask me again, or look into n8n.',
  writeSomething: 'Please write something here, or cancel.',
  formTooLate:
    'Slack gave me too little time to open the form. Nothing was changed. Press the button again, or tell me here in your own words.',
  formNotOpened:
    'Slack could not open the form. Nothing was changed. Press the button again, or tell me here in your own words.',
  homeUnreadable: (reference: string): string =>
    `I cannot look up your workflows right now. Nothing was changed. Open this page again in a minute. (Reference ${reference})`,
  stepUnknown:
    'Flowsmith does not know this step, so nothing was asked. Ask whoever runs it whether it is as new as the Slack app.',
  stepOfNobody:
    'Slack did not say who started this flow, so nothing was asked. Let it start with a link or a button that somebody presses.',
  stepUnplaced:
    'Slack did not say in time whether you belong to this workspace, so nothing was asked. Run the flow again. If that does not help, the Slack app lacks the permission users:read.',
  stepNotEnded:
    'The request was taken, but Slack did not accept what came of it. Ask your Slack admin to install the app again with the current manifest.',
  promptsTitle: 'Try one of these',
  prompts: [
    {
      title: 'Post a page every morning',
      message: 'Every weekday at 9:00 get https://example.com/status and post it to Slack #ops',
    },
    {
      title: 'Watch a website',
      message:
        'Every 15 minutes get https://example.com/health, if the status is not ok post "Website down" to Slack #ops',
    },
    { title: 'Show my workflows', message: 'list' },
    { title: 'What can you do?', message: 'help' },
  ],
};

export const teams = {
  unknownButton: 'This button is not one Flowsmith knows. Ask again for a new card.',
  chooseFirst: 'Choose one in the list first, then press again.',
  nothingToFill: 'There is nothing to fill in here any more: look at the newest card.',
  notNow: 'Flowsmith cannot open this just now. Nothing was changed; try again in a moment.',
  working: 'Working on it…',
  notTaken: (reference: string): string =>
    `Nothing happened: Flowsmith could not take this in. Press again in a moment. Reference: ${reference}`,
  nothingNewer: 'There is nothing newer to show.',
  notRead: 'The newest state could not be read just now. Nothing was changed.',
  automate: {
    title: 'Automate this',
    what: 'What shall be automated?',
    hint: 'These are the words of the message. Change them as you like: what stands here is what Flowsmith is asked for. Nothing reaches n8n before it is approved.',
    ask: 'Ask Flowsmith',
    outside:
      'Flowsmith is not in this chat or channel, so it cannot answer here. Add it, or go on in your own chat with it: your words stay.',
    add: 'Add Flowsmith here',
    alone: 'Go on in my own chat',
    comesHere: 'Working on it: the answer comes here, below the message or as a new one.',
    comesAlone: 'Working on it: the answer comes in your own chat with Flowsmith.',
    notAlone:
      'Flowsmith cannot write to you alone either. In Teams open Apps, add Flowsmith for yourself, and press again: your words stay.',
    openLater: 'Teams did not open your own chat just now. Press again in a moment: your words stay.',
  },
};
