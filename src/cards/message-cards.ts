import { type Card, notice, steps, text } from '#src/chat/card.ts';
import type { OutboundMessage } from '#src/chat/platform.ts';

/** Shown at once while a request is being planned; rewritten in place by what comes of it. */
export function progressMessage(line = 'Reading your request and choosing nodes…'): OutboundMessage {
  return { text: line, card: { title: 'Working on it', elements: [text(line, 'muted')] } };
}

/** A plain answer. */
export function answerMessage(answer: string, title = 'Flowsmith'): OutboundMessage {
  const paragraphs = answer.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '');
  return { text: answer, card: { title, elements: paragraphs.map((paragraph) => text(paragraph)) } };
}

/** At most one question; the person answers in their own words. */
export function questionMessage(question: string, choices: string[]): OutboundMessage {
  const elements = [
    text(question),
    ...(choices.length > 0 ? [steps(choices)] : []),
    text('Answer in this thread; in a channel, mention me.', 'muted'),
  ];
  return {
    text: [question, ...choices.map((choice, index) => `${index + 1}. ${choice}`)].join('\n'),
    card: { title: 'One question', elements },
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
