import type { Mention } from './activity.ts';

/**
 * The words of a message without the mentions of the bot itself; other people stay as `@Name`. Line breaks survive,
 * other white space is collapsed. The SDK's own stripping removes only the first mention and leaves `&nbsp;`.
 */
export function toPlainRequest(text: string | undefined, mentions: readonly Mention[], botId: string): string {
  let words = text ?? '';
  for (const mention of mentions) {
    if (mention.mentioned.id !== botId) continue;
    const written = mention.text ?? (mention.mentioned.name && `<at>${mention.mentioned.name}</at>`);
    if (written) words = words.replaceAll(written, ' ');
  }
  return words
    .replace(/<at[^>]*>([^<]*)<\/at>/g, '@$1')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}
