/** How Teams draws, as far as a page shows it. */
export const teamsStyle = `
  .card { font-family: 'Segoe UI', sans-serif; }
  .card .ac-pushButton { height: 32px; padding: 0 12px; border: 1px solid var(--line); border-radius: 4px; background: transparent; color: var(--ink); font: 600 14px Segoe UI, sans-serif; }
  .card .style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
  .card .style-destructive { color: #c4314b; }
  .card .ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
  .card img { max-width: 100%; }
  .card .ac-adaptiveCard { padding: 0 !important; }
  .card .ac-multichoiceInput, .card .ac-textInput { width: 100%; box-sizing: border-box; background: transparent; color: var(--ink); border: 1px solid var(--line); border-radius: 4px; padding: 5px 8px; }`;

/** Microsoft's renderer draws every card into its frame, in the colours of that frame. */
export function drawAdaptive(shown: object[]): string {
  return `(() => {
    const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
    AdaptiveCard.onProcessMarkdown = (text, result) => {
      result.outputHtml = '<span>' + text.replace(/</g, '&lt;').replace(/\\{\\{DATE\\((.*?),SHORT\\)\\}\\}, \\{\\{TIME\\(.*?\\)\\}\\}/g, (_, at) => new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Berlin' }))
        .replace(/(?<!\\\\)\\*\\*(.+?)(?<!\\\\)\\*\\*/g, '<b>$1</b>').replace(/(?<![\\\\\\w])_(.+?)(?<!\\\\)_(?!\\w)/g, '<i>$1</i>').replace(/(?<!\\\\)\\[(.+?)(?<!\\\\)\\]\\((.+?)\\)/g, '<a style="color:var(--link)">$1</a>').replace(/\\\\([!-/:-@[-\`{-~])/g, '$1').replace(/\\n\\n/g, '<br>') + '</span>';
      result.didProcess = true;
    };
    const cards = ${JSON.stringify(shown)};
    document.querySelectorAll('.card').forEach((frame, at) => {
      const card = new AdaptiveCard();
      const colours = { default: 'var(--ink)', subtle: 'var(--soft)' };
      const all = Object.fromEntries(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'].map((name) => [name, colours]));
      const styles = Object.fromEntries(['default', 'emphasis', 'accent', 'good', 'warning', 'attention'].map((name) => [name, { backgroundColor: name === 'default' ? 'transparent' : 'var(--fill)', foregroundColors: all }]));
      card.hostConfig = new HostConfig({ fontFamily: 'Segoe UI, sans-serif', spacing: { small: 4, default: 8, medium: 12, large: 16, padding: 12 }, containerStyles: styles,
        fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 }, actions: { maxActions: 6, actionsOrientation: 'horizontal', actionAlignment: 'left', buttonSpacing: 8 }, supportsInteractivity: true });
      card.parse(cards[at]);
      frame.append(card.render());
    });
  })()`;
}
