import { describe, expect, inject, it } from 'vitest';
import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import { compile } from '#src/workflow/compile.ts';
import { draftSchema, errorsOf } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { createDummyCredentials } from '#test/support/dummy-credentials.ts';
import type {} from '#test/support/e2e-setup.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { naturalDrafts } from './natural-drafts/index.ts';

const catalog = await fullCatalog();

/** n8n's answer, whatever it is. */
async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const { baseUrl, apiKey } = inject('n8n');
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

describe.skipIf(!catalog)('written in short forms, compiled, created in a real n8n and published', () => {
  const credentials = createDummyCredentials(call);

  it('covers the catalogue widely', () => {
    const types = new Set(naturalDrafts.flatMap(({ nodes }) => nodes.map(({ type }) => type)));
    expect(types.size).toBeGreaterThanOrEqual(100);
    expect(new Set(naturalDrafts.map(({ title }) => title)).size).toBe(naturalDrafts.length);
  });

  it.each(naturalDrafts)('$title', async ({ title, nodes, connections, needs }) => {
    if (!catalog || (needs && !catalog.get(needs))) return;
    const draft = draftSchema.parse({ name: title, nodes, connections });
    const compiled = compile(draft, { catalog });
    expect(errorsOf(validateDraft(draft, { catalog }))).toEqual([]);
    const bound = await Promise.all(
      compiled.nodes.map((node) => credentials.bind(node, catalog.get(node.type, node.typeVersion))),
    );

    const created = await call('POST', '/workflows', { ...compiled, nodes: bound });
    expect(created).toMatchObject({ status: 200 });
    const { id } = created.body as { id: string };
    const stored = (await call('GET', `/workflows/${id}`)).body as N8nWorkflow;
    expect(stored.nodes.map(({ name, parameters }) => ({ name, parameters }))).toEqual(
      compiled.nodes.map(({ name, parameters }) => ({ name, parameters })),
    );
    expect(stored.connections).toEqual(compiled.connections);

    const published = await call('POST', `/workflows/${id}/publish`);
    expect(published).toMatchObject({ status: 200, body: { active: true } });
    await call('POST', `/workflows/${id}/unpublish`);
  });
});
