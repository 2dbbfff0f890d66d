import type { Page } from 'playwright-core';
import { toPalettePng } from './palette-png.ts';

/** How wide a card is drawn, and on what. */
export interface Look {
  name: string;
  width: number;
  dark: boolean;
}

const light = '--ink:#1d1c1d;--soft:#616061;--link:#1264a3;--line:#bbb;--code:#f6f6f6;--back:#fff;--fill:#f5f5f5';
const dark = '--ink:#d1d2d3;--soft:#ababad;--link:#1d9bd1;--line:#565856;--code:#232529;--back:#1a1d21;--fill:#292929';

/** One below the other, each with its name, in every look beside each other. */
export function sheetHtml(names: readonly string[], looks: readonly Look[], body: (name: string) => string): string {
  const columns = looks.map(({ width }) => `${width}px`).join(' ');
  const heads = looks.map(({ name, width }) => `<b>${name}, ${width} px</b>`).join('');
  const cells = names.map((name) => {
    const cards = looks.map((look) => `<div class="card" style="${look.dark ? dark : light}">${body(name)}</div>`);
    return `<h2>${name}</h2>${cards.join('')}`;
  });
  return `<style>${sheetStyle} main{grid-template-columns:${columns}}</style><main>${heads}${cells.join('')}</main>`;
}

const sheetStyle = `
  body { margin: 0; background: #e8e6e1; font-family: system-ui, sans-serif; }
  main { display: grid; gap: 4px 16px; padding: 12px; width: max-content; align-items: start; }
  main > b { font: 600 13px system-ui, sans-serif; color: #444; }
  h2 { grid-column: 1 / -1; font: 600 13px system-ui, sans-serif; color: #333; margin: 8px 0 0; }
  .card { background: var(--back); color: var(--ink); padding: 12px; border-radius: 8px; overflow: hidden; box-sizing: border-box; }`;

/** Machines without a font of emoji draw boxes: dots and signs of their own colours stand in for them. */
export const signs = `(() => {
  const colours = { '🟡': '#eab308', '🟢': '#16a34a', '⚪': '#9ca3af', '🟠': '#ea580c', '🔴': '#dc2626' };
  const words = { '✅': '✓', '❔': '?', '⚠️': '!', 'ℹ️': 'i', '❌': '✗' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    for (const [sign, colour] of Object.entries(colours)) {
      const at = node.textContent.indexOf(sign);
      if (at < 0) continue;
      const dot = document.createElement('span');
      dot.style.cssText = 'display:inline-block;width:.72em;height:.72em;border-radius:50%;background:' + colour;
      node.textContent = node.textContent.slice(at + sign.length);
      node.parentNode.insertBefore(dot, node);
    }
    for (const [sign, word] of Object.entries(words)) node.textContent = node.textContent.replace(sign, word);
  }
})()`;

/** The whole page, with few colours. */
export async function shoot(page: Page): Promise<Buffer> {
  await page.evaluate(signs);
  const main = page.locator('main');
  return toPalettePng(await main.screenshot());
}

/** What reaches out of its card, by the name of the state. */
export const overflowing = `[...document.querySelectorAll('.card')].flatMap((card) => {
  const { left, right } = card.getBoundingClientRect();
  return [...card.querySelectorAll('button, p, h3, img, pre, .ac-textBlock, select, input')]
    .filter((each) => each.offsetParent && (each.getBoundingClientRect().right > right + 1 || each.getBoundingClientRect().left < left - 1))
    .map((each) => each.textContent.slice(0, 40));
})`;
