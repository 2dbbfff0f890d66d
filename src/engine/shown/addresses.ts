import type { StartAddress } from '#src/cards/addresses.ts';
import type { StoredWorkflow } from '#src/model/n8n-workflow.ts';
import { addressOf, startersIn } from '#src/n8n/starters.ts';

const mostFields = 5;

/**
 * Where something outside starts a workflow of these nodes, as people reach n8n. A webhook's address is built as n8n
 * builds it, from where n8n's pages are: a `WEBHOOK_URL` of its own n8n tells nobody.
 */
export function addressesOf(nodes: StoredWorkflow['nodes'], editorUrl: string): StartAddress[] {
  return startersIn(nodes).map((starter) => ({
    kind: starter.kind,
    url: addressOf(starter, editorUrl).href.replaceAll('%3A', ':'),
    method: starter.methods.includes('POST') ? 'POST' : (starter.methods[0] ?? 'GET'),
    needsAuth: starter.needsAuth,
    fields: starter.kind === 'form' ? starter.fields : fieldsRead(nodes),
  }));
}

/** What the expressions of the workflow read of the call's body or query. */
function fieldsRead(nodes: StoredWorkflow['nodes']): string[] {
  const parameters = JSON.stringify(nodes.map((node) => node.parameters));
  const found = parameters.matchAll(
    /\b(?:body|query)(?:(?:\\"|')\])?(?:\.([A-Za-z_]\w*)|\[(?:\\"|')([^"'\\\]]{1,60})(?:\\"|')\])/g,
  );
  return [...new Set(Array.from(found, ([, plain, quoted]) => plain ?? quoted ?? ''))].slice(0, mostFields);
}
