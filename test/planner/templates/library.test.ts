import { describe, expect, it } from 'vitest';
import { fillTemplate, toOpenIssues } from '#src/planner/templates/fill.ts';
import { ownTemplates } from '#src/planner/templates/own-templates.ts';
import { techniques } from '#src/planner/templates/template.ts';
import { draftSchema, errorsOf } from '#src/workflow/draft.ts';
import { validateDraft } from '#src/workflow/validate/index.ts';
import { fullCatalog } from '#test/support/full-catalog.ts';
import { sampleValues } from '#test/support/template-values.ts';
import { catalog as core } from '../../workflow/documents.ts';

const catalog = await fullCatalog();
describe("Flowsmith's own templates", () => {
  it('are at least thirty, with names of their own, and cover every technique twice or more', () => {
    expect(ownTemplates.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ownTemplates.map(({ slug }) => slug)).size).toBe(ownTemplates.length);
    expect(new Set(ownTemplates.map(({ name }) => name)).size).toBe(ownTemplates.length);
    for (const technique of techniques)
      expect(ownTemplates.filter((template) => template.technique === technique).length, technique).toBeGreaterThan(1);
  });

  it.each(ownTemplates.map((template) => [template.slug, template] as const))(
    '%s is a whole draft',
    (_slug, template) => {
      const text = JSON.stringify(template.draft);
      const used = new Set([...text.matchAll(/<<(\w+)(?:\.\w+)?>>/g)].map((match) => match[1]));
      expect([...used].sort()).toEqual(template.slots.map(({ slot }) => slot).sort());
      // Inside an expression a value would be code.
      expect(text).not.toMatch(/\{\{[^}]*<</);
      const { draft, open } = fillTemplate(template, sampleValues(template.slots));
      expect(open).toEqual([]);
      expect(draftSchema.safeParse(draft).error).toBeUndefined();
      expect(JSON.stringify(draft)).not.toContain('<<');
    },
  );

  it.skipIf(!catalog).each(ownTemplates.map((template) => [template.slug, template] as const))(
    '%s has no error on a real catalogue',
    (_slug, template) => {
      const filled = fillTemplate(template, sampleValues(template.slots));
      if (!catalog) return;
      const issues = validateDraft(filled.draft, { catalog });
      expect(errorsOf(issues)).toEqual([]);
      expect(issues.map(({ code, node, path }) => `${code} ${node} ${path}`)).toEqual([]);
      const empty = fillTemplate(template);
      const places = empty.open.flatMap((slot) => slot.places.map(({ node }) => node));
      for (const issue of errorsOf(validateDraft(empty.draft, { catalog }))) expect(places).toContain(issue.node);
      const asked = new Set(toOpenIssues(empty.open).map(({ params }) => JSON.stringify(params)));
      expect(asked.size).toBe(
        new Set(template.slots.flatMap((slot) => (slot.default === undefined ? [slot.ask] : []))).size,
      );
    },
  );

  it('have no error on the built-in catalogue where it knows their nodes', () => {
    for (const template of ownTemplates) {
      const known = template.draft.nodes.every((node) => core.get(node.type));
      const { draft } = fillTemplate(template, sampleValues(template.slots));
      if (known) expect(errorsOf(validateDraft(draft, { catalog: core })), template.slug).toEqual([]);
    }
  });
});
