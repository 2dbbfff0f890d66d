import type { ActionTaken, ExecutionFailed, InboundEvent, MessageReceived } from '#src/chat/inbound.ts';
import { redactJson, redactSecrets } from '#src/policy/secrets.ts';
import { takeLinkCode } from './link-code.ts';

/** Longest text kept; what is longer is answered, not planned. */
const maxStoredText = 12_000;

/** Every field of an event and what the inbox does to it; one that is not named here does not compile. */
type Treatment<Event> = {
  [Field in keyof Required<Event>]: (
    value: NonNullable<Event[Field]>,
  ) => NonNullable<Event[Field]> | (undefined extends Event[Field] ? undefined : never);
};

/** Ids and addresses that a platform or we ourselves gave: changing them would lose what they lead to. */
const asItIs = <T>(value: T): T => value;
/** What people, programs and n8n wrote. */
const words = <T>(value: T): T => redactJson(value);
/** An id as it is, beside a name that somebody chose. */
const named = <T extends { name?: string }>(value: T): T =>
  value.name === undefined ? value : { ...value, name: redactSecrets(value.name).text };

const common = {
  dedupeKey: asItIs,
  tenant: named,
  conversation: asItIs,
  person: named,
  locale: (locale: string) => (/^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,5}$/.test(locale) ? locale : undefined),
  spoken: asItIs,
  timezone: (timezone: string) => (isTimezone(timezone) ? timezone : undefined),
};
const message: Treatment<MessageReceived> = {
  ...common,
  kind: asItIs,
  text: (text) => redactSecrets(text.slice(0, maxStoredText)).text,
  via: asItIs,
  channel: asItIs,
  channels: asItIs,
  team: asItIs,
  edits: asItIs,
  below: asItIs,
  attached: asItIs,
  quoted: asItIs,
  linkCodeHash: asItIs,
  flowStep: asItIs,
  rest: ({ adopt, ...own }) => ({ ...own, ...(adopt ? { adopt: { ...words(adopt), ...idOf(adopt) } } : {}) }),
};
const action: Treatment<ActionTaken> = {
  ...common,
  kind: asItIs,
  action: asItIs,
  value: asItIs,
  card: asItIs,
  private: asItIs,
  page: asItIs,
  held: asItIs,
  quiet: asItIs,
  fields: words,
  email: (email) => (email.length <= 320 ? email : undefined),
};
const failure: Treatment<ExecutionFailed> = {
  ...common,
  kind: asItIs,
  workflowId: asItIs,
  executionId: words,
  step: words,
  problem: words,
};
const treatments = { message, action, failure } as const;

const idOf = ({ workflowId }: { workflowId?: string }) => (workflowId === undefined ? {} : { workflowId });

/**
 * The one door for what comes in: secrets are replaced in everything that is no id or address of ours or of a platform,
 * before anything is stored, logged or sent. Fields nobody here knows are left out. A code to link accounts with is taken
 * out first: one that is open is as good as the account, so its hash is all that is kept.
 */
export function cleanEvent(event: InboundEvent): InboundEvent {
  const treatment = treatments[event.kind] as Record<string, (value: unknown) => unknown>;
  const link = event.kind === 'message' ? takeLinkCode(event.text) : undefined;
  const given = link ? { ...event, text: link.text, linkCodeHash: link.hash } : event;
  const fields = Object.entries(given).flatMap(([name, value]) => {
    const treat = Object.hasOwn(treatment, name) ? treatment[name] : undefined;
    if (value === undefined || !treat) return [];
    const kept = value === null ? null : link && name === 'text' ? value : treat(value);
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(fields) as InboundEvent;
}

/** True for what PostgreSQL, n8n and Intl call a time zone: any other text in its place could be anything. */
export function isTimezone(name: string): boolean {
  try {
    return /^[\w+/-]{1,64}$/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
