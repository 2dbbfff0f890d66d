import { z } from 'zod';
import { webhookEvents } from '#src/store/webhooks.ts';
import type { Problem } from '../problem.ts';
import { idOf, text, when } from './fields.ts';
import { operation } from './operation.ts';

const event = z.enum(webhookEvents);

const newWebhook = z
  .strictObject({
    url: z.string().trim().min(1).max(2_000).meta({ format: 'uri', description: 'https, and not inside our network' }),
    events: z
      .array(event)
      .min(1)
      .max(webhookEvents.length)
      .default([...webhookEvents])
      .meta({ description: 'What it is told; everything unless given' }),
  })
  .meta({
    id: 'NewWebhook',
    examples: [{ url: 'https://example.com/hook', events: ['draft.proposed', 'draft.created', 'draft.published'] }],
  });

const webhook = z
  .object({
    id: z.uuid(),
    url: z.string(),
    events: z.array(event).meta({ description: 'What it is told' }),
    createdAt: when('When it was registered'),
    state: z.enum(['on', 'failing', 'off']).meta({
      description: '`failing`: the newest message did not arrive; `off`: nothing is sent any more',
    }),
    failingSince: when('Since when nothing has arrived').optional(),
    disabledAt: when('When it was switched off').optional(),
    failure: text('Code of the newest failure').optional(),
    secret: text('For `webhook-signature`; told once, when it is registered').optional(),
  })
  .meta({ id: 'Webhook', description: 'An address that is told' });
export type Webhook = z.infer<typeof webhook>;

/** What is sent to an address. */
export const webhookMessage = z
  .object({
    type: event,
    timestamp: when('When it happened'),
    data: z
      .object({
        draftId: z.string().optional(),
        revision: z.int().optional(),
        actId: z.string().optional(),
        path: text('Where its state is read'),
      })
      .meta({ description: 'A draft or an act' }),
  })
  .meta({ id: 'WebhookMessage', description: 'What is sent: ids and what happened, no texts' });

const webhookUnknown: Problem = {
  status: 404,
  code: 'webhook_unknown',
  title: 'No such webhook',
  detail: 'There is no webhook with this id. GET /api/v1/webhooks lists them.',
};

const tag = 'Webhooks';

export const listWebhooks = operation({
  id: 'listWebhooks',
  method: 'get',
  path: '/api/v1/webhooks',
  tag,
  summary: 'The addresses that are told',
  description: 'Without their secrets.',
  scopes: ['webhooks'],
  answers: { 200: { description: 'All of them', schema: z.object({ webhooks: z.array(webhook) }) } },
});

export const registerWebhook = operation({
  id: 'registerWebhook',
  method: 'post',
  path: '/api/v1/webhooks',
  tag,
  summary: 'Have an address told what becomes of drafts and acts',
  description:
    'Messages are signed as Standard Webhooks wants it (`webhook-id`, `webhook-timestamp`, `webhook-signature`), and sent at least once, with the same `webhook-id` in every attempt.',
  scopes: ['webhooks'],
  body: {
    schema: newWebhook,
    expected: '{"url": "https://example.com/hook", "events": ["draft.proposed", "draft.created"]}',
  },
  answers: { 201: { description: 'Registered; `secret` is told only here', schema: webhook } },
  refusals: [409],
});

export const deleteWebhook = operation({
  id: 'deleteWebhook',
  method: 'delete',
  path: '/api/v1/webhooks/{id}',
  tag,
  summary: 'Tell it nothing any more',
  description: 'What was not sent yet is dropped.',
  scopes: ['webhooks'],
  params: { schema: idOf('webhook'), unknown: webhookUnknown },
  answers: { 204: { description: 'Deleted' } },
});
