import { shortName } from '#src/catalog/names.ts';
import { downloadFrom } from '../ai/file-content.ts';
import { namedModel } from '../ai/models.ts';
import { bringsAttachments } from '../catalog/attachments.ts';
import type { DataSource } from '../data.ts';
import { base, fieldsOf, locator, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { askName, fetchFrom, hasFile, isDoor } from './doors.ts';
import type { FileKind } from './kinds.ts';

const langchain = (name: string): string => `@n8n/n8n-nodes-langchain.${name}`;

/** A step that goes on only with items that have such a file. */
const onlyWith = (kind: FileKind, test: string): Piece => ({
  name: askName(kind),
  type: base('if'),
  parameters: {
    conditions: {
      options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
      conditions: [
        {
          id: 'condition-1',
          leftValue: `={{ ${test} }}`,
          rightValue: '',
          operator: { type: 'boolean', operation: 'true', singleValue: true },
        },
      ],
      combinator: 'and',
    },
    options: {},
  },
});

/** The files of a mail that are of a kind, each as an item of its own. */
const mimes: Record<FileKind, string> = {
  voice: "startsWith('audio/')",
  image: "startsWith('image/')",
  document: "startsWith('application/pdf')",
  video: "startsWith('video/')",
};
const eachOf = (kind: FileKind): Piece => ({
  name: `Each ${kind === 'document' ? 'PDF' : kind}`,
  type: base('code'),
  parameters: {
    jsCode: `return $input.all().flatMap((item, index) =>
  Object.values(item.binary ?? {})
    .filter((file) => file.mimeType.${mimes[kind]})
    .map((file) => ({
      json: item.json,
      binary: { data: file },
      pairedItem: { item: index },
    })),
);`,
  },
});

/**
 * Steps that bring a file of this kind into a binary property, and the property; undefined where the data at hand have
 * none. What may come with other things as well is told apart first.
 */
function fetched(kind: FileKind, context: StepContext): { pieces: Piece[]; property: string; at: string } | undefined {
  const { source, sourceType = '', start } = context;
  if (!source) return undefined;
  const own = source.file;
  if (own?.property !== undefined)
    return own.kind === kind ? { pieces: [], property: own.property, at: source.node } : undefined;
  if (isDoor(sourceType) && source.node === start?.node) {
    const item = source.node === context.previous ? '$json' : `$('${source.node}').item.json`;
    const test = hasFile(sourceType, kind, item);
    if (test === undefined || (own && own.kind !== kind)) return undefined;
    const pieces = fetchFrom(sourceType, kind, `$('${source.node}').item.json`);
    return { pieces: own ? pieces : [onlyWith(kind, test), ...pieces], property: 'data', at: source.node };
  }
  if (bringsAttachments(sourceType) && own?.kind === kind)
    return { pieces: [eachOf(kind)], property: 'data', at: source.node };
  const download = downloadFrom(context);
  return download ? { pieces: [download], property: 'data', at: source.node } : undefined;
}

/** Who writes down what was said, and where its words stand in what it gives out. */
const transcribers: readonly [node: string, said: RegExp, parameters: Record<string, unknown>, text: string][] = [
  ['openAi', /\b(?:open ?ai|whisper|chat ?gpt|gpt)/i, { resource: 'audio', operation: 'transcribe' }, '.text'],
  [
    'googleGemini',
    /\bgemini\b/i,
    {
      resource: 'audio',
      operation: 'transcribe',
      modelId: locator('id', 'models/gemini-2.5-flash'),
      inputType: 'binary',
    },
    '.content.parts[0].text',
  ],
];

/** Writes down what was said in a file: by whom the words name, else by OpenAI, which is an assumption. */
function transcribe(property: string, clause: string, { catalog, request }: StepContext): Piece | undefined {
  const named =
    transcribers.find(([, said]) => said.test(clause)) ?? transcribers.find(([, said]) => said.test(request));
  const [node, , parameters, text] = named ?? transcribers[0] ?? [];
  if (!node || !catalog.get(langchain(node))) return undefined;
  const language = languageOf(clause);
  const model = namedModel(catalog, clause) ?? namedModel(catalog, request);
  const options = language && node === 'openAi' ? { language } : {};
  return {
    name: 'Write down what was said',
    type: langchain(node),
    parameters: { ...parameters, binaryPropertyName: property, options },
    assumptions: named
      ? []
      : [
          `OpenAI writes down what was said${model ? ` (n8n’s ${model.name} cannot listen)` : ''}; say “with Gemini” to change that.`,
        ],
    yields: transcript(text ?? '.text'),
  };
}

const transcript = (path: string): Omit<DataSource, 'node'> => ({
  base: '',
  what: 'transcript',
  fields: fieldsOf(
    Object.fromEntries(
      ['transcript', 'transcription', 'transcribed text', 'text', 'message', 'content'].map((word) => [word, path]),
    ),
  ),
  text: `{{ $${path} }}`,
});

const spoken: Record<string, string> = { english: 'en', german: 'de', french: 'fr', spanish: 'es', italian: 'it' };
/** "Transcribe the German voice messages": what is spoken in them. */
const languageOf = (clause: string): string | undefined =>
  spoken[
    /\b(english|german|french|spanish|italian) (?:voice|audio|speech|recordings?)/i.exec(clause)?.[1]?.toLowerCase() ??
      ''
  ];

/** Takes the text out of a file. */
const extracted = (property: string, clause: string, { request, start }: StepContext): Piece => {
  const words = `${clause} ${request}`.toLowerCase();
  // Of a mail only the PDFs are taken.
  const isPdf =
    bringsAttachments(start?.type ?? '') ||
    /\bpdfs?\b|\br[eé]sum[eé]s?\b|\bcvs?\b|\binvoices?\b|\breceipts?\b/.test(words);
  return {
    name: 'Take out the text',
    type: base('extractFromFile'),
    parameters: {
      operation: isPdf ? 'pdf' : 'text',
      ...(property === 'data' ? {} : { binaryPropertyName: property }),
      options: {},
    },
    assumptions: [
      `The files are read as ${isPdf ? 'PDF' : 'plain text'}; say ${isPdf ? 'another kind' : '“PDF”'} to change that.`,
    ],
    yields: {
      base: '',
      what: 'document',
      fields: new Map([
        ['text', isPdf ? '.text' : '.data'],
        ['content', isPdf ? '.text' : '.data'],
      ]),
      text: isPdf ? '{{ $.text }}' : '{{ $.data }}',
    },
  };
};

/**
 * The steps that make the content of a file something a model reads: the words that were said, the text of a document;
 * of an image the image itself. Undefined where there is no such file.
 */
export function contentOf(kind: FileKind, clause: string, context: StepContext): Piece[] | undefined {
  const file = fetched(kind, context);
  if (!file) return undefined;
  const { pieces, property } = file;
  if (kind === 'voice' || kind === 'video') {
    const written = transcribe(property, clause, context);
    return written && [...pieces, written];
  }
  if (kind === 'document') return [...pieces, extracted(property, clause, context)];
  const last = pieces.at(-1);
  const { source } = context;
  if (!last || !source) return pieces;
  const yields = { base: '', what: 'image', fields: new Map<string, string>(), file: { kind, property } };
  return [...pieces.slice(0, -1), { ...last, yields }];
}

/** The kind of file that the data at hand are or may have, where words speak of one. */
export function kindAtHand(kinds: readonly FileKind[], context: StepContext): FileKind | undefined {
  const { source, sourceType = '' } = context;
  if (!source) return undefined;
  if (source.file) return source.file.kind;
  const isFiles = /^(?:googleDrive|dropbox|box|microsoftOneDrive|awsS3|nextCloud)(?:Trigger)?$/.test(
    shortName(sourceType),
  );
  return isFiles || isDoor(sourceType) ? kinds[0] : undefined;
}
