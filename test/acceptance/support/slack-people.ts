import type { Page } from 'playwright-core';
import { eventually } from '#test/support/test-app.ts';
import { type LocalMessage, type LocalSlack, workspace } from './local-slack.ts';

interface Button {
  type: string;
  action_id?: string;
  block_id?: string;
  text?: { text?: string };
  /** What was chosen, of a menu. */
  selected_option?: MenuOption;
}
interface MenuOption {
  text: { text: string };
  value: string;
}

/** Every button on a message, with the block it stands in; those of a menu last. */
export function buttonsOf(message: LocalMessage): Button[] {
  return (message.blocks ?? []).flatMap((block) => {
    const {
      block_id: blockId,
      elements,
      accessory,
    } = block as {
      block_id?: string;
      elements?: (Button & { options?: MenuOption[] })[];
      accessory?: Button & { options?: MenuOption[] };
    };
    const all = [...(elements ?? []), ...(accessory ? [accessory] : [])];
    const chosen = all.flatMap(({ options = [], ...menu }) =>
      menu.type === 'overflow'
        ? options.map((option) => ({ ...menu, selected_option: option, text: option.text }))
        : [],
    );
    return [...all.filter(({ type }) => type === 'button'), ...chosen].map((button) => ({
      ...button,
      block_id: blockId,
    }));
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

/**
 * local-slack's window draws no picture that was uploaded (`slack_file`): puts the very file the app uploaded in its place.
 * Nor does it draw times by the reader's clock, where their words in UTC are put, and feedback buttons, which are hidden.
 * Fails when a picture is no PNG.
 */
export async function showAsSlackDoes(page: Page, slack: LocalSlack, message: LocalMessage): Promise<void> {
  const files = (message.blocks ?? []).flatMap(
    (block) => (block as { slack_file?: { id: string } }).slack_file?.id ?? [],
  );
  const authorization = `Bearer ${workspace.token}`;
  for (const id of files) {
    const info = await fetch(`${slack.url}/api/files.info?file=${id}`, { headers: { authorization } });
    const { file } = (await info.json()) as { file: { url_private: string; mimetype: string } };
    if (file.mimetype !== 'image/png') throw new Error(`${id} is ${file.mimetype}, not a PNG`);
    const bytes = await fetch(file.url_private, { headers: { authorization } });
    const source = `data:image/png;base64,${Buffer.from(await bytes.arrayBuffer()).toString('base64')}`;
    const image = page.locator('img[alt^="Diagram of the workflow"]').last();
    await image.waitFor({ state: 'attached' });
    await image.evaluate((element, url) => element.setAttribute('src', url), source);
  }
  await page.locator('.msg').evaluateAll((messages) => {
    for (const message of messages) {
      for (const element of [message, ...message.querySelectorAll('*')]) {
        if (element.textContent === '[context_actions]') element.setAttribute('style', 'display: none');
        for (const node of element.childNodes)
          if (node.nodeType === 3) node.nodeValue = (node.nodeValue ?? '').replace(/<!date\^[^|>]*\|([^>]*)>/g, '$1');
      }
    }
  });
  await page.waitForTimeout(300);
}
