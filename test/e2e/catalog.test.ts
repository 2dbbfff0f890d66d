import { expect, inject, it } from 'vitest';
import { n8nOwner } from '#src/dev/real-n8n.ts';
import { openGate } from '#src/n8n/gate.ts';
import { readInventory } from '#src/n8n/inventory.ts';
import { n8nInventoryContract } from '#test/contract/n8n-inventory.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

function realN8n() {
  const { baseUrl, apiKey, version } = inject('n8n');
  return { version, config: { baseUrl, apiKey, editorUrl: baseUrl, rateLimit: 50, gate: openGate() } };
}

n8nInventoryContract('real', async () => ({ ...realN8n(), [Symbol.asyncDispose]: async () => {} }));

interface OwnDescription {
  name: string;
  version: number | number[];
  outputs: unknown;
}

it('the catalogue made of packages has exactly the node types and versions that n8n shows its editor', async () => {
  const { config } = realN8n();
  const { excluded = [] } = await readInventory(config);
  const catalog = await fullCatalog({ excluded });
  if (!catalog) throw new Error('no package registry: this comparison needs one');
  const login = await fetch(`${config.baseUrl}/rest/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ emailOrLdapLoginId: n8nOwner.email, password: n8nOwner.password }),
  });
  const cookie = login.headers.getSetCookie().join('; ');
  const answer = await fetch(`${config.baseUrl}/types/nodes.json`, { headers: { cookie } });
  const own = (await answer.json()) as OwnDescription[];
  const theirs = own.flatMap(({ name, version }) => [version].flat().map((each) => `${name} ${each}`));
  const ours = [...catalog.all(), ...catalog.variants()].flatMap(({ name, versions }) =>
    versions.map((version) => `${name} ${version}`),
  );
  expect(theirs.length).toBeGreaterThan(1_000);
  expect(new Set(ours)).toEqual(new Set(theirs));
});
