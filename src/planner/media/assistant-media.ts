import { isDoor } from './doors.ts';
import { takingIn } from './heard-by.ts';
import { type FileKind, kindsIn, withoutKinds } from './kinds.ts';

/** What an assistant can be given, as far as its trigger names files. */
const taken: readonly FileKind[] = ['voice', 'image', 'document'];
const makes =
  '(?:repl(?:y|ies|ying)|respond(?:s|ing)?|answer(?:s|ing)?|send(?:s|ing)?|return(?:s|ing)?|generat(?:e|es|ing)|speak(?:s|ing)?|back)';
/** "Replies with voice messages", "voice replies", "text to speech". */
const speaks = new RegExp(
  `\\b${makes}\\b[^,.;]{0,40}? (?:with|in|as|by|via|through|using|back)?(?: an? | the |)(?:generated |natural |ai )?(?:voice|audio|spoken|speech)(?: (?:messages?|notes?|repl(?:y|ies)|answers?|responses?|files?))?(?!\\p{L})(?! (?:messages?|notes?|transcri))|\\b(?:voice|audio|spoken) (?:repl(?:y|ies)|answers?|responses?)\\b|\\btext[- ]to[- ]speech\\b|\\btts\\b`,
  'giu',
);
/** Ways to say that a file is taken in, nothing else done with it. */
const handles =
  /\b(?:(?:transcrib|handl|process|understand|accept|support|analy[sz]|receiv|download|hear|listen|read|see|describ|interpret)(?:e|es|s|ing|ed)?)(?: to)?(?= |,|$)|\b(?:transcriptions?|speech[- ]to[- ]text|vision|multi-?modal)\b/giu;
const writes = /\b(?:texts?|text messages?|written|messages?|questions?|chats?|types?|multi-?modal)\b/iu;

interface AssistantMedia {
  /** The words that tell it to the grammar. */
  words: string;
  /** A sentence without what is done of it by taking those files and by speaking. */
  without: (sentence: string) => string;
}

/**
 * The files that a described assistant takes, and whether it speaks, by the words of the description.
 * @param knows it looks things up: documents are what it reads there, none that it is sent
 */
export function mediaOf(mask: string, trigger: string, knows: boolean): AssistantMedia {
  if (!isDoor(trigger)) return { words: '', without: (sentence) => sentence };
  const heard = mask.replace(speaks, ' ');
  const kinds = kindsIn(heard).filter((kind) => taken.includes(kind) && !(knows && kind === 'document'));
  const isSpoken = heard !== mask && !/\bspeech[- ]to[- ]text\b/.test(mask.replace(/\btext[- ]to[- ]speech\b/g, ''));
  const alsoWritten = writes.test(withoutKinds(heard, kinds));
  const words = `${takingIn(kinds, alsoWritten)}${isSpoken ? ' speaking' : ''}`;
  if (words === '') return { words, without: (sentence) => sentence };
  const without = (sentence: string) => withoutKinds(sentence.replace(speaks, ' '), kinds).replace(handles, ' ');
  return { words, without };
}
