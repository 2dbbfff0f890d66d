import type { Clause } from './clauses.ts';
import type { Piece } from './pieces.ts';
import { takesAwayUnasked } from './takes-away.ts';

/** Verbs that take something away, and operations that do nothing of the kind. */
const taking = /^(?:please )?(?:delete|remove|erase|empty|clear|wipe|truncate|purge)\b/;
const keeping = /^(?:get|read|select|search|list|append|create|add|insert|update|upsert|send|post)/i;
/** Operations that take away all there is unless a filter is set; n8n's Google Sheets takes the second row then. */
const wholesale = /^(?:deleteTable|clear|truncate|drop|deleteRows|deleteAll|flush)$/;
/** Nodes whose plain `delete` is told by a filter what goes. */
const filtered = /\.(?:mongoDb|microsoftSql|supabase|googleSheets|microsoftExcel|dataTable|snowflake|elasticsearch)$/;
const everything =
  /\b(?:all|every|everything|entire|whole|complete|completely)\b|^(?:please )?(?:empty|clear|wipe|truncate)\b/;
/** Words that say which of it all: none of them is a filter of the node. */
const choosing =
  /\b(?:older|newer|than|before|after|since|where|whose|which|with|without|except|but|only|if|unless|old|outdated|expired|stale|last|first|oldest|newest|duplicates?|that|matching|id)\b/;

/** True for a step that takes away everything a table or a sheet has. */
const isWipe = ({ type, parameters }: Piece): boolean => {
  const operation = String(parameters['operation'] ?? '');
  return wholesale.test(operation) || (filtered.test(type) && /^delete$/.test(operation));
};

/**
 * True where a clause asks for a removal and the steps would do another one: everything of a table where only some of
 * it was said, or nothing that takes away at all. Such steps are never drafted. Pure.
 */
export function removesOtherwise({ mask }: Clause, pieces: readonly Piece[]): boolean {
  const wipes = pieces.filter(isWipe);
  if (wipes.length === 0)
    return taking.test(mask) && pieces.every(({ parameters }) => keeping.test(String(parameters['operation'] ?? '')));
  const one = wipes.some(
    ({ type, parameters }) => /\.googleSheets$/.test(type) && parameters['operation'] === 'delete',
  );
  const left = wipes.some((piece) => piece.left !== undefined);
  return one || left || pieces.length > wipes.length || !everything.test(mask) || choosing.test(mask);
}

/** True where one of the steps takes something away. Pure. */
export const removes = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ parameters }) => takesAwayUnasked(String(parameters['operation'] ?? ''), ''));

/** True where a step takes away what was read or made before: words left out may have said which of it. Pure. */
export const removesRead = (pieces: readonly Piece[]): boolean =>
  removes(pieces.filter(({ parameters }) => /\$json|\$\('/.test(JSON.stringify(parameters))));

/** True where one of the steps takes away everything a table has. Pure. */
export const wipesAny = (pieces: readonly Pick<Piece, 'type' | 'parameters'>[]): boolean =>
  pieces.some((piece) => isWipe(piece as Piece));
