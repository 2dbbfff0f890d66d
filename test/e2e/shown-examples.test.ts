import { describe, expect, inject, it } from 'vitest';
import { toCreateBody } from '#src/n8n/schema.ts';
import { noSources } from '#src/planner/planner.ts';
import { createTemplatePlanner } from '#src/planner/template-planner.ts';
import { compile } from '#src/workflow/compile.ts';
import { errorsOf } from '#src/workflow/draft.ts';
import { fillPlaceholders, placeholdersOf } from '#src/workflow/placeholders.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { shownExamples } from '#test/planner/catalog/examples.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';

const catalog = await fullCatalog();
/** What a person would answer on the card. */
const answers: Record<string, string> = {
  documentId: 'https://docs.google.com/spreadsheets/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit',
  fromEmail: 'bot@example.com',
  owner: 'acme',
  repository: 'website',
};

/** Every request the product shows becomes a workflow in n8n, once a person has given what only they know. */
describe.skipIf(!catalog)('the examples Flowsmith shows, in a real n8n', () => {
  it.each(shownExamples())('%s', async (request) => {
    if (!catalog) return;
    const { result } = await createTemplatePlanner({ catalog }).plan({
      request,
      history: [],
      sources: noSources,
      timezone: 'Europe/Berlin',
      signal: new AbortController().signal,
    });
    if (result.kind !== 'draft') throw new Error(result.kind);
    const asked = placeholdersOf(result.issues);
    const both = result.issues.flatMap(({ node, path }) =>
      node && path ? [{ node, path: path.replace('parameters.', '') }] : [],
    );
    const values = [...asked, ...both].flatMap(({ node, path }) =>
      answers[path] ? [{ node, path, value: answers[path] }] : [],
    );
    const draft = fillPlaceholders(result.draft, values, catalog);
    expect(errorsOf(validateDraft(draft, { catalog }))).toEqual([]);
    const sent = compile(draft, { catalog, timezone: 'Europe/Berlin' });
    const { baseUrl, apiKey } = inject('n8n');
    const headers = { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' };
    const response = await fetch(`${baseUrl}/api/v1/workflows`, {
      method: 'POST',
      headers,
      body: JSON.stringify(toCreateBody(sent)),
    });
    const created = (await response.json()) as { id: string; nodes: unknown[] };
    expect(response.status, JSON.stringify(created).slice(0, 500)).toBe(200);
    expect(created.nodes).toMatchObject(sent.nodes.map(({ name, type, parameters }) => ({ name, type, parameters })));
    await fetch(`${baseUrl}/api/v1/workflows/${created.id}`, { method: 'DELETE', headers });
  });
});
