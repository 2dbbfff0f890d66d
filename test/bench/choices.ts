import { createDirectory } from '#src/values/directory.ts';
import { toOptions } from '#src/values/pick.ts';
import type { Source, Wanted } from '#src/values/value.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { services } from '#test/values/asked/directories.ts';
import { type Asked, askAll, countOf } from '#test/values/asked/run.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const goal = (words: string, met: boolean): void => {
  print(`${met ? 'met' : 'NOT MET'}: ${words}`);
  if (!met) process.exitCode = 1;
};

/** How fast a list answers while somebody types, and how many requests end for want of a value that a list has. */
export async function run(): Promise<void> {
  await typeahead();
  const catalog = await fullCatalog();
  if (!catalog) return print('requests: no catalogue of a real n8n here');
  const { on, off } = await askAll(catalog);
  const told = (name: string, all: readonly Asked[]) =>
    print(
      `${name}: ${all.length} requests; ${countOf(all, 'ready')} need no value, ${countOf(all, 'picked')} are picked from a list, ${countOf(all, 'blocked')} blocked, ${countOf(all, 'no draft')} without a draft`,
    );
  told(`directories of ${services.length} services`, on);
  told('no directories', off);
  for (const { request, ending, open } of on)
    if (ending !== 'ready') print(`  ${ending}: ${request} → ${open.join('; ')}`);
  goal('at most 2 blocked for a value that a list has', countOf(on, 'blocked') <= 2);
}

const names = 10_000;

async function typeahead(): Promise<void> {
  const values = Array.from({ length: names }, (_, at) => ({
    name: `Customer list ${at} of the north`,
    value: `sheet-${at}`,
  }));
  const source: Source = { origin: 'n8n', find: async () => ({ values, whole: true }) };
  const wanted: Wanted = {
    tenant: 't',
    nodeType: 'n8n-nodes-base.googleSheets',
    version: 4.7,
    key: 'documentId',
    list: { method: 'spreadSheetsSearch', kind: 'listSearch' },
    credential: { type: 'googleSheetsOAuth2Api', id: 'c' },
    open: false,
    parameters: {},
  };
  const directory = createDirectory([source]);
  const ask = async (words: string) => toOptions((await directory.find(wanted, words)).values);
  await ask('');
  // A name as it is typed, key by key, and what nobody has.
  const typed = ['customer list 4711', 'north', 'zzz'].flatMap((word) =>
    Array.from(word, (_, at) => word.slice(0, at + 1)),
  );
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1)
    for (const words of typed) {
      const begun = performance.now();
      await ask(words);
      times.push(performance.now() - begun);
    }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  print(`typeahead, ${names} names, ms per key: p50 ${at(0.5).toFixed(1)}, p95 ${at(0.95).toFixed(1)}`);
  goal('p95 of a key at most 300 ms', at(0.95) <= 300);
}
