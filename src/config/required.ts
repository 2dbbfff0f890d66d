import { z } from 'zod';
import { ConfigError } from '../errors.ts';

/** A text; empty counts as not set. */
export const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

/** The value, or a ConfigError that names the variable and what to set it to. */
export function required(value: string | undefined, name: string, what: string): string {
  if (!value) throw new ConfigError(`${name} is missing: set it to ${what}.`);
  return value;
}

/** A setting as this schema takes it; a blank one counts as not set. */
export const orUnset = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);
