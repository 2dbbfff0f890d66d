import { shortName } from '#src/catalog/names.ts';
import { base, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';

/** What makes a trigger for mail bring the files of a mail with it. */
const bringing: Record<string, Record<string, unknown>> = {
  gmailTrigger: { simple: false, options: { downloadAttachments: true } },
  microsoftOutlookTrigger: { options: { downloadAttachments: true } },
  emailReadImap: { downloadAttachments: true },
};
const attached = /\battachments?\b/i;
/** What is done with what stands in attachments: they have to come along. */
const read =
  /\b(?:extract|pars|read|summari[sz]|analy[sz]|process|scan|classif|transcrib|pull|captur|digiti[sz])\w*\b/i;
const readable =
  /\b(?:attachments?|attached|pdfs?|invoices?|receipts?|bills?|cvs?|r[eé]sum[eé]s?|(?:voice|audio) \w+|recordings?|photos?|images?|pictures?)\b/i;
const put = /\b(?:sav|stor|upload|put|cop|add|archiv|back|mov|forward|writ)\w*\b[^.;]{0,40}\battachments?\b/i;

/** Parameters of a trigger for mail whose attachments are to be put somewhere or read; undefined where none are. */
export const withAttachments = (short: string, request: string): Record<string, unknown> | undefined =>
  (put.test(request) || readsAttachments(request)) && Object.hasOwn(bringing, short) ? bringing[short] : undefined;

/** True where a request wants what stands in the files of a mail. */
export const readsAttachments = (request: string): boolean => read.test(request) && readable.test(request);

/** True for a trigger whose mails can come with their files. */
export const bringsAttachments = (trigger: string): boolean => Object.hasOwn(bringing, shortName(trigger));

/** Every attachment as an item of its own, where they are put elsewhere: one that is left out would be lost. */
export function eachAttachment(upload: Piece, said: string, { source, sourceType }: StepContext): Piece[] {
  const uploads = /upload/i.test(String(upload.parameters['operation']));
  if (!uploads || !attached.test(said) || !source || !Object.hasOwn(bringing, shortName(sourceType ?? '')))
    return [upload];
  const { name: _name, ...parameters } = upload.parameters;
  const file = '{{ $binary.data.fileName }}';
  return [
    {
      name: 'Each attachment',
      type: base('code'),
      parameters: {
        jsCode: `return $input.all().flatMap((item, index) =>
  Object.values(item.binary ?? {}).map((file) => ({
    json: item.json,
    binary: { data: file },
    pairedItem: { item: index },
  })),
);`,
      },
    },
    {
      ...upload,
      parameters: {
        ...parameters,
        ...(/dropbox/.test(upload.type) && parameters['path'] === undefined ? { path: `=/${file}` } : {}),
        ...(/awsS3/.test(upload.type) && parameters['fileName'] === undefined ? { fileName: `=${file}` } : {}),
        ...(/dropbox|box|microsoftOneDrive/.test(upload.type) ? { binaryData: true } : {}),
        ...(/nextCloud/.test(upload.type) ? { binaryDataUpload: true } : {}),
      },
      assumptions: (upload.assumptions ?? []).filter((text) => !text.startsWith('The file name is')),
    },
  ];
}
