import type { Command } from 'commander';
import { describeNode, describeNodeJson } from '#src/catalog/describe.ts';
import { searchNodes } from '#src/catalog/search.ts';
import { ConfigError } from '#src/errors.ts';
import { chooseCatalog } from './choose-catalog.ts';
import { print } from './output.ts';

/** `nodes search|describe`: the node catalogue. */
export function addNodes(program: Command): void {
  const nodes = program.command('nodes').description('the node catalogue');
  nodes
    .command('search')
    .argument('<words>')
    .option('--json', 'machine-readable')
    .action((words: string, options: { json?: boolean }) => {
      const catalog = chooseCatalog({ silent: options.json });
      const found = searchNodes(catalog, words, 10).map(({ type, score }) => ({
        type,
        score,
        displayName: catalog.get(type)?.displayName,
      }));
      if (options.json) return print(JSON.stringify(found));
      for (const each of found) print(`${each.type}\t${each.displayName}`);
    });
  nodes
    .command('describe')
    .argument('<type>')
    .option('--resource <resource>')
    .option('--operation <operation>')
    .option('--json', 'machine-readable')
    .action((type: string, { json, ...slice }: { resource?: string; operation?: string; json?: boolean }) => {
      const nodeType = chooseCatalog({ silent: json }).get(type);
      if (!nodeType)
        throw new ConfigError(`There is no node type "${type}": find its name with flowsmith nodes search "words".`);
      print(json ? JSON.stringify(describeNodeJson(nodeType, slice)) : describeNode(nodeType, slice));
    });
}
