import { z } from 'zod';
import { redactSecrets } from '#src/policy/secrets.ts';

/** Absent, null and nonsense are the same: clients differ, and a strange locale must not lose a request. */
const optionalText = z.string().min(1).optional().catch(undefined);

/** People choose their names; they stand in addresses too, which the inbox keeps as they are. */
const chosenName = optionalText.transform((name) => (name === undefined ? undefined : redactSecrets(name).text));

const accountSchema = z.object({ id: z.string().min(1), name: chosenName, aadObjectId: optionalText });

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: optionalText,
  mentioned: z.object({ id: z.string(), name: optionalText }),
});
export type Mention = z.infer<typeof mentionSchema>;

const mentionsSchema = z
  .array(z.unknown())
  .catch([])
  .transform((entities) => entities.flatMap((entity) => mentionSchema.safeParse(entity).data ?? []));

/** What else came with a message: files and pictures; the words once more as HTML, and cards, are none. */
const filesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((attachments) => attachments.flatMap((one) => fileSchema.safeParse(one).data ?? []));
const fileSchema = z.object({
  contentType: z.string().regex(/^(?:image|audio|video)\/|^application\/vnd\.microsoft\.teams\.file\.download\.info$/),
});

/** Ids of those who came or went. */
const membersSchema = z
  .array(z.object({ id: z.string() }).transform(({ id }) => id))
  .optional()
  .catch(undefined);

/** A team; Teams tells the id of its Microsoft 365 group only sometimes. */
const teamSchema = z.object({ id: z.string().min(1), aadGroupId: optionalText });

/** What Flowsmith reads of a Bot Framework activity. */
export const activitySchema = z.object({
  type: z.string().min(1),
  id: optionalText,
  name: optionalText,
  channelId: z.string().min(1),
  serviceUrl: z.string().min(1),
  from: accountSchema,
  recipient: accountSchema,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: optionalText,
    isGroup: z.boolean().optional().catch(undefined),
    tenantId: optionalText,
  }),
  channelData: z.object({ team: teamSchema.optional().catch(undefined), eventType: optionalText }).catch({}),
  /** Of an installationUpdate. */
  action: optionalText,
  membersAdded: membersSchema,
  membersRemoved: membersSchema,
  text: optionalText,
  locale: optionalText,
  localTimezone: optionalText,
  replyToId: optionalText,
  entities: mentionsSchema,
  value: z.unknown().optional(),
  attachments: filesSchema,
});
export type TeamsActivity = z.infer<typeof activitySchema>;

/** Where to speak again. JSON in the store, parsed on its way back. */
export const addressSchema = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  tenantId: z.string(),
  conversation: z.object({ id: z.string(), conversationType: z.string().optional(), tenantId: z.string().optional() }),
  bot: z.object({ id: z.string(), name: z.string().optional() }),
  /** Of a channel. */
  team: teamSchema.optional().catch(undefined),
  user: z.object({ id: z.string(), name: z.string().optional(), aadObjectId: z.string().optional() }).optional(),
});
export type TeamsAddress = z.infer<typeof addressSchema>;

/** One message of the bot. */
export const messageAddressSchema = z.object({ ...addressSchema.shape, activityId: z.string() });
