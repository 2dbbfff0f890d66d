import { shortName } from '#src/catalog/names.ts';
import { isUndone, type Undone } from '../catalog/undone.ts';
import { type Clause, toClause } from '../clauses.ts';
import type { Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { capitalize } from '../words.ts';
import { type FileKind, type FileOf, inData, wordsFor } from './kinds.ts';

interface Sent {
  kind: FileKind;
  /** Binary property of the item. */
  property: string;
}
type Parameters = Record<string, unknown>;

const telegram: Record<FileKind, string> = {
  voice: 'sendAudio',
  image: 'sendPhoto',
  document: 'sendDocument',
  video: 'sendVideo',
};

/** What a message of an app becomes when a file is sent instead; undefined where its node sends none. */
const asFile: Record<string, (message: Parameters, file: Sent) => Parameters | undefined> = {
  telegram: ({ chatId }, { kind, property }) => ({
    resource: 'message',
    operation: telegram[kind],
    ...(chatId === undefined ? {} : { chatId }),
    binaryData: true,
    binaryPropertyName: property,
    additionalFields: {},
  }),
  whatsApp: ({ textBody: _text, ...message }, { kind, property }) => ({
    ...message,
    messageType: inData[kind],
    mediaPath: 'useMedian8n',
    mediaPropertyName: property,
  }),
  slack: ({ channelId }, { property }) => {
    const channel = (channelId as { mode?: string; value?: string } | undefined) ?? {};
    return {
      resource: 'file',
      operation: 'upload',
      binaryPropertyName: property,
      options: channel.mode === 'id' || channel.value?.startsWith('=') ? { channelId: channel.value } : {},
    };
  },
  discord: (message, { property }) => ({ ...message, files: { values: [{ inputFieldName: property }] } }),
  gmail: (message, { property }) => ({
    ...message,
    options: {
      ...(message['options'] as Parameters | undefined),
      attachmentsUi: { attachmentsBinary: [{ property }] },
    },
  }),
  emailSend: (message, { property }) => ({
    ...message,
    options: { ...(message['options'] as Parameters | undefined), fileAttachments: property },
  }),
  microsoftOutlook: (message, { property }) => ({
    ...message,
    additionalFields: {
      ...(message['additionalFields'] as Parameters | undefined),
      attachments: { attachments: [{ binaryPropertyName: property }] },
    },
  }),
  linkedIn: ({ text: _text, ...message }, { kind, property }) =>
    kind === 'image' ? { ...message, shareMediaCategory: 'IMAGE', binaryPropertyName: property } : undefined,
};

/** The same message with the file instead; undefined where the app sends none. */
function withFile(piece: Piece, file: Sent): Piece | undefined {
  const short = shortName(piece.type);
  const made = Object.hasOwn(asFile, short) ? asFile[short]?.(piece.parameters, file) : undefined;
  if (!made) return undefined;
  const { left: _left, ...rest } = piece;
  const missing = (piece.missing ?? []).filter(({ path }) => !/^(?:text|message|textBody|content)$/.test(path));
  // Slack takes a file into a channel by its ID alone.
  const channel = (piece.parameters['channelId'] as { value?: string } | undefined)?.value?.replace(/^#/, '') ?? '';
  const byId = short === 'slack' && Object.keys(made['options'] as object).length === 0;
  return {
    ...rest,
    parameters: made,
    missing: [
      ...missing.filter(({ path }) => !byId || path !== 'channelId'),
      ...(byId ? [{ path: 'options.channelId', ask: 'slackChannelId' as const, channel }] : []),
      ...(short === 'linkedIn' ? [{ path: 'text', ask: 'messageText' as const }] : []),
    ],
    assumptions: (piece.assumptions ?? []).filter((text) => !text.startsWith('The message')),
  };
}

const binaryOf = ({ type }: Piece): Parameters =>
  /dropbox|box|microsoftOneDrive/.test(type)
    ? { binaryData: true }
    : /nextCloud/.test(type)
      ? { binaryDataUpload: true }
      : {};

const sends = '(?:send|post|share|publish|deliver|return|forward|e-?mail|mail|upload|save|store|put|archive)';
const object = `(?:it|them|this|that|the (?:result|file|output)|(?:the |an? |this |each )?(?:[\\p{L}-]+ )?(?:${wordsFor('voice')}|${wordsFor('image')}|${wordsFor('video')}|clip|speech))`;
const sending = new RegExp(
  `^(?:please )?(${sends}) (${object})(?![\\p{L}\\p{N}])(?: (?:as|like) an? (?:file|${wordsFor('voice')}|${wordsFor('image')}|attachment))?`,
  'u',
);

/** "Send it to #design", behind a step that gives out a file: it goes as a file. Undefined for other words or data. */
export function sendFileStep(clause: Clause, context: StepContext): Piece[] | Undone | undefined {
  const { source, previous, readStep } = context;
  const file = source && source.node === previous ? source.file : undefined;
  const found = sending.exec(clause.mask);
  if (!found || !file?.property || !readStep) return undefined;
  const sent: Sent = { kind: file.kind, property: file.property };
  const [all, verb = ''] = found;
  const rest = clause.text.slice(all.length);
  const stored = /^(?:upload|save|store|put|archive)$/.test(verb);
  if (stored) {
    const uploaded = readStep(toClause(`upload the ${inData[sent.kind]}${rest}`, clause.joint), context);
    if (!uploaded || isUndone(uploaded)) return uploaded;
    const last = uploaded.at(-1);
    const fits = last && /upload/i.test(String(last.parameters['operation']));
    return fits
      ? uploaded.map((piece) => ({ ...piece, parameters: { ...piece.parameters, ...binaryOf(piece) } }))
      : { reason: 'no-act', app: last?.app ?? last?.name ?? '' };
  }
  const name = capitalize(inData[sent.kind]);
  const told = readStep(
    toClause(`${verb.replace(/upload|return|deliver/, 'send')} “${name}”${rest}`, clause.joint),
    context,
  );
  if (!told || isUndone(told)) return told;
  const pieces = told.map((piece) => withFile(piece, sent));
  const without = told.find((_, at) => pieces[at] === undefined);
  if (without) return { reason: 'no-act', app: without.app ?? shortName(without.type) };
  return pieces.flatMap((piece, at) => {
    const own = told[at];
    return piece ? [{ ...piece, ...(own?.left ? { left: own.left } : {}) }] : [];
  });
}

/** A message that answers somebody as one with a file; undefined where their app takes none. */
export const answeredWith = (reply: Piece, { kind, property }: FileOf): Piece | undefined =>
  property === undefined ? undefined : withFile({ ...reply, name: `Send the ${inData[kind]}` }, { kind, property });
