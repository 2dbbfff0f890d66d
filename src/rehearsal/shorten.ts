import { redactSecrets } from '#src/policy/secrets.ts';

/** One line of n8n's or a program's words, without secrets. */
export function shorten(text: string, most: number): string {
  const line = redactSecrets(text.replace(/\s+/g, ' ').trim().replace(/\.+$/, '')).text;
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
