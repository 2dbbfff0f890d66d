import { sayings } from './verbs.ts';

const example = 'every weekday at 9:00 get https://example.com/status and post it to Slack #ops';

/** Why a click or a request is not followed, by its name in the audit trail. */
export const reasons = {
  onlyRequester:
    'Only the person who asked can decide about this, because no approvers are named. Ask them to press the button.',
  onlyApprover: 'Only an approver can decide about this draft. Ask one of them to press the button.',
  namedOnly: 'This draft is approved by people the policy names for what it does. Its card says who.',
  alreadyCounted: 'Your approval counts already. Others have to approve this as well: the card says who.',
  seatTaken:
    'You stand in for somebody whose approval counts already, by themselves or by somebody else in their place. The card says who else has to approve it.',
  fourEyes:
    'Somebody else has to approve this: nobody approves their own request here. Ask an approver to press the button.',
  publishersOnly:
    'You can create this workflow, but turning it on is given to other people. Choose “Create switched off”, then ask one of them.',
  withdrawRequester:
    'Only the person who asked for this workflow can do that, because no approvers are named. Ask them to press the button.',
  withdrawApprover:
    'Only an approver or the person who asked for this workflow can do that. Ask one of them to press the button.',
  changeApprover: 'Only an approver can do that with this workflow. Ask one of them to press the button.',
  publishRights:
    'Only people who may turn workflows on can do that with this one. Ask an approver to press the button.',
  notTheirs:
    'Only the person who asked for this workflow can approve a change of it, because no approvers are named. Ask them to press the button.',
  noTests: 'Tests are switched off here, so nothing was sent. An operator may allow them: tests in the policy.',
  adminOnly:
    'Only an admin can approve this one; the card says because of what. Ask an admin to press the button, or ask for a change.',
  changedSince: 'This draft has changed since: look at its newest card below.',
  nothingToPublish: 'There is no created workflow to turn on yet.',
  nothingToRetry: 'There is nothing to retry any more.',
  alreadyApproved: 'It is approved already and on its way into n8n.',
  alreadyCreated: 'It is in n8n already.',
  expired: 'This draft expired. Press “Open it again” or “Change…” on its card, or ask again.',
  linkAdmins: 'Only somebody who is an admin on both sides can decide about this. Ask one of them.',
  linkFourEyes: 'Somebody else has to confirm this: with four eyes nobody links their own accounts.',
  notExpired: 'This draft is open: it has not expired.',
  discarded: 'This draft was discarded. Ask again to start a new one.',
  rehearsalFailed:
    'It failed in a rehearsal, so nothing was created. The card says what went wrong: ask for a change, or press again and confirm.',
  alreadyTried: 'This version was approved already: press Retry, or ask for a change.',
  blocked: 'Something still has to be settled before this can be created: see the card.',
  needsPerson: 'A person has to decide about this one.',
  busy: 'Something is being done with this workflow already. Wait for its card to change.',
  gone: 'It is not in n8n any more: somebody deleted it there.',
  archivedAlready: 'It is in the archive of n8n already.',
  archived: 'It is in the archive of n8n. Take it out there first.',
  notArchived: 'It is not in the archive any more.',
  publishedAlready: 'It is on already.',
  notPublished: 'It is switched off.',
};

/** What the bot answers and whispers. */
export const answers = {
  help: `Tell me in plain words what should happen and when. I show you a draft; nothing reaches n8n until someone presses “Turn on”.

For example:
• every weekday at 9:00 get https://example.com/status and post it to Slack #ops
• when someone submits a form with name and email, add a row to Google Sheets
• every 15 minutes get https://example.com/health, if the status is not ok post "Website down" to Slack #ops

To change a draft, or a workflow made here, tell me in its thread ("at 7 instead"); in a channel, mention me there.

You can also say: list · list all · ${sayings.examples.join(' · ')}

Say "waiting" for the drafts you may decide about, and "link" to use your accounts in Slack and Teams as one.

Please keep passwords and keys out of your messages: they belong into n8n's credentials.`,
  welcome: (
    addedBy: string,
  ): string => `${addedBy ? `${addedBy} added me. ` : ''}I am Flowsmith: tell me in plain words what should happen by itself, and I make an n8n workflow of it. I show you a draft first; nothing reaches n8n until someone presses “Turn on”.

For example: ${example}

In a channel or group chat, mention me. Say "help" for more examples, "list" for what was made here. Your organisation runs me with its own n8n: ask your administrator who may approve.`,
  tooOften: 'That was a lot of commands in a short time. Try again in a few minutes; nothing was changed.',
  tooLong: (length: string, most: string): string =>
    `That is ${length} characters; I read up to ${most}. Tell me in a few sentences what should happen and when, and leave the details for a second message.`,
  tooManyRequests: (minutes: number): string =>
    `That was a lot of requests in a short time. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; what you have is kept.`,
  waitingAlready: {
    person:
      'Many of your requests are waiting for an answer already, so this one was not taken. Say it again when some of them are answered; those that wait stay in line.',
    tenant:
      'So many requests from here are waiting for an answer already that this one was not taken. Say it again in a few minutes; those that wait stay in line.',
  },
  secretRemoved: (credentialsUrl: string): string =>
    `Something in your message looked like a password or key. I removed it before keeping anything: add it in n8n under Credentials instead (${credentialsUrl}), and delete it from the chat.`,
  fileOnly: 'I cannot read files. Tell me in words what should happen by itself, and when.',
  nothingToCancel: 'There is nothing to cancel here. Tell me in plain words what should happen, and when.',
  questionDropped: 'All right, the question is dropped. Nothing was created.',
  discarded: 'Discarded. Nothing was created.',
  cardFurtherUp: 'Its card is further up in this conversation.',
  status: (name: string, published: boolean, url: string): string => `${name}: ${published ? 'on' : 'off'}. ${url}`,
  expiredOn: (when: string): string =>
    `This draft expired on ${when}. Press “Open it again” or “Change…” on its card, or ask again.`,
  thanks: 'Thanks, that is noted for whoever runs Flowsmith here. To change a draft, tell me what should be different.',
  unknownAnswer: 'I do not know which answer you mean, so nothing was noted.',
  stopped: 'Stopped. Nothing was created or changed.',
  nothingToAutomate:
    'That message asks for nothing that can be automated. Nothing was created or changed. Say what shall happen, and when.',
  unknownWorkflow: 'I do not know a workflow like that. Say "list" to see what was made here.',
  whatExactly: 'What exactly should happen?',
  questionGone: 'That question is not open any more. Tell me in words what you want.',
  questionAnswered: 'That question was answered already.',
  workflowGone: 'That workflow is not there any more.',
  editDecided:
    'That was decided already, so the edit of your message changes nothing. Tell me in a new message what should be different.',
  editNewer:
    'There is a newer revision by now, so the edit of that message changes nothing. Tell me in a new message what should be different.',
  howToChange:
    'Tell me in this thread what should be different, for example "at 7 instead" or "post to #sales". In a channel, mention me so that I can read it.',
  howToChangeWorkflow:
    'Tell me in this thread what should be different, for example "at 7 instead". In a channel, mention me so that I can read it.',
  cardGone: 'That card does not belong to anything I still know. Ask again and I will make a new draft.',
  notYoursToStop: 'Only the person who asked can stop it, and only while I am at it.',
  nothingFilled: 'Nothing was filled in, so nothing changed.',
  valueGone: 'That is not to be chosen any more. Look at the newest card, or say it in words.',
  credentialGone: 'That credential is not there any more. Look at the card again, or choose it in n8n.',
  bothChanged: (what: string): string => `Both changed ${what}: here this change counts.`,
  counted: (missing: number): string =>
    `Your approval counts. ${missing === 1 ? 'One more person has' : `${missing} more people have`} to approve it: the card says who.`,
  notApproved: (why: string): string => `Not approved. ${why}`,
  notAllowed: (why: string): string => `Not allowed. ${why}`,
  whichOne: 'Which one do you mean?',
  noSuchName: (words: string): string => `I know no workflow called “${words}”.`,
  near: (names: string): string => `Near to it: ${names}.`,
  quoted: (name: string): string => `“${name}”`,
  sayListAll: 'Say "list all" to see what there is.',
  archived: (name: string): string => `“${name}” is in the archive of n8n. Say "show ${name}" to bring it back.`,
  gone: (name: string): string => `“${name}” is not in n8n any more: somebody deleted it there.`,
  unreachable: 'n8n does not answer just now, so I cannot look at it. Try again in a minute; nothing was changed.',
  nothingToRetry: (name: string): string => `No execution of “${name}” waits to be tried again.`,
  publishedAlready: (name: string): string => `“${name}” is on already.`,
  notPublished: (name: string): string => `“${name}” is switched off: it does not run by itself.`,
  notPublishedToRun: (name: string): string =>
    `“${name}” is switched off. Only a workflow that is on (published, in n8n) can be started from here.`,
  cannotRun: (name: string): string =>
    `“${name}” has no webhook and no form that can be called from here. Open it in n8n and press Execute workflow.`,
  noFailure: 'That execution did not fail, or n8n does not keep it any more.',
  nothingToRestore: 'That is what n8n holds now already: nothing to restore.',
  restored: (version: number, name: string, day: string, who: string): string =>
    `Restore version ${version} of ${name}, as it was on ${day} (${who}).`,
  nothingToUndo: 'That card is of no change that I could undo. Say "history" to see the versions there are.',
  undone: (request: string): string => `Undo: as it was before “${request}”.`,
  versionGone: 'n8n does not keep that version any more. Say "history" to see which ones there are.',
  noVersion: (number: string, known: number): string =>
    `There is no version ${number}: ${known} are known. Say "history" to see them.`,
  noEarlierVersion: 'There is no earlier version of it that differs from now.',
  somebody: 'somebody',
  someoneInN8n: (name: string): string => `${name} in n8n`,
  /** About what a verb is done with. */
  argument: {
    missing: 'Say it with what it shall be done with, for example a name.',
    tooLong: (most: number): string => `That is too long: at most ${most} characters.`,
    asCredential: 'That looks like a password or key, so it was not used. Nothing was changed.',
  },
  templateSaved: (name: string): string =>
    `Saved “${name}” as a template. Its credentials stay behind; whoever starts from it chooses their own.`,
  templateTaken: (name: string, workflow: string): string =>
    `There is a template called “${name}” already. Say: save ${workflow} as template called <another name>`,
  templatesFull: (most: number): string => `At most ${most} templates are kept. Delete one first.`,
};

/** The draft's card in one line, for notifications, and what happened to it. */
export const lines = {
  someone: 'someone',
  draft: (name: string, sentence: string): string => `Draft: ${name}. ${sentence}`,
  change: (name: string, what: string): string => `Change of ${name}: ${what || 'nothing is different'}`,
  discarded: (name: string): string => `Discarded: ${name}`,
  discardedBy: (by: string): string => `Discarded by ${by}. Nothing was created.`,
  expired: (name: string): string => `Expired: ${name}. Nobody decided about it in time.`,
  approved: (name: string): string => `Approved: ${name}. Putting it into n8n…`,
  working: (name: string): string => `Approved: ${name}. Working on it in n8n…`,
  notCreated: (name: string, why: string): string => `Not created: ${name}. ${why}`,
  notChanged: (name: string): string => `Not changed: ${name}. Somebody changed it in n8n meanwhile.`,
  updated: (what: string, name: string, url: string): string => `${what} ${name}. ${url}`,
  created: (name: string, url: string): string => `Created in n8n, switched off: ${name}. ${url}`,
  published: (state: string, name: string, url: string): string => `${state}: ${name}. ${url}`,
  shownAgain: 'shown again below.',
  replaced: 'replaced by a newer version.',
  policy: 'the policy',
};

/** What was seen when something was published or saved. */
export const seen = {
  live: 'It is live: n8n has started its trigger.',
  notStarted:
    'Turned on, but n8n has not started its trigger. Open it in n8n, check the trigger and its credential, then turn it on there again (Publish).',
  unverified: 'Turned on again. n8n does not tell whether its trigger restarted: look at its next execution in n8n.',
  edited: 'It includes changes made in n8n after it was created.',
  savedEarlierLive: 'Saved in n8n. The version before goes on running until this one is made live.',
  saved: 'Saved in n8n, switched off: it does not run yet.',
  savedLive: 'Saved and live: n8n runs the changed workflow.',
  savedUnverified: 'Saved and turned on. n8n does not tell whether its trigger restarted: look at its next execution.',
  savedNotStarted:
    'Saved and turned on, but n8n has not started its trigger. Open it in n8n, check the trigger and its credential, then turn it on there again (Publish).',
  unanswered: 'n8n has not answered yet. I keep looking whether it was done; nothing is done twice.',
  unansweredDraft:
    'n8n has not answered yet. I keep looking whether it has arrived there; it is put in once, not twice.',
  stillTrying: 'n8n does not answer as it should. I keep trying for a few minutes.',
  stillTryingDraft: 'n8n does not answer as it should. I keep trying for a few minutes; nothing is lost.',
};

/** Why an execution failed, and what to do. */
export const failures = {
  stepFailed: (step: string): string => `The step “${step}” failed`,
  failed: 'It failed',
  said: (what: string, message: string, status: string): string => `${what}: “${message}”${status}.`,
  silent: (what: string, status: string): string => `${what}${status}; n8n kept no message about it.`,
  login: 'The server did not accept the login: check the credential of this step in n8n, and whether it may do this.',
  notThere: 'There is nothing at that address: check the address or the id in this step.',
  tooOften: 'The server got too many requests: let it run less often, or retry later.',
  notUnderstood: 'The server did not understand what it was sent: check the fields of this step.',
  maybeDone:
    'The step may have done its work all the same, so I do not have it tried again by itself: that could do it twice. Look there first whether it was done.',
  slow: 'The server took too long to answer: retry later.',
  tooMuch: 'That was too much at once for the server: send less per run.',
  serverProblem: 'The server itself had a problem: retry later; if it stays, ask whoever runs it.',
  timeout: 'The server took too long to answer: retry later, or give the step more time.',
  unreachable: 'n8n could not reach the server: check that it runs and that n8n may reach it.',
  noSuchServer: 'There is no server of that name: check the address in this step.',
  certificate: 'The certificate of the server is not accepted: ask whoever runs it.',
  credential: 'The credential of this step is missing or not accepted: open the workflow in n8n and choose one.',
  slackChannel: 'Slack does not let it post there: check the channel and invite the app to it.',
  missingValue:
    'The step uses a value that was not there: check what the step before delivers, and the names in its fields.',
  emptyField: 'A field of this step is empty: fill it in.',
  noJson: 'What came was not the JSON that the step expects: check what the step before delivers.',
  limit: 'A limit of the service was reached: let it run less often, or retry later.',
  crashed: 'n8n itself stopped while it ran: retry it.',
  noData: 'n8n keeps no data of failed executions of it: open it in n8n and run it there to see more.',
  look: 'Open the execution in n8n to see what went into that step.',
};

/** Why a workflow cannot be started from here. */
export const noRun = {
  not_published: 'Only a workflow that is on can be started from here. Turn it on, then try again.',
  no_starter:
    'This workflow has no webhook and no form, so it cannot be started from here. Open it in n8n and press Execute workflow.',
  needs_auth: 'Its address asks for a login that Flowsmith does not have. Start it from where it is normally called.',
  path_has_parts:
    'Its address has parts that only the real caller can fill. Start it from where it is normally called.',
  method: 'Its address does not listen to that HTTP method.',
  not_listening:
    'It is on, but n8n does not listen at its address. Open it in n8n, check its first step, and turn it on there again (Publish).',
  refused: 'n8n did not let the call through. Check in n8n who may call its address.',
  too_large: 'That is more than can be sent to start a workflow. Use 64 KB or less.',
};

/** Who knows what was taken for a person's word. */
export const pickedFrom = {
  place: 'where this was asked',
  chosen: 'as chosen here before',
  workflows: 'as another workflow in n8n has it',
  n8n: 'as n8n finds it there now',
};

/** Why something was taken that nobody said. */
export const assumedBecause = {
  house: 'as it is set here',
  usual: 'as the last two times',
  only: 'because there is no other',
};

/** How a draft came about. */
export const notes = {
  assumed: (what: string, name: string, app: string, how: string): string =>
    `Taken as ${what}: ${name} (${app}), ${how}.`,
  picked: (word: string, name: string, app: string, source: string): string =>
    `Taken for “${word}”: ${name} (${app}), ${source}.`,
  model: (model: string): string => `Planned by ${model}.`,
  mended: (node: string, from: string, to: string): string =>
    `In a rehearsal {{ ${from} }} of "${node}" came out empty: it reads {{ ${to} }} now.`,
  zoneGuessed: (zone: string, set: boolean, slack: boolean): string =>
    `Times are in ${zone}${set ? ', as set here' : ''}: ${slack ? 'I may not read your time zone in Slack' : 'I do not know your time zone'}. Say “9:00 Europe/Berlin” for another.`,
  askersZone: (zone: string): string =>
    `The times are meant in ${zone}: the workflow had no time zone of its own, and n8n would have taken them in its own.`,
  unfinished: 'The AI model stopped answering before it was done; this is as far as it came.',
  templates: 'Planned with the built-in templates, without an AI model.',
  unreachable: 'The AI model could not be reached, so this was planned with the built-in templates.',
  templatesAsked: 'The AI model could not be reached, and the built-in templates were asked instead.',
};

/** What could be said next; commands, as people say them. */
export const suggestions = ['help', 'list', 'status'];
