/** What a file is, as far as it decides how its content is had. */
export type FileKind = 'voice' | 'image' | 'document' | 'video';

/** A file of an item: what it is, and its binary property once it is at hand. */
export interface FileOf {
  kind: FileKind;
  property?: string;
}

/** What each kind is called in data, by WhatsApp as well. */
export const inData: Record<FileKind, string> = {
  voice: 'audio',
  image: 'image',
  document: 'document',
  video: 'video',
};

const said: Record<FileKind, string> = {
  voice:
    '(?:voice|audio|spoken)(?:[ -](?:messages?|notes?|memos?|recordings?|files?|clips?|inputs?|requests?))?|(?:(?:meeting|call|interview|sales|podcast) )?recordings?',
  image: '(?:[\\p{L}]+ )?(?:images?|photos?|pictures?|screenshots?)(?: (?:messages?|files?|inputs?))?',
  document:
    '(?:[\\p{L}]+ )?(?:pdfs?|documents?)(?: (?:files?|documents?|attachments?|messages?|invoices?))?|cvs?|r[eé]sum[eé]s?|invoices?|receipts?',
  video: 'videos?(?: (?:messages?|files?|notes?|clips?))?',
};
const patterns = (Object.keys(said) as FileKind[]).map(
  (kind) => [kind, new RegExp(`(?<![\\p{L}\\p{N}])(?:${said[kind]})(?![\\p{L}\\p{N}])`, 'giu')] as const,
);

/** The words for one kind of file, to be part of a pattern. */
export const wordsFor = (kind: FileKind): string => said[kind];

/** The kinds of files that words speak of, in the order they are said first. Pure. */
export function kindsIn(mask: string): FileKind[] {
  return patterns
    .flatMap(([kind, pattern]) => [...mask.matchAll(pattern)].slice(0, 1).map(({ index }) => ({ kind, index })))
    .sort((a, b) => a.index - b.index)
    .map(({ kind }) => kind);
}

/** Words without those for files of some kinds. Pure. */
export const withoutKinds = (text: string, kinds: readonly FileKind[]): string =>
  patterns.reduce((rest, [kind, pattern]) => (kinds.includes(kind) ? rest.replace(pattern, ' ') : rest), text);

/** "As a voice message", "by voice": an answer that is heard. */
const spoken =
  /\b(?:with|as|by|in|through|via|using) (?:an? |its )?(?:(?:voice|audio|spoken)(?: (?:messages?|notes?|repl(?:y|ies)|answers?|responses?))?|speech)(?!\p{L})/u;

/** Words without those for an answer that is heard: nothing that comes in. */
export const withoutSpoken = (mask: string): string => mask.replace(spoken, ' ');

/** True where an act of answering is to be heard; of an assistant its own clause says so. */
export const spokenIn = (mask: string, role: string | undefined): boolean =>
  role === undefined ? spoken.test(mask) : mask.includes(' speaking');

/** True where words are about something to be seen or heard, which no text stands for. */
export const speaksOfFile = (mask: string): boolean =>
  kindsIn(withoutSpoken(mask)).some((kind) => kind === 'image' || kind === 'voice');
