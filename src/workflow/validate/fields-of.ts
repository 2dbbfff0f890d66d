import type { NodeProperty } from '#src/catalog/catalog.ts';

/** The fields of a collection; none of any other parameter. */
export function fieldsOf({ type, options = [] }: NodeProperty): NodeProperty[] {
  // n8n lists a collection's fields under the name under which it lists the choices of other parameters.
  return type === 'collection' ? (options as unknown as NodeProperty[]) : [];
}
