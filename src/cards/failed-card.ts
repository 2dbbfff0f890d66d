import { actions, button, type Card, type CardElement, text } from '#src/chat/card.ts';
import type { Reader } from '#src/language/language.ts';
import { wordsIn } from '#src/language/words.ts';
import { whenText } from './when.ts';

/** What failed of one workflow in one way. */
export interface FailedRow {
  workflowId: string;
  name: string;
  count: number;
  last: Date | undefined;
  /** n8n's id of the newest, while it can be tried again. */
  executionId?: string | undefined;
  step?: string | undefined;
  problem?: string | undefined;
  /** What can be done about it; none where nothing is known of why. */
  advice?: string | undefined;
  recovered: boolean;
}

export interface FailedView {
  title: string;
  rows: readonly FailedRow[];
  /** Kinds besides those. */
  more: number;
  /** Said below, e.g. where the others are told. */
  note?: string | undefined;
  reader: Reader;
}

/** Which workflows failed, in which way and how often, with what can be done. The reasons are n8n's words, not ours. */
export function failedCard(view: FailedView): { text: string; card: Card } {
  const { title, more, note, reader } = view;
  const { failing } = wordsIn(reader.language).engine;
  const told = view.rows.map((row) => ({ ...row, said: saidOf(row, reader) }));
  const rest = [...(more > 0 ? [failing.more(more)] : []), ...(note ? [note] : [])];
  return {
    text: [title, ...told.map(({ name, said }) => `• ${name}: ${said[0]}`), ...rest].join('\n'),
    card: {
      language: reader.language,
      title,
      elements: [
        ...told.flatMap((row) => failedElements(row, row.said, reader, { muting: true })),
        ...rest.map((line) => text(line, 'muted')),
      ],
    },
  };
}

/** Of one kind of failures, as a group of lines with its buttons. */
export function failedElements(
  row: FailedRow,
  said: string[],
  { language }: Reader,
  { muting }: { muting: boolean },
): CardElement[] {
  const { executions, failure, verbs } = wordsIn(language).cards;
  const { workflowId, executionId, recovered } = row;
  return [
    text(row.name, 'bold'),
    text(said.join('\n')),
    actions(
      button({ kind: 'executions', workflowId }, executions.why),
      ...(executionId && !recovered
        ? [button({ kind: 'retry_execution', workflowId, executionId }, verbs.retry.label)]
        : []),
      ...(recovered || !muting ? [] : [button({ kind: 'mute', workflowId }, failure.mute)]),
    ),
  ];
}

/** How often and when, why, and what to do. */
export function saidOf({ count, last, step, problem, advice, recovered }: FailedRow, reader: Reader): string[] {
  const { engine, cards } = wordsIn(reader.language);
  const times = engine.talk.failedTimes(count, whenText(last, reader));
  return [
    recovered ? `${times} · ${engine.failing.runsAgain}` : times,
    ...(problem ? [step ? cards.failure.step(step, problem) : problem] : []),
    ...(advice && !recovered ? [advice] : []),
  ];
}
