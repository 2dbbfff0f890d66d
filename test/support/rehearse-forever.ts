import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';

/** A process that rehearses again and again until it is killed; says when it begins and when n8n has a twin of it. */
const [baseUrl = '', apiKey = '', document = ''] = process.argv.slice(2);
const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
const { publish } = n8n.client;
n8n.client.publish = async (id, options) => {
  process.stdout.write(`made ${id}\n`);
  return await publish(id, options);
};
for (;;) {
  const done = await rehearse(JSON.parse(document) as N8nWorkflow, { catalog: createCoreCatalog(), n8n, variants: 1 });
  if (done.kind === 'rehearsed') await done.removed;
}
