import type { ContextActionsBlock } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import { z } from 'zod';
import type { ActionId, ActionValue } from '#src/chat/inbound.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { DeliveryError } from '#src/errors.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';

const action: ActionId = 'feedback';
const blockType = 'context_actions';

/** Thumbs below an answer. Slack shows pictures; the words are what a pointer or a screen reader finds. */
export function toFeedbackBlock(
  { eventId }: NonNullable<OutboundMessage['feedback']>,
  language: Language,
): ContextActionsBlock {
  const { good, goodAnswer, bad, badAnswer } = wordsIn(language).adapters.card;
  const thumb = (words: string, label: string, choice: number) => {
    const value: ActionValue = { eventId, choice };
    return {
      text: { type: 'plain_text' as const, text: words },
      accessibility_label: label,
      value: JSON.stringify(value),
    };
  };
  return {
    type: blockType,
    elements: [
      {
        type: 'feedback_buttons',
        action_id: action,
        positive_button: thumb(good, goodAnswer, 1),
        negative_button: thumb(bad, badAnswer, 0),
      },
    ],
  };
}

/** Slack's reasons, e.g. `[ERROR] unsupported type: context_actions [json-pointer:/blocks/4/type]`. */
const reasons = z.object({ response_metadata: z.object({ messages: z.array(z.string()) }) });

/**
 * The block is young: a Slack that refuses it gets the message without, and no other message of that workspace has it
 * as long as this process lives.
 */
export function createFeedbackSwitch(log: Logger) {
  const refusedBy = new Set<string>();
  return {
    /** Sends with the buttons where the workspace takes them. `pictures`: Slack may refuse those with the same code. */
    async send<T>(
      team: string,
      message: OutboundMessage,
      pictures: boolean,
      send: (message: OutboundMessage) => Promise<T>,
    ): Promise<T> {
      const { feedback, ...without } = message;
      if (!feedback || refusedBy.has(team)) return send(without);
      try {
        return await send(message);
      } catch (error) {
        if (!mayBeTheButtons(error, pictures)) throw error;
        const answer = await send(without);
        refusedBy.add(team);
        log.info({ team }, 'slack does not take feedback buttons');
        return answer;
      }
    },
  };
}

function mayBeTheButtons(error: unknown, pictures: boolean): boolean {
  if (!(error instanceof DeliveryError) || !error.code.startsWith('slack_invalid_blocks')) return false;
  if (!pictures) return true;
  const said = error.cause instanceof WebAPIPlatformError ? reasons.safeParse(error.cause.data).data : undefined;
  return said?.response_metadata.messages.some((reason) => reason.includes(blockType)) ?? false;
}
