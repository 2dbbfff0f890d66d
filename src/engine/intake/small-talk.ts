import { agreeing, chatting, disagreeing, greeting, helping, polite, thanking } from './small-talk-words.ts';

/** What people say to something that was shown, or ask about it, in so few words that nothing else can be meant. */
export type SmallTalk =
  | {
      kind:
        | 'agree'
        | 'disagree'
        | 'thanks'
        | 'hello'
        | 'help'
        | 'chat'
        | 'who approves'
        | 'what failed'
        | 'what it says'
        | 'why';
    }
  /** `words` name a workflow or a draft as the person called it. */
  | { kind: 'is it live'; words: string };

const longest = 120;
/** At the end of what is said, with nothing between. */
const courtesy = /(\p{L}) (?:please|bitte|s'il te plaît|s'il vous plaît|stp|svp|por favor)(?=[\s.!?]*$)/u;

/** Undefined for everything that says more: that is for a planner. Pure, linear. */
export function readSmallTalk(text: string): SmallTalk | undefined {
  if (text.length > longest) return undefined;
  const said = plain(text);
  const pieces = said
    .replace(courtesy, '$1,')
    .replace(/(\p{Extended_Pictographic})/gu, ' $1 ')
    .split(
      /[,.;!…\s]*(?:[,.;!…\n]|\s(?:and|und|et|y|–|-)\s|\s(?=[\p{Extended_Pictographic}:])|(?<=\p{Extended_Pictographic})\s)[,.;!…\s]*/u,
    )
    .map((piece) => piece.replace(/[\s?]+$/, '').trim())
    .filter((piece) => piece !== '' && !polite.has(piece));
  const kind = attitudeOf(said, pieces) ?? casualOf(pieces);
  if (kind) return { kind };
  const asked = said.replace(/^[¿\s]+|[\s?!.]+$/g, '');
  for (const [pattern, about] of questions) if (pattern.test(asked)) return { kind: about };
  for (const pattern of live) {
    const words = pattern.exec(asked)?.groups?.['words'];
    if (words) return { kind: 'is it live', words };
  }
  return undefined;
}

/** Lower case, one kind of apostrophe, no skin tones or variants of signs. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[\u{1F3FB}-\u{1F3FF}\u{FE0F}]|:skin-tone-\d:/gu, '')
    .replace(/\s+/g, ' ')
    .trim();

function attitudeOf(said: string, pieces: readonly string[]): 'agree' | 'disagree' | 'thanks' | undefined {
  const whole = said.replace(/[\s.!?]+$/, '');
  if (disagreeing.has(whole)) return 'disagree';
  if (pieces.length === 0) return undefined;
  if (pieces.every((piece) => thanking.has(piece))) return 'thanks';
  if (pieces.every((piece) => disagreeing.has(piece))) return 'disagree';
  return pieces.every((piece) => agrees(piece) || thanking.has(piece)) ? 'agree' : undefined;
}

/** One word of assent, or one before another: "okay great", "yes do it". */
function agrees(piece: string): boolean {
  const at = piece.indexOf(' ');
  return agreeing.has(piece) || (at > 0 && agreeing.has(piece.slice(0, at)) && agreeing.has(piece.slice(at + 1)));
}

/** Greetings, calls for help and talk about nothing; what is said beside a greeting counts for more. */
function casualOf(pieces: readonly string[]): 'hello' | 'help' | 'chat' | 'thanks' | undefined {
  const words = pieces.map((piece) => piece.replace(/^¿+| flowsmith$/g, ''));
  const [first, ...more] = words.filter((word) => !greeting.has(word));
  if (first === undefined) return words.length > 0 ? 'hello' : undefined;
  const all = [first, ...more];
  if (all.some((word) => helping.has(word)) && all.every((word) => helping.has(word) || chatting.has(word)))
    return 'help';
  if (all.every((word) => thanking.has(word))) return 'thanks';
  return all.every((word) => chatting.has(word) || thanking.has(word)) ? 'chat' : undefined;
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');
const day = "(?: (?:today|yet|recently|heute|aujourd'hui|hoy))?";
const thisOne = '(?: (?:this|it|that|this one|this draft|the draft|my draft|drafts|here))*';

const questions: [RegExp, 'who approves' | 'what failed' | 'what it says' | 'why'][] = [
  [
    whole(
      `who (?:can|may|could|must|has to|needs to|should|is allowed to) (?:approve|release|create|publish|confirm)${thisOne}`,
    ),
    'who approves',
  ],
  [whole(`who (?:approves|confirms)${thisOne}|who (?:is|are) the approvers?|approvers`), 'who approves'],
  [
    whole(
      'wer (?:kann|darf|muss|soll) (?:(?:das|dies|diesen|den|ihn|es|hier)(?: entwurf)? )?(?:freigeben|genehmigen|bestätigen|anlegen|veröffentlichen)|wer (?:gibt|genehmigt|bestätigt) (?:das|es|ihn|den entwurf)(?: frei)?',
    ),
    'who approves',
  ],
  [
    whole(
      "qui (?:peut|doit|va) (?:l')?(?:approuver|valider|créer|publier)(?: (?:ça|cela|ceci|ce brouillon))?|qui (?:approuve|valide)(?: (?:ça|cela|ce brouillon))?",
    ),
    'who approves',
  ],
  [
    whole(
      'quién (?:puede|debe|tiene que) (?:aprobar|crear|publicar)(?:lo)?(?: (?:esto|eso|este borrador))?|quién (?:lo )?aprueba(?: (?:esto|eso|este borrador))?',
    ),
    'who approves',
  ],
  [
    whole(
      `what(?:'s| is| has)?(?: been)? (?:failed|failing|broken|broke|gone wrong)${day}|what went wrong${day}|(?:did|has|have|is) anything (?:fail|failed|failing|break|broken|gone wrong|go wrong)${day}|(?:were there |are there )?any (?:failures|errors|failed runs)${day}|which (?:workflows|automations) (?:have )?failed${day}|(?:failures|errors)${day.slice(0, -1)}`,
    ),
    'what failed',
  ],
  [
    whole(
      'was ist (?:heute )?(?:fehlgeschlagen|schiefgelaufen|schiefgegangen|schief gelaufen|kaputt)|ist (?:heute )?(?:et)?was (?:fehlgeschlagen|schiefgelaufen|schiefgegangen|schief gelaufen)|(?:gab|gibt) es (?:heute )?fehler|welche workflows sind (?:heute )?fehlgeschlagen|fehler heute',
    ),
    'what failed',
  ],
  [
    whole(
      `(?:qu'est-ce qui|qu'est ce qui) (?:a échoué|a planté|n'a pas (?:marché|fonctionné))${day}|(?:y a-t-il|il y a)(?: eu)? des (?:erreurs|échecs)${day}|(?:est-ce que )?quelque chose a échoué${day}|quels workflows ont échoué${day}|(?:des )?erreurs aujourd'hui`,
    ),
    'what failed',
  ],
  [
    whole(
      `qué (?:ha fallado|falló|fallo|salió mal)${day}|(?:ha fallado|falló) algo${day}|(?:hay|hubo|ha habido) (?:errores|fallos|algún error)${day}|qué (?:workflows|flujos) han fallado${day}|(?:algún error|errores) hoy`,
    ),
    'what failed',
  ],
  [
    whole(
      'what (?:exactly )?(?:will|does|would|is) (?:it|this|that|the draft|this draft)(?: going to)? (?:post|send|say|write|do|publish|message|mail|look like)(?: exactly)?|what (?:exactly )?(?:will be|gets|is) (?:posted|sent|said|written)|(?:show me )?the (?:message|text) it (?:will )?(?:posts?|sends?)',
    ),
    'what it says',
  ],
  [
    whole(
      'was (?:genau )?(?:wird|soll|würde) (?:es|er|das|der entwurf|da|damit)(?: genau)? (?:posten|senden|schicken|schreiben|sagen|tun|machen)|was (?:postet|sendet|schickt|schreibt|sagt|macht) (?:es|er|das|der entwurf)(?: genau)?|was wird(?: genau)? (?:gepostet|gesendet|geschickt|geschrieben)',
    ),
    'what it says',
  ],
  [
    whole(
      "que (?:va-t-il|va-t-elle|va t il) (?:publier|poster|envoyer|écrire|dire|faire)|qu'est-ce que (?:ça|cela) (?:va )?(?:publier|poster|envoyer|écrire|dire|faire|publie|poste|envoie|écrit|dit|fait)|qu'est-ce qu'il (?:va )?(?:publier|poster|envoyer|écrire|dire|faire|publie|poste|envoie|écrit|dit|fait)|que fait-il|qu'est-ce qui (?:sera|va être) (?:publié|posté|envoyé)",
    ),
    'what it says',
  ],
  [
    whole(
      'qué (?:va a|irá a) (?:publicar|enviar|decir|escribir|hacer)(?: esto)?|qué (?:publicará|enviará|dirá|escribirá|hará|hace|publica|envía)(?: esto)?|qué se (?:va a )?(?:publica|publicar|envía|enviar)',
    ),
    'what it says',
  ],
  [
    whole(
      "why(?: not)?|why (?:is|isn't|is not) (?:this|it|the draft)(?: (?:blocked|waiting|stuck|red|ready|live|created|on))?|why (?:can't|can not|cannot) (?:i|we|anyone) (?:approve|create|press)(?: (?:this|it))?|why does (?:this|it|the draft) (?:still )?need .{1,40}|what(?:'s| is) (?:still )?missing|what does (?:this|it|the draft) (?:still )?need",
    ),
    'why',
  ],
  [
    whole(
      'warum(?: (?:nicht|denn))?|wieso|weshalb|was fehlt(?: (?:noch|hier|da|denn))*|worauf wartet (?:es|er|das|der entwurf)(?: noch)?|(?:warum|wozu) braucht (?:es|er|das|der entwurf) .{1,40}',
    ),
    'why',
  ],
  [
    whole(
      "pourquoi(?: pas)?|qu'est-ce qui manque(?: encore)?|que manque-t-il(?: encore)?|pourquoi (?:il |ça |cela )?(?:faut-il|a-t-il besoin|a besoin) .{1,40}",
    ),
    'why',
  ],
  [whole('por ?qué(?: no)?|qué falta(?: aún| todavía)?|por ?qué (?:se )?necesita .{1,40}'), 'why'],
];

const name = '["“„«]?(?<words>[^"“”„«»?]{1,80}?)["”“»]?';
const live = [
  `(?:is|are) (?:the |my )?${name}(?: workflow| automation)? (?:live|active|on|running|published|enabled|switched on|turned on)(?: (?:yet|now|already))?`,
  `(?:ist|läuft) (?:der |die |das |mein |meine )?${name}(?:[ -]workflow)? (?:schon |jetzt |noch )?(?:live|aktiv|an|eingeschaltet|veröffentlicht)`,
  `läuft (?:der |die |das |mein |meine )?${name}(?: (?:schon|noch|gerade|jetzt))?`,
  `(?:est-ce que )?(?:le |la |l'|mon |ma )?${name} (?:est|est-il|est-elle|est-ce) (?:actif|active|en ligne|publiée?|en marche|live|lancée?)`,
  `est-ce que (?:le |la |l'|mon |ma )?${name} tourne`,
  `(?:está|esta) (?:el |la |mi )?${name} (?:activ[oa]|publicad[oa]|en marcha|en vivo|encendid[oa]|live)`,
  `(?:el |la |mi )?${name} está (?:activ[oa]|publicad[oa]|en marcha|en vivo|encendid[oa]|live)`,
].map(whole);
