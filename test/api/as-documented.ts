import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { limitHeaders } from '#src/api/operations/headers.ts';
import { operations } from '#src/api/operations/index.ts';
import { type Operation, refusalsOf } from '#src/api/operations/operation.ts';
import { problemDocument } from '#src/api/operations/problem.ts';

export interface Answered {
  method: string;
  /** With what stands behind the question mark. */
  path: string;
  status: number;
  headers: Headers;
  body: unknown;
}

/** The operation a call goes to; undefined for what is no part of the interface for programs. */
export function operationAt({ method, path }: Pick<Answered, 'method' | 'path'>): Operation | undefined {
  const plain = path.replace(/[?#].*/, '');
  return operations.find(
    (each) =>
      each.method === method.toLowerCase() && new RegExp(`^${each.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
}

/** What of an answer is not as /openapi.json says: its status, a header, a field that is missing, wrong, or said nowhere. */
export function undocumented(answered: Answered): string[] {
  const operation = operationAt(answered);
  if (!operation) return [];
  const { status, headers, body } = answered;
  const answer = operation.answers[status];
  if (answer) {
    const type = answer.schema ? /^application\/json\b/ : /^$/;
    return [
      ...typeOf(headers, type),
      ...Object.entries({ ...limitHeaders, ...answer.headers }).flatMap(([name, schema]) =>
        faultsOf(schema as z.ZodType, headers.get(name) ?? undefined, name),
      ),
      ...(answer.schema ? faultsOf(answer.schema, body, 'the body') : []),
    ];
  }
  if (!refusalsOf(operation).some((each) => each === status)) return [`status ${status}`];
  return [...typeOf(headers, /^application\/problem\+json\b/), ...faultsOf(problemDocument, body, 'the problem')];
}

const typeOf = (headers: Headers, expected: RegExp): string[] => {
  const type = headers.get('content-type') ?? '';
  return expected.test(type) ? [] : [`content-type ${type}`];
};

/** What is not as a schema says. Parsing leaves out what the schema does not know: then the two are not the same. */
export function faultsOf(schema: z.ZodType, value: unknown, what: string): string[] {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${[what, ...path].join('.')}: ${message}`);
  return isDeepStrictEqual(parsed.data, value) ? [] : beyond(parsed.data, value, what);
}

function beyond(known: unknown, value: unknown, at: string): string[] {
  if (isDeepStrictEqual(known, value)) return [];
  if (typeof value !== 'object' || value === null || typeof known !== 'object' || known === null)
    return [`${at} is another one than it was read as`];
  return Object.entries(value).flatMap(([name, each]) =>
    name in known
      ? beyond((known as Record<string, unknown>)[name], each, `${at}.${name}`)
      : [`${at}.${name} is said nowhere`],
  );
}
