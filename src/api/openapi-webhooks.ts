import { webhookEvents } from '#src/store/webhooks.ts';
import {
  conflict,
  described,
  idInPath,
  json,
  notFound,
  ref,
  refusals,
  text,
  unreadable,
  when,
} from './openapi-parts.ts';

const events = { type: 'array', items: { type: 'string', enum: [...webhookEvents] }, description: 'What it is told' };

export const webhookSchemas = {
  NewWebhook: {
    type: 'object',
    required: ['url'],
    additionalProperties: false,
    properties: {
      url: { type: 'string', format: 'uri', maxLength: 2000, description: 'https, and not inside our network' },
      events: { ...events, description: 'What it is told; everything unless given' },
    },
    examples: [{ url: 'https://example.com/hook', events: ['draft.proposed', 'draft.created', 'draft.published'] }],
  },
  Webhook: {
    type: 'object',
    description: 'An address that is told',
    required: ['id', 'url', 'events', 'createdAt', 'state'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      url: text,
      events,
      createdAt: when('When it was registered'),
      state: {
        type: 'string',
        enum: ['on', 'failing', 'off'],
        description: '`failing`: the newest message did not arrive; `off`: nothing is sent any more',
      },
      failingSince: when('Since when nothing has arrived'),
      disabledAt: when('When it was switched off'),
      failure: described('Code of the newest failure'),
      secret: described('For `webhook-signature`; told once, when it is registered'),
    },
  },
  WebhookMessage: {
    type: 'object',
    description: 'What is sent: ids and what happened, no texts',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', enum: [...webhookEvents] },
      timestamp: when('When it happened'),
      data: {
        type: 'object',
        description: 'A draft or an act',
        required: ['path'],
        properties: {
          draftId: text,
          revision: { type: 'integer' },
          actId: text,
          path: described('Where its state is read'),
        },
      },
    },
  },
};

const tags = ['Webhooks'];
export const webhookPaths = {
  '/api/v1/webhooks': {
    get: {
      operationId: 'listWebhooks',
      tags,
      summary: 'The addresses that are told',
      description: 'Scope `webhooks`. Without their secrets.',
      responses: {
        200: {
          description: 'All of them',
          ...json({ type: 'object', properties: { webhooks: { type: 'array', items: ref('Webhook') } } }),
        },
        ...refusals,
      },
    },
    post: {
      operationId: 'registerWebhook',
      tags,
      summary: 'Have an address told what becomes of drafts and acts',
      description:
        'Scope `webhooks`. Messages are signed as Standard Webhooks wants it (`webhook-id`, `webhook-timestamp`, `webhook-signature`), and sent at least once, with the same `webhook-id` in every attempt.',
      requestBody: { required: true, ...json(ref('NewWebhook')) },
      responses: {
        201: { description: 'Registered; `secret` is told only here', ...json(ref('Webhook')) },
        ...unreadable,
        ...conflict,
        ...refusals,
      },
    },
  },
  '/api/v1/webhooks/{id}': {
    delete: {
      operationId: 'deleteWebhook',
      tags,
      summary: 'Tell it nothing any more',
      description: 'Scope `webhooks`. What was not sent yet is dropped.',
      parameters: [idInPath('webhook')],
      responses: { 204: { description: 'Deleted' }, ...notFound, ...refusals },
    },
  },
};

/** What is sent, for OpenAPI's `webhooks`. */
export const webhookCalls = {
  changed: {
    post: {
      operationId: 'onChange',
      tags,
      summary: 'Something became of a draft or an act',
      description: 'Sent to addresses that were registered. Any 2xx counts as arrived; 410 switches it off.',
      security: [],
      requestBody: { required: true, ...json(ref('WebhookMessage')) },
      responses: {
        204: { description: 'Arrived' },
        410: { description: 'Do not tell this address any more' },
      },
    },
  },
};
