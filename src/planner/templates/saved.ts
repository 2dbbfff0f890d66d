import { z } from 'zod';
import { assumptionsOf } from '#src/language/assumed.ts';
import type { Draft } from '#src/model/draft.ts';
import { redactJson, redactSecrets, secretMark } from '#src/policy/secrets.ts';
import type { TemplateRecord } from '#src/store/entities.ts';
import type { EntityManager } from '#src/store/orm.ts';
import {
  type InsertTemplateResult,
  insertTemplate,
  seedTemplates,
  type TemplateContent,
} from '#src/store/templates.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { ownTemplates } from './own-templates.ts';
import { type Technique, techniques, templateSlotSchema, type WorkflowTemplate } from './template.ts';

const deepest = 60;
const secretKey = /(?:password|passwd|secret|token|api[-_ ]?key|authorization|private[-_ ]?key)$/i;

/** Flowsmith's own templates in the database, as this version has them; returns how many rows changed. */
export function seedOwnTemplates(em: EntityManager): Promise<number> {
  return seedTemplates(em, ownTemplates.map(toContent));
}

/** In English, as every template is kept: a code says nothing to whoever reads the row. */
function toContent({ slug, name, description, technique, words, slots, draft }: WorkflowTemplate): TemplateContent {
  const { assumed: _, ...document } = { ...draft, assumptions: assumptionsOf(draft, 'en') };
  const asked = slots.map(({ asked: _code, ...slot }) => slot);
  return { slug, name, description, technique, words: words.join(' '), slots: asked, document };
}

export interface SaveTemplate {
  /** Id of the tenant's row; only it will see the template. */
  tenant: string;
  name: string;
  description: string;
  draft: Draft;
  createdBy: string;
}

/**
 * Keeps a draft as a template of the tenant, without secrets and credentials. Run it in a transaction of its own; a
 * name that is taken is an outcome, not an error.
 */
export function saveTemplate(em: EntityManager, wanted: SaveTemplate): Promise<InsertTemplateResult> {
  const { tenant, draft, createdBy } = wanted;
  const { name, description } = redactJson({ name: wanted.name, description: wanted.description });
  const document = { ...withoutSecrets(draft), name, description };
  return insertTemplate(em, {
    tenant,
    createdBy,
    slug: toSlug(name),
    name,
    description,
    technique: null,
    words: [...new Set(document.nodes.map((node) => node.name))].join(' ').slice(0, 2000),
    slots: [],
    document,
  });
}

/** "Überblick am Montag!" → `uberblick-am-montag`; a hash-free word when nothing is left of it. */
function toSlug(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return slug.slice(0, 80) || 'template';
}

/** The draft with every literal that is or is called a secret taken out. Pure. */
function withoutSecrets(draft: Draft): Draft {
  const strip = (value: unknown, key: string, depth: number): unknown => {
    if (typeof value === 'string') return stripText(value, key);
    if (typeof value !== 'object' || value === null || depth > deepest) return value;
    if (Array.isArray(value)) return value.map((entry) => strip(entry, key, depth + 1));
    // A header, query or body field: its name stands beside its value.
    const named = 'name' in value && typeof value.name === 'string' ? value.name : '';
    const entries = Object.entries(value).filter(([name]) => name !== 'credentials' && name !== '__proto__');
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, strip(entry, name === 'value' && named ? named : name, depth + 1)]),
    );
  };
  const nodes = draft.nodes.map((node) => ({
    ...redactJson({ ...node, parameters: {} }),
    parameters: strip(node.parameters, '', 0) as Record<string, unknown>,
  }));
  return { ...redactJson(draft), nodes };
}

function stripText(text: string, key: string): string {
  if (secretKey.test(key) && !text.startsWith('=') && text !== '') return '';
  const { text: safe, count } = redactSecrets(text);
  return count === 0 ? text : safe.replaceAll(secretMark, '');
}

const rowSchema = z.object({ slots: z.array(templateSlotSchema).catch([]), document: draftSchema });

/** A template as it is kept; undefined when an older version wrote it in a form this one cannot read. */
export function toTemplate(row: TemplateRecord): WorkflowTemplate | undefined {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return undefined;
  const technique = techniques.find((one): one is Technique => one === row.technique) ?? 'scheduling';
  const { slug, name, description, words } = row;
  return {
    slug,
    name,
    description,
    technique,
    words: words.split(' ').filter(Boolean),
    slots: parsed.data.slots,
    draft: parsed.data.document,
  };
}
