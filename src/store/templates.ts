import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Draft } from '#src/model/draft.ts';
import type { TemplateSlot } from '#src/model/template.ts';
import { advisoryLocks } from './advisory-locks.ts';
import { canonicalHash } from './audit.ts';
import { Template, type TemplateRecord } from './entities.ts';
import type { EntityManager } from './orm.ts';

/** A template as it is kept; `words` are for search only. */
export interface TemplateContent {
  slug: string;
  name: string;
  description: string;
  technique: string | null;
  words: string;
  slots: TemplateSlot[];
  document: Draft;
}

/** A tenant's own; more are refused. */
export const maxTemplatesPerTenant = 500;
const maxWords = 20;

/**
 * Brings Flowsmith's own templates up to date: new and changed ones are written, unknown ones removed. Several
 * processes may do it at once. Returns how many rows it changed.
 */
export async function seedTemplates(em: EntityManager, templates: readonly TemplateContent[]): Promise<number> {
  return em.transactional(async (inner) => {
    await inner.execute('select pg_advisory_xact_lock(?)', [advisoryLocks.templates]);
    const rows = await inner.find(Template, { tenant: null });
    const known = new Map(rows.map((row) => [row.slug, row]));
    let changed = 0;
    for (const template of templates) {
      const contentHash = canonicalHash(template);
      const row = known.get(template.slug);
      known.delete(template.slug);
      if (row?.contentHash === contentHash) continue;
      if (row) Object.assign(row, template, { contentHash, updatedAt: new Date() });
      else inner.create(Template, { id: crypto.randomUUID(), tenant: null, createdBy: null, contentHash, ...template });
      changed += 1;
    }
    for (const row of known.values()) inner.remove(row);
    await inner.flush();
    return changed + known.size;
  });
}

export type InsertTemplateResult =
  | { kind: 'saved'; template: TemplateRecord }
  | { kind: 'name-taken' }
  | { kind: 'too-many' };

/** Keeps a template that only its tenant sees. Call inside a transaction of its own. */
export async function insertTemplate(
  em: EntityManager,
  template: TemplateContent & { tenant: string; createdBy: string },
): Promise<InsertTemplateResult> {
  const { tenant, slug } = template;
  if ((await em.count(Template, { tenant, slug })) > 0) return { kind: 'name-taken' };
  if ((await em.count(Template, { tenant })) >= maxTemplatesPerTenant) return { kind: 'too-many' };
  const row = em.create(Template, { id: crypto.randomUUID(), contentHash: canonicalHash(template), ...template });
  try {
    await em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    em.clear();
    return { kind: 'name-taken' };
  }
  return { kind: 'saved', template: row };
}

/** Flowsmith's own and the tenant's, by name. */
export async function listTemplates(em: EntityManager, tenant: string | null, limit = 100): Promise<TemplateRecord[]> {
  return em.find(Template, visibleTo(tenant), { orderBy: { name: 'asc' }, limit });
}

/** By slug; the tenant's own comes before one of Flowsmith's of the same slug. */
export async function findTemplate(
  em: EntityManager,
  tenant: string | null,
  slug: string,
): Promise<TemplateRecord | null> {
  const rows = await em.find(Template, { slug, ...visibleTo(tenant) });
  return rows.find((row) => row.tenant !== null) ?? rows[0] ?? null;
}

/** False when the tenant has none of that slug; Flowsmith's own cannot be deleted. */
export async function deleteTemplate(em: EntityManager, tenant: string, slug: string): Promise<boolean> {
  return (await em.nativeDelete(Template, { tenant, slug })) === 1;
}

/**
 * The templates that fit the words best, best first: by stems of words, and by likeness of letters where PostgreSQL
 * has pg_trgm, which forgives typos. Every word helps, none is required.
 */
export async function findTemplates(
  em: EntityManager,
  tenant: string | null,
  words: string,
  limit = 5,
): Promise<TemplateRecord[]> {
  const tokens = [...new Set(words.toLowerCase().match(/[\p{L}\p{N}]{2,40}/gu) ?? [])].slice(0, maxWords);
  if (tokens.length === 0) return [];
  const likeness = await hasLikeness(em);
  // to_tsquery takes letters, digits and its own operators only: nothing of the words is syntax.
  const query = tokens.map((token) => `${token}:*`).join(' | ');
  const likely = tokens
    .map(() => 'case when strict_word_similarity(?, label) >= 0.4 then strict_word_similarity(?, label) else 0 end')
    .join(' + ');
  const rows = (await em.execute(
    `select id from (
       select t.id, t.name,
         ts_rank(s.search, to_tsquery('english', ?)) * 4 ${likeness ? `+ (${likely}) * 0.5` : ''} as score
       from templates t join template_search s on s.template_id = t.id
       where t.tenant_id is null or t.tenant_id = ?
     ) as found where score > 0 order by score desc, name limit ?`,
    [query, ...(likeness ? tokens.flatMap((token) => [token, token]) : []), tenant, Math.min(Math.max(1, limit), 50)],
  )) as { id: string }[];
  const found = await em.find(Template, { id: { $in: rows.map(({ id }) => id) } });
  const byId = new Map(found.map((row) => [row.id, row]));
  return rows.flatMap(({ id }) => byId.get(id) ?? []);
}

/** True when pg_trgm is there; asked each time, because an operator may add it while we run. */
async function hasLikeness(em: EntityManager): Promise<boolean> {
  const [row] = (await em.execute(`select to_regproc('strict_word_similarity') is not null as there`)) as {
    there: boolean;
  }[];
  return row?.there === true;
}

const visibleTo = (tenant: string | null) =>
  tenant === null ? { tenant: null } : { $or: [{ tenant: null }, { tenant }] };
