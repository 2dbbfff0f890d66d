import type { Inbox, MessageReceived } from '#src/chat/inbound.ts';
import { createReference, DeliveryError } from '#src/errors.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import type { Logger } from '#src/log.ts';
import type { ConversationRef } from '#src/model/chat.ts';
import type { Automating } from './automate.ts';
import { type AutomateForm, toAutomateCard } from './automate-card.ts';
import type { TeamsPlatform } from './deliver.ts';
import { inTime } from './in-time.ts';
import { answerWithTask, answerWithText, type InvokeAnswer } from './invoke-answers.ts';
import { nameOf } from './name-of.ts';

export interface AutomateOptions {
  inbox: Inbox;
  platform: Pick<TeamsPlatform, 'mayAnswer' | 'openDirect'>;
  log: Logger;
  typing: (to: ConversationRef) => void;
}

/** Teams waits 5 s for all of it. */
const lookMs = 1_500;
const openMs = 2_500;

/** Opens the form of "Automate this", or takes in what was sent with it. Only takes in: the answer is a message. */
export async function answerAutomate(
  { press, event, own, data }: Automating,
  language: Language,
  options: AutomateOptions,
): Promise<InvokeAnswer> {
  const { card, teams } = wordsIn(language).adapters;
  const { automate } = teams;
  const form = (more: Pick<AutomateForm, 'problem' | 'outside'> = {}) =>
    answerWithTask(automate.title, toAutomateCard({ words: event.text, data, language, ...more }));
  const again = (reference: string) => form({ outside: press === 'alone', problem: teams.notTaken(reference) });
  const outside = press !== 'alone' && !own && (await isOutside(event, options));
  if (press === 'open') return form({ outside });
  if (event.text === '') return form({ outside: outside || press === 'alone', problem: card.fillIn });
  if (outside) return form({ outside });
  if (press === 'here' && own !== 'named by the client') return take(event, automate.comesHere, again, options);
  let alone: ConversationRef;
  try {
    alone = await inTime(options.platform.openDirect(event.conversation, event.person), openMs);
  } catch (error) {
    const refused = error instanceof DeliveryError && !error.retryable;
    options.log.info({ code: error instanceof DeliveryError ? error.code : nameOf(error) }, 'teams chat not opened');
    return form({ outside: true, problem: refused ? automate.notAlone : automate.openLater });
  }
  const { channel: _, team: __, ...said } = event;
  return take({ ...said, conversation: alone, via: 'direct' }, automate.comesAlone, again, options);
}

/** Where Teams does not say in time it is tried: what cannot be answered there is told by what follows. */
async function isOutside(
  { conversation, person }: MessageReceived,
  { platform, log }: AutomateOptions,
): Promise<boolean> {
  try {
    return !(await inTime(platform.mayAnswer(conversation, person.id), lookMs));
  } catch (error) {
    log.debug({ code: error instanceof DeliveryError ? error.code : nameOf(error) }, 'teams roster not read');
    return false;
  }
}

async function take(
  event: MessageReceived,
  taken: string,
  again: (reference: string) => InvokeAnswer,
  { inbox, log, typing }: AutomateOptions,
): Promise<InvokeAnswer> {
  try {
    if ((await inbox.accept(event)) === 'accepted') typing(event.conversation);
    return answerWithText('dialog', taken);
  } catch (error) {
    const reference = createReference();
    log.error({ error: nameOf(error), reference }, 'teams event not accepted');
    return again(reference);
  }
}
