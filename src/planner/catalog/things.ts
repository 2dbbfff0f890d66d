import type { Catalog, NodeType } from '#src/catalog/catalog.ts';
import { actsOf } from '#src/catalog/slice.ts';
import type { Clause } from '../clauses.ts';
import { appsIn, type NamedApp } from './apps.ts';
import { names, stemsOf } from './lexicon.ts';

/** What is called a file in n8n's node and an object by everybody else: where files are in buckets. */
export const otherWords = (nodeType: NodeType, resource: string): string[] =>
  resource === 'file' && actsOf(nodeType).some(({ value }) => value === 'bucket') ? ['object'] : [];

/** Kinds of things an app's node works with, as stems of their names. */
function thingsOf(catalog: Catalog, { action }: NamedApp): { things: string[]; operations: string[] }[] {
  const nodeType = action ? catalog.get(action) : undefined;
  if (!nodeType) return [];
  return actsOf(nodeType).map(({ value, operations }) => ({
    things: [...stemsOf(value), ...otherWords(nodeType, value)],
    operations: operations.map((one) => one.value),
  }));
}

const isNamed = (words: string, things: readonly string[]): boolean => {
  const last = stemsOf(words).at(-1) ?? '';
  return things.some((thing) => names(last, thing) !== undefined);
};

/** True when the app's node works with what the words end in, "a Salesforce account". */
export const hasThing = (catalog: Catalog, app: NamedApp, words: string): boolean =>
  thingsOf(catalog, app).some(({ things }) => isNamed(words, things));

/** True when an app that a clause names can make the thing its words end in. */
export const madeThere = (catalog: Catalog, { text, mask }: Clause, words: string): boolean =>
  appsIn(catalog, text, mask).some((app) =>
    thingsOf(catalog, app).some(
      ({ things, operations }) => isNamed(words, things) && operations.some((one) => /^(?:create|add)/i.test(one)),
    ),
  );
