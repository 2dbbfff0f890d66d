import { z } from 'zod';
import { maxRequestLength } from '#src/chat/inbound.ts';
import { isTimezone } from '#src/engine/intake/clean-event.ts';
import type { Problem } from '../problem.ts';
import {
  anObject,
  approve,
  idOf,
  isApproved,
  notApproved,
  publish,
  text,
  texts,
  userName,
  waitQuery,
  when,
} from './fields.ts';
import { acceptedHeaders, watchedHeaders } from './headers.ts';
import { operation } from './operation.ts';
import { failure, issue } from './problem.ts';

const statuses = [
  'planning',
  'answered',
  'proposed',
  'blocked',
  'approved',
  'created',
  'published',
  'gone',
  'archived',
  'failed',
  'discarded',
  'expired',
] as const;

const draftCredential = z
  .object({
    type: text('n8n’s name of the kind, e.g. slackApi'),
    name: z.string(),
    steps: z.array(z.string()),
    status: z.enum(['bound', 'choose', 'missing', 'unknown']).meta({
      description:
        '`bound`: the one in `uses`. `choose`: a person has to pick one on the card. `missing`: n8n has none, add it there; the steps fail without. `unknown`: n8n does not tell.',
    }),
    uses: text('Name of the credential in n8n').optional(),
  })
  .meta({ id: 'DraftCredential', description: 'A kind of credential that steps of a draft need' });
export type DraftCredential = z.infer<typeof draftCredential>;

export const rehearsal = z
  .object({
    lines: texts(
      'What would have been sent to whom, and what cannot be known, line by line; or why it was not rehearsed',
    ),
    issues: z.array(issue).meta({ description: 'What went wrong with the example; it blocks nothing' }),
  })
  .meta({
    id: 'Rehearsal',
    description:
      'What the newest revision did in n8n with an example, with everything that reaches outside held back; a few seconds after the draft, and not with every n8n',
  });

/** What the API says about a draft, or about a request that may still become one. */
export const draftState = z
  .object({
    draftId: z.uuid(),
    reference: text('Of the request, for: flowsmith trace'),
    status: z.enum(statuses).meta({
      description:
        '`planning`: no draft yet. `answered`: words instead of a draft, in `answer`. `proposed`: waits for a decision. `blocked`: something has to be settled first, see `issues` and `notDone`. `approved`: on its way into n8n. `created`, `published`: in n8n. `gone`, `archived`: was there. `failed`: see `problem`. `discarded`, `expired`: over.',
    }),
    revision: z.int().meta({ description: 'What a decision has to name' }).optional(),
    expiresAt: when('While it is open, and once it expired').optional(),
    name: z.string().optional(),
    summary: text(
      'When it runs and what it does, written from the workflow: a sentence, or several where it decides',
    ).optional(),
    steps: z.array(z.string()).optional(),
    issues: z.array(issue).optional(),
    notDone: texts(
      'Words of the request that the workflow does not do; approving waits until somebody leaves them out',
    ).optional(),
    leftOut: texts('Words of the request that somebody left out').optional(),
    approvals: texts(
      'Where rules of the policy ask for it: who has to approve it because of what, and who has so far',
    ).optional(),
    credentials: z.array(draftCredential).meta({ description: 'What it has to sign in with' }).optional(),
    assumptions: texts(
      'What was taken for granted; of a draft that a model planned its own words, not checked',
    ).optional(),
    notes: z.array(z.string()).optional(),
    rehearsal: rehearsal.optional(),
    workflow: anObject('The n8n workflow as it was or would be created').optional(),
    pictureUrl: text(
      'PNG of the workflow, for a limited time; a path on this server where it has no https address',
    ).optional(),
    url: text('Where it is in n8n').optional(),
    live: z.boolean().meta({ description: 'Whether n8n was seen to start its trigger; after publishing' }).optional(),
    problem: failure.meta({ description: 'Why it failed, or why it was created but not published' }).optional(),
    answer: text('Words instead of a draft, or why it was not approved in the same call').optional(),
  })
  .meta({ id: 'DraftState', description: 'Where a request stands, and the draft it led to' });
export type DraftState = z.infer<typeof draftState>;

const requestBody = z
  .strictObject({
    request: z.string().trim().min(1).max(maxRequestLength).meta({ description: 'What should happen, and when' }),
    approve,
    publish,
    user: userName.optional(),
    timezone: z
      .string()
      .refine(isTimezone, 'it is no IANA name such as Europe/Berlin')
      .meta({ description: 'IANA name, for times without one' })
      .optional(),
  })
  .refine(isApproved, notApproved)
  .meta({
    id: 'Request',
    examples: [{ request: 'every weekday at 9:00 in Europe/Berlin get https://example.com/status.json' }],
  });

const revision = z.int().min(1).meta({ description: 'The one you have read; another one is a 409' });
const approvalBody = z
  .strictObject({
    revision,
    publish: z.boolean().default(false).meta({ description: 'Make it live as well' }),
    despiteRehearsal: z
      .boolean()
      .default(false)
      .meta({ description: 'Make it live although its rehearsal failed; otherwise that is a 409' }),
    user: userName.optional(),
  })
  .meta({ id: 'Approval', examples: [{ revision: 1, publish: true }] });
const decisionBody = z
  .strictObject({ revision, user: userName.optional() })
  .meta({ id: 'Decision', examples: [{ revision: 1 }] });

export const draftUnknown: Problem = {
  status: 404,
  code: 'draft_unknown',
  title: 'No such draft',
  detail: 'There is no draft with this id. Ids come from POST /create-n8n-workflow.',
};

const tag = 'Drafts';
const params = { schema: idOf('draft'), unknown: draftUnknown };
const answers = { 202: { description: 'Where it stands', schema: draftState, headers: acceptedHeaders } };
/** Of everything that decides about a draft. */
const deciding = {
  method: 'post',
  tag,
  params,
  headers: ['Idempotency-Key', 'Prefer'],
  answers,
  refusals: [409, 503],
} as const;

export const createDraft = operation({
  id: 'createDraft',
  method: 'post',
  path: '/create-n8n-workflow',
  tag,
  summary: 'Ask for a workflow in words',
  description:
    'Waits up to 20 s for the draft, or as `Prefer` says. With `approve` (scope `approve`) it goes on to creation, with `publish` (scope `publish`) until it is live.',
  scopes: ['request'],
  headers: ['Idempotency-Key', 'Prefer'],
  body: {
    schema: requestBody,
    expected: '{"request": "what should happen and when", "approve": false, "publish": false}',
  },
  answers,
});

export const getDraft = operation({
  id: 'getDraft',
  method: 'get',
  path: '/api/v1/drafts/{id}',
  tag,
  summary: 'Where a draft stands',
  description:
    'With `wait` it is answered when something changes, so nobody has to ask again and again. It never goes back to an earlier state by itself.',
  scopes: ['read'],
  params,
  query: waitQuery,
  headers: ['Prefer', 'If-None-Match'],
  answers: {
    200: { description: 'The draft', schema: draftState, headers: watchedHeaders },
    304: { description: 'It is still what If-None-Match names', headers: watchedHeaders },
  },
});

export const approveDraft = operation({
  ...deciding,
  id: 'approveDraft',
  path: '/api/v1/drafts/{id}/approve',
  summary: 'Approve a draft that is there',
  description:
    '`publish` needs the scope `publish` as well; the policy decides as about a click in a chat. Approving what is approved already is no error.',
  scopes: ['approve'],
  body: { schema: approvalBody, expected: '{"revision": 1, "publish": false}' },
});

/** @param otherwise what is taken without one */
export const sample = (otherwise: string) =>
  z
    .unknown()
    .meta({
      description: `The example, at most 100,000 characters: what starts the workflow (of a webhook the body, of a form the answers), a list of these, or \`{"event": …, "steps": {"name of a step": …}}\`; without it ${otherwise}`,
    })
    .optional();

const rehearsalBody = z
  .strictObject({
    revision,
    sample: sample('the one before'),
    user: userName.optional(),
  })
  .meta({ id: 'RehearsalWanted', examples: [{ revision: 1, sample: { customer: 'Acme', amount: 12000 } }] });
export const rehearseDraft = operation({
  ...deciding,
  id: 'rehearseDraft',
  path: '/api/v1/drafts/{id}/rehearsals',
  summary: 'Rehearse a draft with an example of your own',
  description:
    'It runs in n8n with everything that reaches outside held back; what it did takes the place of `rehearsal`. With `request` alone only a draft of your own.',
  scopes: ['approve', 'request'],
  body: { schema: rehearsalBody, expected: '{"revision": 1, "sample": {…}}' },
});

const decision = { schema: decisionBody, expected: '{"revision": 1}' };
export const discardDraft = operation({
  ...deciding,
  id: 'discardDraft',
  path: '/api/v1/drafts/{id}/discard',
  summary: 'Turn a draft down, or take it back',
  description: 'With `request` alone only a draft of your own.',
  scopes: ['approve', 'request'],
  body: decision,
});
export const leaveOut = operation({
  ...deciding,
  id: 'leaveOut',
  path: '/api/v1/drafts/{id}/leave-out',
  summary: 'Go on without what is not done',
  description:
    'What stands in `notDone` is left out, in a new revision of the draft. With `request` alone only of a draft of your own.',
  scopes: ['approve', 'request'],
  body: decision,
});
