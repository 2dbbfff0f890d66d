import { placeName } from '#src/cards/place.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { AccountRef, NamedAccount } from '#src/store/accounts.ts';

/** "Ana in Slack (Acme)" */
export const named = ({ name, tenant }: NamedAccount, language: Language): string =>
  wordsIn(language).engine.links.named(name, placeName(tenant, language));

/** "Slack (Acme) and Teams" */
export const placesOf = (accounts: readonly AccountRef[], language: Language): string =>
  accounts.map(({ tenant }) => placeName(tenant, language)).reduce(wordsIn(language).engine.links.and);

/** "Ana in Slack (Acme) and Rita in Teams" */
export const bothOf = ([a, b]: readonly [NamedAccount, NamedAccount], language: Language): string =>
  wordsIn(language).engine.links.and(named(a, language), named(b, language));
