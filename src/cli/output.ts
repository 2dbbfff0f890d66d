/** One line on standard output: what the command was asked for. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line on standard error: what a person should know besides, out of the way of pipes. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}
