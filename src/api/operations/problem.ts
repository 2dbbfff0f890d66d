import { z } from 'zod';
import { origins } from '#src/values/value.ts';
import { text } from './fields.ts';

const path = z.array(z.union([z.string(), z.int()]));
const fix = z
  .object({
    description: text('What it does, in words'),
    edits: z.array(
      z.union([z.object({ path, remove: z.literal(true) }), z.object({ path, value: z.unknown() })]).meta({
        description: 'Sets what is at the path, or removes it',
      }),
    ),
  })
  .meta({ id: 'Fix', description: 'The one obvious way to mend it: edits of the workflow document, in order' });

/** One of the things a parameter may hold. */
export const choice = z
  .object({
    name: text('What people call it; data from elsewhere'),
    value: z.union([z.string(), z.number(), z.boolean()]),
    from: z.enum(origins).meta({
      description:
        'Who knows it. `place`: where the request came from. `chosen`: chosen here before. `workflows`: a workflow in n8n has it. `n8n`: n8n looked it up',
    }),
  })
  .meta({ id: 'Choice', description: 'One of the things a parameter may hold' });

/** One finding of validation. */
export const issue = z
  .object({
    code: text('Stable, for programs'),
    severity: z.enum(['error', 'warning']).meta({ description: 'An error blocks approval' }),
    node: text('Name of the node it is about').optional(),
    path: text('Where in the node or the workflow').optional(),
    message: text('What to do, for people'),
    params: z
      .record(z.string(), z.unknown())
      .meta({
        description:
          'What the sentence of this code speaks of; of `named-not-chosen` `word` is what the person called it',
      })
      .optional(),
    fix: fix.optional(),
    choices: z.array(choice).meta({ description: 'What it may be, where that is few' }).optional(),
    searched: z
      .literal(true)
      .meta({ description: 'There are more, or may be: GET …/choices finds them by words' })
      .optional(),
  })
  .meta({ id: 'Issue', description: 'One finding of validation' });

/** Why something was not done. */
export const failure = z
  .object({ code: z.string(), message: z.string(), reference: text('For your operator') })
  .meta({ id: 'Failure', description: 'Why something was not done' });

/** What every error is answered with. */
export const problemDocument = z
  .object({
    type: text('Always `about:blank`: `code` is what to tell problems apart by'),
    title: z.string(),
    status: z.int(),
    code: text('Stable, for programs'),
    detail: text('What is wrong and what to do, for people'),
    reference: text("The same as the answer's X-Request-Id: what to tell the operator").optional(),
    issues: z.array(issue).optional(),
  })
  .meta({ id: 'Problem', description: 'What went wrong, and what to do (RFC 9457)' });
