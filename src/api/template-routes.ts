import type { FastifyInstance } from 'fastify';
import { saveTemplate as keepTemplate, toTemplate } from '#src/planner/templates/saved.ts';
import { appendAudit } from '#src/store/audit.ts';
import { ensureTenant } from '#src/store/conversations.ts';
import type { TemplateRecord } from '#src/store/entities.ts';
import type { Store } from '#src/store/orm.ts';
import {
  listTemplates as allTemplates,
  deleteTemplate as dropTemplate,
  findTemplate,
  findTemplates,
  maxTemplatesPerTenant,
} from '#src/store/templates.ts';
import { type Door, restTenant } from './admit.ts';
import {
  deleteTemplate,
  getTemplate,
  listTemplates,
  saveTemplate,
  type TemplateInList,
  templateUnknown,
} from './operations/templates.ts';
import { sendProblem } from './problem.ts';
import { serve } from './serve.ts';

/** Templates over HTTP: list, search, read, save, delete. */
export function registerTemplates(app: FastifyInstance, { store, door }: { store: Store; door: Door }): void {
  const tenantId = async (): Promise<string> => (await ensureTenant(store.fork(), 'rest', { id: restTenant })).id;

  serve(app, door, listTemplates, async ({ query: { q, limit } }) => {
    const id = await tenantId();
    const em = store.fork();
    const rows = q ? await findTemplates(em, id, q, limit) : await allTemplates(em, id, limit);
    return { templates: rows.map(toSummary) };
  });

  serve(app, door, getTemplate, async ({ reply, params: { slug } }) => {
    const row = await findTemplate(store.fork(), await tenantId(), slug);
    const template = row && toTemplate(row);
    if (!row || !template) return sendProblem(reply, templateUnknown);
    return { ...toSummary(row), slots: template.slots, draft: template.draft };
  });

  serve(app, door, saveTemplate, async ({ reply, key, body }) => {
    const id = await tenantId();
    const result = await store.fork().transactional(async (em) => {
      const saved = await keepTemplate(em, { ...body, tenant: id, createdBy: key.name });
      if (saved.kind === 'saved') {
        const { id: subject, slug } = saved.template;
        await appendAudit(em, {
          kind: 'template',
          actor: `rest:${restTenant}:${key.name}`,
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

  serve(app, door, deleteTemplate, async ({ reply, key, params: { slug } }) => {
    const id = await tenantId();
    const deleted = await store.fork().transactional(async (em) => {
      const gone = await dropTemplate(em, id, slug);
      if (gone)
        await appendAudit(em, {
          kind: 'template',
          actor: `rest:${restTenant}:${key.name}`,
          subject: slug,
          data: { act: 'deleted', slug },
        });
      return gone;
    });
    return deleted ? reply.code(204).send() : sendProblem(reply, templateUnknown);
  });
}

const toSummary = ({
  slug,
  name,
  description,
  technique,
  tenant,
  createdBy,
  createdAt,
}: TemplateRecord): TemplateInList => ({
  slug,
  name,
  description,
  ...(technique ? { technique } : {}),
  own: tenant === null,
  ...(createdBy ? { createdBy } : {}),
  createdAt: createdAt.toISOString(),
});
