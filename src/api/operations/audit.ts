import { z } from 'zod';
import { text, when } from './fields.ts';
import { operation } from './operation.ts';

const auditEvent = z
  .object({
    seq: z.int(),
    at: when('When it happened'),
    kind: z.string(),
    actor: text('Who did it; of a person who was forgotten, what stands for them'),
    actorHash: z.string().nullable().meta({ description: 'Hash of salt and actor; null: from before there was one' }),
    subject: z.string(),
    data: z.unknown().meta({ description: 'What was decided or done; null when it was purged' }),
    dataHash: z.string().nullable().meta({ description: 'Hash of salt and data; null: from before there was one' }),
    previousHash: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent', description: 'One link of the audit chain' });
export type AuditEvent = z.infer<typeof auditEvent>;

export const listAuditEvents = operation({
  id: 'listAuditEvents',
  method: 'get',
  path: '/api/v1/audit',
  tag: 'Audit',
  summary: 'The audit trail, newest first',
  description: "What came over HTTP; with an operator's key everything.",
  scopes: ['audit'],
  query: {
    schema: z.object({
      subject: z.string().min(1).max(200).meta({ description: 'A draft, workflow or key id' }).optional(),
      before: z.coerce.number().int().min(1).meta({ description: '`next` of the page before' }).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Rows of a page' }),
    }),
    expected: 'Use subject=<id>, before=<seq> and limit=<1 to 200>.',
  },
  answers: {
    200: {
      description: 'One page',
      schema: z.object({
        events: z.array(auditEvent),
        next: z.int().meta({ description: '`before` of the next page; absent on the last' }).optional(),
      }),
    },
  },
});
