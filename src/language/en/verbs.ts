import type { DoneWords, Sayings, VerbWords } from '../verb-words.ts';

/** What is done with a workflow in n8n: its button, the question before it, and while it is under way. */
export const verbs: VerbWords = {
  publish: {
    label: 'Turn on',
    busy: 'Turning it on…',
    ask: (name) => `Turn on ${name}?`,
    effect: () => 'It then runs by itself whenever its trigger fires.',
  },
  unpublish: {
    label: 'Turn off',
    busy: 'Turning it off…',
    ask: (name) => `Turn off ${name}?`,
    effect: () =>
      'It stops running by itself (unpublished, in n8n). Nothing is lost: it can be turned on again at any time.',
  },
  delete: {
    label: 'Delete',
    busy: 'Deleting it…',
    ask: (name) => `Delete ${name}?`,
    effect: () => 'It stops running and goes into the archive of n8n. It can be brought back from there.',
    forGood: {
      label: 'Delete for good',
      effect: 'It stops running and is deleted for good: this n8n has no archive, so it cannot be brought back.',
    },
  },
  rename: {
    label: 'Rename',
    busy: 'Renaming it…',
    ask: (name, to) => `Rename ${name} to ${to}?`,
    effect: () => 'Only its name changes, in n8n and here; what runs goes on running.',
    field: 'New name',
  },
  unarchive: { label: 'Undo: take it out of the archive', busy: 'Bringing it back…' },
  run: {
    label: 'Run once',
    busy: 'Starting it…',
    ask: (name) => `Run ${name} now?`,
    effect: () => 'Its steps really happen once: what it sends is sent, what it writes is written.',
  },
  retry: {
    label: 'Retry',
    busy: 'Trying the execution again…',
    ask: (name) => `Retry the failed execution of ${name}?`,
    effect: (execution) =>
      `Execution ${execution} goes on at the step that failed, with the workflow as it is now. Steps from there on really happen.`,
  },
};

export const done: DoneWords = {
  unpublished: (by) => `Turned off by ${by}: it does not run by itself any more.`,
  archived: (by) => `Deleted by ${by}: it is in the archive of n8n and does not run any more.`,
  deleted: (by) => `Deleted for good by ${by}.`,
  unarchived: (by) => `Brought back by ${by}. It is switched off.`,
  renamed: (by, was) => (was ? `Renamed by ${by}: it was called “${was}”.` : `Renamed by ${by}.`),
};

const name = `(?:the |my |workflow |automation )*["“„«']?(?<words>.{1,120}?)["”“»']?(?: one| workflow| automation| flow)?`;
const to = `["“„«'‚‘]?(?<argument>.{1,200}?)["”“»'’]?`;

export const sayings: Sayings = {
  sentences: {
    unpublish: [
      `(?:turn|switch) off ${name}`,
      `(?:turn|switch) ${name} off`,
      `(?:unpublish|deactivate|disable|pause|stop) ${name}`,
    ],
    publish: [
      `(?:turn|switch) on ${name}`,
      `(?:turn|switch) ${name} (?:back )?on`,
      `(?:publish|activate|enable|resume) ${name}`,
    ],
    delete: [`(?:delete|remove|archive) ${name}`],
    history: [`(?:history|versions)(?: of)? ${name}`],
    restore: [
      `(?:restore|revert|roll ?back) ${name} to version (?<argument>\\d{1,4})`,
      `restore version (?<argument>\\d{1,4}) of ${name}`,
      `(?:restore|undo|roll ?back|revert)(?: (?:the|my))?(?: (?:last|latest))? (?:change|edit|update)s? (?:of|to|in|on) ${name}`,
      `(?:restore|undo|roll ?back|revert)(?: the)?(?: last)?(?: change(?:s)?)?(?: (?:of|to|in))? ${name}`,
    ],
    executions: [
      `(?:executions|runs|errors|failures)(?: of)? ${name}`,
      `why (?:did|does|has) ${name} (?:fail|failed|break|not (?:run|work))\\??`,
    ],
    try: [`(?:try|rehearse|dry[ -]?run)(?: out)? ${name}(?: out)?`],
    retry: [`(?:retry|rerun) ${name}`],
    run: [`(?:run|execute) ${name}(?: (?:once|now))?`],
    save_template: [`save ${name} as (?:a )?template(?: (?:called|named) (?<argument>.{1,80}))?`],
    show: [`(?:show|open|status(?: of)?) ${name}`],
    explain: [`(?:explain|describe|what does) ${name}(?: do)?\\??`],
    rename: [
      `rename (?:the |my |workflow |automation )*["“„«'](?<words>[^"“”„«»]{1,120})["”“»'](?: workflow| automation| flow)? (?:to|into|as) ${to}`,
      `rename ${name} (?:to|into|as) ${to}`,
      `change the name of ${name} (?:to|into) ${to}`,
    ],
    edit: [`(?:edit|change) ${name} ?: ?(?<argument>[\\s\\S]{1,2000})`],
  },
  bare: {},
  ordinary:
    'stop|pause|disable|enable|activate|resume|delete|remove|archive|run|execute|show|open|explain|describe|change|edit|undo|restore|revert|runs|errors|failures|rename|try|rehearse',
  examples: [
    'show <name>',
    'turn off <name>',
    'turn on <name>',
    'delete <name>',
    'history <name>',
    'undo <name>',
    'runs of <name>',
    'run <name>',
    'try <name>',
    'save <name> as template',
    'rename <name> to <new name>',
    'edit <name>: <what should be different>',
  ],
};
