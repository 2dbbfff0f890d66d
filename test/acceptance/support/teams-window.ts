import type { Locator, Page } from 'playwright-core';

const places = { personal: /Personal Chat/, group: /Ops crew/, channel: /Acme - Requests/ } as const;
export type Place = keyof typeof places;

/** What a person does in Agents Playground's window. */
export function personIn(page: Page) {
  /** What was last said in a channel: its window has the newest post on top, each with its answers below. */
  let post: string | undefined;
  const lastCard = (): Locator => {
    const where = post === undefined ? page : page.locator('.fui-Card', { hasText: post });
    return where.locator('.ac-adaptiveCard').last();
  };
  async function type(words: string, mention: boolean): Promise<void> {
    await page.getByRole('textbox').first().click();
    if (mention) {
      await page.keyboard.type('@Flow');
      await page
        .getByRole('menuitem', { name: /Flowsmith/ })
        .first()
        .click();
    }
    await page.keyboard.type(words);
  }
  return {
    lastCard,
    /** Scrolls so that the newest card's end is seen, and gives its pictures a moment. */
    async showCard(): Promise<void> {
      await lastCard().evaluate((card) => card.scrollIntoView({ block: 'end' }));
      await page.waitForTimeout(1_000);
    },
    cardCount: () => page.locator('.ac-adaptiveCard').count(),
    async go(place: Place): Promise<void> {
      post = undefined;
      await page.getByRole('treeitem', { name: places[place] }).first().click();
    },
    /** Says it where the person is now. In a channel it starts a thread. */
    async say(words: string, place: Place): Promise<void> {
      await type(words, place !== 'personal');
      post = place === 'channel' ? words : undefined;
      const name = place === 'channel' ? 'Post' : 'Send Message';
      await page.getByRole('button', { name, exact: true }).first().click();
    },
    button: (name: string) => lastCard().getByRole('button', { name, exact: true }),
    /** Presses a button of the newest card. */
    press: (name: string) => lastCard().getByRole('button', { name, exact: true }).click(),
    /** Chooses from the menu of the newest card. */
    async choose(name: string): Promise<void> {
      await lastCard().getByRole('button', { name: 'More options' }).last().click();
      await page.getByRole('menuitem', { name, exact: true }).click();
    },
    /** Waits until the newest card says so. */
    reads: (words: string | RegExp) => lastCard().getByText(words).first().waitFor({ timeout: 40_000 }),
  };
}
