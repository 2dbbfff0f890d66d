import type { NodeProperty, NodeType } from '#src/catalog/catalog.ts';
import { shortName } from '#src/catalog/names.ts';
import type { Clause } from '../clauses.ts';
import type { DataSource } from '../data.ts';
import { locator } from '../pieces.ts';
import type { Act } from './acts.ts';
import { names, stemsOf } from './lexicon.ts';
import type { Found } from './locate.ts';
import { at, idOf, isWordFor, type Made, tellsNothing } from './made.ts';

/** What a clause may refer to. */
interface AtHand {
  source: DataSource | undefined;
  /** Node the step will follow. */
  previous: string;
  made?: readonly Made[] | undefined;
}

const pointing = /\b(?:the|that|this|it|its|same|each|every) ((?:[\p{L}-]+ ?){1,4})/gu;
const unnamed = new Set(['id', 'key', 'number', 'name', 'or', 'by', 'the', 'of', 'to', 'parent', 'slug']);

/** True when a clause speaks of what was made: "the folder", "in that repository". */
const speaksOf = ({ mask }: Clause, made: Made): boolean =>
  [...mask.matchAll(pointing)].some(([, words = '']) =>
    words
      .trim()
      .split(' ')
      .some((word) => isWordFor(word, made)),
  );

/**
 * The id of what an earlier step made or read, where a parameter takes the id of such a thing and the clause speaks of
 * it: a card of "the board", "delete it". Undefined for anything else; an id counts in its own app only.
 */
export function referTo(
  { name, displayName, type, modes, description }: NodeProperty,
  nodeType: NodeType,
  act: Act,
  clause: Clause,
  context: AtHand,
): Found | undefined {
  const { made = [], previous } = context;
  const takesId =
    type === 'resourceLocator' ? modes?.some((mode) => mode.name === 'id') : type === 'string' || type === 'options';
  if (
    !takesId ||
    (!/(?:id|key|number)$/i.test(name) && !/\b(?:ID|Key)\b/.test(displayName) && type !== 'resourceLocator')
  )
    return undefined;
  const label = [...stemsOf(displayName), ...stemsOf(name)].filter((word) => !unnamed.has(word));
  const isParent = /parent/i.test(name);
  const isIt = /^(?:please )?[\p{L}-]+ (?:it|them)\b/u.test(clause.mask) && act.verb !== 'create';
  const one = made.findLast((each) => {
    if (each.type !== nodeType.name || each.resource === '') return false;
    const own = each.resource === act.resource;
    const things = stemsOf(each.resource);
    const named = label.some((word) => things.some((thing) => names(word, thing) !== undefined));
    if (own) return act.verb !== 'create' && (named || label.length === 0) && (isIt || speaksOf(clause, each));
    const holds =
      isParent || named || things.some((thing) => stemsOf(description ?? '').includes(thing) && label.length === 0);
    return holds && speaksOf(clause, each);
  });
  if (!one) return undefined;
  if (tellsNothing.test(shortName(one.type))) return fileName(name, context);
  const value = `={{ ${at(one, previous)}${idOf(one, `${displayName} ${name.replace(/([a-z])([A-Z])/g, '$1 $2')}`)} }}`;
  return { value: type === 'resourceLocator' ? locator('id', value) : value, said: [one.resource, ...things(one)] };
}

/** A file that was put somewhere under its own name, where the node gives out nothing of it. */
function fileName(name: string, { source }: AtHand): Found | undefined {
  if (!/^file/i.test(name) || !source?.isList) return undefined;
  return { value: `={{ $('${source.node}').item.json.name }}`, said: ['file', 'object'] };
}

const things = ({ resource }: Made): string[] => stemsOf(resource);

/** "For this contact", "in the folder": where it belongs, which the order of the steps says. */
const belonging =
  /\b(?:for|in|on|to|into|under|inside|of|from|with) (?:the |that |this |each |every |its )(?:new |same )?((?:[\p{L}-]+ ){0,2}?)([\p{L}-]+)(?=$|,| (?:and|in|on|for|via|using|with|to|from)\b)/gu;

/** The words of a clause that only say to which of the things made before it belongs. */
export function belongingIn(text: string, made: readonly Made[]): string[] {
  return [...text.toLowerCase().matchAll(belonging)].flatMap(([all, , thing = '']) =>
    made.some((one) => isWordFor(thing, one)) ? [all] : [],
  );
}

const fieldOf =
  /\b(?:the |its |this |that )?((?:[\p{L}-]+ )?[\p{L}-]+?)(?:['’]s)? (id|number|key|link|url|name|title|status)s?\b/iu;

/** "The issue ID" of what was made before, to be put into a message; undefined where no such thing was made. */
export function fieldOfMade(
  text: string,
  { made = [], previous }: AtHand,
): { value: string; said: string } | undefined {
  const found = fieldOf.exec(text);
  const word = found?.[1]?.split(' ').at(-1) ?? '';
  const one = found && made.findLast((each) => isWordFor(word, each));
  if (!one) return undefined;
  const field = found[2]?.toLowerCase() ?? 'id';
  const path = /^(?:id|number|key)$/.test(field)
    ? idOf(one, field)
    : /^(?:link|url)$/.test(field)
      ? linkOf(one)
      : `.${field}`;
  return { value: `={{ ${at(one, previous)}${path} }}`, said: found[0] };
}

const linkOf = ({ type }: Made): string =>
  /\.github$/.test(type) ? '.html_url' : /\.gitlab$/.test(type) ? '.web_url' : '.url';
