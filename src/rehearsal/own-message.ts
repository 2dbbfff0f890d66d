import type { N8nWorkflow } from '#src/model/n8n-workflow.ts';
import type { KeptRehearsal, ShownStep, ShownValue } from '#src/model/rehearsal.ts';
import { isRecord } from '#src/workflow/json/values.ts';
import { type MessageKind, type OwnMessage, ownMessages } from './own-message-table.ts';
import { quoted, type TwinNode } from './stand-in.ts';

/** Where somebody can be reached by themselves, as their platform vouches for it. */
export type OwnAddresses = Partial<Record<MessageKind, string>>;

/** A step as it would be sent to one person alone. */
export interface OwnTest {
  /** The step of the workflow. */
  step: string;
  kind: MessageKind;
  to: string;
  /** The names of the credentials it is sent with. */
  credentials: string[];
  /** How often it would be sent; a test is the first time of it. */
  times: number;
  /** What it says, in people's words. */
  values: ShownValue[];
  node: TwinNode;
}

/** Kinds of messages of this revision that can be sent as a test, wherever their person can be reached. */
export function testableKinds(kept: KeptRehearsal | null, workflow: N8nWorkflow): Set<MessageKind> {
  return new Set(messagesIn(kept, workflow).map(({ message }) => message.kind));
}

/**
 * What can be sent to one person alone: steps that send a message and nothing else, with what the rehearsal worked out for
 * the first time of each and the credential of the workflow. None of a step with findings, or with values that were not
 * worked out: what is sent is what was shown. Pure.
 */
export function toOwnTests(kept: KeptRehearsal | null, workflow: N8nWorkflow, me: OwnAddresses): OwnTest[] {
  return messagesIn(kept, workflow).flatMap(({ message, shown, node }) => {
    const to = me[message.kind];
    if (to === undefined || (message.kind === 'mail' && !oneAddress.test(to))) return [];
    const parameters = {
      ...asFixed(pick(shown.parameters, message.keeps)),
      ...message.without,
      ...asFixed(message.to(to)),
    };
    const sent = new Set(message.keeps.filter((name) => !(name in message.to(to))));
    return [
      {
        ...{ step: shown.node, kind: message.kind, to, times: shown.times },
        credentials: Object.values(node.credentials ?? {}).flatMap(({ name }) => (name ? [name] : [])),
        values: (shown.calls[0] ?? []).filter(({ path }) => sent.has(path.split(/[.[]/)[0] ?? '')),
        node: { ...node, parameters },
      },
    ];
  });
}

/** One, and nothing that a mail server would read as several or n8n as an expression. */
const oneAddress = /^(?!=)[^\s@,;:<>()"{}]{1,64}@[^\s@,;:<>()"{}]{1,255}$/;

interface Message {
  message: OwnMessage;
  shown: ShownStep;
  node: TwinNode;
}

function messagesIn(kept: KeptRehearsal | null, { nodes }: N8nWorkflow): Message[] {
  if (kept?.kind !== 'rehearsed') return [];
  const { base, issues, notRehearsed } = kept.rehearsal;
  const spoilt = new Set([
    ...issues.filter(({ severity }) => severity === 'error').map(({ node }) => node),
    ...notRehearsed.flatMap((each) => (each.code === 'withheld' || each.code === 'file' ? [each.node] : [])),
  ]);
  return base.steps.flatMap((shown): Message[] => {
    const message = ownMessages[shown.type];
    const node = nodes.find(({ name }) => name === shown.node);
    if (!message || !node || spoilt.has(shown.node)) return [];
    const fits = Object.entries(message.when).every(([name, value]) => shown.parameters[name] === value);
    const isThere = message.keeps.some((name) => name in message.to('') && name in shown.parameters);
    if (!fits || !(isThere || message.kind === 'slack') || !hasCredential(node)) return [];
    const { id, type, typeVersion, position, credentials } = node;
    return [
      {
        message,
        shown,
        node: {
          id,
          name: shown.node,
          type,
          typeVersion,
          position,
          parameters: {},
          ...(credentials ? { credentials } : {}),
        },
      },
    ];
  });
}

const hasCredential = ({ credentials }: TwinNode): boolean =>
  Object.values(credentials ?? {}).some(({ id }) => typeof id === 'string' && id !== '');

const pick = (parameters: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.flatMap((name) => (name in parameters ? [[name, parameters[name]]] : [])));

/** What was worked out is text by now, whatever it begins with: n8n works nothing out again. */
function asFixed<T>(value: T): T;
function asFixed(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('=') ? `={{ ${quoted(value)} }}` : value;
  if (Array.isArray(value)) return value.map((each) => asFixed(each));
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asFixed(each)]));
  return value;
}
