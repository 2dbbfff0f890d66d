import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Form, FormField } from '#src/chat/card.ts';
import { type ActionTaken, actionIds, actionValueSchema } from '#src/chat/inbound.ts';
import { pickedIn } from '#src/chat/picker.ts';
import { languages } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { given, slackAddress, slackMessageAddress, toMessageRef } from './address.ts';
import { blockLimits } from './block-limits.ts';
import { plain } from './mrkdwn.ts';
import { pickedBy, pickedSchema, toPicker } from './picker.ts';

const formCallback = 'form';
const inputId = 'value';

/** What a dialog hands back when it is sent: what it is about, and where the card with its button is. */
const metadata = z.object({
  action: z.enum(actionIds),
  value: actionValueSchema,
  /** Of the conversation. */
  key: z.string(),
  threadTs: z.string().optional(),
  language: z.enum(languages).optional(),
  card: slackMessageAddress,
});

const submission = z.object({
  user: z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() }),
  view: z.object({
    id: z.string(),
    hash: z.string(),
    callback_id: z.literal(formCallback),
    private_metadata: z.string(),
    blocks: z.array(z.object({ type: z.string(), block_id: z.string(), optional: z.boolean().optional() })),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), pickedSchema.extend({ value: z.string().nullish() }))),
    }),
  }),
});

/** The dialog of a form, as opened by a click; it carries ids and the card's address, never content. */
export function toModal(form: Form, click: ActionTaken): ModalView {
  const card = slackMessageAddress.parse(click.card.address);
  const { key, address } = click.conversation;
  const { threadTs } = slackAddress.parse(address);
  const carried: z.infer<typeof metadata> = {
    ...{ action: form.action, value: form.value, key, threadTs, card },
    ...(form.language && form.language !== 'en' ? { language: form.language } : {}),
  };
  return {
    type: 'modal',
    callback_id: formCallback,
    title: plain(form.title, blockLimits.viewTitle),
    submit: plain(form.submit, blockLimits.viewTitle),
    close: plain(wordsIn(form.language ?? 'en').adapters.card.cancel, blockLimits.viewTitle),
    private_metadata: JSON.stringify(carried),
    blocks: form.fields.flatMap((field) => toInputs(field, form)),
  };
}

/** A list to pick from comes first, and below it what may be typed instead. */
function toInputs(field: FormField, { action, language = 'en' }: Form): InputBlock[] {
  const element = field.picker && toPicker(field.picker, action, language);
  if (!element) return [toInput(field)];
  const list: InputBlock = {
    type: 'input',
    block_id: pickedIn(field.name),
    label: plain(field.label, blockLimits.inputLabel),
    optional: true,
    element,
  };
  return [list, toInput({ ...field, label: wordsIn(language).adapters.card.orType })];
}

function toInput(field: FormField): InputBlock {
  const max = Math.min(field.maxLength ?? blockLimits.inputText, blockLimits.inputText);
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.label, blockLimits.inputLabel),
    ...(field.hint ? { hint: plain(field.hint, blockLimits.inputHint) } : {}),
    optional: !field.required,
    element: {
      type: 'plain_text_input',
      action_id: inputId,
      max_length: max,
      ...(field.multiline ? { multiline: true } : {}),
      // What stands in an input is shown as it is: nothing to escape.
      ...(field.value ? { initial_value: field.value.slice(0, max) } : {}),
    },
  };
}

/**
 * A sent dialog: the action it stands for, or what is wrong with which input. `unknown`: not one of ours, or of an
 * older version. Slack itself refuses empty required inputs, but takes blanks.
 */
export function toSubmission(body: unknown): ActionTaken | { errors: Record<string, string> } | 'unknown' {
  const parsed = submission.safeParse(body);
  const carried = parsed.success ? parseMetadata(parsed.data.view.private_metadata) : undefined;
  if (!parsed.success || !carried) return 'unknown';
  const { user, view } = parsed.data;
  const { action, value, key, threadTs, card, language = 'en' } = carried;
  const all = view.blocks.filter(({ type }) => type === 'input');
  const picks = all.flatMap(({ block_id }) => {
    const [[id, sent] = ['', {}]] = Object.entries(view.state.values[block_id] ?? {});
    return id === inputId ? [] : [{ block_id, picked: pickedBy(id, sent) }];
  });
  const inputs = all.filter(({ block_id }) => !picks.some((pick) => pick.block_id === block_id));
  const typed = (name: string): string => view.state.values[name]?.[inputId]?.value?.trim() ?? '';
  const errors = inputs
    .filter(({ block_id, optional }) => !optional && typed(block_id) === '')
    .map(({ block_id }) => [block_id, wordsIn(language).adapters.slack.writeSomething]);
  if (errors.length > 0) return { errors: Object.fromEntries(errors) };
  const { team, org, channel, responseUrl } = card;
  const address = { team, org, channel, threadTs, user: user.id, responseUrl };
  return {
    kind: 'action',
    dedupeKey: `view:${view.id}:${view.hash}`,
    tenant: { id: team },
    conversation: { platform: 'slack', key, address: given(address) },
    person: { id: user.id, name: user.name ?? user.username ?? user.id },
    action,
    value,
    card: toMessageRef(card),
    ...(card.onlyFor || card.home ? { private: true } : {}),
    ...(card.home ? { page: true } : {}),
    fields: Object.fromEntries([
      ...inputs.map(({ block_id }) => [block_id, typed(block_id)]),
      ...picks.flatMap(({ block_id, picked }) => (picked === undefined ? [] : [[block_id, picked]])),
    ]),
  };
}

/** Where to put words about the whole dialog: Slack shows errors at inputs only. */
export function firstInput(body: unknown): string | undefined {
  const blocks = submission.safeParse(body).data?.view.blocks ?? [];
  return blocks.find(({ type }) => type === 'input')?.block_id;
}

function parseMetadata(json: string): z.infer<typeof metadata> | undefined {
  try {
    return metadata.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
