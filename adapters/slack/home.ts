import { z } from 'zod';
import { notice } from '#src/chat/card.ts';
import type { Home } from '#src/chat/home.ts';
import type { Inbox, MessageReceived } from '#src/chat/inbound.ts';
import { languageOf } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import { isDirectChannel, toRef, toWorkspace, type Workspace } from './address.ts';
import { toBlocks } from './block-kit.ts';
import { blockLimits } from './block-limits.ts';
import type { SlackClients } from './clients.ts';
import { toPlainText } from './mrkdwn.ts';
import { createOptionalCalls } from './optional.ts';
import type { SlackPeople } from './people.ts';
import { logFailure } from './tell.ts';

export const automateShortcut = 'automate';
export const newShortcut = 'new_automation';

const opened = z.object({
  event: z.object({
    type: z.literal('app_home_opened'),
    user: z.string(),
    channel: z.string(),
    tab: z.enum(['home', 'messages']).optional(),
  }),
});

const shortcut = z.object({
  action_ts: z.string(),
  user: z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().default('') }),
  response_url: z.string().optional(),
});

export interface SlackHome {
  /** Somebody opened the app: its Home tab is drawn anew, beside the conversation stand suggestions. Never throws. */
  opened(body: unknown): Promise<void>;
  /** Draws somebody's Home tab as it is now. */
  draw(workspace: Workspace, user: string): Promise<void>;
}

export function createSlackHome(options: {
  clients: SlackClients;
  people: SlackPeople;
  home: Home;
  log: Logger;
}): SlackHome {
  const { clients, people, home, log } = options;
  const prompts = createOptionalCalls(log, 'assistant.threads.setSuggestedPrompts');

  async function cardFor(workspace: Workspace, user: string) {
    const locale = (await people.find(workspace, user))?.locale;
    const by = { platform: 'slack', tenant: workspace.team, person: { id: user, name: user }, locale } as const;
    try {
      return await home.read(by);
    } catch (error) {
      const reference = logFailure(log, error, 'slack home not read');
      const language = languageOf(locale);
      const words = wordsIn(language).adapters.slack.homeUnreadable(reference);
      return { language, title: 'Flowsmith', elements: [notice('error', words)] };
    }
  }

  async function draw(workspace: Workspace, user: string): Promise<void> {
    const blocks = toBlocks(await cardFor(workspace, user));
    const client = await clients.of(workspace);
    await client.views.publish({
      user_id: user,
      view: { type: 'home', blocks: blocks.slice(0, blockLimits.viewBlocks) },
    });
  }

  return {
    draw,
    async opened(body) {
      const workspace = toWorkspace(body);
      const { event } = opened.safeParse(body).data ?? {};
      if (!workspace || !event) return;
      try {
        if (!(await clients.isInstalled(workspace))) return;
        if (event.tab === 'messages') {
          const { locale } = (await people.find(workspace, event.user)) ?? {};
          const { promptsTitle, prompts: suggested } = wordsIn(languageOf(locale)).adapters.slack;
          const arguments_ = { channel_id: event.channel, title: promptsTitle, prompts: suggested };
          await prompts.attempt(workspace.team, async () =>
            (await clients.of(workspace)).assistant.threads.setSuggestedPrompts(arguments_),
          );
          return;
        }
        await draw(workspace, event.user);
      } catch (error) {
        logFailure(log, error, 'slack home not shown');
      }
    },
  };
}

/** "Automate this" on a message: its words, asked for by whoever chose it, in the thread of that message. */
function toAutomate(body: unknown): MessageReceived | 'no words' | undefined {
  const parsed = shortcut.safeParse(body);
  const workspace = toWorkspace(body);
  if (!parsed.success || !workspace) return undefined;
  const { action_ts, user, channel, message, response_url: responseUrl } = parsed.data;
  const text = toPlainText(message.text);
  if (text === '') return 'no words';
  const threadTs = message.thread_ts ?? message.ts;
  return {
    kind: 'message',
    dedupeKey: `shortcut:${user.id}:${action_ts}`,
    tenant: { id: workspace.team },
    conversation: toRef({ ...workspace, channel: channel.id, threadTs, responseUrl, user: user.id }, threadTs),
    person: { id: user.id, name: user.name ?? user.username ?? user.id },
    text,
    via: isDirectChannel(channel.id) ? 'direct' : 'mention',
    quoted: true,
  };
}

/** Takes it in; undefined when all is well. */
export async function acceptAutomate(body: unknown, inbox: Inbox): Promise<'no words' | undefined> {
  const event = toAutomate(body);
  if (event === 'no words') return event;
  if (event) await inbox.accept(event);
  return undefined;
}
