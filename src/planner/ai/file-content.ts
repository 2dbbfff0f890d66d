import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { chooseAct } from '../catalog/acts.ts';
import type { Clause } from '../clauses.ts';
import { base, locator, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';

/** Things whose words are inside a file that a trigger or a list only names. */
const files = /\b(?:files?|documents?|docs?|pdfs?|attachments?|contracts?|resumes?|cvs?)\b/;

/** What Google's own kinds become: n8n's usual ones are none that a loader reads. */
const exported = {
  googleFileConversion: {
    conversion: { slidesToFormat: 'application/pdf', sheetsToFormat: 'text/csv', drawingsToFormat: 'application/pdf' },
  },
};

/** Fetches the file that an item of such an app names; undefined for apps that have none. */
function downloadOf(type: string, { catalog }: Pick<StepContext, 'catalog'>): Piece | undefined {
  const nodeType = catalog.get(type);
  if (!nodeType || !/^(?:googleDrive|dropbox|box|microsoftOneDrive|awsS3|nextCloud)$/.test(shortName(type)))
    return undefined;
  const act = chooseAct(nodeType, {
    verb: 'download',
    said: 'download file',
    stems: ['file'],
    object: ['file'],
    many: false,
  });
  if (act?.operation !== 'download') return undefined;
  const own = { ...(act.resource ? { resource: act.resource } : {}), operation: act.operation };
  const { visible } = resolveParameters(nodeType.properties, own, { version: versionOf(nodeType) });
  const ids = Object.fromEntries(
    visible
      .filter(({ name }) => /^(?:fileId|path|fileKey)$/.test(name))
      .map(({ name, type: kind }) => {
        const value = name === 'path' ? '={{ $json.path_lower ?? $json.path }}' : '={{ $json.id }}';
        return [name, kind === 'resourceLocator' ? locator('id', value) : value];
      }),
  );
  return { name: `Download from ${nodeType.displayName}`, type, parameters: { ...own, ...ids } };
}

/** The same as a kind of file that n8n's loader of documents reads. */
export function readableDownload(type: string, context: Pick<StepContext, 'catalog'>): Piece | undefined {
  const piece = downloadOf(type, context);
  return piece && shortName(type) === 'googleDrive'
    ? { ...piece, parameters: { ...piece.parameters, options: exported } }
    : piece;
}

/**
 * Fetches a file that is only named and takes the text out of it, before a model reads it; nothing where the data at
 * hand are no files. Pure.
 */
export function fileContent({ mask }: Clause, context: StepContext): Piece[] {
  const { source } = context;
  const type = (context.sourceType ?? '').replace(/Trigger$/, '');
  if (!source || !files.test(`${source.what} ${mask}`)) return [];
  const download = downloadOf(type, context);
  if (!download) return [];
  const isPdf = /\bpdfs?\b|\bresumes?\b|\bcvs?\b|\binvoices?\b/.test(`${mask} ${context.request.toLowerCase()}`);
  return [
    download,
    {
      name: 'Take out the text',
      type: base('extractFromFile'),
      parameters: { operation: isPdf ? 'pdf' : 'text', options: {} },
      assumptions: [
        `The files are read as ${isPdf ? 'PDF' : 'plain text'}; say ${isPdf ? 'another kind' : '“PDF”'} to change that.`,
      ],
      yields: {
        base: '',
        what: source.what,
        fields: new Map([
          ['text', isPdf ? '.text' : '.data'],
          ['content', isPdf ? '.text' : '.data'],
        ]),
        text: isPdf ? '{{ $.text }}' : '{{ $.data }}',
      },
    },
  ];
}
