import { button, type Card, rows } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { whenText } from './when.ts';

/** A workflow of which executions failed. */
export interface FailedRow {
  workflowId: string;
  name: string;
  count: number;
  last: string | undefined;
}

/** Which workflows failed, each with a button that says why. */
export function failedCard(failed: readonly FailedRow[], reader: Reader): { text: string; card: Card } {
  const { cards, engine } = wordsIn(reader.language);
  const { failures, failedTimes } = engine.talk;
  const told = failed.map((row) => ({ ...row, text: failedTimes(row.count, whenText(row.last, reader)) }));
  return {
    text: [failures, ...told.map(({ name, text }) => `• ${name}: ${text}`)].join('\n'),
    card: {
      language: reader.language,
      title: failures,
      elements: [
        rows(
          told.map(({ workflowId, name, text }) => ({
            title: name,
            text,
            button: button({ kind: 'executions', workflowId }, cards.executions.why),
          })),
        ),
      ],
    },
  };
}
