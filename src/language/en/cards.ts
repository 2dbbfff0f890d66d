/** Words of cards about drafts and what became of them. */
export const draft = {
  title: (name: string): string => `Draft · ${name}`,
  changeTitle: (name: string): string => `Change · ${name}`,
  turnOn: 'Turn on',
  createOff: 'Create switched off',
  save: 'Save',
  saveOnly: 'Save without making it live',
  saveAndTurnOn: 'Save and turn on',
  saveAndMakeLive: 'Save and make live',
  saveAndMakeAllLive: 'Save and make all of it live',
  sure: (act: string, name: string): string => `${act} “${name}”?`,
  openEarlier: 'Open the earlier version',
  openUntil: 'until ',
  replacesLive: (effect: string): string => `It replaces what is live now. ${effect}`,
  notLiveYet: (edits: string): string =>
    `In n8n it holds edits that are not live yet: ${edits}. Making this change live makes them live too.`,
  failedBefore: (why: string): string => `It failed in a rehearsal. ${why}`,
  takesAlong: (edits: string): string => `It also makes live what is saved in n8n and not live yet: ${edits}.`,
  change: 'Change…',
  discard: 'Discard',
  stepsAndPicture: 'Steps and picture',
  stepsTitle: (name: string): string => `Steps · ${name}`,
  fillIn: 'Fill in…',
  leaveOut: 'Leave it out',
  lookAgain: 'Look again',
  stillNeeded: 'Still needed',
  needs: (what: string, count: number): string =>
    count === 1 ? `Needs one answer: ${what}` : `Needs ${count} answers: ${what}`,
  asWhom: (names: string): string => `as ${names}`,
  nextRun: (when: string): string => `next run ${when}`,
  askedBy: (name: string): string => `asked by ${name}`,
  byModel: 'AI draft: read it before you approve',
  whichCredential: (kind: string): string => `Which ${kind} should it use?`,
  noCredentialChosen: (kind: string): string => `No ${kind} is chosen yet: choose one in n8n.`,
  credentialMissing: (names: string): string =>
    `Still needed before it can run: a credential for ${names}. Add it in n8n, then choose it in the workflow.`,
  addCredential: 'Add a credential in n8n',
  credentialUnknown: (names: string): string =>
    `It needs a credential for ${names}. n8n did not tell which ones it has: look in n8n, and choose it in the workflow.`,
  credentials: 'Credentials in n8n',
  credentialsUsed: 'Credentials',
  different: 'What is different',
  nothing: 'Nothing.',
  moreChanges: (count: number): string => `and ${count} more ${count === 1 ? 'change' : 'changes'}`,
  showChanges: 'Show all changes',
  allChanges: (name: string): string => `All changes: ${name}`,
  nextRuns: 'Next runs',
  apps: 'Apps',
  noApps: 'none',
  more: (count: number): string => `and ${count} more`,
  assumed: (what: string): string => `Assumed: ${what}`,
  assumedByModel: (what: string): string => `The model says it assumed (not checked): ${what}`,
  alsoBy: (names: string): string => `also worded by ${names}`,
  footer: (requester: string, revision: number, checked: string): string =>
    `Requested by ${requester} · version ${revision} · ${checked} · written by a machine: read it before you approve`,
  checkedInstance: (version: string): string => `checked against your n8n ${version}`,
  checkedNearest: (version: string): string => `checked against the node types nearest to your n8n ${version}`,
  onlyBuiltIn: (version: string): string =>
    `Not checked against your n8n: only Flowsmith's built-in list of common nodes (${version}) is there. What your n8n has besides, or does otherwise, nobody looked at. Your operator can mend that: flowsmith doctor.`,
  checkedBuiltIn: (version: string): string => `checked against Flowsmith's built-in list of n8n nodes (${version})`,
  changeForm: {
    title: 'Change it',
    submit: 'Change',
    label: 'What should be different?',
    hint: 'e.g. at 7 instead, and only on weekdays',
    hintAfter: (request: string): string => `So far: “${request}”. e.g. at 7 instead, and only on weekdays`,
  },
};

export const outcome = {
  approvedTitle: (name: string): string => `Approved · ${name}`,
  underWay: 'Putting it into n8n…',
  created: 'Created in n8n, switched off: it does not run yet.',
  createdWord: 'Created, off',
  notPublishable: (why: string): string => `It could not be turned on. ${why}`,
  openInN8n: 'Open in n8n',
  publishAgain: 'Try to turn it on again',
  publishIt: (name: string): string => `Turn on “${name}”?`,
  openNewer: 'Open the newest',
  live: 'Live',
  published: 'On',
  notRunning: 'On, but not running',
  saved: 'Saved',
  titled: (state: string, name: string): string => `${state} · ${name}`,
  makeLive: 'Make it live',
  notChangedTitle: (name: string): string => `Not changed · ${name}`,
  conflict: 'Somebody changed this workflow in n8n after this change was made. Nothing was written.',
  theirs: 'Changed in n8n meanwhile',
  onlyLooks: 'Only its looks.',
  ours: 'This change',
  putOnTop: 'Put mine on top of it',
  notCreatedTitle: (name: string): string => `Not created · ${name}`,
  retry: 'Retry',
  maybeThere:
    'It is not certain whether it reached n8n. Retry looks there first and makes no second one; if it turns up by itself, this card says so.',
  twin: 'n8n made it twice, and somebody has taken up the other one as well. Both stay: look which one you want.',
  openTwin: 'Open the other one',
  withReference: (message: string, reference: string): string => `${message} (reference ${reference})`,
};

export const workflow = {
  state: {
    live: 'On (published): n8n has started its trigger',
    published: 'On (published), but n8n has not started a trigger of it',
    unpublished: 'Off (not published): it does not run by itself',
    archived: 'In the archive of n8n: it does not run',
    gone: 'Not in n8n any more',
    unknown: 'n8n does not answer just now',
  },
  unpublishedEdits: 'It was changed since it was turned on: what runs is the version before.',
  now: 'Now',
  lastExecution: 'Last execution',
  noneKnown: 'none known',
  ended: (status: string, when: string): string => `${status}, ${when}`,
  credentials: 'Credentials',
  askedForBy: 'Asked for by',
  notMadeHere: 'somebody in n8n: it was not made here',
  history: 'History',
  executions: 'Executions',
  saveAsTemplate: 'Save as template',
  templateName: 'Name of the template',
};

export const confirm = {
  workflow: 'Workflow',
  somebody: 'somebody in n8n',
  keep: 'Keep as it is',
  triedBefore: (why: string): string => `It could not be turned on before. ${why}`,
};

export const list = {
  mine: 'Workflows you asked for',
  all: 'All workflows made here',
  instance: 'All workflows in n8n',
  previous: 'Previous',
  next: 'Next',
  showAll: 'Show all',
  show: 'Show',
  page: (page: number, pages: number, total: number): string =>
    `${pages > 1 ? `Page ${page} of ${pages} · ` : ''}${total} in all`,
  titled: (title: string): string => `${title}:`,
  more: (count: number, url: string): string =>
    `And ${count} more: mention me and say "list" to turn pages, or look in n8n: ${url}`,
  allInN8n: 'All of them in n8n',
  howToShow: 'Say "show <name>" to see one and what can be done with it.',
  row: (name: string, state: string, url: string): string => `• ${name}: ${state} ${url}`,
  deleted: 'Deleted in n8n',
  archived: 'In the archive of n8n',
  published: 'On',
  notPublished: 'Off',
  lastSeen: (state: string): string => `${state} when last seen`,
  lastExecution: (status: string, when: string): string => `last execution ${status}, ${when}`,
  noExecution: 'no execution known',
  noneOfYours: 'You have not had a workflow made here yet.',
  none: 'No workflow has been made here yet.',
  how: 'Tell me what should happen and when, for example: every weekday at 9:00 get https://example.com/status and post it to Slack #ops',
  sayListAll: `Say "list all" to see everybody's.`,
};

export const history = {
  title: (name: string): string => `History of ${name}`,
  newer: 'Newer',
  older: 'Older',
  none: 'No version of it is known.',
  version: (number: number): string => `Version ${number}`,
  by: (who: string, what: string): string => `${who}: ${what}`,
  restore: 'Restore',
  onlyOurs:
    'This n8n does not list versions: these are the ones put there from here. Restore shows the difference first.',
  nothingChanges: 'Restore shows the difference first; nothing changes until it is approved.',
  line: (name: string, versions: string): string => `History of ${name}: ${versions}`,
  versionBy: (number: number, who: string): string => `version ${number} by ${who}`,
  now: 'now',
  live: 'live',
  first: 'the first version',
  noDifference: 'no visible difference',
};

export const executions = {
  title: (name: string): string => `Executions of ${name}`,
  none: 'n8n keeps no execution of it: it has not run yet, or n8n has deleted them.',
  retried: 'tried again since, with success',
  why: 'Why?',
  all: 'All executions in n8n',
  whyFailed: (id: string): string => `Why execution ${id} failed`,
  fix: 'Draft a fix',
  line: (name: string, id: string, status: string): string => `${name}: execution ${id} ${status}`,
  about: (name: string, what: string): string => `${name}: ${what}`,
  noneKnown: (name: string): string => `${name}: no execution known`,
  status: {
    success: 'succeeded',
    error: 'failed',
    crashed: 'crashed',
    canceled: 'was stopped',
    running: 'is running',
    waiting: 'is waiting',
    new: 'is about to start',
  },
  unknownStatus: 'ended in an unknown way',
  mode: {
    trigger: 'by its trigger',
    webhook: 'called from outside',
    manual: 'started in the editor',
    retry: 'tried again',
    error: 'after a failure elsewhere',
    integrated: 'by another workflow',
  },
  unknownMode: 'by n8n',
};

const ordinal = (count: number): string => {
  const tens = count % 100;
  const ends = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ends}`;
};

export const failure = {
  step: (name: string, problem: string): string => `step "${name}": ${problem}`,
  line: (name: string, at: string, timezone: string, problem: string): string =>
    `${name} failed at ${at} (${timezone}): ${problem}`,
  noReason: 'n8n does not say why.',
  count: (count: number, since: string): string => `${ordinal(count)} time since ${since}; this is the latest.`,
  mixed: 'It fails in many ways: they are counted together here.',
  recovered: (at: string, timezone: string): string => `It ran well again at ${at} (${timezone}).`,
  footer: 'What n8n reports is shown as it came. The same failure again is counted here, for a day at most.',
  title: (name: string): string => `Failed: ${name}`,
  recoveredTitle: (name: string): string => `Runs again: ${name}`,
  mute: 'Mute for a day',
};

export const when = {
  unknown: 'at an unknown time',
  about: (time: string): string => `about ${time}`,
};

/** A draft nobody decided about in time. */
export const expired = {
  title: (name: string): string => `Expired · ${name}`,
  nothingCreated: 'Nothing was created in n8n.',
  nothingChanged: 'Nothing was changed in n8n.',
  until: 'Nobody decided about it until ',
  inTime: 'Nobody decided about it in time.',
  reopen: 'Open it again',
};

/** What is asked about a bad answer. */
export const feedback = {
  title: 'What was wrong?',
  submit: 'Send',
  label: 'What should have been different?',
  hint: 'Whoever runs Flowsmith here reads it; please no passwords. To change the draft, tell me in its thread.',
};
