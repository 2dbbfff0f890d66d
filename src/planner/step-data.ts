import type { Clause } from './clauses.ts';
import { accessor, namedFields } from './data.ts';
import { base, type Piece } from './pieces.ts';
import type { StepContext } from './step-text.ts';
import { quotationsOf, toLiteral, toName, toNumber } from './words.ts';

interface Assignment {
  id: string;
  name: string;
  value: unknown;
  type: 'string' | 'number' | 'boolean';
}
const assignment = (index: number, name: string, value: unknown): Assignment => ({
  id: `field-${index + 1}`,
  name,
  value,
  type: typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string',
});

/** Brings the item into the shape of one row, unless the item right before already has it. */
export function rowFor(clause: Clause, context: StepContext): Piece[] {
  const { source, previous } = context;
  const set = (parameters: Record<string, unknown>, assumptions: string[]): Piece[] => [
    { name: 'Prepare the row', type: base('set'), parameters, assumptions },
  ];
  const manual = (assignments: Assignment[]) => ({
    mode: 'manual',
    assignments: { assignments },
    includeOtherFields: false,
    options: {},
  });
  if (!source) {
    return set(manual([assignment(0, 'timestamp', '={{ $now.toISO() }}')]), [
      'The row holds the time of the run; say what else to write.',
    ]);
  }
  const at = accessor(source, previous);
  const fields = namedFields(source, clause.text.replace(/https?:\/\/\S+/g, ' '));
  if (fields.length > 0)
    return set(manual(fields.map(({ word, path }, index) => assignment(index, word, `={{ ${at}${path} }}`))), []);
  if (source.base === '' && at === '$json') return [];
  return set({ mode: 'raw', jsonOutput: `={{ JSON.stringify(${at}${source.base}) }}`, options: {} }, []);
}

export function setStep(clause: Clause, context: StepContext): Piece | undefined {
  const body = /^(?:set|add (?:a |the )?fields?|set (?:a |the )?fields?)\s+(.+)$/i
    .exec(clause.text)?.[1]
    ?.replace(/^(?:a |the )?fields?\s+/i, '');
  if (!body) return undefined;
  const found = [
    ...body.matchAll(
      /([A-Za-z_][\w -]{0,40}?) ?(?:=| to | as | with value )\s*(?:"([^"]{0,300})"|“([^”]{0,300})”|([^,"“]{1,200}?))(?=,| and |$)/g,
    ),
  ];
  const assignments = found.map((match, index) => {
    const value = toLiteral(match[2] ?? match[3] ?? match[4] ?? '', 300);
    const typed = /^-?\d{1,15}(?:\.\d{1,10})?$/.test(value)
      ? Number(value)
      : value === 'true' || value === 'false'
        ? value === 'true'
        : value;
    const name = (match[1] ?? '').replace(/^(?:and |the |a |field )+/, '').trim();
    return assignment(index, name, typed);
  });
  const usable = assignments.filter(
    ({ name }) => name !== '' && !['__proto__', 'constructor', 'prototype'].includes(name),
  );
  if (usable.length === 0) return undefined;
  const parameters = { mode: 'manual', assignments: { assignments: usable }, includeOtherFields: true, options: {} };
  const fields = new Map([
    ...(context.source?.fields ?? []),
    ...usable.map(({ name }) => [name.toLowerCase(), `[${JSON.stringify(name)}]`] as const),
  ]);
  const yields = { base: context.source?.base ?? '', what: context.source?.what ?? 'data', fields };
  return {
    name: toName(`Set ${usable.map(({ name }) => name).join(' and ')}`),
    type: base('set'),
    parameters,
    yields: { ...yields, base: '' },
  };
}

export function waitStep(clause: Clause): Piece | undefined {
  const found = /^(?:wait|pause|sleep)(?: for)? (\d{1,4}|[a-z]{1,10}) (second|minute|hour|day)s?\b/.exec(clause.mask);
  const amount = toNumber(found?.[1]);
  if (!found || !amount) return undefined;
  const unit = `${found[2]}s`;
  return {
    name: `Wait ${amount} ${found[2]}${amount === 1 ? '' : 's'}`,
    type: base('wait'),
    parameters: { resume: 'timeInterval', amount, unit },
  };
}

/** What whoever calls the webhook gets back. */
export function answerStep({ text, mask }: Clause, { webhook }: StepContext): Piece | undefined {
  const lead = /^(?:respond|reply|answer)(?: to)?(?: (?:the )?(?:caller|request|call|it))? with /.exec(mask);
  if (!lead || !webhook) return undefined;
  const body = text.slice(lead[0].length).trim();
  return {
    name: 'Answer the caller',
    type: base('respondToWebhook'),
    parameters: { respondWith: 'text', responseBody: toLiteral(quotationsOf(body)[0]?.text ?? body), options: {} },
  };
}
