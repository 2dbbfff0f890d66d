import { describe, expect, inject, it } from 'vitest';
import { toCreateBody } from '#src/n8n/schema.ts';
import { fillTemplate } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { compile } from '#src/workflow/compile.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { sampleValues } from '#test/support/template-values.ts';

const catalog = await fullCatalog();

/** n8n takes every template as it is, and gives back the nodes and parameters that were sent. */
describe.skipIf(!catalog)("Flowsmith's own templates in a real n8n", () => {
  it.each(ownTemplates.map((template) => [template.slug, template] as const))(
    '%s is created',
    async (_slug, template) => {
      if (!catalog) return;
      const { baseUrl, apiKey } = inject('n8n');
      const call = (method: string, path: string, body?: unknown) =>
        fetch(`${baseUrl}/api/v1${path}`, {
          method,
          headers: { 'x-n8n-api-key': apiKey, 'content-type': 'application/json' },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
      const { draft } = fillTemplate(template, sampleValues(template.slots));
      const sent = compile(draft, { catalog, timezone: 'Europe/Berlin' });
      const response = await call('POST', '/workflows', toCreateBody(sent));
      const created = (await response.json()) as { id: string; nodes: unknown[]; connections: unknown };
      expect(response.status, JSON.stringify(created).slice(0, 500)).toBe(200);
      try {
        expect(created.nodes).toMatchObject(
          sent.nodes.map(({ name, type, typeVersion, parameters }) => ({ name, type, typeVersion, parameters })),
        );
        expect(created.connections).toEqual(sent.connections);
      } finally {
        await call('DELETE', `/workflows/${created.id}`);
      }
    },
  );
});
