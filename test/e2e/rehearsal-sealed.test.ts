import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutputShapes } from '#src/catalog/outputs.ts';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { Rehearsal } from '#src/model/rehearsal.ts';
import { connectN8n, type N8n } from '#src/n8n/connect.ts';
import { openGate } from '#src/n8n/gate.ts';
import { waitUntilLive } from '#src/n8n/liveness.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { rehearse } from '#src/rehearsal/rehearse.ts';
import { compile } from '#src/workflow/compile.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { chain, hook, node } from '#test/contract/n8n-workflows.ts';
import { rehearsedDrafts } from '#test/rehearsal/drafts/index.ts';
import { fullCatalog, fullOutputs } from '#test/support/full-catalog.ts';
import { type SealedN8n, startSealedN8n } from '#test/support/sealed-n8n.ts';
import { sampleValues } from '#test/support/template-values.ts';
import { naturalDrafts } from './natural-drafts/index.ts';

const catalog = await fullCatalog();
const outputs: OutputShapes | undefined = await fullOutputs();
const timezone = 'Europe/Berlin';

const drafts = [
  ...ownTemplates.map((template) => ({
    title: template.slug,
    draft: fillTemplate(template, sampleValues(template.slots)).draft,
  })),
  ...naturalDrafts.map(({ title, nodes, connections }) => ({
    title: `natural: ${title}`,
    draft: draftSchema.parse({ name: title, nodes, connections }),
  })),
  ...rehearsedDrafts.map(({ title, draft }) => ({ title, draft: draftSchema.parse(draft) })),
];

describe.skipIf(!catalog)('rehearsals in a real n8n of which every way out is a trap', () => {
  let sealed: SealedN8n | undefined;
  let n8n: N8n;
  beforeAll(async () => {
    sealed = await startSealedN8n();
    if (!sealed) return;
    const { baseUrl, apiKey } = sealed.n8n;
    n8n = connectN8n({ baseUrl, editorUrl: baseUrl, apiKey, rateLimit: 50, gate: openGate() });
  }, 240_000);
  afterAll(async () => {
    await sealed?.[Symbol.asyncDispose]();
  });

  async function rehearsed(workflow: N8nWorkflow, variants = 1): Promise<Rehearsal | undefined> {
    if (!catalog) return undefined;
    const done = await rehearse(workflow, { catalog, n8n, outputs, variants });
    if (done.kind !== 'rehearsed') return undefined;
    await done.removed;
    return done.rehearsal;
  }

  it('the trap hears a workflow that calls out', async ({ skip }) => {
    if (!sealed) return skip();
    const { id } = await n8n.client.create(
      chain(hook('control'), node('Call', 'httpRequest', 4.2, { url: 'https://example.com' })),
    );
    await n8n.client.publish(id);
    await waitUntilLive(n8n.client, id);
    await n8n.runOnce(await n8n.client.get(id), { timeoutMs: 30_000 });
    await expect
      .poll(() => sealed?.attempts(), { timeout: 20_000 })
      .toEqual(expect.arrayContaining(['dns example.com', 'tcp 443']));
    await n8n.client.unpublish(id);
  }, 60_000);

  it(`${drafts.length} drafts of every kind run, and nothing gets as far as the trap`, async ({ skip }) => {
    if (!sealed || !catalog) return skip();
    const before = sealed.attempts().length;
    const seen = new Map<string, Rehearsal>();
    const without: string[] = [];
    const queue = [...drafts];
    const times: number[] = [];
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const rehearsal = await rehearsed(compile(next.draft, { catalog, timezone }));
        if (!rehearsal) without.push(next.title);
        else seen.set(next.title, rehearsal);
        if (rehearsal) times.push(rehearsal.ms);
      }
    };
    await Promise.all([work(), work(), work()]);
    expect(sealed.attempts().slice(before)).toEqual([]);
    // Sub-nodes alone start nothing.
    expect(without).toEqual([]);
    const unheard = [...seen].filter(([, { issues }]) =>
      issues.some(({ code }) => /unheard|timeout|too-large/.test(code)),
    );
    expect(unheard.map(([title, { issues }]) => `${title}: ${issues[0]?.code}`)).toEqual([]);
    const silent = [...seen].filter(([, { base }]) => !base.ended);
    console.log(
      `${seen.size} rehearsals, median ${times.sort((a, b) => a - b)[times.length >> 1]} ms; ended with an error: ${silent.map(([title]) => title).join(', ') || 'none'}`,
    );
    const { workflows } = await n8n.client.list({ rehearsals: true });
    expect(workflows).toEqual([]);
    expect((await n8n.executions.list({ limit: 100 })).executions.length).toBeLessThanOrEqual(1);
  }, 1_500_000);
});
