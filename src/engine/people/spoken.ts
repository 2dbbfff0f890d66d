import type { InboundEvent } from '#src/chat/inbound.ts';
import { type Language, localeIn } from '#src/language/language.ts';
import { isForeign, spokenLanguage } from '#src/language/spoken.ts';
import type { Store } from '#src/store/orm.ts';
import { findSpoken, type Speaking } from '#src/store/spoken.ts';

/**
 * The event with the language in which it is answered: that of its words, else the one its person spoke last. The
 * platform's locale, which is about their clock and their client, stays for whoever has said nothing that tells.
 */
export async function inSpokenLanguage<Event extends InboundEvent>(store: Store, event: Event): Promise<Event> {
  // What they spoke before says nothing of words in yet another language.
  const remembered = remembers(event) && !(event.kind === 'message' && isForeign(event.text));
  const spoken = told(event) ?? (remembered ? await findSpoken(store.fork(), event) : undefined);
  return spoken ? { ...event, spoken, locale: localeIn(spoken, event.locale) } : event;
}

/** What the words themselves tell; a document that was sent instead of words tells nothing, nor what somebody else wrote. */
function told(event: InboundEvent): Language | undefined {
  if (event.kind === 'action') return spokenLanguage(event.fields?.['request'] ?? '');
  const words = event.kind === 'message' && event.via !== 'install' && !event.rest?.adopt && !event.quoted;
  return words ? spokenLanguage(event.text) : undefined;
}

/** Over HTTP one key may speak for many people; n8n's failures are told to whoever asked for the workflow. */
const remembers = (event: InboundEvent): boolean =>
  event.kind === 'action' || (event.kind === 'message' && event.via !== 'rest' && event.via !== 'install');

/** The locale in which somebody is answered who does not say anything now, e.g. opens a dialog. */
export async function localeOf(
  store: Store,
  person: Speaking,
  locale: string | undefined,
): Promise<string | undefined> {
  const spoken = await findSpoken(store.fork(), person);
  return spoken ? localeIn(spoken, locale) : locale;
}
