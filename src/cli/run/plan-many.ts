import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { toOperatorMessage } from '#src/errors.ts';
import { maxRequestLength } from '#src/planner/planner.ts';
import { note } from '../output.ts';
import { openPlanning, type Planned } from './plan-one.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()], { error: '“id” has to be a text or a number' }),
  request: z
    .string({ error: '“request” has to be a text' })
    .refine((text) => text.trim() !== '', { error: '“request” is empty' })
    .refine((text) => text.length <= maxRequestLength, {
      error: `“request” has more than ${maxRequestLength} characters`,
    }),
  timezone: z
    .string({ error: '“timezone” has to be a text' })
    .refine(isTimezone, { error: '“timezone” is no name of a time zone, like Europe/Berlin' })
    .optional(),
});

/** `plan --requests`: a line out per line in, in the order they came. Exit code 1 when a line was not planned. */
export async function planMany(file: string): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  try {
    const failed = await planLines(input, process.stdout, openPlanning(true));
    if (failed > 0) process.exitCode = 1;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EPIPE') return;
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    note(`The requests cannot be read: ${cause.message}`);
    process.exitCode = 1;
  }
}

/**
 * Plans line by line and writes each answer before the next line is read. A line that cannot be read or planned is
 * answered with `error`, its number and its id as far as there is one; the lines behind it are still planned. Lines with
 * nothing in them are passed over.
 * @returns how many lines were not planned
 */
export async function planLines(
  input: Readable,
  output: Writable,
  plan: (request: string, timezone?: string) => Promise<Planned>,
): Promise<number> {
  let failed = 0;
  let line = 0;
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const text of lines) {
    line += 1;
    if (text.replace(/^\uFEFF/, '').trim() === '') continue;
    const answer = await answerTo(text.replace(/^\uFEFF/, ''), line, plan);
    if ('error' in answer) failed += 1;
    if (!output.write(`${JSON.stringify(answer)}\n`)) await once(output, 'drain');
  }
  return failed;
}

type Answer = ({ id: string | number } & Planned) | { id: unknown; line: number; error: string };

async function answerTo(
  text: string,
  line: number,
  plan: (request: string, timezone?: string) => Promise<Planned>,
): Promise<Answer> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { id: null, line, error: 'This line is not JSON.' };
  }
  const id = typeof given === 'object' && given !== null && 'id' in given ? given.id : null;
  const read = lineSchema.safeParse(given);
  if (!read.success) {
    const [first] = read.error.issues;
    const reason = first?.path.length ? first.message : 'it has to be an object with “id” and “request”';
    return { id, line, error: `This line is not planned: ${reason}.` };
  }
  const { request, timezone } = read.data;
  try {
    return { id: read.data.id, ...(await plan(request, timezone)) };
  } catch (cause) {
    return { id: read.data.id, line, error: `This request could not be planned: ${toOperatorMessage(cause)}` };
  }
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
