import { shortName } from '#src/catalog/names.ts';
import type { Clause } from '../clauses.ts';
import { base, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { isUndone, type Undone } from './undone.ts';

/** Data that are files already, or name one. */
const isFile =
  /\b(?:files?|documents?|images?|photos?|pictures?|videos?|attachments?|pdfs?|recordings?|e-?mails?|messages?|objects?)\b/i;
const kinds: Record<string, string> = { csv: 'csv', json: 'toJson', excel: 'xlsx', xlsx: 'xlsx', html: 'html' };

/** What is put away as a file is made one first, where the data at hand are none. */
export function withFiles(pieces: readonly Piece[], { mask }: Clause, { source, sourceType }: StepContext): Piece[] {
  return pieces.flatMap((piece, at) => {
    const before = pieces[at - 1];
    const what = before ? (before.yields?.what ?? 'file') : (source?.what ?? 'file');
    const from = shortName(before?.type ?? sourceType ?? '');
    const uploads =
      /^upload$/.test(String(piece.parameters['operation'])) && /^file$/.test(String(piece.parameters['resource']));
    if (
      !uploads ||
      isFile.test(what) ||
      /^(?:code|httpRequest|form|webhook|googleDrive|dropbox|box|microsoftOneDrive|awsS3)/.test(from)
    )
      return [piece];
    const kind = /\b(csv|excel|xlsx|html)\b/.exec(mask)?.[1] ?? 'json';
    return [
      { ...toFile(kind), assumptions: [`The data are put into a file as ${kind.toUpperCase()}.`] },
      { ...piece, parameters: { ...piece.parameters, ...asBinary(piece.type) } },
    ];
  });
}

/** Some apps take a text unless they are told that there is a file. */
const asBinary = (type: string): Record<string, unknown> =>
  /dropbox|box|microsoftOneDrive/.test(type)
    ? { binaryData: true }
    : /nextCloud/.test(type)
      ? { binaryDataUpload: true }
      : {};

const toFile = (kind: string): Piece => ({
  name: `Make a file of ${kind.toUpperCase()}`,
  type: base('convertToFile'),
  parameters: { operation: kinds[kind] ?? 'toJson', ...(kind === 'json' ? { mode: 'each' } : {}), options: {} },
  yields: { base: '', what: 'file', fields: new Map() },
});

/** "Convert it to CSV". */
export function fileStep({ mask }: Clause, { source }: StepContext): Piece | undefined {
  const kind =
    /^(?:please )?(?:convert|transform|turn|format|export|write)s? (?:it|them|this|(?:the |all )(?:[\p{L}-]+ )?[\p{L}-]+) (?:in)?to (?:an? )?(csv|json|excel|xlsx|html)(?: files?)?$/u.exec(
      mask,
    )?.[1];
  return kind && source && !isFile.test(source.what) ? toFile(kind) : undefined;
}

/** A backup in a repository: a file of each day and thing, so that none is written over. */
export function inFiles(found: Piece[] | Undone | undefined): Piece[] | undefined {
  if (!found || isUndone(found)) return undefined;
  const [piece] = found;
  if (!piece || !/^file$/.test(String(piece.parameters['resource']))) return undefined;
  if (shortName(piece.type) !== 'github') return found;
  const { missing = [], ...rest } = piece;
  const own = {
    filePath: '={{ $now.toFormat("yyyy-MM-dd") }}/{{ $json.id ?? $itemIndex }}.json',
    fileContent: '={{ JSON.stringify($json, null, 2) }}',
    commitMessage: 'Backup',
  };
  return [
    {
      ...rest,
      parameters: { ...own, ...rest.parameters },
      missing: missing.filter(({ path }) => !(path in own)),
      assumptions: [...(rest.assumptions ?? []), 'Each is a file of its own, in a folder for the day.'],
    },
  ];
}
