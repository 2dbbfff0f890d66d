import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { n8nContract } from '#test/contract/n8n.ts';
import { n8nManageContract } from '#test/contract/n8n-manage.ts';

async function start() {
  const standIn = await startN8nStandIn();
  return {
    config: standIn.config,
    version: '2.40.7',
    addCredential: async (credential: { name: string; type: string }) => standIn.addCredential(credential),
    [Symbol.asyncDispose]: () => standIn[Symbol.asyncDispose](),
  };
}

n8nContract('stand-in', start);
n8nManageContract('stand-in', start);
