import type { ExampleField, RehearsedExample } from '#src/model/rehearsal.ts';
import { redactSecrets } from '#src/policy/secrets.ts';
import type { Plan } from '../plan.ts';
import type { Samples } from './samples.ts';

/** As many as a form has room for. */
const mostFields = 8;
const longest = 500;

/** What of the example somebody may change: plain values that are read of the first step that has any. Pure. */
export function exampleIn(plan: Plan, { outcomes, reads }: Samples): { example?: RehearsedExample } {
  for (const { key, node } of plan.held) {
    const [item] = outcomes[key]?.items ?? [];
    const paths = new Map((reads.get(node) ?? []).map(({ path }) => [JSON.stringify(path), path]));
    const fields = [...paths.values()].flatMap((path): ExampleField[] => {
      const value = path.reduce<unknown>((at, part) => Object(at)[part], item);
      if (typeof value === 'string') return [{ path, value: redactSecrets(value.slice(0, longest)).text }];
      return typeof value === 'number' || typeof value === 'boolean' ? [{ path, value }] : [];
    });
    if (fields.length > 0) return { example: { node, fields: fields.slice(0, mostFields) } };
  }
  return {};
}
