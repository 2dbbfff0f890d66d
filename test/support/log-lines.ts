import { createLogger, type Logger } from '#src/log.ts';

export type LogLine = Record<string, unknown> & { level: string; time: string; msg?: string };

/** A logger that keeps every line it would write, as it would. */
export function keepLogLines(level = 'debug'): { log: Logger; text: () => string; lines: () => LogLine[] } {
  const written: string[] = [];
  const log = createLogger(level, { write: (line: string) => void written.push(line) });
  return {
    log,
    text: () => written.join(''),
    lines: () => written.map((line) => JSON.parse(line) as LogLine),
  };
}

/** The steps of requests among lines, in the order they were logged. */
export const stepsOf = (lines: LogLine[], reference: unknown) =>
  lines.filter((line) => 'step' in line && line['reference'] === reference);
