import type { N8nWorkflow, StoredWorkflow } from '#src/model/n8n-workflow.ts';

/** How the name of every workflow made for a rehearsal begins; an id follows. */
export const rehearsalName = 'Flowsmith rehearsal';
const named = new RegExp(`^${rehearsalName} [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
const markerKey = 'flowsmithRehearsal';

/** True for a workflow that a rehearsal made: it is nobody's, gone in a moment, and told to nobody. */
export const isRehearsal = ({ name }: Pick<N8nWorkflow, 'name'>): boolean => named.test(name);

/** The document with the marker by which what a crash left is found. @param startedAt milliseconds since 1970 */
export function asRehearsal<T extends N8nWorkflow>(workflow: T, startedAt: number): T {
  return { ...workflow, staticData: { global: { [markerKey]: startedAt } } };
}

/** When the rehearsal began that made it; undefined for a workflow without name and marker: nobody's but its owner's. */
export function rehearsalBegan(workflow: Pick<StoredWorkflow, 'name' | 'staticData'>): number | undefined {
  const global = workflow.staticData?.['global'];
  const at = (global as Record<string, unknown> | undefined)?.[markerKey];
  return isRehearsal(workflow) && typeof at === 'number' ? at : undefined;
}
