import { readdirSync } from 'node:fs';

/** A part of the bench: a file of this folder that exports `run`, named on the command line by the file's name. */
interface Part {
  run: () => Promise<void>;
}

const parts = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => file.slice(0, -3))
  .sort();
/** Parts, and options of parts as `--name=value`. */
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const unknown = wanted.find((name) => !parts.includes(name));

if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}" of the bench; there are: ${parts.join(', ')}.\n`);
  process.exitCode = 1;
} else {
  for (const name of wanted.length > 0 ? wanted : parts) {
    process.stdout.write(`\n## ${name}\n`);
    const part = (await import(`./${name}.ts`)) as Part;
    await part.run();
  }
}
