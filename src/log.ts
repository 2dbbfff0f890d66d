import { type DestinationStream, type Logger, pino } from 'pino';
import { redactJson } from './policy/secrets.ts';

export type { Logger };

/** Fields that may carry a secret or a person's words; pino replaces them wherever they appear at these depths. */
const redactPaths = ['token', 'apiKey', 'password', 'authorization', 'headers', 'text', 'request', 'body'].flatMap(
  (key) => [key, `*.${key}`],
);

/**
 * Root logger: JSON lines on standard error. A level says who must act: error = someone wakes up, warn = look today.
 * Messages are fixed text; data goes into fields; message text, tokens and headers never. What looks like a secret all the
 * same, e.g. in an error of a library that quotes what it was given, is replaced.
 */
export function createLogger(
  level: string,
  destination: DestinationStream = pino.destination({ dest: 2, sync: false }),
): Logger {
  return pino(
    {
      level,
      redact: { paths: redactPaths, censor: '[redacted]' },
      // Only here is everything text: errors serialized, cycles and depths cut.
      hooks: { streamWrite: (line) => `${JSON.stringify(redactJson(JSON.parse(line)))}\n` },
    },
    destination,
  );
}
