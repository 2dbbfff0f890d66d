import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { N8nKnown } from '#src/engine/n8n-instance.ts';
import { capabilitiesOf } from '#src/n8n/instance.ts';

/** An n8n of which nobody knows more than where it is. */
export const knownAt = (url = 'http://n8n'): N8nKnown => ({
  ...{ url, editorUrl: url, catalog: createCoreCatalog },
  capabilities: async () => capabilitiesOf(undefined),
  facts: async () => ({}),
  readCalled: async () => new Map(),
  errorHub: async () => undefined,
});
