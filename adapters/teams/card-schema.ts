import { z } from 'zod';
import { actionIds, actionValueSchema } from '#src/chat/inbound.ts';
import type { AdaptiveCard } from './adaptive-types.ts';
import { sizeOf } from './card-text.ts';
import { teamsLimits } from './limits.ts';
import { isSafeUrl } from './safe-url.ts';

const words = z.string().min(1).max(20_000);
const title = z.string().min(1).max(teamsLimits.buttonLabelLength);
const thread = z.string().max(1000).optional();
const style = z.enum(['positive', 'destructive']).optional();
const mode = z.literal('secondary').optional();
const data = z.strictObject({
  ...actionValueSchema.shape,
  action: z.enum(actionIds),
  input: z.string().optional(),
  thread,
});
const spaced = { separator: z.literal(true).optional(), spacing: z.enum(['None', 'Small', 'Medium']).optional() };

const textBlock = z.strictObject({
  ...spaced,
  type: z.literal('TextBlock'),
  text: words,
  wrap: z.literal(true),
  weight: z.literal('Bolder').optional(),
  size: z.literal('Large').optional(),
  style: z.literal('heading').optional(),
  isSubtle: z.literal(true).optional(),
  id: z
    .string()
    .regex(/^copy_\d+$/)
    .optional(),
  fontType: z.literal('Monospace').optional(),
});
const confirmId = z.string().regex(/^confirm_[\d_]+$/);
const label = z.string().min(1).max(500);
const inputs = [
  z.strictObject({
    ...spaced,
    type: z.literal('Input.Text'),
    id: z.string().regex(/^field_/),
    label,
    isMultiline: z.literal(true).optional(),
    isRequired: z.literal(true).optional(),
    errorMessage: words.optional(),
    placeholder: z.string().max(200).optional(),
    value: z.string().optional(),
    maxLength: z.int().min(1).max(8_000),
  }),
  z.discriminatedUnion('style', [
    z.strictObject({
      ...spaced,
      type: z.literal('Input.ChoiceSet'),
      id: z.string().regex(/^(?:choice_\d+|pick_\d+|field_\d+\.picked)$/),
      label,
      style: z.literal('compact'),
      placeholder: words,
      value: z.string().regex(/^\d+$/).optional(),
      choices: z
        .array(z.strictObject({ title: words, value: words }))
        .min(1)
        .max(100),
    }),
    z.strictObject({
      ...spaced,
      type: z.literal('Input.ChoiceSet'),
      id: z.string().regex(/^(?:pick_\d+|field_\d+\.picked)(?:\.person)?$/),
      label,
      style: z.literal('filtered'),
      placeholder: words,
      choices: z.array(z.never()),
      'choices.data': z.strictObject({ type: z.literal('Data.Query'), dataset: z.string().min(1).max(500) }),
    }),
  ]),
] as const;

const actions = z
  .array(
    z.discriminatedUnion('type', [
      z.strictObject({
        type: z.literal('Action.Execute'),
        title,
        verb: z.enum(actionIds),
        data,
        style,
        mode,
        fallback: z.strictObject({ type: z.literal('Action.Submit'), title, data, style, mode }),
      }),
      z.strictObject({ type: z.literal('Action.OpenUrl'), title, url: z.string().refine(isSafeUrl), mode }),
      z.strictObject({
        type: z.literal('Action.Submit'),
        title,
        associatedInputs: z.literal('none'),
        data: data.extend({ msteams: z.strictObject({ type: z.literal('task/fetch') }) }),
      }),
      z.strictObject({
        type: z.literal('Action.ToggleVisibility'),
        title,
        style,
        mode,
        targetElements: z.tuple([z.strictObject({ elementId: confirmId, isVisible: z.boolean() })]),
      }),
      z.strictObject({
        type: z.literal('Action.ShowCard'),
        title,
        style,
        card: z.strictObject({
          type: z.literal('AdaptiveCard'),
          get body(): z.ZodArray<z.ZodType> {
            return z.array(element);
          },
        }),
      }),
    ]),
  )
  .min(1)
  .max(teamsLimits.buttons);

const element: z.ZodType = z.discriminatedUnion('type', [
  textBlock,
  z.strictObject({
    ...spaced,
    type: z.literal('FactSet'),
    facts: z.array(z.strictObject({ title: z.string(), value: z.string() })).min(1),
  }),
  z.strictObject({
    ...spaced,
    type: z.literal('Container'),
    id: confirmId.optional(),
    style: z.enum(['default', 'emphasis', 'accent', 'good', 'warning', 'attention']),
    isVisible: z.literal(false).optional(),
    get items(): z.ZodArray<z.ZodType> {
      return z.array(element).min(1);
    },
  }),
  z.strictObject({
    ...spaced,
    type: z.literal('Image'),
    url: z.url({ protocol: /^https$/ }).max(2_000),
    altText: words,
    size: z.literal('Stretch'),
    msteams: z.strictObject({ allowExpand: z.literal(true) }),
  }),
  z.strictObject({
    ...spaced,
    type: z.literal('ColumnSet'),
    columns: z
      .array(
        z.strictObject({
          type: z.literal('Column'),
          width: z.enum(['stretch', 'auto']),
          verticalContentAlignment: z.literal('Center'),
          get items(): z.ZodArray<z.ZodType> {
            return z.array(element).min(1);
          },
        }),
      )
      .min(1),
  }),
  z.strictObject({ ...spaced, type: z.literal('ActionSet'), actions }),
  ...inputs,
]);

const mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>[^<>]+<\/at>$/),
  mentioned: z.strictObject({ id: z.string().min(1), name: z.string().min(1) }),
});

const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.5'),
  fallbackText: words,
  msteams: z.strictObject({ width: z.literal('Full'), entities: z.array(mention).min(1).max(20).optional() }),
  refresh: z
    .strictObject({
      action: z.strictObject({
        type: z.literal('Action.Execute'),
        title: z.string(),
        verb: z.literal('refresh'),
        data: z.strictObject({ ...actionValueSchema.shape, thread }),
      }),
    })
    .optional(),
  body: z.array(element),
});

/**
 * What is wrong with a card before Teams sees it, in one line for the log; undefined when nothing is. Stricter than
 * Teams: exactly the elements and properties Flowsmith uses, within every published limit.
 */
export function problemOf(card: AdaptiveCard): string | undefined {
  const parsed = cardSchema.safeParse(card);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`;
  }
  const size = sizeOf(card);
  return size > teamsLimits.cardBytes ? `${size} bytes are more than ${teamsLimits.cardBytes}` : repeatedInput(card);
}

/** Two inputs of one id would answer for each other. */
function repeatedInput(card: AdaptiveCard): string | undefined {
  const ids = card.body.flatMap((each) => ('id' in each ? [each.id] : []));
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  return repeated && `input ${repeated} is there twice`;
}
