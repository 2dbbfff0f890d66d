import { bareSayings, ordinarySayings, sentences } from '#src/language/sayings.ts';
import { type ManageVerb, manageVerbs } from '#src/model/verbs.ts';
import { nearestWord } from '#src/workflow/near.ts';

/** What concerns whoever says it, and no workflow. */
export type PersonalVerb = 'waiting' | 'link' | 'unlink' | 'links';

/** What the engine does itself, without a planner. */
export type Command =
  | { verb: 'help' }
  | { verb: 'list'; which: 'mine' | 'all' }
  | { verb: PersonalVerb }
  /**
   * `words` name the workflow as the person called it; `argument` is what else was said, e.g. a version or a change.
   * `certain`: it says that it means a workflow. `bare`: in words with which something new could be asked for as well.
   */
  | { verb: ManageVerb | 'edit'; words: string; argument: string; certain: boolean; bare?: boolean };

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
const whatCanYouDo =
  /^(?:(?:hi|hello|hey|hallo|guten tag|bonjour|salut|hola)[ ,!]+)?(?:what can you do|was kannst du(?: alles| so)?|que (?:peux-tu|sais-tu) faire|qu'est-ce que tu (?:peux|sais) faire|qué (?:puedes|sabes) hacer) ?\??$/;
const undoWords = new Set(['undo', 'rückgängig', 'annule', 'annuler', 'deshacer', 'deshaz']);
const lists: [RegExp, 'mine' | 'all'][] = [
  [
    /^(?:(?:list|show)(?: me)?(?: my| mine)|list|my workflows|workflows|liste|lista|meine workflows|mes workflows|mis workflows)(?: workflows| automations)?$/,
    'mine',
  ],
  [
    /^(?:(?:zeige?|liste)(?: mir)?(?: meine)|(?:montre|affiche|liste)(?:[- ]moi)? mes|(?:muestra|muéstrame|lista|enséñame) mis|(?:what|which|where) are my|welches sind meine|(?:quels|où) sont mes|cuáles son mis) (?:workflows|automations|automatisierungen|automatisations|automatizaciones|flujos)\??$/,
    'mine',
  ],
  [
    /^(?:(?:list|show)(?: me)? all|all|alle|liste alle|zeige? alle|liste tous|lista todos)(?: (?:the )?(?:workflows|automations))?$/,
    'all',
  ],
];

const personal: [RegExp, PersonalVerb][] = [
  [
    /^(?:(?:is|are) there (?:anything|something|drafts) waiting(?: for me)?|does anything wait for me|is anything waiting for me|wartet (?:noch )?(?:et)?was auf mich|was wartet auf mich|quelque chose m'attend|(?:hay )?algo pendiente(?: para mí)?|waiting|pending|(?:my |open )?drafts|approvals|what(?:'s| is)(?: still)? waiting(?: for me)?|was wartet|offene entwürfe|entwürfe|ausstehend|en attente|brouillons|qu'est-ce qui attend|pendientes?|borradores|qué está pendiente)\??$/,
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
  return toWordCommand(plain) ?? toSentence(given.replace(/ (?:please|bitte|s'il te plaît|por favor)$/i, ''));
}

function toWordCommand(plain: string): Command | undefined {
  if (helpWords.has(plain) || whatCanYouDo.test(plain.replace(/^¿/, ''))) return { verb: 'help' };
  for (const [pattern, which] of lists) if (pattern.test(plain)) return { verb: 'list', which };
  for (const [pattern, verb] of personal) if (pattern.test(plain)) return { verb };
  const named = Object.hasOwn(bareSayings, plain) ? bareSayings[plain] : manageVerbs.find((verb) => verb === plain);
  if (named) {
    return { verb: named, words: '', argument: '', certain: false };
  }
  if (undoWords.has(plain)) return { verb: 'restore', words: '', argument: '', certain: false };
  const version = /^(?:restore|go back to|back to|use) version (\d{1,4})(?: again)?$/.exec(plain)?.[1];
  return version ? { verb: 'restore', words: '', argument: version, certain: false } : undefined;
}

function toSentence(sentence: string): Command | undefined {
  for (const [pattern, verb] of sentences) {
    const match = pattern.exec(sentence);
    if (!match?.groups) continue;
    const { words = '', argument = '' } = match.groups;
    const means = it.test(words.toLowerCase()) ? '' : words;
    if (verb !== 'edit' && !isName(means)) continue;
    return {
      verb,
      words: means,
      argument: argument.trim(),
      certain: verb === 'edit' || isCertain(sentence, words),
      ...(isBare(sentence, words) ? { bare: true } : {}),
    };
  }
  return undefined;
}

/** Short enough for the name of a workflow, and not with a quotation in it. What is called so is looked for. */
const isName = (words: string): boolean => !/["“”„«»\n]/.test(words) && words.trim().split(/\s+/).length <= 15;

const request =
  /(?<![\p{L}\p{N}])(?:me|us|every|each|when|whenever|if|older|than|new|all|mir|uns|jede[nrs]?|wenn|sobald|alle|neue[nrs]?|moi|nous|chaque|quand|tous|toutes|nouveaux?|cada|cuando|todos|todas|nuev[oa]s?)(?![\p{L}\p{N}])/iu;

/** It says that a workflow is meant: by that word beside the name, or with the name in quotation marks. */
function isCertain(sentence: string, words: string): boolean {
  const name = words.trim();
  const at = sentence.indexOf(name);
  const [before, after] = [sentence.slice(0, at), sentence.slice(at + name.length)];
  if (/["“„«'‘]$/.test(before) && /^["”“»'’]/.test(after)) return true;
  if (name.split(/\s+/).length > 5 || request.test(name)) return false;
  const said = /(?:workflow|automation|automatisation|automatización|automatisierung|flow|flujo)/i;
  return (
    new RegExp(`${said.source} ["“„«']?$`, 'i').test(before) ||
    new RegExp(`^["”“»']?[ -]${said.source}\\b`, 'i').test(after)
  );
}

/** Where something goes, or comes from. */
const joins = /\p{L} (?:to|into|from|nach|in|von|aus|vers|dans|depuis|hacia|desde|en|à) \p{L}/iu;

/** So few words, none of which asks for something to happen, can hardly be anything but a name. */
export const isBareName = (words: string): boolean =>
  words.trim().split(/\s+/).length <= 4 && !/[#@:/]/.test(words) && !request.test(words) && !joins.test(words);

const article = /(?:the|my|den|die|das|meinen?|meine|le|la|les|l'|mon|ma|el|los|mi) ?["“„«']?$/i;
/** Nobody asks to "unpublish" or "retry" the new. */
function isBare(sentence: string, words: string): boolean {
  return ordinarySayings.test(sentence) && !article.test(sentence.slice(0, sentence.indexOf(words.trim())));
}

const slips = ['list', 'help', 'status', 'waiting', 'drafts', 'workflows', 'history', 'versions', 'executions', 'undo']
  .concat(['liste', 'hilfe', 'entwürfe', 'verlauf', 'rückgängig', 'brouillons', 'historique', 'annuler'])
  .concat(['lista', 'ayuda', 'borradores', 'historial', 'pendientes', 'deshacer']);

/** "Is anything live?": what there is says so. */
export const isAnything = (words: string): boolean =>
  /^(?:anything|something|(?:et)?was|irgendwas|quelque chose|algo)$/i.test(words.trim());

/** The word that a single one with a slip in it was surely meant to be; undefined for any other. */
export function slipOf(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  const known = slips.filter((one) => one[0] === word[0]);
  return /^\p{L}{4,14}$/u.test(word) && !known.includes(word) ? nearestWord(word, known) : undefined;
}
