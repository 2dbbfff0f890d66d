import { actions, button, type CardElement, notice, select, tasks, text } from '#src/chat/card.ts';
import { readMarkdown } from '#src/chat/markdown.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';
import { plainWords } from '#src/chat/words.ts';
import type { Language } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';

const stages = ['understanding', 'choosing', 'checking'] as const;
export type Stage = (typeof stages)[number];

/** One message while a request is being planned, rewritten at every stage and then by what comes of it. */
export function progressMessage(stage: Stage, eventId: string, language: Language = 'en'): OutboundMessage {
  const words = wordsIn(language).cards.messages;
  const now = stages.indexOf(stage);
  const state = (index: number) => (index < now ? 'complete' : index === now ? 'in_progress' : 'pending');
  const list = tasks(stages.map((each, index) => ({ text: words.stages[each], state: state(index) })));
  return {
    text: `${words.stages[stage]}…`,
    working: true,
    card: {
      language,
      title: words.working,
      elements: [list, actions(button({ kind: 'stop', eventId }, words.stop))],
    },
  };
}

/** In place of an answer that takes long, and of one that turned out to be private. */
export function waitingMessage(state: 'working' | 'done', language: Language = 'en'): OutboundMessage {
  const { working, moment, toldInPrivate } = wordsIn(language).cards.messages;
  const line = state === 'working' ? moment : toldInPrivate;
  const card = { language, title: state === 'working' ? working : '', elements: [text(line)] };
  return { text: line, card, ...(state === 'working' ? { working: true } : {}) };
}

/** What was said is taken back, because the answer was for one person alone. */
export const goneMessage = (language: Language = 'en'): OutboundMessage => ({
  ...waitingMessage('done', language),
  gone: true,
});

/** In place of a sign of life whose turn did not get to its answer. */
export function interruptedMessage(language: Language = 'en'): OutboundMessage {
  const { messages } = wordsIn(language).cards;
  return failureMessage(messages.interrupted, language);
}

/** Something did not work, in these words. */
export function failureMessage(line: string, language: Language = 'en'): OutboundMessage {
  const { messages } = wordsIn(language).cards;
  return { text: line, card: { language, title: messages.didNotWork, elements: [notice('error', line)] } };
}

/** A plain answer. It has no heading: whose it is stands above it everywhere. A model writes Markdown. */
export function answerMessage(
  answer: string,
  language: Language = 'en',
  { markdown = false }: { markdown?: boolean } = {},
): OutboundMessage {
  const plain = answer.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  const paragraphs = markdown ? readMarkdown(answer) : plain;
  const title = paragraphs.length > 0 ? '' : 'Flowsmith';
  const said = markdown ? paragraphs.map((paragraph) => plainWords(paragraph, language)).join('\n\n') : answer;
  return { text: said, card: { language, title, elements: paragraphs.map((paragraph) => text(paragraph)) } };
}

const mostButtons = 4;
/** What fits on a button on a phone; platforms cut what is longer, and choices that read the same cannot be told apart. */
const longestButton = 40;
/** Slack takes no longer one. */
const longestAlone = 75;

interface QuestionLook {
  markdown?: boolean;
  /** Nobody can answer below it in words. */
  alone?: boolean;
}

/** At most one question: up to four short choices as buttons, others as a list; an answer in words is always fine. */
export function questionMessage(
  questionId: string,
  question: string,
  choices: string[],
  language: Language = 'en',
  { markdown = false, alone = false }: QuestionLook = {},
): OutboundMessage {
  const words = wordsIn(language).cards.messages;
  const asked = markdown ? readMarkdown(question) : [question];
  // One alone is no list to choose from.
  const longest = choices.length === 1 ? longestAlone : longestButton;
  const fits = choices.length <= mostButtons && choices.every(({ length }) => length <= longest);
  const asButtons = choices.length > 0 && fits;
  const elements: CardElement[] = [...asked.map((paragraph) => text(paragraph))];
  if (asButtons)
    elements.push(actions(...choices.map((label, choice) => button({ kind: 'answer', questionId, choice }, label))));
  else if (choices.length > 0) elements.push(select({ kind: 'answer', questionId }, words.chooseOne, choices));
  if (!alone) elements.push(text(choices.length > 0 ? words.answerOwnWords : words.answerHere, 'muted'));
  return {
    text: [
      asked.map((one) => plainWords(one, language)).join('\n\n'),
      ...choices.map((choice, index) => `${index + 1}. ${choice}`),
    ].join('\n'),
    card: { language, title: words.question, elements },
  };
}

/** The question once somebody pressed a choice. */
export function answeredQuestionMessage(
  question: string,
  choice: string,
  by: string,
  language: Language = 'en',
): OutboundMessage {
  const { messages, acts } = wordsIn(language).cards;
  return {
    text: `${question} ${choice}`,
    card: {
      language,
      title: messages.question,
      elements: [text(question), notice('success', acts.withName(choice, by))],
    },
  };
}

/** Nothing came of it: what happened, whether anything changed, what to do next, and the reference. */
export function errorMessage(message: string, reference: string, language: Language = 'en'): OutboundMessage {
  const { outcome } = wordsIn(language).cards;
  return failureMessage(outcome.withReference(message, reference), language);
}
