import type { PersonRef } from '#src/model/chat.ts';
import type { Mention } from './activity.ts';
import type { AdaptiveMention } from './adaptive-types.ts';

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

/** A name as Teams shows it between its marks; what could end or begin a mark is taken out. */
const nameOf = ({ name }: PersonRef): string => name.replace(/[<>]/g, '').slice(0, 80).trim();

/**
 * People mentioned in a card, each by an id of Microsoft Entra. Two of one name share their mark, so the second gets a
 * number: Teams tells mentions apart by what stands in the card. Whoever has never been met has no name to stand there.
 */
export function toMentions(people: readonly PersonRef[]): AdaptiveMention[] {
  const marks = new Set<string>();
  const met = people.filter(({ id, name }) => name !== id);
  return met.map((person) => {
    const name = nameOf(person) || '?';
    let text = `<at>${name}</at>`;
    for (let count = 2; marks.has(text); count++) text = `<at>${name} ${count}</at>`;
    marks.add(text);
    return { type: 'mention', text, mentioned: { id: person.id, name } };
  });
}
