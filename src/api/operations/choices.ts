import { z } from 'zod';
import { origins } from '#src/values/value.ts';
import type { Problem } from '../problem.ts';
import { draftUnknown } from './drafts.ts';
import { idOf, text } from './fields.ts';
import { operation } from './operation.ts';
import { choice } from './problem.ts';

const state = z.enum(['answered', 'partly', 'absent', 'late', 'failed']);
const found = z
  .object({
    choices: z.array(choice).meta({ description: 'The nearest to the words first; at most 25' }),
    more: z.boolean().meta({ description: 'There are more; other words narrow them' }),
    sources: z
      .object(
        Object.fromEntries(origins.map((origin) => [origin, state])) as Record<(typeof origins)[number], typeof state>,
      )
      .meta({
        description:
          'How it went with each source. `partly`: it has more than it told. `absent`: it knows nothing of such values. `late`: ask again in a moment',
      }),
  })
  .meta({ id: 'Choices', description: 'What a place in a draft may hold' });

export const placeUnknown: Problem = {
  status: 404,
  code: 'place_unknown',
  title: 'No such place',
  detail: 'The newest revision of this draft has no parameter there. Take `node` and `path` from one of its `issues`.',
};

export const getChoices = operation({
  id: 'getChoices',
  method: 'get',
  path: '/api/v1/drafts/{id}/choices',
  tag: 'Drafts',
  summary: 'What may be chosen',
  description:
    'Names and values from where the request came from, from what was chosen before, from workflows in n8n, and from what n8n looks up in the connected service. Answers within about 2 s, with whatever is known by then.',
  scopes: ['read'],
  params: { schema: idOf('draft'), unknown: draftUnknown },
  query: {
    schema: z.object({
      path: z.string().min(1).max(300).meta({ description: 'As an issue names it, e.g. parameters.documentId' }),
      node: text('Which node, where several have such a place').max(128).optional(),
      q: z.string().max(200).default('').meta({ description: 'Words the name should fit' }),
      again: z
        .enum(['true', 'false'])
        .default('false')
        .transform((value) => value === 'true')
        .meta({ description: 'Look again: nothing that was kept counts' }),
    }),
    expected: 'path, and perhaps node, q and again',
  },
  answers: { 200: { description: 'What there is', schema: found } },
});
