import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { ActionTaken, InboundEvent, Inbox } from '#src/chat/inbound.ts';
import type { Pickers } from '#src/chat/picker.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import { slackAddress, toWorkspace } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toEdit } from './edited.ts';
import type { FirstSigns } from './first-sign.ts';
import type { SlackForms } from './forms.ts';
import { acceptAutomate, automateShortcut, newShortcut, type SlackHome } from './home.ts';
import { homeOf, toAction, toCommand, toHomeAction, toMessage, toSessionStop } from './normalize.ts';
import { createOutsiders } from './outsiders.ts';
import type { SlackPeople } from './people.ts';
import { refuseOutsider } from './refuse-outsider.ts';
import { endStep, toStep } from './steps.ts';
import { suggest } from './suggest.ts';
import { ephemeral, logFailure, tellAlone, tellPrivately } from './tell.ts';

export interface SlackListeners {
  config: { command: string; allowedTeams: readonly string[] };
  clients: SlackClients;
  inbox: Inbox;
  forms: SlackForms;
  pickers: Pickers;
  home: SlackHome;
  people: SlackPeople;
  signs: FirstSigns;
  /** Says what links in a message lead to. Never throws. */
  unfurl(body: unknown): Promise<void>;
  log: Logger;
  /** Takes work that outlives the acknowledgement, so that shutting down can wait for it. */
  track(work: Promise<void>): void;
}

const removed = z.object({
  event_time: z.number().optional(),
  event: z.object({ type: z.string(), tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});

/**
 * Few listeners, because Bolt evaluates every one for every request. Each does the same: normalize, hand to the inbox,
 * acknowledge. A failing inbox makes events fail (Slack redelivers) and tells people about commands and clicks.
 */
export function registerListeners(bolt: App, options: SlackListeners): void {
  const { config, clients, inbox, forms, pickers, home, people, signs, unfurl, log, track } = options;
  const wordsFor = (body: unknown) => wordsIn(people.languageFor(body)).adapters.slack;
  const isInstalled = (event: InboundEvent) => clients.isInstalled(slackAddress.parse(event.conversation.address));
  const outsideBy = createOutsiders({ clients, people, allowed: config.allowedTeams });
  // Before every listener, so that none can forget it.
  bolt.use(async ({ body, ack, next }) => {
    const outside = await outsideBy(body);
    if (!outside) return next();
    log.warn({ team: toWorkspace(body)?.team, outside }, 'slack: somebody who is not known to be inside was refused');
    await refuseOutsider({ body, clients, words: wordsFor(body)[outside], ack: ack as never, track, log });
  });
  const receiveMessage = async (body: unknown, botUserId: string | undefined) => {
    const event = toMessage(body, botUserId) ?? toEdit(body, botUserId);
    if (!event || !(await isInstalled(event))) return;
    if ((await inbox.accept(event)) === 'accepted') track(signs.after(event, wordsFor(body).onIt));
  };
  bolt.event('app_mention', ({ body, context }) => receiveMessage(body, context.botUserId));
  bolt.event('message', ({ body, context }) => receiveMessage(body, context.botUserId));

  // Slack may deliver both, with the second it happened in, in any order, several times, and after the app was installed again.
  const uninstall = async (body: unknown) => {
    const workspace = toWorkspace(body);
    const { event, event_time: seconds } = removed.safeParse(body).data ?? {};
    if (!workspace || !event || (event.type === 'tokens_revoked' && !event.tokens?.bot?.length)) return;
    await clients.remove(workspace, seconds === undefined ? new Date() : new Date(seconds * 1000 + 999));
    log.info({ team: workspace.team }, 'slack app removed');
  };
  bolt.event('app_uninstalled', ({ body }) => uninstall(body));
  bolt.event('tokens_revoked', ({ body }) => uninstall(body));

  bolt.event('app_home_opened', async ({ body }) => track(home.opened(body)));

  bolt.event('link_shared', async ({ body }) => track(unfurl(body)));

  bolt.event('agent_session_stopped', async ({ body }) => {
    const stop = toSessionStop(body);
    if (stop) await inbox.accept(stop);
  });

  // It comes again until it was taken in, or ended for a reason that was said.
  bolt.event('function_executed', async ({ body }) => {
    const step = toStep(body);
    if (!step) return;
    if ('because' in step) {
      const { workspace, execution, because } = step;
      return endStep({ clients, log }, { ...workspace, step: execution }, { text: wordsFor(body)[because], ends: {} });
    }
    if (await isInstalled(step)) await inbox.accept(step);
  });

  bolt.command(/.*/, async ({ body, ack }) => {
    if (body.command !== config.command) {
      await ack(ephemeral(wordsFor(body).otherCommand(config.command)));
      return;
    }
    try {
      const event = toCommand(body);
      if (!(await isInstalled(event))) return await ack(ephemeral(wordsFor(body).notInstalled));
      if ((await inbox.accept(event)) === 'accepted') track(signs.after(event, wordsFor(body).onIt));
    } catch (error) {
      await ack(ephemeral(wordsFor(body).notStored(logFailure(log, error, 'slack command was not stored'))));
      return;
    }
    // Without a word: what is said here stays there for good, whatever follows.
    await ack();
  });

  // Slack ignores the text of a click's acknowledgement; the person is told through the response URL instead.
  bolt.action(/.*/, async ({ body, ack }) => {
    const whisper = (text: string) => tellPrivately(body, text, log);
    const action = toHomeAction(body) ?? toAction(body);
    if (action === 'unknown') track(whisper(wordsFor(body).unknownButton));
    if (typeof action === 'object') {
      const form = await forms.find(action);
      if (form) track(openForm(forms.open(form, action, body), whisper));
      // A verdict counts whether or not its reasons follow.
      if (!form || action.action === 'feedback') {
        try {
          await inbox.accept(action);
        } catch (error) {
          track(whisper(wordsFor(body).notStored(logFailure(log, error, 'slack action was not stored'))));
        }
      }
    }
    await ack();
  });

  bolt.options(/.*/, async ({ body, ack }) => await ack(await suggest(body, pickers)));

  bolt.shortcut({ callback_id: automateShortcut, type: 'message_action' }, async ({ body, ack }) => {
    try {
      const taken = await acceptAutomate(body, inbox);
      if (taken === 'no words') track(tellPrivately(body, wordsFor(body).noWords, log));
    } catch (error) {
      track(
        tellPrivately(body, wordsFor(body).notStored(logFailure(log, error, 'slack shortcut was not stored')), log),
      );
    }
    await ack();
  });

  // It comes from nowhere in particular, so what goes wrong is told where the bot speaks with this person.
  bolt.shortcut({ callback_id: newShortcut, type: 'shortcut' }, async ({ body, ack }) => {
    const workspace = toWorkspace(body);
    if (workspace) {
      const { id, username } = body.user;
      const person = { id, name: username ?? id };
      const click: ActionTaken = {
        ...{ kind: 'action', dedupeKey: '', action: 'new_automation', value: {}, person },
        ...homeOf(workspace, id),
        page: true,
      };
      const form = await forms.find(click);
      const whisper = (text: string) => tellAlone({ clients, log }, workspace, id, text);
      track(form ? openForm(forms.open(form, click, body), whisper) : whisper(wordsFor(body).formNotOpened));
    }
    await ack();
  });

  bolt.view({ callback_id: /.*/, type: 'view_submission' }, async ({ body, ack }) => {
    const answer = await forms.submit(body);
    if (answer) await ack(answer);
    else await ack();
  });
}

async function openForm(opened: Promise<string | undefined>, whisper: (text: string) => Promise<void>): Promise<void> {
  const problem = await opened;
  if (problem) await whisper(problem);
}
