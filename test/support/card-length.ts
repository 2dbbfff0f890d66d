import { type Card, stepMark } from '#src/chat/card.ts';
import { plainWords } from '#src/chat/words.ts';

/** Letters that fit beside each other in the widest window. */
const lineLength = 95;

/** Texts of a card that a person reads before its first button, a line each; a picture is none. */
function textsBefore({ title, elements, language }: Card): string[] {
  const first = elements.findIndex(({ kind }) => kind === 'actions');
  const before = elements.slice(0, first < 0 ? elements.length : first).flatMap((element): string[] => {
    switch (element.kind) {
      case 'text':
      case 'notice':
        return plainWords(element.text, language).split('\n');
      case 'steps':
        return element.steps.map((line) => `${stepMark(line)}${line.text}`);
      case 'facts':
        return element.facts.map(({ label, value }) => `${label}: ${plainWords(value, language)}`);
      case 'select':
        return [element.label];
      case 'copy':
        return [element.label, element.value];
      default:
        return [];
    }
  });
  return [title, ...before].filter((line) => line.trim() !== '');
}

/** Lines as they are drawn, long ones broken. */
export const linesBeforeButtons = (card: Card): number =>
  textsBefore(card).reduce((sum, line) => sum + Math.ceil(line.length / lineLength), 0);

/** What has a letter or digit in it. */
export const wordsBeforeButtons = (card: Card): number =>
  textsBefore(card)
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
