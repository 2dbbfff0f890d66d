import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
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
      formatters: { log: (fields) => Object.fromEntries(Object.entries(fields).map(clean)) },
    },
    destination,
  );
}

function clean([name, value]: [string, unknown]): [string, unknown] {
  return [name, redactJson(value instanceof Error ? stdSerializers.err(value) : value)];
}
