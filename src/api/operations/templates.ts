import { z } from 'zod';
import { templateSlotSchema } from '#src/planner/templates/template.ts';
import type { Problem } from '../problem.ts';
import { text, when } from './fields.ts';
import { operation } from './operation.ts';
import { draft } from './workflows.ts';

const template = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  technique: z.string().optional(),
  own: z.boolean().meta({ description: "One of Flowsmith's own" }),
  createdBy: text('Name of the key').optional(),
  createdAt: when('When it was saved'),
});
const templateInList = template.meta({ id: 'Template', description: 'A workflow to start from' });
export type TemplateInList = z.infer<typeof templateInList>;
const wholeTemplate = template
  .extend({ slots: z.array(z.object(templateSlotSchema.shape)).meta({ description: 'What is asked' }), draft })
  .meta({ id: 'WholeTemplate', description: 'A workflow to start from, with what it is made of' });

const newTemplate = z
  .strictObject({
    name: z.string().trim().min(1).max(128),
    description: z.string().trim().max(2000).default(''),
    draft,
  })
  .meta({ id: 'NewTemplate' });

export const templateUnknown: Problem = {
  status: 404,
  code: 'template_unknown',
  title: 'No such template',
  detail:
    "There is no template of this name among your own. GET /api/v1/templates lists all; Flowsmith's own cannot be deleted.",
};

const tag = 'Templates';
const slug = z
  .string()
  .regex(/^[\p{L}\p{N}._-]{1,100}$/u)
  .meta({ description: 'As `GET /api/v1/templates` has it' });
const params = { schema: z.object({ slug }), unknown: templateUnknown };

export const listTemplates = operation({
  id: 'listTemplates',
  method: 'get',
  path: '/api/v1/templates',
  tag,
  summary: "Flowsmith's own templates and those saved over HTTP",
  scopes: ['read'],
  query: {
    schema: z.object({
      q: z.string().trim().max(500).meta({ description: 'Words to search for, best first' }).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50).meta({ description: 'At most so many' }),
    }),
    expected: 'Use q=<words> and limit=<1 to 100>.',
  },
  answers: {
    200: { description: 'The templates', schema: z.object({ templates: z.array(templateInList) }) },
  },
});

export const getTemplate = operation({
  id: 'getTemplate',
  method: 'get',
  path: '/api/v1/templates/{slug}',
  tag,
  summary: 'One template with its draft',
  scopes: ['read'],
  params,
  answers: { 200: { description: 'The template', schema: wholeTemplate } },
});

export const saveTemplate = operation({
  id: 'saveTemplate',
  method: 'post',
  path: '/api/v1/templates',
  tag,
  summary: 'Save a draft as a template, without its secrets',
  scopes: ['request'],
  body: {
    schema: newTemplate,
    expected: '{"name": "…", "description": "…", "draft": {"name": "…", "nodes": […], "connections": […]}}',
  },
  answers: {
    201: { description: 'Saved', schema: templateInList, headers: { Location: text('Where it is read') } },
  },
  refusals: [409],
});

export const deleteTemplate = operation({
  id: 'deleteTemplate',
  method: 'delete',
  path: '/api/v1/templates/{slug}',
  tag,
  summary: 'Delete a template that was saved',
  description: "Flowsmith's own cannot be deleted.",
  scopes: ['request'],
  params,
  answers: { 204: { description: 'Deleted' } },
});
