/**
 * HTML of a text inside an Adaptive Card. Cards carry plain text with Markdown backslashes (`\*`), two line breaks for
 * a new line, and nothing else of Markdown: so the backslashes come out and the rest is shown as it stands. Runs in the
 * page: `page.ts` puts its source there, therefore it uses nothing from outside.
 */
export function cardTextToHtml(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n{2,}/g, '<br>')
    .replace(/\n/g, ' ');
}
