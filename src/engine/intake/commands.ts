import { type ManageVerb, manageVerbs } from '#src/planner/planner.ts';
import { sentences } from './command-sentences.ts';

/** What concerns whoever says it, and no workflow. */
export type PersonalVerb = 'waiting' | 'link' | 'unlink' | 'links';

/** What the engine does itself, without a planner. */
export type Command =
  | { verb: 'help' }
  | { verb: 'list'; which: 'mine' | 'all' }
  | { verb: PersonalVerb }
  /** `words` name the workflow as the person called it; `argument` is what else was said, e.g. a version or a change. */
  | { verb: ManageVerb | 'edit'; words: string; argument: string; certain: boolean };

const helpWords = new Set([
  '',
  'help',
  '?',
  'hi',
  'hello',
  'hey',
  'start',
  'hilfe',
  'hallo',
  'aide',
  'bonjour',
  'ayuda',
  'hola',
]);
const undoWords = new Set(['undo', 'rückgängig', 'annule', 'annuler', 'deshacer', 'deshaz']);
/** Commands that need no name, as answers in these languages tell people to say them. */
const bare: Record<string, ManageVerb> = {
  verlauf: 'history',
  historique: 'history',
  historial: 'history',
};
const lists: [RegExp, 'mine' | 'all'][] = [
  [
    /^(?:(?:list|show)(?: me)?(?: my| mine)|list|my workflows|workflows|liste|lista|meine workflows|mes workflows|mis workflows)(?: workflows| automations)?$/,
    'mine',
  ],
  [
    /^(?:(?:list|show)(?: me)? all|all|alle|liste alle|zeige? alle|liste tous|lista todos)(?: (?:the )?(?:workflows|automations))?$/,
    'all',
  ],
];

const personal: [RegExp, PersonalVerb][] = [
  [
    /^(?:waiting|pending|(?:my |open )?drafts|approvals|what(?:'s| is)(?: still)? waiting(?: for me)?|was wartet|offene entwürfe|entwürfe|ausstehend|en attente|brouillons|qu'est-ce qui attend|pendientes?|borradores|qué está pendiente)\??$/,
    'waiting',
  ],
  [
    /^(?:link|(?:link|connect)(?: my)? accounts?|konto verknüpfen|konten verknüpfen|lier mes comptes|vincular(?: mis)? cuentas)$/,
    'link',
  ],
  [
    /^(?:unlink|(?:unlink|disconnect)(?: my)? accounts?|verknüpfung lösen|dissocier mes comptes|desvincular(?: mis)? cuentas)$/,
    'unlink',
  ],
  [/^(?:links|account links|linked accounts|kontoverknüpfungen)$/, 'links'],
];

/** "undo that", "turn it off": the workflow that was spoken of last. */
const it =
  /^(?:it|that|this|that one|this one|es|das|den|ihn|sie|diesen|ça|cela|celui-ci|celle-ci|lo|la|eso|esto|ese|este)$/;

export const isPersonal = (command: Command): command is { verb: PersonalVerb } =>
  personal.some(([, verb]) => verb === command.verb);

/** True for words that mean the workflow spoken of last. */
export const meansIt = (words: string): boolean => words === '' || it.test(words);

/** The command a message is, when it is nothing but that. An empty message asks for help. */
export function parseCommand(text: string): Command | undefined {
  const trimmed = text.trim();
  // Before any pattern reads it: no command is as long.
  if (trimmed.length > 2200) return undefined;
  const given = trimmed.replace(/[.!]+$/, '').replace(/^(?:please|can you|could you) /i, '');
  const plain = given.toLowerCase().replace(/ please$/, '');
  if (helpWords.has(plain)) return { verb: 'help' };
  for (const [pattern, which] of lists) if (pattern.test(plain)) return { verb: 'list', which };
  for (const [pattern, verb] of personal) if (pattern.test(plain)) return { verb };
  const named = Object.hasOwn(bare, plain) ? bare[plain] : manageVerbs.find((verb) => verb === plain);
  if (named) {
    return { verb: named, words: '', argument: '', certain: false };
  }
  if (undoWords.has(plain)) return { verb: 'restore', words: '', argument: '', certain: false };
  const version = /^(?:restore|go back to|back to|use) version (\d{1,4})(?: again)?$/.exec(plain)?.[1];
  if (version) return { verb: 'restore', words: '', argument: version, certain: false };
  const sentence = given.replace(/ (?:please|bitte|s'il te plaît|por favor)$/i, '');
  for (const [pattern, verb] of sentences) {
    const match = pattern.exec(sentence);
    if (!match?.groups) continue;
    const { words = '', argument = '' } = match.groups;
    return {
      verb,
      words: it.test(words.toLowerCase()) ? '' : words,
      argument: argument.trim(),
      certain: verb === 'edit' || isCertain(sentence, words),
    };
  }
  return undefined;
}

/** Words that can hardly be a request for something new: they say "workflow", quote a name, or are as short as a name. */
function isCertain(sentence: string, words: string): boolean {
  if (/\b(?:workflow|automation|automatisation|automatización|automatisierung)\b/i.test(sentence)) return true;
  if (/["“”„']/.test(sentence)) return true;
  return words.trim().split(/\s+/).length <= 2 && !/\b(?:me|us|every|when|new|mir|uns|moi|nous)\b/i.test(words);
}
