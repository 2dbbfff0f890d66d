import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { chooseAct } from '../catalog/acts.ts';
import { locator, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';

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

/** Fetches the file that the data at hand name; undefined where they name none. */
export const downloadFrom = ({ source, sourceType, catalog }: StepContext): Piece | undefined =>
  source && downloadOf((sourceType ?? '').replace(/Trigger$/, ''), { catalog });
