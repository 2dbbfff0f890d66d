import { z } from 'zod';
import { type N8nAct, toN8nError } from './messages.ts';

/** n8n writes null where it means "not set". */
export const unset = <T extends z.ZodType>(schema: T) =>
  z
    .union([schema, z.null()])
    .transform((value) => value ?? undefined)
    .optional();

/** n8n's answer in the shape we read; another shape is the N8nError `n8n_answer_unreadable`. */
export function parseAnswer<T extends z.ZodType>(schema: T, answer: unknown, act: N8nAct): z.infer<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0];
  throw toN8nError({ unreadable: `${where?.path.join('.') ?? ''}: ${where?.message ?? 'unexpected shape'}` }, act);
}
