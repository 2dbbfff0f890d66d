/** How a message is sent to one person alone: by their id in Slack, or by mail. */
export type MessageKind = 'slack' | 'mail';

/** One operation that sends a message, and what of it a test sends. */
export interface OwnMessage {
  kind: MessageKind;
  /** What the step has to be set to. */
  when: Readonly<Record<string, string>>;
  /** What is sent and how one signs in. Nothing else goes along: a copy, a thread or a field out of data may reach others. */
  keeps: readonly string[];
  /** The one it goes to. */
  to: (person: string) => Record<string, unknown>;
  /** What n8n would add by itself, which leads to a workflow that is gone a moment later. */
  without: Record<string, unknown>;
}

const mail = (to: string, keeps: readonly string[], more: Partial<OwnMessage> = {}): OwnMessage => ({
  kind: 'mail',
  when: {},
  keeps: [...keeps, to],
  to: (person) => ({ [to]: person }),
  without: {},
  ...more,
});

/**
 * Steps of which somebody can have a test sent, to themselves alone; by n8n's names (2.40.7). Blocks of Slack are not
 * among them: n8n spreads them over the whole call, the recipient included. A chat of Teams is none with whoever asks.
 */
export const ownMessages: Readonly<Record<string, OwnMessage>> = {
  'n8n-nodes-base.slack': {
    kind: 'slack',
    when: { resource: 'message', operation: 'post', messageType: 'text' },
    keeps: ['resource', 'operation', 'authentication', 'messageType', 'text'],
    to: (person) => ({ select: 'user', user: { __rl: true, mode: 'id', value: person } }),
    without: { otherOptions: { includeLinkToWorkflow: false } },
  },
  'n8n-nodes-base.emailSend': mail(
    'toEmail',
    ['resource', 'operation', 'fromEmail', 'subject', 'emailFormat', 'text', 'html'],
    { when: { operation: 'send' }, without: { options: { appendAttribution: false } } },
  ),
  'n8n-nodes-base.gmail': mail(
    'sendTo',
    ['resource', 'operation', 'authentication', 'subject', 'emailType', 'message'],
    {
      when: { resource: 'message', operation: 'send' },
      without: { options: { appendAttribution: false } },
    },
  ),
  'n8n-nodes-base.microsoftOutlook': mail('toRecipients', ['resource', 'operation', 'subject', 'bodyContent'], {
    when: { resource: 'message', operation: 'send' },
  }),
  'n8n-nodes-base.mailgun': mail('toEmail', ['fromEmail', 'subject', 'text', 'html']),
};
