import { expect } from 'vitest';
import type { Edit, Issue } from '#src/model/issue.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { catalog } from '../documents.ts';
import type { Document } from './rules.ts';

/** The document after the fix of its one finding of this kind; that finding is gone and no error is new. */
export function expectMended(given: Document, code: string): unknown {
  const before = validateWorkflow(given, { catalog });
  const fix = before.find((issue) => issue.code === code && issue.fix)?.fix;
  expect(fix, `${code} has a fix: ${JSON.stringify(before)}`).toBeDefined();
  expect(fix?.description).not.toBe('');
  const mended = (fix?.edits ?? []).reduce<unknown>(edited, structuredClone(given));
  const after = validateWorkflow(mended, { catalog });
  expect(after.map((issue) => issue.code)).not.toContain(code);
  const errors = (issues: readonly Issue[]): string[] =>
    issues.filter((issue) => issue.severity === 'error').map((issue) => issue.message);
  for (const message of errors(after)) expect(errors(before)).toContain(message);
  return mended;
}

/** What stands at a path of a document. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((here, step) => (here as Record<string | number, unknown> | undefined)?.[step], value);
}

function edited(document: unknown, edit: Edit): unknown {
  const last = edit.path.at(-1) ?? '';
  const holder = at(document, ...edit.path.slice(0, -1)) as Record<string | number, unknown>;
  if ('remove' in edit) {
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else delete holder[last];
  } else holder[last] = edit.value;
  return document;
}
