import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { saveTemplate, toTemplate } from '#src/planner/templates/saved.ts';
import { appendAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { ApiKeyRecord, TemplateRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import {
  deleteTemplate,
  findTemplate,
  findTemplates,
  listTemplates,
  maxTemplatesPerTenant,
} from '#src/store/templates.ts';
import { draftSchema } from '#src/workflow/draft.ts';
import { invalidBody, invalidQuery, sendProblem } from './problem.ts';
import type { Scope } from './scopes.ts';

export interface TemplateRoutesOptions {
  store: Store;
  /** The tenant of everything asked over HTTP, as its platform calls it. */
  tenant: string;
  /** Answers the request itself and returns undefined when the key may not do this. */
  admit: (request: FastifyRequest, reply: FastifyReply, needed: Scope[]) => Promise<ApiKeyRecord | undefined>;
}

const listQuery = z.object({
  q: z.string().trim().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const slugParam = z.object({ slug: z.string().regex(/^[\p{L}\p{N}._-]{1,100}$/u) });
const saveBody = z.strictObject({
  name: z.string().trim().min(1).max(128),
  description: z.string().trim().max(2000).default(''),
  draft: draftSchema,
});

/** Templates over HTTP: list, search, read, save, delete. */
export function registerTemplates(app: FastifyInstance, { store, tenant, admit }: TemplateRoutesOptions): void {
  const tenantId = async (): Promise<string> => (await ensureTenant(store.fork(), 'rest', { id: tenant })).id;

  app.get('/api/v1/templates', async (request, reply) => {
    if (!(await admit(request, reply, ['read']))) return reply;
    const query = listQuery.safeParse(request.query);
    if (!query.success) return sendProblem(reply, invalidQuery(query.error, 'Use q=<words> and limit=<1 to 100>.'));
    const { q, limit } = query.data;
    const id = await tenantId();
    const em = store.fork();
    const rows = q ? await findTemplates(em, id, q, limit) : await listTemplates(em, id, limit);
    return { templates: rows.map(toSummary) };
  });

  app.get('/api/v1/templates/:slug', async (request, reply) => {
    if (!(await admit(request, reply, ['read']))) return reply;
    const params = slugParam.safeParse(request.params);
    const row = params.success ? await findTemplate(store.fork(), await tenantId(), params.data.slug) : null;
    const template = row && toTemplate(row);
    if (!row || !template) return sendProblem(reply, unknown);
    return { ...toSummary(row), slots: template.slots, draft: template.draft };
  });

  app.post('/api/v1/templates', async (request, reply) => {
    const key = await admit(request, reply, ['request']);
    if (!key) return reply;
    const body = saveBody.safeParse(request.body);
    if (!body.success) {
      const expected = '{"name": "…", "description": "…", "draft": {"name": "…", "nodes": […], "connections": […]}}';
      return sendProblem(reply, invalidBody(body.error, expected));
    }
    const id = await tenantId();
    const result = await store.fork().transactional(async (em) => {
      const saved = await saveTemplate(em, { ...body.data, tenant: id, createdBy: key.name });
      if (saved.kind === 'saved') {
        const { id: subject, slug } = saved.template;
        await appendAudit(em, {
          kind: 'template',
          actor: `rest:${tenant}:${key.name}`,
          subject,
          data: { act: 'saved', slug },
        });
      }
      return saved;
    });
    switch (result.kind) {
      case 'saved':
        return reply
          .code(201)
          .header('location', `/api/v1/templates/${encodeURIComponent(result.template.slug)}`)
          .send(toSummary(result.template));
      case 'name-taken':
        return sendProblem(reply, {
          status: 409,
          code: 'template_exists',
          title: 'There is a template of that name',
          detail: 'Choose another name, or delete the other template first.',
        });
      case 'too-many':
        return sendProblem(reply, {
          status: 409,
          code: 'too_many_templates',
          title: 'No room for another template',
          detail: `At most ${maxTemplatesPerTenant} templates are kept. Delete one first.`,
        });
      default:
        return result satisfies never;
    }
  });

  app.delete('/api/v1/templates/:slug', async (request, reply) => {
    const key = await admit(request, reply, ['request']);
    if (!key) return reply;
    const params = slugParam.safeParse(request.params);
    if (!params.success) return sendProblem(reply, unknown);
    const { slug } = params.data;
    const id = await tenantId();
    const deleted = await store.fork().transactional(async (em) => {
      const gone = await deleteTemplate(em, id, slug);
      if (gone)
        await appendAudit(em, {
          kind: 'template',
          actor: `rest:${tenant}:${key.name}`,
          subject: slug,
          data: { act: 'deleted', slug },
        });
      return gone;
    });
    return deleted ? reply.code(204).send() : sendProblem(reply, unknown);
  });
}

const toSummary = ({ slug, name, description, technique, tenant, createdBy, createdAt }: TemplateRecord) => ({
  slug,
  name,
  description,
  ...(technique ? { technique } : {}),
  own: tenant === null,
  ...(createdBy ? { createdBy } : {}),
  createdAt: createdAt.toISOString(),
});

const unknown = {
  status: 404,
  code: 'template_unknown',
  title: 'No such template',
  detail:
    "There is no template of this name among your own. GET /api/v1/templates lists all; Flowsmith's own cannot be deleted.",
};
