import type { AutomateCard } from '#adapters/teams/automate-card.ts';
import type { Payload, Sender } from './teams-sender.ts';

/** A message of somebody that has "Automate this" in its menu. */
export interface Chosen {
  /** As Teams has it, HTML. */
  html: string;
  id?: string;
  /** The root of its thread, of a reply in a channel. */
  replyToId?: string;
  mentions?: object[];
}

/** Builds the invokes of a message's menu, given what every activity has. */
export function createAutomate(base: (type: string, sender: Sender) => Payload) {
  const invoke = (name: string, sender: Sender, { html, id = '1790000000001', replyToId, mentions = [] }: Chosen) => ({
    ...base('invoke', sender),
    name,
    value: {
      commandId: 'automate',
      commandContext: 'message',
      messagePayload: {
        id,
        ...(replyToId ? { replyToId } : {}),
        createdDateTime: '2026-11-29T10:00:00Z',
        from: { user: { id: 'somebody', displayName: 'Sam Somebody', userIdentityType: 'aadUser' } },
        body: { contentType: 'html', content: html },
        attachments: [],
        mentions,
      },
      context: { theme: 'default' },
    },
  });

  return {
    /** "Automate this" was chosen. */
    choose: (chosen: Chosen, sender: Sender = {}): Payload => invoke('composeExtension/fetchTask', sender, chosen),
    /** A button of the form that came was pressed; `typed` takes the place of what stood in the field. */
    send(chosen: Chosen, form: AutomateCard, press: { button: string; typed?: string }, sender: Sender = {}): Payload {
      const action = form.actions.find(({ title }) => title === press.button);
      if (!action) throw new Error(`The form has no button "${press.button}".`);
      const field = form.body.find((element) => element.type === 'Input.Text');
      const words = press.typed ?? (field && 'value' in field ? field.value : '');
      const activity = invoke('composeExtension/submitAction', sender, chosen);
      return { ...activity, value: { ...activity.value, data: { ...action.data, field_request: words } } };
    },
  };
}
