import { expect, it } from 'vitest';
import { startN8nStandIn } from '#src/dev/n8n-stand-in.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { asRehearsal, rehearsalName } from '#src/n8n/rehearsals.ts';
import { chain, hook, noOp } from '#test/contract/n8n-workflows.ts';
import { eventually, startTestApp } from '#test/support/test-app.ts';

it('a worker removes what a rehearsal left in n8n, and nothing that a person made', async () => {
  await using standIn = await startN8nStandIn();
  const { baseUrl, apiKey } = standIn;
  const { client } = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  const left = { ...chain(hook('left'), noOp()), name: `${rehearsalName} ${crypto.randomUUID()}` };
  const { id } = await client.create(asRehearsal(left, Date.now() - 60_000));
  await client.publish(id);
  await client.create(asRehearsal({ ...left, name: `${rehearsalName} ${crypto.randomUUID()}` }, Date.now()));
  // Of the name alone, by whoever called it so.
  await client.create({ ...left, name: `${rehearsalName} ${crypto.randomUUID()}` });
  await client.create({ ...chain(hook('own'), noOp()), name: `${rehearsalName} of mine` });
  const rehearsals = async () => (await client.list({ rehearsals: true })).workflows.map((workflow) => workflow.id);
  expect(await rehearsals()).toContain(id);
  await using _app = await startTestApp({ n8n: { baseUrl, apiKey } });
  await eventually(async () => !(await rehearsals()).includes(id), 'removed');
  expect(await rehearsals()).toHaveLength(2);
  expect((await client.list()).workflows.map(({ name }) => name)).toEqual([`${rehearsalName} of mine`]);
});
