import { z } from 'zod';
import type { PlaceOf } from '#src/chat/place.ts';
import type { ConversationRef, MessageRef } from '#src/model/chat.ts';

/** Where a token comes from: a workspace, and its organisation when the app is installed for all of that. */
export interface Workspace {
  team: string;
  org?: string | undefined;
}

const workspace = { team: z.string(), org: z.string().optional() };

/** How a conversation is reached again; stored, so it only ever grows. */
export const slackAddress = z.object({
  ...workspace,
  channel: z.string(),
  threadTs: z.string().optional(),
  /** Works for 30 minutes and 5 times, also where the bot is not a member. */
  responseUrl: z.string().optional(),
  user: z.string().optional(),
  /** Timestamp of the message that is answered, where it is one that can be reacted to. */
  asked: z.string().optional(),
});
export type SlackAddress = z.infer<typeof slackAddress>;

/** One posted message; without `ts` it was posted through the response URL and can only be replaced through it. */
export const slackMessageAddress = z.object({
  ...workspace,
  channel: z.string(),
  ts: z.string().optional(),
  threadTs: z.string().optional(),
  responseUrl: z.string().optional(),
  /** It is the app's Home of this person, which is drawn anew as a whole. */
  home: z.string().optional(),
  /** It is no message but a step of a flow that waits for its end, by the id of that execution. */
  step: z.string().optional(),
  /** The one person who sees it. It has no `ts`: private messages are replaced through the response URL only. */
  onlyFor: z.string().optional(),
});
export type SlackMessageAddress = z.infer<typeof slackMessageAddress>;

/** Where the app speaks with one person: a direct message, or that person's id, which leads to one. */
export const isAloneWith = (channel: string): boolean => /^[DUW]/.test(channel);

/** Slack's ids of direct messages. */
export const isDirectChannel = (channel: string): boolean => channel.startsWith('D');

/**
 * The reference for an address; `thread` is the root's timestamp, or what stands for it until there is one. A direct
 * message is one conversation of whoever speaks there, whatever is threaded in it: a command may also be given beside
 * somebody else.
 */
export function toRef(address: SlackAddress, thread: string): ConversationRef {
  const { team, channel, user } = address;
  const place = isDirectChannel(channel) ? (user ?? 'direct') : thread;
  return { platform: 'slack', key: `${team}:${channel}:${place}`, address: given(address) };
}

/** A channel by its id, or the one of that conversation. */
export const placeOf: PlaceOf = ({ address }, named) => {
  const given = slackAddress.safeParse(address).data;
  if (!given || (named !== undefined && !/^[CG]\w{1,100}$/.test(named))) return undefined;
  const { team, org, user } = given;
  const channel = named ?? given.channel;
  return {
    to: toRef({ team, org, channel, ...(isDirectChannel(channel) ? { user } : {}) }, ''),
    alone: isAloneWith(channel),
    namesOthers: true,
  };
};

/** How a message is known again, however it comes. */
export const messageKey = (channel: string, ts: string): string => `msg:${channel}:${ts}`;

/** Which message it was said below, where a direct message has threads. */
export const belowIn = (channel: string, ts: string, threadTs: string | undefined): { below?: string } =>
  isDirectChannel(channel) && threadTs !== undefined && threadTs !== ts ? { below: messageKey(channel, threadTs) } : {};

export const toMessageRef = (address: SlackMessageAddress): MessageRef => ({
  platform: 'slack',
  address: given(address),
});

/** Slack's ids are letters and digits; what is none is looked up nowhere. */
export const slackId = z.string().regex(/^\w{1,100}$/);
const install = z.object({
  enterprise_id: slackId.nullish(),
  team_id: slackId.nullish(),
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
});
const withWorkspace = install.extend({
  team: z.object({ id: slackId }).nullish().catch(undefined),
  enterprise: z.object({ id: slackId }).nullish().catch(undefined),
  user: z.object({ team_id: slackId.nullish() }).nullish().catch(undefined),
  authorizations: z.array(install).nullish().catch(undefined),
});

/**
 * Where anything Slack sends comes from; undefined when it does not say. What counts is the installation that it was
 * sent to (`authorizations`), not the workspace of a guest who speaks in a shared channel.
 */
export function toWorkspace(body: unknown): Workspace | undefined {
  const parsed = withWorkspace.safeParse(body);
  if (!parsed.success) return undefined;
  const { authorizations, team_id, team, user, enterprise_id, enterprise, is_enterprise_install } = parsed.data;
  const [sentTo] = authorizations ?? [];
  const forAll = String(sentTo?.is_enterprise_install ?? is_enterprise_install) === 'true';
  const organisation = sentTo?.enterprise_id ?? enterprise_id ?? enterprise?.id ?? undefined;
  const id = sentTo?.team_id ?? team_id ?? team?.id ?? user?.team_id ?? organisation;
  return id ? { team: id, ...(forAll && organisation ? { org: organisation } : {}) } : undefined;
}

/** Without the undefined members, so that what is stored and what is compared are the same. */
export function given<T extends Record<string, string | undefined>>(values: T): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
