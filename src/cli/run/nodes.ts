import { describeNode, describeNodeJson } from '#src/catalog/describe.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { ConfigError } from '#src/errors.ts';
import { print } from '../output.ts';
import { chooseCatalog } from './choose-catalog.ts';

interface Slice {
  resource?: string;
  operation?: string;
}

/** `nodes search`. */
export function search(words: string, { json }: { json?: boolean }): void {
  const catalog = chooseCatalog({ silent: json });
  const found = searchNodes(catalog, words, 10).map(({ type, score }) => ({
    type,
    score,
    displayName: catalog.get(type)?.displayName,
  }));
  if (json) print(JSON.stringify(found));
  else for (const each of found) print(`${each.type}\t${each.displayName}`);
}

/** `nodes describe`. */
export function describe(type: string, { json, ...slice }: Slice & { json?: boolean }): void {
  const nodeType = chooseCatalog({ silent: json }).get(type);
  if (!nodeType)
    throw new ConfigError(`There is no node type "${type}": find its name with flowsmith nodes search "words".`);
  print(json ? JSON.stringify(describeNodeJson(nodeType, slice)) : describeNode(nodeType, slice));
}
