import type { PlatformName } from '#src/chat/inbound.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

/** A tenant as people know it: "Slack", or "Slack (Acme)" where its name is known. */
export function placeName(
  { platform, name }: { platform: PlatformName; name?: string | null | undefined },
  language: Language = 'en',
): string {
  const { places } = wordsIn(language).cards.waiting;
  return name ? `${places[platform]} (${name})` : places[platform];
}
