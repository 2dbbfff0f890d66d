import type { N8nNode } from '#src/model/n8n-workflow.ts';
import { pickedIn } from '../locators.ts';
import type { Origin, Source } from '../value.ts';

/** What workflows hold already: in n8n, or those this tenant made before. */
export function keptSource(
  origin: Extract<Origin, 'chosen' | 'workflows'>,
  nodesFor: (
    tenant: string,
    options: { again: boolean },
  ) => Promise<readonly Pick<N8nNode, 'type' | 'parameters' | 'credentials'>[]>,
): Source {
  return {
    origin,
    async find(wanted, _words, options) {
      // What no credential guards may be anybody's.
      if (origin === 'workflows' && wanted.open) return undefined;
      const values = pickedIn(await nodesFor(wanted.tenant, options), wanted);
      return { values, whole: true };
    },
  };
}
