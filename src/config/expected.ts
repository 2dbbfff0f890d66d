import type { core } from 'zod';

/** What a setting has to be, from what is wrong with it; never what it is, which may be a secret. */
export function expectedOf(issue: core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return `one of ${issue.values.join(', ')}`;
  if (issue?.code === 'too_small') return `at least ${issue.minimum}`;
  if (issue?.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue?.code === 'invalid_type' && /number|int/.test(issue.expected)) return 'a whole number';
  if (issue?.code === 'invalid_format' && issue.format === 'url')
    return 'an address that starts with https:// or http://';
  if (issue?.code === 'invalid_format' && issue.format === 'regex') return `of the form ${issue.pattern}`;
  return issue ? `something else (${issue.code})` : 'readable';
}
