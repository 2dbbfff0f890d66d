import { directMessage, nextTs } from './slack-requests.ts';

export interface MessageChange {
  text: string;
  before: string;
  ts: string;
  threadTs?: string;
  channel?: string;
  user?: string;
  /** Its person put other words there [true]; otherwise Slack did something to it, e.g. showed a preview of a link. */
  edited?: boolean;
  /** When it was edited [now]. */
  editedTs?: string;
  /** Further fields of the message. */
  extra?: Record<string, unknown>;
}

/** A direct message changed (docs.slack.dev, message_changed). */
export function messageChanged(input: MessageChange): Record<string, unknown> {
  const { text, before, ts, threadTs, user = 'U0ANA', channel, edited = true, editedTs = nextTs(), extra } = input;
  const message = { type: 'message', user, ts, ...(threadTs ? { thread_ts: threadTs } : {}) };
  const now = { ...message, text, ...(edited ? { edited: { user, ts: editedTs } } : {}), ...extra };
  const changed = directMessage({ text: '', ...(channel ? { channel } : {}) });
  const { user: _user, text: _text, ...event } = changed['event'] as Record<string, unknown>;
  return {
    ...changed,
    event: {
      ...event,
      subtype: 'message_changed',
      hidden: true,
      message: now,
      previous_message: { ...message, text: before },
    },
  };
}
