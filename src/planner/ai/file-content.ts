import { resolveParameters } from '#src/catalog/display-options.ts';
import { shortName } from '#src/catalog/names.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { chooseAct } from '../catalog/acts.ts';
import { locator, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';

/** Fetches a file that an item of an app for files only names; undefined where the data at hand are none. Pure. */
export function downloadFrom({ source, sourceType, catalog }: StepContext): Piece | undefined {
  const type = (sourceType ?? '').replace(/Trigger$/, '');
  const nodeType = catalog.get(type);
  if (!source || !nodeType) return undefined;
  if (!/^(?:googleDrive|dropbox|box|microsoftOneDrive|awsS3|nextCloud)$/.test(shortName(type))) return undefined;
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
