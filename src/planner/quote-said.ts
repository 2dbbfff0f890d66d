import { next } from './clauses.ts';
import { maskQuoted } from './words.ts';

/** Behind these stand the words of a message, in the four languages of requests. */
const leads = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[
    '(?:with|using) (?:the |this )?(?:text|words|wording)|saying|(?:that|which) says?|(?<=(?:^|[,;] ?|(?:and|to|should|it) ))says?',
    'mit (?:dem|folgendem|diesem) (?:text|inhalt|wortlaut)|mit den (?:worten|folgenden worten)',
    'avec (?:le|ce) (?:texte|contenu)|avec les mots|disant|qui dit',
    'con (?:el|este) (?:texto|contenido)|con las palabras|diciendo|que diga',
  ].join('|')})(?: that)?:?\\s+`,
  'giu',
);
/** Not the words themselves, but where they are to come from, or nothing yet. */
const elsewhere =
  /^(?:of|from|in|it|that|this|them|so|what|when|whether|where|how|if|hi and|von|vom|aus|der|des|wann|was|ob|du|de|des|del|ce que|lo que|si)(?![\p{L}\p{N}'’])/iu;
/** When it is to run, behind the words; and further steps. */
const begins =
  /(?<!\p{L})(?:every|each|daily|weekly|hourly|when(?:ever)?|as soon as|jede[nrms]?|täglich|werktags|wenn|sobald|chaque|tous les|toutes les|quand|lorsqu|cada|todos los|todas las|cuando)(?!\p{L})/iu;
const thereafter = new RegExp(
  `[\\n;]|[.,;]? (?:and then|then|and also|und dann|dann|danach|et puis|puis|ensuite|y luego|luego|después)(?!\\p{L})|,? and (?=${next})`,
  'iu',
);

/**
 * The request with words in quotation marks that it says are the text of a message: "with the text Good morning" says
 * nothing about the morning, and none of it is to be translated or read as a step. Pure, linear.
 */
export function quoteSaid(request: string): string {
  const mask = maskQuoted(request);
  const lead = [...mask.matchAll(leads)].find((found) => isTold(mask.slice(found.index + found[0].length)));
  if (!lead) return request;
  const start = lead.index + lead[0].length;
  const rest = mask.slice(start);
  const starts = begins.test(mask.slice(0, lead.index)) ? null : begins.exec(rest);
  const length = Math.min(thereafter.exec(rest)?.index ?? rest.length, starts?.index ?? rest.length);
  const said = request.slice(start, start + length);
  const words = said.replace(/[\s,]+$/, '');
  if (words === '' || /["”]/.test(words)) return request;
  return `${request.slice(0, start)}“${words}”${said.slice(words.length)}${request.slice(start + length)}`;
}

const isTold = (rest: string): boolean => /^[^\uE000-\uF8FF\s"“„«‘]/u.test(rest) && !elsewhere.test(rest);
