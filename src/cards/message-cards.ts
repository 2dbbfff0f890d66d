import { actions, button, type Card, type CardElement, notice, select, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';

const stages = ['understanding', 'choosing', 'checking'] as const;
export type Stage = (typeof stages)[number];
const stageLines: Record<Stage, string> = {
  understanding: 'Understanding what you want',
  choosing: 'Choosing the steps in n8n',
  checking: 'Checking that it would work',
};

/** One message while a request is being planned, rewritten at every stage and then by what comes of it. */
export function progressMessage(stage: Stage, eventId: string): OutboundMessage {
  const now = stages.indexOf(stage);
  const lines = stages.map((each, index) => `${index < now ? '✓' : index === now ? '▸' : '·'} ${stageLines[each]}`);
  return {
    text: `${stageLines[stage]}…`,
    card: {
      title: 'Working on it',
      elements: [text(lines.join('\n')), actions(button('stop', 'Stop', { eventId }))],
    },
  };
}

/** A plain answer. */
export function answerMessage(answer: string, title = 'Flowsmith'): OutboundMessage {
  const paragraphs = answer.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return { text: answer, card: { title, elements: paragraphs.map((paragraph) => text(paragraph)) } };
}

const mostButtons = 4;
/** What fits on a button on a phone; platforms cut what is longer, and choices that read the same cannot be told apart. */
const longestButton = 40;

/** At most one question: up to four short choices as buttons, others as a list; an answer in words is always fine. */
export function questionMessage(questionId: string, question: string, choices: string[]): OutboundMessage {
  const fits = choices.length <= mostButtons && choices.every(({ length }) => length <= longestButton);
  const asButtons = choices.length > 0 && fits;
  const elements: CardElement[] = [text(question)];
  if (asButtons)
    elements.push(actions(...choices.map((label, choice) => button('choose', label, { questionId, choice }))));
  else if (choices.length > 0) elements.push(select('choose', 'Choose one', choices, { questionId }));
  const start = choices.length > 0 ? 'Or answer in your own words' : 'Answer';
  elements.push(text(`${start} in this thread; in a channel, mention me.`, 'muted'));
  return {
    text: [question, ...choices.map((choice, index) => `${index + 1}. ${choice}`)].join('\n'),
    card: { title: 'One question', elements },
  };
}

/** The question once somebody pressed a choice. */
export function answeredQuestionMessage(question: string, choice: string, by: string): OutboundMessage {
  return {
    text: `${question} ${choice}`,
    card: { title: 'One question', elements: [text(question), notice('success', `${choice} (${by})`)] },
  };
}

/** Nothing came of it: what happened, whether anything changed, what to do next, and the reference. */
export function errorMessage(message: string, reference: string): OutboundMessage {
  const line = `${message} (reference ${reference})`;
  return { text: line, card: { title: 'That did not work', elements: [notice('error', line)] } };
}

/** A card with its plain form for notifications and screen readers. */
export function cardMessage(card: Card, line: string): OutboundMessage {
  return { text: line, card };
}
