import { readFileSync, writeFileSync } from 'node:fs';

/**
 * `npm run lock:tidy`, after a package was added: npm compares every package with the Node that npm itself runs on, but
 * the product runs on the Node that comes along (see docs/demo.md). What it would warn of for nothing is taken out of the lock;
 * Flowsmith's own `engines` say which Node npm may run on.
 */
const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, { engines?: { node?: string } }> };
let taken = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  if (path === '' || fitsNode20(entry.engines?.node)) continue;
  delete entry.engines;
  taken++;
}
if (process.argv.includes('--check')) {
  if (taken > 0) process.stdout.write(`npm would warn of ${taken} packages: run npm run lock:tidy.\n`);
  process.exitCode = taken > 0 ? 1 : 0;
} else {
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  process.stdout.write(`${taken} packages tidied.\n`);
}

/** Whether any alternative of the range begins at 20 or before: enough for the ranges there are. */
function fitsNode20(range = '*'): boolean {
  return range.split('||').some((part) => {
    const major = Number(/\d+/.exec(part)?.[0] ?? 0);
    return /^\s*[\^~\d]/.test(part) ? major === 20 : major <= 20;
  });
}
