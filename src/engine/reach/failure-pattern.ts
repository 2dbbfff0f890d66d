import { createHash } from 'node:crypto';

/** What a server answered is what went wrong, not what changes from run to run. */
const status = /(?:status(?: code)?|http|code)\W{0,3}([45]\d\d)\b|^\s*([45]\d\d)\b/iu;

/**
 * The same for failures that differ in nothing but ids, numbers, times, addresses and what is quoted: hash of the step and
 * of what is left of the reason. Pure, linear.
 */
export function patternOf({ step, problem }: { step?: string | undefined; problem?: string | undefined }): string {
  const reason = normalizeReason(problem ?? '');
  return createHash('sha256')
    .update(JSON.stringify([step ?? '', reason]))
    .digest('hex')
    .slice(0, 32);
}

/** What is left of a reason. Pure. */
export function normalizeReason(problem: string): string {
  const text = problem.slice(0, 500).normalize('NFKC').toLowerCase();
  const [, named, first] = status.exec(text) ?? [];
  const answered = named ?? first;
  const plain = text
    .replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|`[^`]*`|(?<![\p{L}\p{N}])'[^']*'(?![\p{L}\p{N}])/gu, '…')
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gu, '…')
    .replace(/\S+@\S+/gu, '…')
    // An id, a number, a time: whatever has a digit in it.
    .replace(/[\p{L}_-]*\p{N}[\p{L}\p{N}_.:,/-]*/gu, '…')
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/(?:… ?)+/gu, '… ')
    .trim();
  return answered ? `${answered} ${plain}` : plain;
}
