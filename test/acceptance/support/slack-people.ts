import { eventually } from '#test/support/test-app.ts';
import { type LocalMessage, type LocalSlack, workspace } from './local-slack.ts';

interface Button {
  type: string;
  action_id?: string;
  block_id?: string;
  text?: { text?: string };
}

/** Every button on a message, with the block it stands in. */
export function buttonsOf(message: LocalMessage): Button[] {
  return (message.blocks ?? []).flatMap((block) => {
    const {
      block_id: blockId,
      elements,
      accessory,
    } = block as {
      block_id?: string;
      elements?: Button[];
      accessory?: Button;
    };
    return [...(elements ?? []), ...(accessory ? [accessory] : [])]
      .filter(({ type }) => type === 'button')
      .map((button) => ({ ...button, block_id: blockId }));
  });
}

export const labelOf = (button: Button): string => button.text?.text ?? '';
export const wordsOf = (message: LocalMessage): string => JSON.stringify([message.text, message.blocks]);

/** What the bot has said so far where somebody talks to it; waits for what comes, and presses. */
export function listenIn(slack: LocalSlack, channel: string) {
  const fromBot = async (): Promise<LocalMessage[]> =>
    (await slack.messages(channel)).filter(({ user }) => user === workspace.bot);

  return {
    fromBot,
    /** Waits for a message of the bot that says so, other than those in `seen`. */
    hears: (words: RegExp, seen: readonly string[] = []): Promise<LocalMessage> =>
      eventually(
        async () => (await fromBot()).find((one) => !seen.includes(one.ts) && words.test(wordsOf(one))),
        `${words} in ${channel}`,
        30_000,
      ).catch(async (error: Error) => {
        throw new Error(`${error.message}\nsaid: ${(await fromBot()).map(wordsOf).join('\n')}`);
      }),
    /** Waits until this message says so. */
    becomes: (ts: string, words: RegExp): Promise<LocalMessage> =>
      eventually(
        async () => (await fromBot()).find((one) => one.ts === ts && words.test(wordsOf(one))),
        `${words} on ${ts}`,
        30_000,
      ).catch(async (error: Error) => {
        throw new Error(`${error.message}\nsaid: ${(await fromBot()).map(wordsOf).join('\n')}`);
      }),
    async press(message: LocalMessage, label: string, user: string = workspace.ana): Promise<void> {
      const action = buttonsOf(message).find((button) => labelOf(button) === label);
      if (!action) throw new Error(`no button "${label}" among ${buttonsOf(message).map(labelOf).join(', ')}`);
      await slack.press({ channel, messageTs: message.ts, user, action });
    },
  };
}
