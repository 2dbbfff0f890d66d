import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { PlatformName } from '#src/model/chat.ts';

/** A tenant as people know it: "Slack", or "Slack (Acme)" where its name is known. A platform without words of its own goes by its name. */
export function placeName(
  { platform, name }: { platform: PlatformName; name?: string | null | undefined },
  language: Language = 'en',
): string {
  const places: Record<string, string> = wordsIn(language).cards.waiting.places;
  const place = places[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
  return name ? `${place} (${name})` : place;
}
