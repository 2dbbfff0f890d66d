import type { RehearsedExample } from '#src/model/rehearsal.ts';

/** What was typed, as what stood there was: a number stays one where it is one. */
export function withTyped({ node, fields }: RehearsedExample, typed: Record<string, string>): RehearsedExample {
  return {
    node,
    fields: fields.map(({ path, value }, index) => {
      const text = typed[String(index)] ?? String(value);
      const number = Number(text.trim().replace(',', '.'));
      if (typeof value === 'number' && text.trim() !== '' && Number.isFinite(number)) return { path, value: number };
      if (typeof value === 'boolean' && /^(?:true|false)$/i.test(text.trim()))
        return { path, value: text.trim().toLowerCase() === 'true' };
      return { path, value: text };
    }),
  };
}
