import { type Logger, pino } from 'pino';

export type { Logger };

/** Fields that may carry a secret or a person's words; pino replaces them wherever they appear at these depths. */
const redactPaths = ['token', 'apiKey', 'password', 'authorization', 'headers', 'text', 'request', 'body'].flatMap(
  (key) => [key, `*.${key}`],
);

/**
 * Root logger: JSON lines on standard error. A level says who must act: error = someone wakes up, warn = look today.
 * Messages are fixed text; data goes into fields; message text, tokens and headers never.
 */
export function createLogger(level: string): Logger {
  return pino(
    { level, redact: { paths: redactPaths, censor: '[redacted]' } },
    pino.destination({ dest: 2, sync: false }),
  );
}
