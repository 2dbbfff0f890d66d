import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Form } from '#src/chat/card.ts';
import type { ActionTaken, InboundEvent, Inbox } from '#src/chat/inbound.ts';
import type { Forms } from '#src/chat/platform.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import { slackAddress, toRef } from './address.ts';
import type { SlackClients } from './clients.ts';
import { toDeliveryError } from './delivery-error.ts';
import { firstInput, toModal, toSubmission } from './modal.ts';
import { openDirect } from './open-direct.ts';
import type { SlackPeople } from './people.ts';
import { logFailure } from './tell.ts';

export interface SlackForms {
  /** What this click shall ask before it counts; undefined when it counts as it is. Never throws. */
  find(click: ActionTaken): Promise<Form | undefined>;
  /** Opens the dialog. What went wrong, in words for whoever clicked; undefined when it is open. Never throws. */
  open(form: Form, click: ActionTaken, body: unknown): Promise<string | undefined>;
  /** Takes in a sent dialog; the answer is Slack's response to the submission: nothing closes it. */
  submit(body: unknown): Promise<{ response_action: 'errors'; errors: Record<string, string> } | undefined>;
}

/** What is typed into some forms is as good as said where the bot speaks with that person; everything else is a click. */
async function toSaid(clients: SlackClients, sent: ActionTaken): Promise<InboundEvent> {
  const words = sent.fields?.['request'] ?? '';
  const text = sent.action === 'find_workflow' ? `show “${words.replaceAll(/[“”"]/g, '')}”` : words;
  if (sent.action !== 'new_automation' && sent.action !== 'find_workflow') return sent;
  const { dedupeKey, tenant, person, conversation } = sent;
  const direct = await openDirect(clients, slackAddress.parse(conversation.address), person);
  return { kind: 'message', dedupeKey, tenant, person, conversation: toRef(direct, 'home'), text, via: 'direct' };
}

/** A trigger is good for three seconds, so the store has to answer well within. */
const findWithinMs = 1_000;
const triggered = z.object({ trigger_id: z.string() });
const expired = ['slack_expired_trigger_id', 'slack_trigger_expired', 'slack_exchanged_trigger_id'];
/** Dialogs: opened by the process that was clicked, because no queue is fast enough for a trigger. */
export function createForms(options: {
  clients: SlackClients;
  people: SlackPeople;
  forms: Forms;
  inbox: Inbox;
  log: Logger;
}): SlackForms {
  const { clients, people, forms, inbox, log } = options;
  return {
    async find({ action, value, tenant, person, conversation }) {
      const late = new AbortController();
      const read = async () => {
        const locale = (await people.find(slackAddress.parse(conversation.address), person.id))?.locale;
        return forms.find(action, value, { platform: 'slack', tenant: tenant.id, person, locale });
      };
      try {
        return await Promise.race([read(), wait(findWithinMs, undefined, { signal: late.signal, ref: false })]);
      } catch (err) {
        log.warn({ err }, 'form not read');
        return undefined;
      } finally {
        late.abort();
      }
    },

    async open(form, click, body) {
      try {
        const { trigger_id } = triggered.parse(body);
        const client = await clients.of(slackAddress.parse(click.conversation.address));
        await client.views.open({ trigger_id, view: toModal(form, click) });
        return undefined;
      } catch (error) {
        const { code } = toDeliveryError(error);
        log.warn({ code }, 'slack form not opened');
        const { formTooLate, formNotOpened } = wordsIn(form.language ?? 'en').adapters.slack;
        return expired.includes(code) ? formTooLate : formNotOpened;
      }
    },

    async submit(body) {
      const sent = toSubmission(body);
      if (sent === 'unknown') return undefined;
      if ('errors' in sent) return { response_action: 'errors', errors: sent.errors };
      try {
        await inbox.accept(await toSaid(clients, sent));
        return undefined;
      } catch (error) {
        // The dialog stays open, so nothing that was typed is lost.
        const place = firstInput(body);
        const { notStored } = wordsIn(people.languageFor(body)).adapters.slack;
        const words = notStored(logFailure(log, error, 'slack form was not stored'));
        return place ? { response_action: 'errors', errors: { [place]: words } } : undefined;
      }
    },
  };
}
