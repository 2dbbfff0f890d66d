import { resolveParameters } from '#src/catalog/display-options.ts';
import { versionOf } from '#src/catalog/slice.ts';
import { locator, type Piece } from '../pieces.ts';
import type { StepContext } from '../step-text.ts';
import { chooseAct } from './acts.ts';

/** Files that were listed, in this clause or the one before, are fetched before they are put elsewhere. */
export function withDownloads(pieces: readonly Piece[], context: StepContext): Piece[] {
  const { made = [], source, sourceType, previous } = context;
  const listed = source?.isList ? made.find(({ node }) => node === source.node) : undefined;
  const isElsewhere = listed !== undefined && sourceType !== pieces[0]?.type;
  const first =
    isElsewhere && listed.node === previous && /^file/i.test(listed.resource) && uploads(pieces[0])
      ? downloadOf(listed.type, context)
      : undefined;
  const rest = pieces.flatMap((piece, at) => {
    const { type, parameters } = piece;
    const lists = /^file/i.test(String(parameters['resource'])) && !/download/i.test(String(parameters['operation']));
    const fetched = lists && piece.yields && uploads(pieces[at + 1]) ? downloadOf(type, context) : undefined;
    return fetched ? [piece, fetched] : [piece];
  });
  return first ? [first, ...rest] : rest;
}

const uploads = (piece: Piece | undefined): boolean => /^upload/.test(String(piece?.parameters['operation']));

/** The step that fetches a file by the id that its list gives. */
function downloadOf(type: string, { catalog }: StepContext): Piece | undefined {
  const nodeType = catalog.get(type);
  if (!nodeType) return undefined;
  const wanted = { verb: 'download', said: 'download file', stems: ['file'], object: ['file'], many: false };
  const act = chooseAct(nodeType, wanted);
  if (act?.operation !== 'download') return undefined;
  const own = { resource: act.resource, operation: act.operation };
  const { visible } = resolveParameters(nodeType.properties, own, { version: versionOf(nodeType) });
  const byId = visible.filter(({ modes }) => modes?.some((mode) => mode.name === 'id'));
  const plain = visible.find(({ name, type: kind }) => kind === 'string' && /^fileId$/i.test(name));
  const id = '={{ $json.id }}';
  const ids = Object.fromEntries(byId.map((one) => [one.name, locator('id', id)]));
  return {
    name: `Download from ${nodeType.displayName}`,
    type,
    parameters: { ...own, ...ids, ...(plain ? { [plain.name]: id } : {}) },
  };
}
