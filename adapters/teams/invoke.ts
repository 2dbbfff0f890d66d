import type { Asides } from '#src/chat/aside.ts';
import type { ActionTaken, InboundEvent, Inbox } from '#src/chat/inbound.ts';
import type { Pickers } from '#src/chat/picker.ts';
import type { Cards, Forms } from '#src/chat/platform.ts';
import { createReference } from '#src/errors.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import { answerAutomate } from './answer-automate.ts';
import type { TeamsPlatform } from './deliver.ts';
import { inTime } from './in-time.ts';
import {
  answerWithCard,
  answerWithError,
  answerWithForm,
  answerWithResults,
  answerWithText,
  type InvokeAnswer,
  type InvokeKind,
} from './invoke-answers.ts';
import { nameOf } from './name-of.ts';
import type { Normalized } from './normalize.ts';
import { toResults } from './picker.ts';
import { offers, type Render } from './render.ts';

export interface InvokeOptions {
  inbox: Inbox;
  forms: Forms;
  cards: Cards;
  pickers: Pickers;
  asides: Asides;
  platform: Pick<TeamsPlatform, 'mayAnswer' | 'openDirect'>;
  render: Render;
  log: Logger;
  /** Shows that what came in is being worked on. */
  typing: (to: ConversationRef) => void;
}

/** Teams gives up on an invoke after about 5 s; reading what to answer gets half of that. */
const readingMs = 2_500;

/** How long whoever pressed may wait for an answer for their eyes alone; whatever else comes first ends it. */
const heldMs = 2_000;

/** In which tenant, and in which language whoever asks is answered. */
interface Asked {
  tenant: string;
  language: Language;
}

/** Answers a button, a dialog or a refresh. Never throws: every failure is an answer that Teams can show. */
export async function answerInvoke(
  kind: InvokeKind,
  normalized: Normalized,
  tenant: string,
  { language, ...options }: InvokeOptions & { language: Language },
): Promise<InvokeAnswer> {
  const asked = { tenant, language };
  const { unknownButton, chooseFirst } = wordsIn(language).adapters.teams;
  switch (normalized.outcome) {
    case 'event':
      return take(kind, normalized.event, language, options);
    case 'dialog':
      return openDialog(kind, normalized, asked, options);
    case 'automate':
      return answerAutomate(normalized, language, options);
    case 'search':
      return search(normalized, asked, options);
    case 'refresh':
      return refresh(normalized, asked, options);
    case 'removed':
    case 'ignored':
      return answerWithError(kind, 400, unknownButton);
    case 'malformed':
      options.log.info({ field: normalized.reason }, 'teams invoke not understood');
      // Nothing was chosen in the list whose button was pressed.
      if (normalized.reason === 'value.action.data.choice') return answerWithText(kind, chooseFirst);
      return answerWithError(kind, 400, unknownButton);
    default:
      return normalized satisfies never;
  }
}

async function take(
  kind: InvokeKind,
  event: InboundEvent,
  language: Language,
  options: InvokeOptions,
): Promise<InvokeAnswer> {
  const words = wordsIn(language).adapters.teams;
  const late = event.kind === 'action' && kind === 'execute' ? await currentWhenLate(event, options) : undefined;
  try {
    const result = await options.inbox.accept(event);
    if (result === 'accepted' && leadsToWork(event)) options.typing(event.conversation);
    // A press that Teams sends again gets the answer it got the first time.
    if (result !== 'accepted' || event.kind !== 'action') return answerWithText(kind, words.working);
    const aside = event.held ? options.asides.wait(event, heldMs) : undefined;
    // The card as it is now says what would be whispered: that is taken, and not shown twice.
    return late ?? answerWithText(kind, (await aside) ?? words.working);
  } catch (error) {
    const reference = createReference();
    options.log.error({ error: nameOf(error), reference }, 'teams event not accepted');
    return answerWithError(kind, 503, words.notTaken(reference));
  }
}

/** Stop takes effect when it comes in, and an opinion is only kept. */
function leadsToWork(event: InboundEvent): boolean {
  return event.kind !== 'action' || (event.action !== 'stop' && event.action !== 'feedback');
}

/** Somebody presses what their card still shows and nobody else's does: they get the card as it stands now. */
async function currentWhenLate(
  { action, value, conversation, tenant }: ActionTaken,
  { cards, render, log }: InvokeOptions,
): Promise<InvokeAnswer | undefined> {
  // Whoever looks at one of a list keeps the list.
  if (action === 'show' || !value.draftId || value.revision === undefined) return undefined;
  try {
    const message = await inTime(cards.current(value, { platform: 'teams', tenant: tenant.id }), readingMs);
    if (!message?.card || offers(message.card, action)) return undefined;
    return answerWithCard(render(message, conversation.key));
  } catch (error) {
    log.debug({ error: nameOf(error) }, 'current card not read');
    return undefined;
  }
}

async function openDialog(
  kind: InvokeKind,
  { action, value, data, person }: Extract<Normalized, { outcome: 'dialog' }>,
  { tenant, language }: Asked,
  { forms, log }: InvokeOptions,
): Promise<InvokeAnswer> {
  const { nothingToFill, notNow } = wordsIn(language).adapters.teams;
  try {
    const form = await inTime(
      forms.find(action, value, { platform: 'teams', tenant, person, locale: language }),
      readingMs,
    );
    return form ? answerWithForm(form, data) : answerWithText(kind, nothingToFill);
  } catch (error) {
    log.warn({ error: nameOf(error) }, 'teams dialog not filled');
    return answerWithText(kind, notNow);
  }
}

/** Nothing where that takes too long: Teams asks again at the next key. */
async function search(
  { search: { at, words, most }, person }: Extract<Normalized, { outcome: 'search' }>,
  { tenant }: Asked,
  { pickers }: InvokeOptions,
): Promise<InvokeAnswer> {
  const found = await inTime(pickers.find(at, words, { platform: 'teams', tenant, person }), readingMs).catch(() => []);
  return answerWithResults(toResults(found, most));
}

async function refresh(
  { value, conversationId }: Extract<Normalized, { outcome: 'refresh' }>,
  { tenant, language }: Asked,
  { cards, render, log }: InvokeOptions,
): Promise<InvokeAnswer> {
  const { nothingNewer, notRead } = wordsIn(language).adapters.teams;
  try {
    const message = await inTime(cards.current(value, { platform: 'teams', tenant }), readingMs);
    if (message?.card) return answerWithCard(render(message, conversationId));
    return answerWithText('execute', nothingNewer);
  } catch (error) {
    log.warn({ error: nameOf(error) }, 'teams card not refreshed');
    return answerWithError('execute', 503, notRead);
  }
}
