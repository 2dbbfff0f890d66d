import type { Clause } from '../clauses.ts';
import type { StepContext } from '../step-text.ts';
import { verbOf } from './act-of.ts';
import type { NamedApp } from './apps.ts';
import { meaningsOf } from './lexicon.ts';
import { hasThing } from './things.ts';
import type { Undone } from './undone.ts';

const pronoun = /^(?:it|them|this|that|these|those)$/;
/** What is acted on: the words up to where it is put or what it is like. */
const reach =
  / (?:to|in|into|on|onto|from|with|for|via|by|using|called|named|titled|saying|about|when|where|who|that|which|of)\b/;

function objectOf({ mask }: Clause): string {
  const behind = mask.replace(/^(?:please )?[\p{L}-]+(?: up)?\s*/u, '');
  return behind
    .slice(0, reach.exec(behind)?.index ?? behind.length)
    .replace(/[\uE001\uE002,]+/g, ' ')
    .trim();
}

/**
 * The app that a clause without one goes on with: the last one spoken of that has such things, "create a task" behind
 * Asana; for "delete it", that of what was made or read last. Never for what is sent or told.
 */
export function carriedApp(
  clause: Clause,
  verb: string,
  { catalog, spoken = [], made = [] }: StepContext,
): NamedApp | undefined {
  const meanings = meaningsOf(verb);
  if (meanings.length === 0 || (meanings.includes('send') && verb !== 'make')) return undefined;
  const object = objectOf(clause);
  const unplaced = (app: NamedApp): NamedApp => ({ ...app, start: -1, end: -1 });
  if (pronoun.test(object)) {
    const last = meanings.some((one) => ['delete', 'update', 'move', 'copy'].includes(one)) ? made.at(-1) : undefined;
    const app = last && spoken.findLast(({ action }) => action === last.type);
    return app && unplaced(app);
  }
  const found = object === '' ? undefined : spoken.findLast((app) => hasThing(catalog, app, object));
  return found && unplaced(found);
}

/** "Make an asset" behind an app that has none: that it has none is said. */
export function ofLastSpoken(clause: Clause, { spoken = [] }: StepContext): Undone | undefined {
  const last = spoken.at(-1);
  const { verb } = verbOf(clause);
  const makes = meaningsOf(verb).some((one) => one === 'create' || one === 'update' || one === 'delete');
  const object = objectOf(clause);
  if (!last || !makes || !object || pronoun.test(object) || object.split(' ').length > 4) return undefined;
  return { reason: last.action ? 'no-act' : 'no-app', app: last.name };
}
