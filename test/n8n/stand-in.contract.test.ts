import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { n8nContract } from '#test/contract/n8n.ts';

n8nContract('stand-in', async () => {
  const standIn = await startN8nStandIn();
  return { config: standIn.config, version: '2.40.7', [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose]() };
});
