import type { ConversationsSelect, ExternalSelect, StaticSelect, UsersSelect } from '@slack/types';
import { z } from 'zod';
import { type NativeKind, nativePick, type Picker, type PickerOption, shownOn } from '#src/chat/picker.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { blockLimits } from './block-limits.ts';
import { plain } from './mrkdwn.ts';

export type PickerBlockElement = ConversationsSelect | ExternalSelect | StaticSelect | UsersSelect;

/** How a list of each kind says what was picked from it; the rest of its action id are the ids it is about. */
const marks = { search: 'search', options: 'options', channel: 'channel', person: 'person' } as const;

/** The list somebody picks from: Slack's own of channels or people, a short one, or one that asks us at every key. */
export function toPicker(picker: Picker, action: string, language: Language): PickerBlockElement | undefined {
  const kind = shownOn('slack', picker);
  if (!kind) return undefined;
  const base = {
    action_id: `${action}:${marks[kind]}:${JSON.stringify(picker.at)}`,
    placeholder: plain(wordsIn(language).adapters.card.choosePlaceholder, blockLimits.optionLabel),
  };
  switch (kind) {
    case 'channel':
      return {
        ...base,
        type: 'conversations_select',
        filter: { include: ['public', 'private'], exclude_bot_users: true },
      };
    case 'person':
      return { ...base, type: 'users_select' };
    case 'options':
      return { ...base, type: 'static_select', options: toOptions(picker.options ?? []) };
    case 'search':
      // From the first look: what is likeliest stands there before anything is typed.
      return { ...base, type: 'external_select', min_query_length: 0 };
    default:
      return kind satisfies never;
  }
}

/** At most 100, as Slack takes them. */
export const toOptions = (options: readonly PickerOption[]) =>
  options
    .slice(0, blockLimits.options)
    .map(({ label, value }) => ({ text: plain(label, blockLimits.optionLabel), value }));

/** What a list sends of what is chosen in it. */
export const pickedSchema = z.object({
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_conversation: z.string().nullish(),
  selected_user: z.string().nullish(),
});

/** What was picked; undefined where nothing is, or the list is no picker. */
export function pickedBy(actionId: string, sent: z.infer<typeof pickedSchema>): string | undefined {
  const mark = actionId.split(':')[1];
  const own = (kind: NativeKind, id: string | null | undefined) => (id ? nativePick(kind, id) : undefined);
  if (mark === marks.channel) return own('channel', sent.selected_conversation);
  if (mark === marks.person) return own('person', sent.selected_user);
  return mark === marks.search || mark === marks.options ? sent.selected_option?.value : undefined;
}

/** The ids behind the action id of a list. */
export const idsOf = (actionId: string): string => actionId.split(':').slice(2).join(':');
