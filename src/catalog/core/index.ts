import { type Catalog, createCatalog } from '../catalog.ts';
import { aiNodes } from './ai.ts';
import { appTriggers } from './app-triggers.ts';
import { appNodes } from './apps.ts';
import { dataNodes } from './data.ts';
import { flowNodes } from './flow.ts';
import { httpRequest } from './http.ts';
import { plainTriggers } from './triggers.ts';

/** n8n version whose type versions and parameter names the core catalogue was checked against. */
const coreVersion = '2.40.7';

/**
 * The hand-written catalogue: the node types most requests need, in our own words. Serves when the instance's own
 * catalogue cannot be had; `source.kind` is `core`, so that the card can say so.
 */
export function createCoreCatalog(): Catalog {
  return createCatalog(
    { kind: 'core', n8nVersion: coreVersion },
    {
      nodeTypes: [...plainTriggers, ...appTriggers, httpRequest, ...appNodes, ...flowNodes, ...dataNodes, ...aiNodes],
    },
  );
}
