import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DraftRevision } from '#src/store/entities.ts';
import { type FakeRegistry, nodeEntry, publishN8n, startNpmRegistry } from '#test/fakes/npm-registry.ts';
import { doors } from '#test/support/doors.ts';
import { eventually, startTestApp, type TestApp } from '#test/support/test-app.ts';

const request = 'every hour get https://example.com/health';

/** Two node types as far as a schedule that calls an address needs them. */
const known = [
  nodeEntry('scheduleTrigger', {
    ...{ group: ['trigger', 'schedule'], version: [1, 1.1, 1.2, 1.3], inputs: [] },
    properties: [{ displayName: 'Rule', name: 'rule', type: 'fixedCollection', default: {}, options: [] }],
  }),
  nodeEntry('httpRequest', {
    version: [4, 4.1, 4.2, 4.3, 4.4, 4.5],
    properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '', required: true }],
  }),
];

describe('what a draft is checked against', () => {
  let registry: FakeRegistry;
  let app: TestApp;
  beforeAll(async () => {
    registry = await startNpmRegistry();
    const env = { NPM_REGISTRY_URL: registry.url };
    app = await startTestApp({ env, overrides: { catalog: { everyMs: 50 } } });
  });
  afterAll(async () => {
    await app?.[Symbol.asyncDispose]();
    await registry?.[Symbol.asyncDispose]();
  });

  async function ask(): Promise<string> {
    const asked = await doors['Slack mention'](app, request);
    const before = app.slack.messages.size;
    await asked.press('steps');
    const steps = await eventually(
      () => [...app.slack.messages.values()].slice(before).find(({ text }) => text.includes(': ')),
      'every step of it',
    );
    return `${asked.text()}${JSON.stringify(steps.blocks)}`;
  }
  const askUntil = (words: string) => eventually(async () => (await ask()).includes(words), words);

  it('the built-in list, while the registry lacks this version; then the connected n8n, without a restart', async () => {
    expect(await ask()).toContain("checked against Flowsmith's built-in list of n8n nodes");
    await publishN8n(registry, '2.40.7', known);
    await askUntil('checked against your n8n 2.40.7');
  });

  it('the newer n8n after an upgrade, and again what is left when a type is switched off', async () => {
    await publishN8n(registry, '2.41.0', known);
    app.standIn.become({ version: '2.41.0' });
    await askUntil('checked against your n8n 2.41.0');
    // What was checked before stays what it was checked against.
    const rows = await app.store.fork().find(DraftRevision, {}, { orderBy: { createdAt: 'asc' } });
    expect(rows[0]?.checkedAgainst).toMatchObject({ kind: 'core' });
    expect(rows.at(-1)?.checkedAgainst).toEqual({ kind: 'instance', n8nVersion: '2.41.0' });
  });
});
