import { ConfigError } from '../errors.ts';

/** The value, or a ConfigError that names the variable and what to set it to. */
export function required(value: string | undefined, name: string, what: string): string {
  if (!value) throw new ConfigError(`${name} is missing: set it to ${what}.`);
  return value;
}
