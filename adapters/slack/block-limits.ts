import { z } from 'zod';

/**
 * What Slack accepts (docs.slack.dev/reference/block-kit). `messageText` is undocumented: messages fail with
 * `msg_blocks_too_long` at about 13,200 characters over all blocks (bolt-js #2509), so we stay below.
 */
export const blockLimits = {
  blocks: 50,
  messageText: 12_000,
  header: 150,
  text: 3000,
  /** Of a task, and of a plan; Slack names no limit. */
  taskTitle: 150,
  fields: 10,
  field: 2000,
  contextElements: 10,
  actionElements: 25,
  buttonLabel: 75,
  buttonValue: 2000,
  accessibilityLabel: 75,
  actionId: 255,
  blockId: 255,
  url: 3000,
  alt: 2000,
  confirmTitle: 100,
  confirmText: 300,
  confirmLabel: 30,
  options: 100,
  optionLabel: 75,
  overflowOptions: 5,
  viewBlocks: 100,
  viewTitle: 24,
  viewMetadata: 3000,
  inputLabel: 2000,
  inputHint: 2000,
  inputText: 3000,
} as const;

/** Characters that count towards Slack's limit over all blocks of a message. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((total, inner) => total + textLength(inner), 0);
  if (value === null || typeof value !== 'object') return 0;
  return Object.entries(value).reduce<number>((total, [key, inner]) => {
    if (typeof inner !== 'string') return total + textLength(inner);
    return key === 'text' || key === 'alt_text' || key === 'value' ? total + inner.length : total;
  }, 0);
}

const within = (max: number) => z.string().min(1).max(max);
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: within(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: within(max), verbatim: z.boolean().optional() });
const anyText = (max: number) => z.union([plain(max), mrkdwn(max)]);
const blockId = within(blockLimits.blockId).optional();

const button = z.strictObject({
  type: z.literal('button'),
  action_id: within(blockLimits.actionId),
  text: plain(blockLimits.buttonLabel),
  value: within(blockLimits.buttonValue).optional(),
  url: z.url().max(blockLimits.url).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: z
    .strictObject({
      title: plain(blockLimits.confirmTitle),
      text: anyText(blockLimits.confirmText),
      confirm: plain(blockLimits.confirmLabel),
      deny: plain(blockLimits.confirmLabel),
      style: z.enum(['primary', 'danger']).optional(),
    })
    .optional(),
});

const option = z.strictObject({ text: plain(blockLimits.optionLabel), value: within(blockLimits.optionLabel) });
const select = z.strictObject({
  type: z.literal('static_select'),
  action_id: within(blockLimits.actionId),
  placeholder: plain(blockLimits.optionLabel),
  options: z.array(option).min(1).max(blockLimits.options),
  initial_option: option.optional(),
});
const listed = { action_id: within(blockLimits.actionId), placeholder: plain(blockLimits.optionLabel) };
const ownLists = [
  z.strictObject({ ...listed, type: z.literal('external_select'), min_query_length: z.int().min(0).optional() }),
  z.strictObject({ ...listed, type: z.literal('users_select') }),
  z.strictObject({
    ...listed,
    type: z.literal('conversations_select'),
    filter: z
      .strictObject({
        include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
        exclude_bot_users: z.boolean().optional(),
      })
      .optional(),
  }),
] as const;
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: within(blockLimits.actionId),
  options: z
    .array(option.extend({ url: z.url().max(blockLimits.url).optional() }))
    .min(1)
    .max(blockLimits.overflowOptions),
});
const textInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: within(blockLimits.actionId),
  multiline: z.boolean().optional(),
  initial_value: within(blockLimits.inputText).optional(),
  max_length: z.int().min(1).max(blockLimits.inputText).optional(),
});

const thumb = z.strictObject({
  text: plain(blockLimits.buttonLabel),
  accessibility_label: within(blockLimits.accessibilityLabel).optional(),
  value: within(blockLimits.buttonValue),
});
const feedbackButtons = z.strictObject({
  type: z.literal('feedback_buttons'),
  action_id: within(blockLimits.actionId),
  positive_button: thumb,
  negative_button: thumb,
});

const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(blockLimits.header) }),
  z
    .strictObject({
      type: z.literal('section'),
      block_id: blockId,
      text: anyText(blockLimits.text).optional(),
      fields: z.array(anyText(blockLimits.field)).min(1).max(blockLimits.fields).optional(),
      accessory: z.discriminatedUnion('type', [button, select, ...ownLists]).optional(),
    })
    .refine((section) => section.text ?? section.fields, 'a section needs text or fields'),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z.array(anyText(blockLimits.text)).min(1).max(blockLimits.contextElements),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    slack_file: z.strictObject({ id: within(100) }),
    alt_text: within(blockLimits.alt),
  }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow]))
      .min(1)
      .max(blockLimits.actionElements),
  }),
  z.strictObject({
    type: z.literal('plan'),
    block_id: blockId,
    title: within(blockLimits.taskTitle),
    tasks: z
      .array(
        z.strictObject({
          type: z.literal('task_card'),
          task_id: within(blockLimits.blockId),
          title: within(blockLimits.taskTitle),
          status: z.enum(['pending', 'in_progress', 'complete', 'error']),
        }),
      )
      .optional(),
  }),
  z.strictObject({
    type: z.literal('context_actions'),
    block_id: blockId,
    elements: z.array(feedbackButtons).min(1).max(5),
  }),
]);

const inputBlock = z
  .strictObject({
    type: z.literal('input'),
    block_id: blockId,
    label: plain(blockLimits.inputLabel),
    hint: plain(blockLimits.inputHint).optional(),
    optional: z.boolean().optional(),
    element: z.discriminatedUnion('type', [textInput, select, ...ownLists]),
  })
  .refine(
    ({ element }) =>
      element.type !== 'plain_text_input' ||
      (element.initial_value?.length ?? 0) <= (element.max_length ?? blockLimits.inputText),
    'initial_value is longer than max_length',
  );
const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    callback_id: within(255),
    title: plain(blockLimits.viewTitle),
    submit: plain(blockLimits.viewTitle).optional(),
    close: plain(blockLimits.viewTitle).optional(),
    private_metadata: within(blockLimits.viewMetadata).optional(),
    blocks: z.array(z.union([block, inputBlock])).max(blockLimits.viewBlocks),
  }),
  z.strictObject({ type: z.literal('home'), blocks: z.array(block).max(blockLimits.viewBlocks) }),
]);

/**
 * What Slack would refuse about these blocks, as sentences; empty when it would take them. Knows exactly the block
 * types `toBlocks` writes. Nobody else checks: Slack's emulators accept anything, Slack itself says `invalid_blocks`.
 */
export function validateBlocks(blocks: unknown): string[] {
  const parsed = z.array(block).max(blockLimits.blocks).safeParse(blocks);
  if (!parsed.success) return toSentences(parsed.error);
  const length = textLength(parsed.data);
  const tooLong =
    length > blockLimits.messageText ? [`${length} characters of text, more than ${blockLimits.messageText}`] : [];
  return [...tooLong, ...doubledIds(parsed.data)];
}

/** The same for a modal or a Home tab. */
export function validateView(value: unknown): string[] {
  const parsed = view.safeParse(value);
  if (!parsed.success) return toSentences(parsed.error);
  if (parsed.data.type === 'modal' && !parsed.data.submit && parsed.data.blocks.some(({ type }) => type === 'input'))
    return ['a modal with inputs needs submit'];
  return doubledIds(parsed.data.blocks);
}

function toSentences(error: z.ZodError): string[] {
  return error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

function doubledIds(blocks: (z.infer<typeof block> | z.infer<typeof inputBlock>)[]): string[] {
  const blockIds = blocks.map((one) => one.block_id).filter((id) => id !== undefined);
  const problems = new Set(blockIds).size < blockIds.length ? ['block_id used twice'] : [];
  for (const [index, one] of blocks.entries()) {
    if (one.type !== 'actions') continue;
    const ids = one.elements.map((element) => element.action_id);
    if (new Set(ids).size < ids.length) problems.push(`${index}: action_id used twice in one block`);
  }
  return problems;
}
