import type { z } from 'zod';

type ZodIssue = z.core.$ZodIssue;

/** What is wrong with a field, for a person: `request: it is missing`. Without zod's own words. */
export function issueText(issue: ZodIssue | undefined, whole: string): string {
  if (!issue) return `${whole}: it is not as expected`;
  // A choice between shapes is told by the shape that came closest.
  if (issue.code === 'invalid_union') {
    const nested = issue.errors.toSorted((a, b) => a.length - b.length)[0]?.[0];
    if (nested) return issueText({ ...nested, path: [...issue.path, ...nested.path] }, whole);
  }
  return `${issue.path.join('.') || whole}: ${wordsOf(issue)}`;
}

function wordsOf(issue: ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && !/received/.test(issue.message)
        ? 'it is missing'
        : typeText(issue.expected, /received (\w+)/.exec(issue.message)?.[1]);
    case 'too_small':
      return sizeText(issue.origin, Number(issue.minimum), 'least');
    case 'too_big':
      return sizeText(issue.origin, Number(issue.maximum), 'most');
    case 'invalid_value':
      return `it has to be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => JSON.stringify(key.slice(0, 100))).join(', ')} ${issue.keys.length > 1 ? 'are' : 'is'} not among its fields`;
    case 'invalid_format':
      return formats[issue.format] ?? 'it has characters that are not allowed, or is too long';
    case 'custom':
      return issue.message;
    default:
      return 'it is not as expected';
  }
}

const formats: Record<string, string> = {
  uuid: 'it is no id as Flowsmith gives them',
  url: 'it is no address such as https://example.com/hook',
};
const names: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  NaN: 'something else',
};

function typeText(expected: string, received: string | undefined): string {
  if (received === 'undefined') return 'it is missing';
  const wanted = names[expected] ?? expected;
  return received ? `it has to be ${wanted}, not ${names[received] ?? received}` : `it has to be ${wanted}`;
}

function sizeText(origin: string, bound: number, which: 'least' | 'most'): string {
  if (origin === 'string' && which === 'least' && bound === 1) return 'it must not be empty';
  if (origin === 'string') return `it has to have at ${which} ${bound} ${bound === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `it has to have at ${which} ${bound} ${bound === 1 ? 'entry' : 'entries'}`;
  return `it has to be at ${which} ${bound}`;
}
