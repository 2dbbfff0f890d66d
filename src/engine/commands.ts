import { type ManageVerb, manageVerbs } from '#src/planner/planner.ts';

/** What the engine does itself, without a planner. */
export type Command =
  | { verb: 'help' }
  | { verb: 'list'; which: 'mine' | 'all' }
  /** `words` name the workflow as the person called it; `argument` is what else was said, e.g. a version or a change. */
  | { verb: ManageVerb | 'edit'; words: string; argument: string; certain: boolean };

const helpWords = new Set(['', 'help', '?', 'hi', 'hello', 'hey', 'start', 'hilfe', 'hallo']);
const lists: [RegExp, 'mine' | 'all'][] = [
  [
    /^(?:(?:list|show)(?: me)?(?: my| mine)|list|my workflows|workflows|liste|meine workflows)(?: workflows| automations)?$/,
    'mine',
  ],
  [/^(?:(?:list|show)(?: me)? all|all)(?: (?:the )?(?:workflows|automations))?$/, 'all'],
];

const name = '(?:the |my |workflow |automation )*["“„\']?(?<words>.{1,120}?)["”“\']?(?: one| workflow| automation)?';
/** Whole sentences only: a request that merely begins like one ("stop sending me …, when …") has to find a workflow too. */
const sentences: [RegExp, ManageVerb | 'edit'][] = [
  [new RegExp(`^(?:turn|switch) off ${name}$`), 'unpublish'],
  [new RegExp(`^(?:turn|switch) ${name} off$`), 'unpublish'],
  [new RegExp(`^(?:unpublish|deactivate|disable|pause|stop) ${name}$`), 'unpublish'],
  [new RegExp(`^(?:turn|switch) on ${name}$`), 'publish'],
  [new RegExp(`^(?:turn|switch) ${name} (?:back )?on$`), 'publish'],
  [new RegExp(`^(?:publish|activate|enable|resume) ${name}$`), 'publish'],
  [new RegExp(`^(?:delete|remove|archive) ${name}$`), 'delete'],
  [new RegExp(`^(?:history|versions)(?: of)? ${name}$`), 'history'],
  [
    new RegExp(`^(?:restore|undo|roll ?back|revert)(?: the)?(?: last)?(?: change(?:s)?)?(?: (?:of|to|in))? ${name}$`),
    'restore',
  ],
  [new RegExp(`^(?:executions|runs|errors|failures)(?: of)? ${name}$`), 'executions'],
  [new RegExp(`^why (?:did|does|has) ${name} (?:fail|failed|break|not (?:run|work))\\??$`), 'executions'],
  [new RegExp(`^(?:retry|rerun) ${name}$`), 'retry'],
  [new RegExp(`^(?:run|execute) ${name}(?: (?:once|now))?$`), 'run'],
  [new RegExp(`^save ${name} as (?:a )?template(?: (?:called|named) (?<argument>.{1,80}))?$`), 'save_template'],
  [new RegExp(`^(?:show|open|status(?: of)?) ${name}$`), 'show'],
  [new RegExp(`^(?:explain|describe|what does) ${name}(?: do)?\\??$`), 'explain'],
  [new RegExp(`^(?:edit|change) ${name} ?: ?(?<argument>[\\s\\S]{1,2000})$`), 'edit'],
];
/** "undo that", "turn it off": the workflow that was spoken of last. */
const it = /^(?:it|that|this|that one|this one)$/;

/** True for words that mean the workflow spoken of last. */
export const meansIt = (words: string): boolean => words === '' || it.test(words);

/** The command a message is, when it is nothing but that. An empty message asks for help. */
export function parseCommand(text: string): Command | undefined {
  const given = text
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/^(?:please|can you|could you) /i, '');
  const plain = given.toLowerCase().replace(/ please$/, '');
  if (helpWords.has(plain)) return { verb: 'help' };
  if (given.length > 2200) return undefined;
  for (const [pattern, which] of lists) if (pattern.test(plain)) return { verb: 'list', which };
  if ((manageVerbs as readonly string[]).includes(plain)) {
    return { verb: plain as ManageVerb, words: '', argument: '', certain: false };
  }
  if (plain === 'undo') return { verb: 'restore', words: '', argument: '', certain: false };
  for (const [pattern, verb] of sentences) {
    const match = new RegExp(pattern.source, 'i').exec(given.replace(/ please$/i, ''));
    if (!match?.groups) continue;
    const { words = '', argument = '' } = match.groups;
    return {
      verb,
      words: it.test(words.toLowerCase()) ? '' : words,
      argument: argument.trim(),
      certain: verb === 'edit',
    };
  }
  return undefined;
}

/** Examples that work with and without a model. */
export const helpText = `Tell me in plain words what should happen and when. I show you a draft; nothing reaches n8n until someone presses Create.

For example:
• every weekday at 9:00 get https://example.com/status and post it to Slack #ops
• when someone submits a form with name and email, add a row to Google Sheets
• every 15 minutes get https://example.com/health, if the status is not ok send an email to ops@example.com

To change a draft, or a workflow made here, tell me in its thread ("at 7 instead"); in a channel, mention me there.

You can also say: list · list all · show <name> · turn off <name> · turn on <name> · delete <name> · history <name> · undo <name> · runs of <name> · run <name> · save <name> as template · edit <name>: <what should be different>

Please keep passwords and keys out of your messages: they belong into n8n's credentials.`;
