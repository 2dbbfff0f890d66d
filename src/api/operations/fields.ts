import { z } from 'zod';
import { redactSecrets } from '#src/policy/secrets.ts';
import { longestWaitMs } from '../waiting.ts';

export const text = (description: string) => z.string().meta({ description });
export const texts = (description: string) => z.array(z.string()).meta({ description });
export const when = (description: string) => z.iso.datetime({ offset: true }).meta({ description });
/** An object whose fields are n8n's or somebody else's. */
export const anObject = (description: string) => z.unknown().meta({ type: 'object', description });
/** What stands in a path for a thing of ours. */
export const idOf = (thing: string) =>
  z.object({ id: z.uuid().meta({ description: `Flowsmith's id of the ${thing}` }) });

/** On whose behalf; counted and audited apart. */
export const userName = z
  .string()
  .max(100)
  .regex(/^[\w.@+-]+$/)
  .refine((name) => redactSecrets(name).count === 0, 'it looks like a password or key; send a name')
  .meta({ description: 'On whose behalf; counted and audited apart' });

export const approve = z.boolean().default(false).meta({ description: 'Approve it in the same call' });
export const publish = z.boolean().default(false).meta({ description: 'Make it live as well; needs approve' });
/** Nothing is published that nobody approved. */
export const isApproved = (body: { approve: boolean; publish: boolean }): boolean => body.approve || !body.publish;
export const notApproved = { path: ['publish'], message: 'publish needs approve: true' };

const longestSeconds = longestWaitMs / 1000;
const waitSeconds = z.coerce.number().min(0).max(longestSeconds).meta({
  description:
    'Seconds to wait: while Flowsmith is at it and nothing changes; with If-None-Match until it is another state',
});
/** Of what can be waited for. */
export const waitQuery = {
  schema: z.object({ wait: waitSeconds.optional() }),
  expected: `Use wait=<seconds from 0 to ${longestSeconds}>, or nothing.`,
};
