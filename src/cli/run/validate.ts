import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Catalog } from '#src/catalog/catalog.ts';
import { isTextTooDeep, maxJsonDepth } from '#src/json-depth.ts';
import type { Issue } from '#src/model/issue.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { fix } from '#src/workflow/validate/fix.ts';
import { validateWorkflow } from '#src/workflow/validate/index.ts';
import { print } from '../output.ts';
import { chooseCatalog } from './choose-catalog.ts';

const maxBytes = 32 * 2 ** 20;

export interface ValidateFilesOptions {
  catalog: Catalog;
  /** A JSON line per file instead of text for people. */
  json?: boolean;
  /** Writes what could be mended back to the file. */
  fix?: boolean;
  print: (line: string) => void;
}

/** `validate`. */
export function validate(files: readonly string[], options: { json?: boolean; fix?: boolean }): void {
  const catalog = chooseCatalog({ silent: options.json });
  if (!validateFiles(files, { ...options, catalog, print })) process.exitCode = 1;
}

interface Result {
  issues: Issue[];
  fixed?: Issue[];
}

/**
 * Checks n8n workflow files one after the other and prints what is found. A file that cannot be read or is no workflow
 * is a finding like any other; the files after it are still checked.
 * @returns false when a file has an error
 */
export function validateFiles(files: readonly string[], options: ValidateFilesOptions): boolean {
  let allValid = true;
  for (const file of files) {
    const startedAt = performance.now();
    const result = validateFile(file, options);
    const ms = Math.round((performance.now() - startedAt) * 100) / 100;
    const valid = errorsOf(result.issues).length === 0;
    allValid &&= valid;
    options.print(options.json ? toJson(file, valid, result, ms) : toLines(file, valid, result));
  }
  return allValid;
}

function validateFile(file: string, options: ValidateFilesOptions): Result {
  const read = readWorkflow(file);
  if ('problem' in read) return { issues: [read.problem], ...(options.fix ? { fixed: [] } : {}) };
  const context = { catalog: options.catalog, unknownTypes: 'warning' as const };
  if (!options.fix) return { issues: validateWorkflow(read.workflow, context) };
  const { workflow, fixed, issues } = fix(read.workflow, context);
  if (fixed.length === 0) return { issues, fixed };
  try {
    writeFileSync(file, toText(workflow, read.text));
    return { issues, fixed };
  } catch (cause) {
    const message = `What was mended cannot be written: ${reasonOf(cause)}. The file is as it was.`;
    return { issues: [problem('file-not-written', message), ...validateWorkflow(read.workflow, context)], fixed: [] };
  }
}

type Read = { workflow: unknown; text: string } | { problem: Issue };

function readWorkflow(file: string): Read {
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    if (size > maxBytes) {
      const message = `The file has ${Math.ceil(size / 2 ** 20)} MB; at most ${maxBytes / 2 ** 20} MB are checked.`;
      return { problem: problem('file-too-large', message) };
    }
    bytes = readFileSync(file);
  } catch (cause) {
    return { problem: problem('file-unreadable', `The file cannot be read: ${reasonOf(cause)}.`) };
  }
  // TextDecoder takes the byte order mark off.
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.trim() === '') return { problem: problem('file-empty', 'The file is empty.') };
  if (isTextTooDeep(text))
    return { problem: problem('too-large', `It is nested more than ${maxJsonDepth} deep: no workflow is.`) };
  let workflow: unknown;
  try {
    workflow = JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : '';
    return { problem: problem('not-json', `This is not JSON: ${reason}`) };
  }
  if (!Array.isArray(workflow)) return { workflow, text };
  const message =
    'This is a list, not a workflow. Put each workflow into a file of its own, e.g. n8n export:workflow --all --separate.';
  return { problem: problem('not-a-workflow', message) };
}

const problem = (code: string, message: string): Issue => ({ code, severity: 'error', message });

const reasons: Record<string, string> = {
  ENOENT: 'there is none of that name',
  EISDIR: 'it is a folder',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
};

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? code) : code || String(cause);
}

/** As the file was written: its own indentation, and a line end at the end when it had one. */
function toText(workflow: unknown, before: string): string {
  const indent = /^[{[]\r?\n([ \t]+)/.exec(before.trimStart())?.[1] ?? (before.trim().includes('\n') ? '  ' : '');
  return JSON.stringify(workflow, null, indent) + (before.endsWith('\n') ? '\n' : '');
}

function toJson(file: string, valid: boolean, { issues, fixed }: Result, ms: number): string {
  return JSON.stringify({ file, valid, issues: issues.map(bare), ...(fixed ? { fixed: fixed.map(bare) } : {}), ms });
}

/** Without the fix: that is for programs that hold the catalogue. */
const bare = ({ code, severity, node, path, message }: Issue): Issue => ({
  code,
  severity,
  ...(node === undefined ? {} : { node }),
  ...(path === undefined ? {} : { path }),
  message,
});

function toLines(file: string, valid: boolean, { issues, fixed }: Result): string {
  const line = (label: string, issue: Issue, more = ''): string =>
    `  ${label} ${issue.code}${issue.node ? ` (${issue.node})` : ''}: ${issue.message}${more}`;
  return [
    `${file}: ${valid ? 'valid' : 'NOT VALID'}`,
    ...(fixed ?? []).map((issue) => line('fixed', issue, issue.fix ? ` ${issue.fix.description}` : '')),
    ...issues.map((issue) => line(issue.severity, issue)),
  ].join('\n');
}
