/**
 * HTML of a text inside an Adaptive Card. Cards carry plain text with Markdown backslashes (`\*`), two line breaks for
 * a new line, and of Markdown bold, italics and links: these become tags, the backslashes come out, and the rest is
 * shown as it stands. Runs in the page: `page.ts` puts its source there, therefore it uses nothing from outside.
 */
export function cardTextToHtml(text: string): string {
  const kept: string[] = [];
  return (
    text
      // What is escaped is no mark: it waits under its number until the marks are read.
      .replace(/\\([!-/:-@[-`{-~])/g, (_whole, sign: string) => `\uE000${kept.push(sign) - 1}\uE000`)
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
      .replace(
        /\[([^\]]+)\]\((https?:\/\/[^()\s]+)\)/g,
        '<a href="$2" target="_blank" rel="noopener noreferrer">$1</a>',
      )
      .replace(/(^|[^\w&])_([^_]+)_(?!\w)/g, '$1<em>$2</em>')
      .replace(/\uE000(\d+)\uE000/g, (_whole, at: string) => {
        const sign = kept[Number(at)] ?? '';
        return sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : sign === '"' ? '&quot;' : sign;
      })
      .replace(/\n{2,}/g, '<br>')
      .replace(/\n/g, ' ')
  );
}
