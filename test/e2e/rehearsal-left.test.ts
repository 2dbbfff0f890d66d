import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { createCoreCatalog } from '#src/catalog/core/index.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import { connectN8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { sweepRehearsals } from '#src/rehearsal/sweep.ts';
import { chain, hook, node, slack } from '#test/contract/n8n-workflows.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalogFolder } from '#test/support/full-catalog.ts';

const posting = () => ({
  ...slack(),
  parameters: { ...slack().parameters, text: '=Deal {{ $json.body.name }}', select: 'channel' },
});

describe('what rehearsals leave in a real n8n', () => {
  const { baseUrl, apiKey, dir } = inject('n8n');
  const n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  const left = async () => (await n8n.client.list({ rehearsals: true })).workflows;
  const listed = async () => (await n8n.client.list()).workflows.map(({ name }) => name);

  it('is nothing within a minute after kill -9 at any point, and is never listed meanwhile', async () => {
    const before = (await n8n.executions.list({ limit: 100 })).executions.map(({ id }) => id);
    for (const ms of [0, 40, 120, 300, 700, 1500]) {
      const args = [
        'test/support/rehearse-forever.ts',
        baseUrl,
        apiKey,
        JSON.stringify(chain(hook('left'), posting())),
      ];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise<void>((made) => child.stdout.once('data', () => made()));
      await wait(ms);
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      expect((await listed()).filter((name) => /rehearsal/i.test(name))).toEqual([]);
    }
    // What a sweep does half a minute later; a worker does it every twenty seconds.
    await expect
      .poll(async () => sweepRehearsals(n8n, { afterMs: 0 }).then(left), { timeout: 60_000, interval: 500 })
      .toEqual([]);
    const after = (await n8n.executions.list({ limit: 100 })).executions.map(({ id }) => id);
    expect(after.filter((id) => !before.includes(id))).toEqual([]);
  }, 180_000);

  it('ends a loop that would not, and says so', async () => {
    const given = chain(hook('loop'), node('Again', 'noOp', 1), posting());
    given.connections['Tell people'] = { main: [[{ node: 'Again', type: 'main', index: 0 }]] };
    const done = await rehearse(given, { catalog: createCoreCatalog(), n8n, variants: 0 });
    if (done.kind !== 'rehearsed') throw new Error(done.kind);
    await done.removed;
    expect(done.rehearsal.issues.map(({ code }) => code)).toContain('rehearsal-rounds');
    expect(done.rehearsal.base.steps[0]?.times).toBe(51);
  });

  it('is nothing of two hundred steps, either', async () => {
    const steps = Array.from({ length: 198 }, (_, index) => ({ ...posting(), name: `Post ${index}` }));
    const done = await rehearse(chain(hook('long'), ...steps), { catalog: createCoreCatalog(), n8n, variants: 0 });
    if (done.kind !== 'rehearsed') throw new Error(done.kind);
    await done.removed;
    expect(done.rehearsal.base.steps).toHaveLength(198);
    expect(await left()).toEqual([]);
  }, 120_000);

  it('flowsmith rehearse prints what would be sent, in words and as JSON', async () => {
    const [file, sample] = [join(dir, 'rehearsed.json'), join(dir, 'sample.json')];
    writeFileSync(file, JSON.stringify(chain(hook('cli'), posting())));
    writeFileSync(sample, JSON.stringify({ name: 'Acme' }));
    const run = async (...args: string[]) => {
      const env = {
        PATH: process.env['PATH'],
        HOME: dir,
        N8N_BASE_URL: baseUrl,
        N8N_API_KEY: apiKey,
        CATALOG_DIR: fullCatalogFolder,
      };
      const child = spawn(process.execPath, ['src/cli.ts', 'rehearse', file, ...args], { env });
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += String(chunk);
      });
      const code = await new Promise((done) => child.once('exit', done));
      return { code, output };
    };
    const words = await run('--sample', sample, '--language', 'de');
    expect(words).toMatchObject({ code: 0 });
    expect(words.output).toContain('Deal Acme');
    expect(words.output).toContain('nichts wurde gesendet');
    const json = JSON.parse((await run('--sample', sample, '--json')).output) as Rehearsal;
    expect(json.base.steps[0]).toMatchObject({ node: 'Tell people', times: 1 });
    expect(json.sources).toMatchObject({ Hook: 'given' });
    expect((await run('--trigger', 'Nobody')).code).toBe(1);
    expect(await left()).toEqual([]);
  }, 120_000);
});
