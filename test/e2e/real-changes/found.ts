import { type Change, type Held, type HeldNode, isNote } from './held.ts';

/** One kind of change; undefined where the workflow has nothing of the sort. */
export type Kind = (held: Held) => Change | undefined;

export const base = 'n8n-nodes-base.';
export const steps = (held: Held, type?: string): HeldNode[] =>
  held.nodes.filter((node) => !isNote(node) && (type === undefined || node.type === `${base}${type}`));
export const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
export const isPlain = (text: unknown): text is string =>
  typeof text === 'string' && text !== '' && !text.startsWith('=');

/** A list of fields of a Set node in any of its versions. */
function fieldsOf(
  node: HeldNode,
): { path: string; list: { name: string; value: unknown }[]; more: object } | undefined {
  const { assignments, values, fields } = node.parameters;
  if (assignments?.assignments?.length)
    return { path: 'assignments.assignments', list: assignments.assignments, more: { type: 'string' } };
  if (values?.string?.length) return { path: 'values.string', list: values.string, more: {} };
  return fields?.values?.length ? { path: 'fields.values', list: fields.values, more: {} } : undefined;
}
export const withFields = (held: Held) =>
  steps(held, 'set').flatMap((node) => {
    const fields = fieldsOf(node);
    return fields ? [{ node, ...fields }] : [];
  });
