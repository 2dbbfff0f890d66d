import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Path of the browser build of `adaptivecards`; undefined in an installation without development packages. */
export function cardScript(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
  } catch {
    return undefined;
  }
}

/** The script itself; undefined when it is not there, and then the page shows cards as text and says why. */
export async function loadCardScript(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
