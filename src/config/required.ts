import { z } from 'zod';
import { ConfigError } from '../errors.ts';

/** A setting as this schema takes it; a blank one counts as not set. */
export const orUnset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema);

/** A text; blank counts as not set. */
export const optional = orUnset(z.string().trim().optional());

/** The value, or a ConfigError that names the variable and what to set it to. */
export function required(value: string | undefined, name: string, what: string): string {
  if (!value) throw new ConfigError(`${name} is missing: set it to ${what}.`);
  return value;
}
