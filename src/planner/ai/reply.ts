import { shortName } from '#src/catalog/names.ts';
import { base, locator, type Piece } from '../pieces.ts';

/** How somebody is answered where they wrote: paths from the item of that app's trigger, as n8n gives it out. */
const replies: Record<string, (at: string, text: string) => Omit<Piece, 'name' | 'type'> & { type: string }> = {
  telegramTrigger: (at, text) => ({
    type: 'telegram',
    parameters: {
      resource: 'message',
      operation: 'sendMessage',
      chatId: `={{ ${at}.message.chat.id }}`,
      text,
      additionalFields: { appendAttribution: false },
    },
  }),
  whatsAppTrigger: (at, text) => ({
    type: 'whatsApp',
    parameters: {
      resource: 'message',
      operation: 'send',
      messageType: 'text',
      phoneNumberId: `={{ ${at}.metadata.phone_number_id }}`,
      recipientPhoneNumber: `={{ ${at}.messages[0].from }}`,
      textBody: text,
      additionalFields: {},
    },
  }),
  slackTrigger: (at, text) => ({
    type: 'slack',
    parameters: {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: locator('id', `={{ ${at}.channel }}`),
      text,
      otherOptions: { includeLinkToWorkflow: false },
    },
  }),
  gmailTrigger: (at, message) => ({
    type: 'gmail',
    parameters: {
      resource: 'message',
      operation: 'reply',
      messageId: `={{ ${at}.id }}`,
      emailType: 'text',
      message,
      options: { appendAttribution: false },
    },
  }),
  microsoftOutlookTrigger: (at, message) => ({
    type: 'microsoftOutlook',
    parameters: {
      resource: 'message',
      operation: 'reply',
      messageId: locator('id', `={{ ${at}.id }}`),
      message,
      options: {},
    },
  }),
  slashCommand: (at, text) => ({
    type: 'slack',
    parameters: {
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: locator('id', `={{ ${at}.body.channel_id }}`),
      text,
      otherOptions: { includeLinkToWorkflow: false },
    },
  }),
  webhook: (_at, responseBody) => ({
    type: 'respondToWebhook',
    parameters: { respondWith: 'text', responseBody, options: {} },
  }),
};

/**
 * The step that answers whoever started the workflow. None behind n8n's own chat, which shows what comes last; undefined
 * where nobody can be answered.
 * @param at the item of the trigger, e.g. `$('Telegram').item.json`
 * @param text an expression
 */
export function replyPiece(trigger: string, at: string, text: string): Piece[] | undefined {
  const short = shortName(trigger);
  if (short === 'chatTrigger') return [];
  const make = Object.hasOwn(replies, short) ? replies[short] : undefined;
  if (!make) return undefined;
  const { type, ...reply } = make(at, text);
  return [{ name: 'Send the answer', ...reply, type: base(type) }];
}
