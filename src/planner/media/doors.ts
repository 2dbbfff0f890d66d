import { shortName } from '#src/catalog/names.ts';
import { base, type Piece } from '../pieces.ts';
import { type FileKind, inData } from './kinds.ts';

/** A trigger whose items name files: which of them one has, and what fetches it. */
interface Door {
  /** An expression without braces, true where the item has such a file; `$` stands for the item. */
  has: Partial<Record<FileKind, string>>;
  /** What was written beside a file, or instead of one; `$` stands for the item. */
  text: string;
  /** Steps that fetch the file into the binary property `data`; `at` is the item. */
  fetch: (kind: FileKind, at: string) => Piece[];
}

const names: Record<FileKind, string> = {
  voice: 'voice message',
  image: 'image',
  document: 'document',
  video: 'video',
};

const telegramIds: Record<FileKind, (at: string) => string> = {
  voice: (at) => `(${at}.message.voice ?? ${at}.message.audio).file_id`,
  image: (at) => `${at}.message.photo[${at}.message.photo.length - 1].file_id`,
  document: (at) => `${at}.message.document.file_id`,
  video: (at) => `${at}.message.video.file_id`,
};

const doors: Record<string, Door> = {
  telegramTrigger: {
    has: {
      voice: '!!($.message?.voice ?? $.message?.audio)',
      image: '!!$.message?.photo',
      document: '!!$.message?.document',
      video: '!!$.message?.video',
    },
    text: '$.message?.text ?? $.message?.caption',
    fetch: (kind, at) => [
      {
        name: `Download the ${names[kind]}`,
        type: base('telegram'),
        parameters: {
          resource: 'file',
          operation: 'get',
          fileId: `={{ ${telegramIds[kind](at)} }}`,
          download: true,
          additionalFields: {},
        },
      },
    ],
  },
  whatsAppTrigger: {
    has: Object.fromEntries(
      Object.entries(inData).map(([kind, type]) => [kind, `$.messages?.[0]?.type === '${type}'`]),
    ),
    text: '$.messages?.[0]?.text?.body ?? $.messages?.[0]?.[$.messages[0].type]?.caption',
    fetch: (kind, at) => [
      {
        name: `Find the ${names[kind]}`,
        type: base('whatsApp'),
        parameters: {
          resource: 'media',
          operation: 'mediaUrlGet',
          mediaGetId: `={{ ${at}.messages[0].${inData[kind]}.id }}`,
        },
      },
      {
        name: `Download the ${names[kind]}`,
        type: base('httpRequest'),
        parameters: {
          url: '={{ $json.url }}',
          authentication: 'predefinedCredentialType',
          nodeCredentialType: 'whatsAppApi',
          options: { response: { response: { responseFormat: 'file' } } },
        },
      },
    ],
  },
};

const doorOf = (trigger: string): Door | undefined => {
  const short = shortName(trigger);
  return Object.hasOwn(doors, short) ? doors[short] : undefined;
};
const onItem = (expression: string, at: string): string => expression.replaceAll('$', () => at);

/** True where items of a trigger may name files. */
export const isDoor = (trigger: string): boolean => doorOf(trigger) !== undefined;

/** Whether the item has such a file, as an expression without braces; undefined where nobody can tell. */
export function hasFile(trigger: string, kind: FileKind, at: string): string | undefined {
  const test = doorOf(trigger)?.has[kind];
  return test && onItem(test, at);
}

/** What was written to a trigger's app, as an expression without braces; undefined where nobody can tell. */
export function writtenText(trigger: string, at: string): string | undefined {
  const text = doorOf(trigger)?.text;
  return text && onItem(text, at);
}

/** Steps that fetch the file that an item of a trigger names, into the binary property `data`. */
export const fetchFrom = (trigger: string, kind: FileKind, at: string): Piece[] =>
  doorOf(trigger)?.fetch(kind, at) ?? [];

/** "Voice message?": the name of the step that tells such files apart. */
export const askName = (kind: FileKind): string => `${names[kind].charAt(0).toUpperCase()}${names[kind].slice(1)}?`;
