import { toPlainText } from './plain-text.ts';
import { keyWords, passwordWords } from './secret-words.ts';

/** What people give away when they are asked for it, in every language Flowsmith speaks. */
const wanted = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!palabras? )(?:[\\p{L}\\p{N}_-]{0,30}?(?:${passwordWords}|${keyWords})(?:s|n|es|en|er)?|pins?|otp|credentials?|zugangsdaten|anmeldedaten|identifiants|credenciales|passw(?:ö|oe)rte[rn]?)(?![\\p{L}\\p{N}])`,
  'giu',
);
/** A verb, not a noun: "pass it on". */
const verb = /^(?:by)?pass(?:es)?$/i;
const asking =
  /(?<!\p{L})(?:send|give|tell|paste|post|reply|type|enter|share|provide|write|need|what|which|schick\p{L}*|send\p{L}*|sag\p{L}*|nenn\p{L}*|gib|geb\p{L}*|teil\p{L}*|schreib\p{L}*|wie|welche[srn]?|brauch\p{L}*|benötig\p{L}*|envo\p{L}+|donne\p{L}*|dis|dites|indiqu\p{L}+|écri\p{L}+|quel(?:le)?s?|besoin|env[ií]\p{L}+|dame|dime|da|indi\p{L}+|escrib\p{L}+|cuál\p{L}*|qué|necesit\p{L}+)(?!\p{L})/iu;
const toUs =
  /(?<!\p{L})(?:me|us|here|your|chat|mir|uns|hier|dein\p{L}*|ihr\p{L}*|euer\p{L}*|moi|nous|ici|ton|ta|tes|votre|vos|m['’]\p{L}*|dame|dime|aquí|nos|tus?|sus?|env[ií]ame|escríbeme|indícame)(?!\p{L})/iu;

/** True when a text speaks of passwords, keys or credentials at all. */
export function mentionsSecret(text: string): boolean {
  return Array.from(toPlainText(text).text.matchAll(wanted)).some(([word]) => !verb.test(word));
}

/** True when a sentence, or two after another, asks the reader to say one; that it belongs into n8n may be said. */
export function asksForSecret(text: string): boolean {
  const sentences = toPlainText(text).text.split(/(?<=[.!?])\s+|\n+/);
  return sentences.some((sentence, at) => {
    const said = `${sentence} ${sentences[at + 1] ?? ''}`;
    if (!mentionsSecret(sentence) || /\bn8n\b/i.test(said)) return false;
    return sentence.includes('?') || (asking.test(said) && toUs.test(said));
  });
}
